# %% name="ecart-code"
taux = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="mean")
ecarts = taux["blanc"] - taux["noir"]
bas, haut = stats.ttest_1samp(ecarts, 0).confidence_interval(0.95)
p = stats.ttest_1samp(ecarts, 0, alternative="greater").pvalue
ecart = {"ecart": ecarts.mean(), "borne_basse": bas, "borne_haute": haut, "p_value": p}

# %% name="encadrement-code"
par_annonce = cv.groupby(["poste", "annonce"])["experience"].mean()
a, b = par_annonce["responsable"], par_annonce["superviseur"]
bas, haut = stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
p = stats.ttest_ind(a, b, equal_var=False, alternative="greater").pvalue
encadrement = {"difference": a.mean() - b.mean(), "borne_basse": bas, "borne_haute": haut, "p_value": p}

# %% name="secteurs-code"
from statsmodels.stats.multitest import multipletests

p_values = ecarts.groupby("secteur").agg(lambda d: stats.ttest_1samp(d, 0).pvalue / 2)
sur_la_liste, p_ajustees, _, _ = multipletests(p_values, alpha=0.05, method="holm")
secteurs = pd.DataFrame(
    {"secteur": p_values.index, "p_value": p_values.to_numpy(), "p_ajustee": p_ajustees, "sur_la_liste": sur_la_liste}
)

# %% name="dimension-code"
from statsmodels.stats.power import TTestPower

dimension = int(np.ceil(TTestPower().solve_power(0.02 / ecarts.std(), alpha=0.05, power=0.8, alternative="larger")))
