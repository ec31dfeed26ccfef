# %% name="description-code"
groupes = cv.groupby("secteur")
description = pd.concat(
    [
        groupes["experience"].describe()[["count", "mean", "50%"]],
        np.sqrt(groupes["experience"].var()).rename("experience_ecart_type"),
        groupes["annonce"].nunique().rename("annonces"),
        groupes["rappel"].mean().rename("taux_rappel").round(3),
    ],
    axis=1,
).rename(columns={"count": "cv", "mean": "experience_moyenne", "50%": "experience_mediane"})

# %% name="pilote-code"
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

bas, haut = DescrStatsW(pilote.groupby("annonce")["experience"].mean()).tconfint_mean(alpha=0.05)
ic_pilote = {"borne_basse": bas, "borne_haute": haut}

# %% name="parts-code"
lignes = []
for secteur, bloc in cv.groupby("secteur"):
    annonces = compte = 0
    for _, dossier in bloc.groupby("annonce"):
        annonces += 1
        rappeles = set(dossier.loc[dossier["rappel"] == 1, "prenom_percu"])
        compte += rappeles == {"blanc"}
    bornes = stats.binomtest(compte, annonces).proportion_ci(0.95, method="wilson")
    lignes.append((secteur, annonces, compte, compte / annonces, bornes.low, bornes.high))
parts = pd.DataFrame(lignes, columns=["secteur", "annonces", "sens_unique", "part", "borne_basse", "borne_haute"])
parts = parts.set_index("secteur")

# %% name="ecart-code"
import statsmodels.formula.api as smf

moyennes = cv.groupby(["secteur", "annonce", "prenom_percu"])["rappel"].mean().unstack()
ecarts = moyennes["blanc"].sub(moyennes["noir"])
calcul = DescrStatsW(ecarts)
bas, haut = calcul.zconfint_mean()
ecart = {"ecart": calcul.mean, "borne_basse": bas, "borne_haute": haut, "p_value": calcul.ztest_mean(0)[1]}

# %% name="encadrement-code"
par_annonce = cv[cv["poste"].isin(["responsable", "superviseur"])].groupby(["poste", "annonce"])["experience"].mean()
comparaison = CompareMeans(DescrStatsW(par_annonce["responsable"]), DescrStatsW(par_annonce["superviseur"]))
bas, haut = comparaison.tconfint_diff(usevar="unequal")
encadrement = {
    "difference": np.float64(par_annonce["responsable"].mean() - par_annonce["superviseur"].mean()),
    "borne_basse": np.float64(bas),
    "borne_haute": np.float64(haut),
    "p_value": comparaison.ttest_ind(usevar="unequal")[1],
}

# %% name="secteurs-code"
table_ecarts = ecarts.rename("d").reset_index()
brutes = {s: smf.ols("d ~ 1", data=t).fit().pvalues["Intercept"] for s, t in table_ecarts.groupby("secteur")}
ordre = sorted(brutes, key=brutes.get)
ajustees = {s: min(1, max((6 - i) * brutes[ordre[i]] for i in range(rang + 1))) for rang, s in enumerate(ordre)}
secteurs = pd.DataFrame({"p_value": brutes, "p_ajustee": ajustees}).rename_axis("secteur")
secteurs["sur_la_liste"] = (secteurs["p_ajustee"] < 0.05).astype(object)

# %% name="dimension-code"
from scipy.stats import nct, t as student

def puissance(n):
    delta, seuil = 0.02 / ecarts.std() * np.sqrt(n), student.ppf(0.975, n - 1)
    return nct.sf(seuil, n - 1, delta) + nct.cdf(-seuil, n - 1, delta)

dimension = next(n for n in range(2, 100_000) if puissance(n) >= 0.8)
