# %% name="ecart-code"
taux = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="mean")
ecarts = taux["blanc"] - taux["noir"]
test = stats.ttest_ind(taux["blanc"], taux["noir"])
bas, haut = test.confidence_interval(0.95)
ecart = {
    "ecart": taux["blanc"].mean() - taux["noir"].mean(), "borne_basse": bas, "borne_haute": haut, "p_value": test.pvalue,
}

# %% name="dimension-code"
from statsmodels.stats.power import TTestIndPower

dimension = int(np.ceil(TTestIndPower().solve_power(0.02 / ecarts.std(), alpha=0.05, power=0.8)))
