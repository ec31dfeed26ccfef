# %% [markdown]
# # Ce que les rappels disent, et ce qu’ils ne disent pas
#
# ## La situation
#
# **Callune** (entreprise fictive, Nantes, 80 salariés) édite un logiciel de recrutement. Elle veut
# entraîner un modèle qui classe les candidatures, et lui donner pour exemple les décisions passées des
# recruteurs : ce CV a été rappelé, celui-là non. Son comité d’éthique pose une question préalable :
#
# > À CV comparable, le prénom change-t-il la probabilité d’être rappelé ?
#
# Si la réponse est oui, le modèle apprendra cette différence, puis la reproduira à grande échelle. Callune n’a
# pas encore mesuré la chose chez ses clients. Vous êtes chef ou cheffe de projet data : vous analysez un
# *testing* réel et publié, et vous dites au comité ce qu’on peut en conclure, et ce qu’on ne peut pas.
#
# ## Les données
#
# En 2001 et 2002, deux chercheurs ont envoyé des CV inventés en réponse à de vraies annonces de Boston et de
# Chicago. Le prénom écrit sur chaque CV était **tiré au sort**, parmi des prénoms qu’une enquête préalable avait
# montrés perçus comme ceux de personnes blanches ou de personnes noires. Chaque annonce a reçu autant de CV des deux
# sortes : deux et deux, ou un et un. Le fichier `data/testing_recrutement.csv` compte une ligne par CV :
#
# | colonne | contenu |
# |---|---|
# | `annonce` | numéro de l’annonce |
# | `ville`, `secteur`, `poste` | ville, secteur et famille de poste de l’annonce (les mêmes pour tous ses CV) |
# | `prenom_percu` | `"blanc"` ou `"noir"` |
# | `experience` | années d’expérience écrites sur le CV |
# | `rappel` | 1 si l’employeur a rappelé, 0 sinon |
#
# **Données personnelles :** il n’y en a pas. Les candidats n’ont jamais existé, les employeurs ne sont pas
# nommés, et les prénoms eux-mêmes ont été retirés. L’origine et la licence sont dans `data/SOURCES.toml`.
#
# **Votre lot.** Vous recevez 70 % des annonces, tirées au sort pour vous, avec tous leurs CV. Toutes vos
# réponses se calculent sur ce lot, que l’on regarde comme un échantillon d’une population plus vaste d’annonces
# semblables.
#
# ## Objectifs
#
# - Décrire un échantillon, et distinguer ce qu’on y observe de ce qu’on en déduit.
# - Estimer une moyenne, une proportion, une différence, avec un intervalle de confiance adapté.
# - Choisir un test selon la façon dont les données ont été recueillies, et maîtriser le risque quand on en fait plusieurs.
# - Dimensionner une étude.
# - Dire à des non-spécialistes ce qu’un résultat permet de conclure.
#
# ## Ce qui est attendu
#
# | question | points | corrigée par |
# |---|---|---|
# | 1. Décrire le lot | 2 | la machine |
# | 2. Estimer à partir de douze annonces | 2 | la machine |
# | 3. Estimer de petites proportions | 2 | la machine |
# | 4. Mesurer l’écart, et le tester | 3 | la machine |
# | 5. Comparer deux familles de postes | 2 | la machine |
# | 6. Tester six secteurs | 2 | la machine |
# | 7. Dimensionner le testing de Callune | 2 | la machine |
# | 8. Relire le brouillon d’un collègue | 2 | une personne, avec une grille |
# | 9. Conclure devant le comité | 3 | une personne, avec une grille |
# | **Total** | **20** | |
#
# **Durée :** 80 minutes. **Prérequis :** manipuler une table (pandas ou SQL), connaître la loi normale, la loi de
# Student, l’intervalle de confiance et le test d’hypothèse.
#
# **Pour toutes les questions :**
#
# - tous les outils sont permis (pandas, SQL avec `duckdb`, scipy, statsmodels, calcul à la main) ;
# - taux et proportions s’écrivent entre 0 et 1 : 0,08, et non 8 ;
# - le niveau de confiance est de 95 % et le seuil des tests de 5 % ;
# - n’arrondissez pas vos résultats : la correction tolère de petits écarts numériques ;
# - dans les tables, l’ordre des lignes et des colonnes est libre.
#
# Sous chaque cellule de remise, un message vous dit si votre réponse a la forme attendue. Il ne dit pas si elle
# est juste.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="preparation" role="setup"
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from blocnotes_handin import mapping, number, table

testing = pd.read_csv(Path("data") / "testing_recrutement.csv")

# Votre lot : 70 % des annonces, tirées au sort, avec tous leurs CV.
annonces_du_lot = testing["annonce"].drop_duplicates().sample(frac=0.7, random_state=variante)
cv = testing[testing["annonce"].isin(annonces_du_lot)].reset_index(drop=True)

# Le pilote de la question 2 : les CV des douze premières annonces tirées.
pilote = cv[cv["annonce"].isin(annonces_du_lot.head(12))].reset_index(drop=True)

# %%
cv.head(8)

# %% [markdown]
# ## 1. Décrire le lot (2 points)
#
# Le comité veut d’abord savoir de quoi il parle. Construisez la table `description`, une ligne par secteur de
# votre lot, avec les colonnes :
#
# - `secteur` : son nom, tel qu’il est écrit dans les données ;
# - `annonces` : le nombre d’annonces ; `cv` : le nombre de CV ;
# - `experience_moyenne` et `experience_mediane` : la moyenne et la médiane de l’expérience des CV, en années ;
# - `experience_ecart_type` : l’écart-type de l’expérience **dans la population** dont les CV du secteur sont un
#   échantillon, **estimé** à partir d’eux ;
# - `taux_rappel` : la part des CV qui ont été rappelés.
#
# Ici, chaque CV compte pour un.

# %% name="description-code" role="solution"
description = ...
### BEGIN SOLUTION
description = cv.groupby("secteur", as_index=False).agg(
    annonces=("annonce", "nunique"),
    cv=("annonce", "size"),
    experience_moyenne=("experience", "mean"),
    experience_mediane=("experience", "median"),
    experience_ecart_type=("experience", "std"),
    taux_rappel=("rappel", "mean"),
)
### END SOLUTION

# %% name="description" role="answer" points=2
answer("description", ordered=False, form=table(
    ["secteur", "annonces", "cv", "experience_moyenne", "experience_mediane", "experience_ecart_type", "taux_rappel"],
    rows=6,
), checks={
    "Tous les CV du lot sont comptés une fois.": lambda t: t["cv"].sum() == len(cv),
    "Les taux de rappel sont compris entre 0 et 1.": lambda t: t["taux_rappel"].between(0, 1).all(),
})

# %% name="description-reference" role="reference"
answer("description-population", cv.groupby("secteur")["experience"].std(ddof=0).rename("ecart_type").reset_index())

# %% [markdown]
# ## 2. Estimer à partir de douze annonces (2 points)
#
# Avant de recevoir le lot entier, l’équipe ne disposait que de douze annonces, tirées au sort : la table `pilote`
# contient leurs CV. Elle voulait savoir quelle expérience ces annonces reçoivent, parce que les clients de Callune
# recrutent surtout des profils d’environ six ans.
#
# Calculez l’expérience moyenne des CV de chaque annonce : ces douze moyennes forment votre échantillon. On
# admet que, dans la population des annonces, cette moyenne par annonce suit une loi normale, dont **ni l’espérance ni
# l’écart-type ne sont connus**.
#
# Remettez dans `ic_pilote` les bornes de l’intervalle de confiance à 95 % de l’espérance de cette loi, centré sur la moyenne
# observée. Si la loi est bien normale, la probabilité qu’un tel intervalle contienne l’espérance doit être d’exactement 95 %, même avec
# douze valeurs.

# %% name="pilote-code" role="solution"
ic_pilote = {"borne_basse": ..., "borne_haute": ...}
### BEGIN SOLUTION
moyennes = pilote.groupby("annonce")["experience"].mean()
bas, haut = stats.t.interval(0.95, df=len(moyennes) - 1, loc=moyennes.mean(), scale=moyennes.sem())
ic_pilote = {"borne_basse": bas, "borne_haute": haut}
### END SOLUTION

# %% name="pilote" role="answer" points=2
answer("ic_pilote", form=mapping(["borne_basse", "borne_haute"], of=number()), checks={
    "La borne basse précède la borne haute.": lambda v: v["borne_basse"] < v["borne_haute"],
})

# %% name="pilote-reference" role="reference"
def _autour(centre, demi_largeur):
    return {"borne_basse": centre - demi_largeur, "borne_haute": centre + demi_largeur}


_m = pilote.groupby("annonce")["experience"].mean()
_n, _x = len(_m), pilote["experience"]
answer("pilote-normale", _autour(_m.mean(), stats.norm.ppf(0.975) * _m.std() / _n**0.5))
answer("pilote-ddof", _autour(_m.mean(), stats.t.ppf(0.975, _n - 1) * _m.std(ddof=0) / _n**0.5))
answer("pilote-normale-ddof", _autour(_m.mean(), stats.norm.ppf(0.975) * _m.std(ddof=0) / _n**0.5))
answer("pilote-cv", _autour(_x.mean(), stats.t.ppf(0.975, len(_x) - 1) * _x.sem()))
answer("pilote-dispersion", _autour(_m.mean(), stats.t.ppf(0.975, _n - 1) * _m.std()))

# %% [markdown]
# ## 3. Estimer de petites proportions (2 points)
#
# Une annonce est **à sens unique** si elle a rappelé au moins un CV au prénom perçu blanc, et aucun CV au
# prénom perçu noir. Le comité veut connaître la part des annonces à sens unique dans chaque secteur. Or, dans certains secteurs,
# ces annonces sont très peu nombreuses : le comité impose donc l’intervalle de **Wilson** (intervalle du score, sans
# correction de continuité), à 95 %.
#
# Construisez la table `parts`, une ligne par secteur de votre lot, avec les colonnes :
#
# - `secteur` ;
# - `annonces` : le nombre d’annonces du secteur ; `sens_unique` : combien d’entre elles sont à sens unique (peut-être aucune) ;
# - `part` : la proportion observée ; `borne_basse` et `borne_haute` : les bornes de l’intervalle.

# %% name="parts-code" role="solution"
parts = ...
### BEGIN SOLUTION
from statsmodels.stats.proportion import proportion_confint

rappels = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="max")
sens_unique = (rappels["blanc"] == 1) & (rappels["noir"] == 0)
parts = sens_unique.groupby("secteur").agg(annonces="size", sens_unique="sum", part="mean").reset_index()
parts["borne_basse"], parts["borne_haute"] = proportion_confint(
    parts["sens_unique"], parts["annonces"], alpha=0.05, method="wilson"
)
### END SOLUTION

# %% name="parts" role="answer" points=2
answer("parts", ordered=False, form=table(
    ["secteur", "annonces", "sens_unique", "part", "borne_basse", "borne_haute"], rows=6,
), checks={
    "Les proportions sont comprises entre 0 et 1.": lambda t: t["part"].between(0, 1).all(),
    "La borne basse ne dépasse jamais la borne haute.": lambda t: (t["borne_basse"] <= t["borne_haute"]).all(),
})

# %% name="parts-reference" role="reference"
from statsmodels.stats.proportion import proportion_confint as _bornes

_marge = stats.norm.ppf(0.975) * np.sqrt(parts["part"] * (1 - parts["part"]) / parts["annonces"])
answer("parts-wald", parts[["secteur"]].assign(borne_basse=parts["part"] - _marge, borne_haute=parts["part"] + _marge))
for _methode, _nom in {"beta": "clopper-pearson", "agresti_coull": "agresti-coull"}.items():
    _t = parts[["secteur"]].copy()
    _t["borne_basse"], _t["borne_haute"] = _bornes(parts["sens_unique"], parts["annonces"], 0.05, _methode)
    answer(f"parts-{_nom}", _t)

# %% [markdown]
# ## 4. Mesurer l’écart, et le tester (3 points)
#
# Les CV envoyés à une même annonce ont été lus par le même recruteur : ils ne sont pas indépendants entre eux. L’unité
# d’analyse est donc **l’annonce**, et chaque annonce compte pour une, qu’elle ait reçu deux CV ou quatre.
#
# Dans une annonce, on appelle **écart** le taux de rappel de ses CV au prénom perçu blanc, moins le taux de rappel
# de ses CV au prénom perçu noir. Le comité demande si le prénom change quelque chose en moyenne, dans un sens ou dans
# l’autre, sans rien supposer d’avance.
#
# Remettez le dictionnaire `ecart` :
#
# - `ecart` : l’écart moyen des annonces de votre lot ;
# - `borne_basse`, `borne_haute` : les bornes de l’intervalle de confiance à 95 % de l’écart moyen dans la population ;
# - `p_value` : la p-valeur du test de l’hypothèse « l’écart moyen est nul dans la population ». L’effectif est grand : le
#   test de Student et son approximation par la loi normale sont acceptés tous les deux.

# %% name="ecart-code" role="solution"
ecart = {"ecart": ..., "borne_basse": ..., "borne_haute": ..., "p_value": ...}
### BEGIN SOLUTION
taux = cv.pivot_table(index=["secteur", "annonce"], columns="prenom_percu", values="rappel", aggfunc="mean")
ecarts = taux["blanc"] - taux["noir"]
test = stats.ttest_1samp(ecarts, 0)
bas, haut = test.confidence_interval(0.95)
ecart = {"ecart": ecarts.mean(), "borne_basse": bas, "borne_haute": haut, "p_value": test.pvalue}
### END SOLUTION

# %% name="ecart" role="answer" points=3
answer("ecart", form=mapping(["ecart", "borne_basse", "borne_haute", "p_value"], of=number()), checks={
    "L’écart est entre les deux bornes.": lambda v: v["borne_basse"] <= v["ecart"] <= v["borne_haute"],
    "La p-valeur est comprise entre 0 et 1.": lambda v: 0 <= v["p_value"] <= 1,
})

# %% name="ecart-reference" role="reference"
def _deux_groupes(a, b, equal_var=False):
    essai = stats.ttest_ind(a, b, equal_var=equal_var)
    bornes = essai.confidence_interval(0.95)
    return {"ecart": a.mean() - b.mean(), "borne_basse": bornes.low, "borne_haute": bornes.high, "p_value": essai.pvalue}


answer("ecart-cv", _deux_groupes(*(cv.loc[cv["prenom_percu"] == p, "rappel"] for p in ("blanc", "noir"))))
answer("ecart-normale", 2 * stats.norm.sf(abs(ecarts.mean()) / ecarts.sem()))
answer("ecart-non-apparie", _deux_groupes(taux["blanc"], taux["noir"]))

# %% [markdown]
# ## 5. Comparer deux familles de postes (2 points)
#
# Pour simplifier son modèle, l’équipe voudrait réunir les postes `responsable` et `superviseur` dans une seule famille
# « encadrement », à condition que les deux reçoivent des candidatures d’expérience comparable.
#
# L’unité reste l’annonce : pour chacune, prenez l’expérience moyenne de ses CV. Comparez ensuite les annonces `responsable` et les
# annonces `superviseur` de votre lot. Regardez d’abord les deux groupes : ni leurs effectifs ni leurs dispersions ne se
# ressemblent. Votre méthode doit rester valable dans ce cas.
#
# Remettez le dictionnaire `encadrement` :
#
# - `difference` : moyenne des annonces `responsable` moins moyenne des annonces `superviseur`, en années ;
# - `borne_basse`, `borne_haute` : les bornes de l’intervalle de confiance à 95 % de cette différence dans la population ;
# - `p_value` : la p-valeur du test de l’hypothèse « les deux moyennes sont égales dans la population », sans sens supposé d’avance.

# %% name="encadrement-code" role="solution"
encadrement = {"difference": ..., "borne_basse": ..., "borne_haute": ..., "p_value": ...}
### BEGIN SOLUTION
par_annonce = cv.groupby(["poste", "annonce"])["experience"].mean()
responsables, superviseurs = par_annonce["responsable"], par_annonce["superviseur"]
test = stats.ttest_ind(responsables, superviseurs, equal_var=False)
bas, haut = test.confidence_interval(0.95)
encadrement = {
    "difference": responsables.mean() - superviseurs.mean(),
    "borne_basse": bas, "borne_haute": haut, "p_value": test.pvalue,
}
### END SOLUTION

# %% name="encadrement" role="answer" points=2
answer("encadrement", form=mapping(["difference", "borne_basse", "borne_haute", "p_value"], of=number()), checks={
    "La différence est entre les deux bornes.": lambda v: v["borne_basse"] <= v["difference"] <= v["borne_haute"],
    "La p-valeur est comprise entre 0 et 1.": lambda v: 0 <= v["p_value"] <= 1,
})

# %% name="encadrement-reference" role="reference"
_a, _b = (cv.loc[cv["poste"] == poste, "experience"] for poste in ("responsable", "superviseur"))
_erreur = (responsables.var() / len(responsables) + superviseurs.var() / len(superviseurs)) ** 0.5
answer("encadrement-normale", 2 * stats.norm.sf(abs(encadrement["difference"]) / _erreur))
answer("encadrement-commune", _deux_groupes(responsables, superviseurs, equal_var=True))
answer("encadrement-cv", _deux_groupes(_a, _b))
answer("encadrement-cv-commune", _deux_groupes(_a, _b, equal_var=True))

# %% [markdown]
# ## 6. Tester six secteurs (2 points)
#
# La communication voudrait publier la liste des « secteurs qui discriminent ». Six secteurs, donc six tests : le même qu’à la
# question 4, par un test de **Student** cette fois (les effectifs de certains secteurs sont petits), dans chaque secteur pris à part.
#
# Le comité n’accepte cette liste qu’à une condition : quelle que soit la dépendance entre les tests, la probabilité d’y inscrire à tort
# **au moins un** secteur ne doit pas dépasser 5 %. Trois procédures sont envisagées : Bonferroni, Holm, Benjamini-Hochberg. Retenez
# celle qui remplit cette condition en perdant le moins de puissance.
#
# Construisez la table `secteurs`, une ligne par secteur de votre lot, avec les colonnes :
#
# - `secteur` ;
# - `p_value` : la p-valeur du test dans ce secteur, avant tout ajustement ;
# - `p_ajustee` : la p-valeur ajustée par la procédure retenue, plafonnée à 1 ;
# - `sur_la_liste` : `True` si le secteur peut être inscrit sur la liste, `False` sinon.

# %% name="secteurs-code" role="solution"
secteurs = ...
### BEGIN SOLUTION
from statsmodels.stats.multitest import multipletests

p_values = ecarts.groupby("secteur").agg(lambda d: stats.ttest_1samp(d, 0).pvalue)
sur_la_liste, p_ajustees, _, _ = multipletests(p_values, alpha=0.05, method="holm")
secteurs = pd.DataFrame({
    "secteur": p_values.index,
    "p_value": p_values.to_numpy(),
    "p_ajustee": p_ajustees,
    "sur_la_liste": sur_la_liste,
})
### END SOLUTION

# %% name="secteurs" role="answer" points=2
answer("secteurs", ordered=False, form=table(["secteur", "p_value", "p_ajustee", "sur_la_liste"], rows=6), checks={
    "Les p-valeurs sont comprises entre 0 et 1.": lambda t: t[["p_value", "p_ajustee"]].stack().between(0, 1).all(),
    "La colonne « sur_la_liste » ne contient que True ou False.": lambda t: set(t["sur_la_liste"]) <= {True, False},
})

# %% name="secteurs-reference" role="reference"
def _p_values(calcul):
    return pd.Series({s: calcul(cv[cv["secteur"] == s]) for s in sorted(set(cv["secteur"]))}).rename_axis("secteur")


_par_cv = _p_values(lambda t: _deux_groupes(*(t.loc[t["prenom_percu"] == p, "rappel"] for p in ("blanc", "noir")))["p_value"])
answer("secteurs-cv", pd.DataFrame({"p_value": _par_cv, "p_ajustee": multipletests(_par_cv, method="holm")[1]}).reset_index())
_moitie = _p_values(lambda t: p_values[t["secteur"].iloc[0]] / 2)
answer("secteurs-unilateral", pd.DataFrame({"p_value": _moitie, "p_ajustee": multipletests(_moitie, method="holm")[1]}).reset_index())
for _methode in ("bonferroni", "fdr_bh"):
    _ajustees = multipletests(p_values, method=_methode)[1]
    answer(f"secteurs-{_methode}", pd.DataFrame({"secteur": p_values.index, "p_ajustee": _ajustees}))

# %% [markdown]
# ## 7. Dimensionner le testing de Callune (2 points)
#
# Callune veut faire son propre testing en France, sur le même modèle : des CV des deux sortes envoyés à chaque annonce, un écart par
# annonce, et le test de la question 4. Le comité tient pour important un écart moyen réel de **2 points** (0,02), dans un sens
# ou dans l’autre. Au seuil de 5 %, le test doit avoir **80 % de chances** de déceler un écart de cette taille.
#
# On prend pour écart-type des écarts celui que votre lot permet d’estimer. Remettez dans `dimension` le plus petit nombre
# d’**annonces** qui convient (un entier). Une erreur de 0,5 % est tolérée : le calcul par la loi de Student et son approximation par la loi
# normale sont donc acceptés tous les deux.

# %% name="dimension-code" role="solution"
dimension = ...
### BEGIN SOLUTION
from statsmodels.stats.power import TTestPower

taille_effet = 0.02 / ecarts.std()
dimension = int(np.ceil(TTestPower().solve_power(taille_effet, alpha=0.05, power=0.8, alternative="two-sided")))
### END SOLUTION

# %% name="dimension" role="answer" points=2
answer("dimension", form=number(1), checks={
    "C’est un nombre entier d’annonces.": lambda n: float(n).is_integer(),
})

# %% name="dimension-reference" role="reference"
_z, _rapport = stats.norm.ppf, ecarts.std() / 0.02
answer("dimension-unilateral", float(np.ceil(((_z(0.95) + _z(0.8)) * _rapport) ** 2)))
answer("dimension-sans-puissance", float(np.ceil((_z(0.975) * _rapport) ** 2)))
answer("dimension-deux-groupes", float(np.ceil(2 * ((_z(0.975) + _z(0.8)) * _rapport) ** 2)))

# %% [markdown]
# ## 8. Relire le brouillon d’un collègue (2 points)
#
# Un collègue a rédigé cinq phrases pour le comité :
#
# 1. « La p-valeur du test de la question 4 est la probabilité que le prénom n’ait aucun effet. »
# 2. « Dans les secteurs qui ne sont pas sur la liste, les recruteurs traitent donc les deux sortes de prénoms de la même façon. »
# 3. « Les prénoms ayant été tirés au sort, l’écart moyen entre les deux groupes de CV, dans ce testing, peut être attribué au prénom. »
# 4. « Les annonces de Boston rappellent plus souvent que celles de Chicago : c’est donc la ville qui fait la différence, et un
#    employeur de Chicago qui s’installerait à Boston rappellerait plus. »
# 5. « L’intervalle de la question 2 contient l’expérience moyenne de 95 % des annonces. »
#
# Pour chaque phrase, écrivez **« juste »** ou **« fausse »**, et **expliquez en une ou deux phrases**. Si elle est fausse, l’explication
# dit ce que le calcul permet d’affirmer à la place.
#
# *Grille :* cinq verdicts (1 point), puis les explications (1 point).

# %% [markdown] name="relecture" role="manual" points=2
# ### BEGIN SOLUTION
# 1. **Fausse.** La p-valeur est calculée en supposant que le prénom n’a aucun effet : c’est la probabilité d’observer alors un écart moyen
#    au moins aussi grand, dans un sens ou dans l’autre. Elle ne donne pas la probabilité que cette hypothèse soit vraie.
# 2. **Fausse.** Ne pas rejeter n’est pas démontrer l’égalité : certains secteurs comptent peu d’annonces, et leur intervalle
#    de confiance admet encore des écarts importants. On peut seulement dire que l’écart n’y est pas établi.
# 3. **Juste.** Le tirage au sort rend les deux groupes de CV comparables en tout sauf le prénom, aux hasards près que le test prend en
#    compte. La conclusion vaut pour ces villes, ces annonces et cette époque.
# 4. **Fausse.** Les villes n’ont pas été tirées au sort : secteurs, postes et CV envoyés y diffèrent. On constate une association, on
#    n’en déduit pas une cause.
# 5. **Fausse.** L’intervalle porte sur l’espérance, pas sur les annonces une à une ; si l’on répétait le tirage de douze annonces, environ 95 %
#    des intervalles ainsi construits contiendraient l’espérance.
# ### END SOLUTION

# %% [markdown]
# ## 9. Conclure devant le comité (3 points)
#
# Écrivez au comité d’éthique une note de **120 à 220 mots**, lisible par des non-spécialistes. Elle doit contenir :
#
# - le résultat principal **chiffré sur votre lot** : la taille de l’écart, son incertitude, et ce qu’elle représente en pratique
#   (un écart peut être significatif sans être important, et l’inverse) ;
# - la portée : ce que ce testing permet de conclure et pourquoi, puis **deux limites précises** avant de l’appliquer à Callune ;
# - une recommandation : peut-on entraîner le modèle sur les rappels passés, et que faire maintenant ?
#
# *Grille :* résultat (1 point), portée et limites (1 point), recommandation (1 point).

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# *(Les chiffres dépendent du lot ; voici ceux des 1 323 annonces.)*
#
# À CV comparable, une annonce rappelle en moyenne 3,3 points de plus les candidatures dont le prénom est perçu blanc (intervalle
# de confiance à 95 % : de 2,0 à 4,5 points). Comme les taux de rappel sont bas, autour de 6 % contre près de 10 %, l’écart compte : il faut environ
# trois candidatures au prénom perçu noir pour obtenir autant de rappels que deux candidatures au prénom perçu blanc. Un tel résultat
# serait très improbable si le prénom ne jouait pas.
#
# Les prénoms ayant été tirés au sort, nous pouvons attribuer cet écart au prénom, dans ce testing. Deux limites : il date de
# 2001-2002 et de deux villes américaines, il ne mesure donc pas ce qui se passe aujourd’hui chez nos clients ; il mesure un rappel, pas une
# embauche. De plus, les résultats par secteur reposent sur peu d’annonces : nous ne publions pas de palmarès.
#
# Nous recommandons de ne pas entraîner le modèle sur les rappels passés tant que nous ne savons pas s’ils portent la même différence. Prochaine
# étape : un testing en France, sur un bon millier d’annonces, taille qui permet de déceler un écart moyen de 2 points huit
# fois sur dix. Nous proposons au comité d’en valider le protocole avant tout développement.
# ### END SOLUTION
