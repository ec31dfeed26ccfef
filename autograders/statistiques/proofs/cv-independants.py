# %% name="pilote-code"
x = pilote["experience"]
bas, haut = stats.t.interval(0.95, df=len(x) - 1, loc=x.mean(), scale=x.sem())
ic_pilote = {"borne_basse": bas, "borne_haute": haut}

# %% name="ecart-code"
taux = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="mean")
ecarts = taux["blanc"] - taux["noir"]
blanc, noir = (cv.loc[cv["prenom_percu"] == p, "rappel"] for p in ("blanc", "noir"))
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

bas, haut = confint_proportions_2indep(blanc.sum(), len(blanc), noir.sum(), len(noir), method="wald", compare="diff")
_, p = proportions_ztest([blanc.sum(), noir.sum()], [len(blanc), len(noir)])
ecart = {"ecart": blanc.mean() - noir.mean(), "borne_basse": bas, "borne_haute": haut, "p_value": p}

# %% name="encadrement-code"
a, b = (cv.loc[cv["poste"] == p, "experience"] for p in ("responsable", "superviseur"))
test = stats.ttest_ind(a, b, equal_var=False)
bas, haut = test.confidence_interval(0.95)
encadrement = {"difference": a.mean() - b.mean(), "borne_basse": bas, "borne_haute": haut, "p_value": test.pvalue}

# %% name="secteurs-code"
from statsmodels.stats.multitest import multipletests

p_values = cv.groupby("secteur")[["prenom_percu", "rappel"]].apply(
    lambda t: stats.ttest_ind(
        t.loc[t["prenom_percu"] == "blanc", "rappel"], t.loc[t["prenom_percu"] == "noir", "rappel"], equal_var=False
    ).pvalue
)
sur_la_liste, p_ajustees, _, _ = multipletests(p_values, alpha=0.05, method="holm")
secteurs = pd.DataFrame(
    {"secteur": p_values.index, "p_value": p_values.to_numpy(), "p_ajustee": p_ajustees, "sur_la_liste": sur_la_liste}
)
