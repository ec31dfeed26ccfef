# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Un score de crédit à mettre en service : mesurer, choisir un seuil, décider
#
# ## Situation
#
# Solvane Crédit prête pour l’achat de deux-roues et de voitures d’occasion. Plus d’un dossier sur quatre finit en
# défaut (le client cesse de rembourser) : tel quel, le produit perd de l’argent. La direction pose la question sans
# détour : **un score peut-il rendre ce prêt rentable, ou faut-il arrêter de le vendre ?**
#
# Quatre candidats sont sur la table : la grille de points des conseillers, une régression logistique maison, un boosting
# maison, et le modèle d’un prestataire. Votre mission : les mesurer, les comparer honnêtement et dire au comité des risques
# ce qu’il peut décider.
#
# ## Objectifs
#
# - calculer et lire les mesures d’un classement en deux classes déséquilibrées ;
# - écrire une fonction de coût métier et choisir un seuil de décision avec elle ;
# - distinguer un modèle qui classe bien d’un modèle dont les probabilités sont justes ;
# - reconnaître une fuite d’information, et comparer deux modèles en tenant compte du hasard ;
# - livrer un modèle qui décide, et rendre un avis motivé.
#
# **Durée** : 90 minutes. **Prérequis** : Python, pandas, scikit-learn (entraîner un modèle, prédire) ; vous pouvez calculer
# avec les outils de votre choix (pandas, numpy, scipy, scikit-learn, SQL).
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | les mesures au seuil de 0,5 | 2 |
# | 2 | une fonction de coût, appelée sur des données que vous ne voyez pas | 3 |
# | 3 | le pouvoir de classement des quatre scores | 2 |
# | 4 | les colonnes interdites | 1 |
# | 5 | la justesse des probabilités | 2 |
# | 6 | les seuils de décision | 2 |
# | 7 | le verdict sur le jeu de test | 3 |
# | 8 | un modèle, jugé sur des demandes que vous ne voyez pas | 2 |
# | 9 | un avis écrit, corrigé par une personne avec une grille | 3 |
# | Total | neuf questions | 20 |
#
# Les questions 1 à 8 sont vérifiées par la machine, sur votre variante des données puis sur une autre variante : une valeur
# recopiée ne rapporte rien. N’arrondissez pas vos résultats ; si vous le faites, gardez au moins quatre décimales (deux pour
# les euros). Les contrôles affichés sous vos réponses portent sur leur forme : ils ne disent pas si elles sont justes.
#
# ## Les données
#
# Le fichier `data/dossiers.csv` compte 3 340 prêts réels, avec leur issue. Il ne contient ni nom, ni adresse, ni date
# de naissance ; l’âge et la situation familiale, présents dans la source, ont été retirés. Il ne permet d’identifier
# personne. La source ne précise pas l’unité des montants. L’entreprise et ses coûts unitaires sont inventés. L’origine,
# la licence et les modifications, dont deux colonnes simulées pour l’exercice, sont décrites dans `data/SOURCES.toml`.
#
# | Colonne | Sens |
# |---|---|
# | `dossier` | numéro du dossier, sans signification |
# | `montant` | montant demandé |
# | `prix` | prix du bien à acheter |
# | `duree` | durée demandée du prêt, en mois |
# | `anciennete` | ancienneté dans l’emploi, en années |
# | `logement` | propriétaire, locataire, parents, privé, autre |
# | `emploi` | stable, indépendant, temps partiel, autre |
# | `incidents` | « oui » si un incident de paiement figurait déjà au fichier consulté pendant l’étude de la demande |
# | `revenu` | revenu mensuel (parfois absent) |
# | `charges` | charges mensuelles |
# | `patrimoine` | patrimoine (parfois absent) |
# | `dette` | dettes en cours ailleurs (valeur parfois absente) |
# | `relances` | nombre de courriers de relance envoyés au client pour ce prêt |
# | `retard_max` | plus long retard de paiement d’une mensualité de ce prêt, en jours |
# | `defaut` | 1 si le prêt a fini en défaut, 0 sinon |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="imports" role="setup"
import numpy as np
import pandas as pd
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.utils.class_weight import compute_sample_weight

from blocnotes_handin import function, mapping, model

# %% [markdown]
# ## Votre échantillon, vos coûts, les trois jeux
#
# La cellule suivante tire votre échantillon, fixe les deux coûts unitaires et partage les dossiers au hasard en trois jeux :
#
# - `apprentissage` (la moitié) : les modèles y sont entraînés ;
# - `validation` (un quart) : on y mesure, on y compare, on y règle ;
# - `test` (un quart) : il reste fermé jusqu’à la question 7.

# %% name="donnees" role="setup"
dossiers = (
    pd.read_csv("data/dossiers.csv").sample(frac=0.9, random_state=variante).reset_index(drop=True)
)
bornes = [len(dossiers) // 2, len(dossiers) * 3 // 4]
dossiers["jeu"] = np.select(
    [dossiers.index < bornes[0], dossiers.index < bornes[1]], ["apprentissage", "validation"], "test"
)

# En euros par dossier : accorder un prêt qui finit en défaut ; refuser un prêt qui aurait été remboursé.
cout_defaut = 2453 + 20 * (variante % 16)
cout_refus = 500
print(f"Un défaut accordé coûte {cout_defaut} € ; un bon dossier refusé fait perdre {cout_refus} €.")
dossiers.head()

# %% [markdown]
# La cellule suivante calcule les quatre scores ; vous n’avez rien à y changer. Elle produit la table `scores` : une ligne par
# dossier, son `jeu`, son `defaut`, et
#
# - `note_grille` : la note des conseillers, sur 20 ; **plus elle est haute, plus le dossier est sûr** ;
# - `p_logit`, `p_boosting` : probabilité de défaut selon les deux modèles maison, entraînés sur le jeu d’apprentissage ;
# - `p_externe` : probabilité de défaut selon le prestataire, qui a utilisé toutes les colonnes du fichier.

# %% name="scores" role="setup"
def chaine(modele):
    """Une chaîne complète : valeurs manquantes, mise à l’échelle, catégories, modèle."""
    nombres = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    preparation = make_column_transformer(
        (nombres, make_column_selector(dtype_include="number")),
        (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_exclude="number")),
    )
    return make_pipeline(preparation, modele)


du_dossier = [
    "montant", "prix", "duree", "anciennete", "logement", "emploi", "incidents",
    "revenu", "charges", "patrimoine", "dette",
]
du_fichier = [colonne for colonne in dossiers if colonne not in ("dossier", "jeu", "defaut")]
appris = dossiers[dossiers["jeu"] == "apprentissage"]

logit = chaine(LogisticRegression(max_iter=1000)).fit(appris[du_dossier], appris["defaut"])
boosting = chaine(
    GradientBoostingClassifier(
        n_estimators=100, learning_rate=0.075, max_depth=3, subsample=0.7, max_features=0.5, random_state=0
    )
).fit(
    appris[du_dossier],
    appris["defaut"],
    gradientboostingclassifier__sample_weight=compute_sample_weight("balanced", appris["defaut"]),
)
externe = chaine(LogisticRegression(max_iter=1000)).fit(appris[du_fichier], appris["defaut"])

note_grille = (
    4
    + 5 * (dossiers["incidents"] == "non")
    + 3 * (dossiers["emploi"] == "stable")
    + 2 * (dossiers["logement"] == "propriétaire")
    + (dossiers["anciennete"] >= 3)
    + 2 * (dossiers["anciennete"] >= 10)
    + 2 * (dossiers["montant"] <= 0.6 * dossiers["prix"])
    + (dossiers["revenu"].fillna(0) >= 150)
)
scores = dossiers[["dossier", "jeu", "defaut"]].assign(
    note_grille=note_grille,
    p_logit=logit.predict_proba(dossiers[du_dossier])[:, 1],
    p_boosting=boosting.predict_proba(dossiers[du_dossier])[:, 1],
    p_externe=externe.predict_proba(dossiers[du_fichier])[:, 1],
)
scores.groupby("jeu")["defaut"].agg(["size", "mean"])

# %% [markdown]
# ## Question 1. Les mesures au seuil de 0,5 (2 points)
#
# Dans tout le sujet, la **classe positive est le défaut** (`defaut` = 1), et la règle est : *on refuse le dossier si sa
# probabilité de défaut est supérieure ou égale au seuil, sinon on l’accorde*. Refuser, c’est donc prédire un défaut.
#
# Sur le jeu de **validation**, avec `p_logit` et un seuil de 0,5, remettez dans le dictionnaire `mesures` :
#
# - `vrais_positifs`, `faux_positifs`, `faux_negatifs`, `vrais_negatifs` : quatre effectifs ;
# - `exactitude` : la part de décisions justes ;
# - `exactitude_tout_accorder` : l’exactitude de la règle, sans aucun modèle, qui accorde tous les dossiers de ce jeu ;
# - `precision`, `rappel`, `f1` : précision, rappel et mesure F1 **de la classe positive**.

# %% name="mesures-code" role="solution"
### BEGIN SOLUTION
valid = scores[scores["jeu"] == "validation"]
defaut = valid["defaut"] == 1
refuse = valid["p_logit"] >= 0.5
vp, fp = int((refuse & defaut).sum()), int((refuse & ~defaut).sum())
fn, vn = int((~refuse & defaut).sum()), int((~refuse & ~defaut).sum())
mesures = {
    "vrais_positifs": vp,
    "faux_positifs": fp,
    "faux_negatifs": fn,
    "vrais_negatifs": vn,
    "exactitude": (vp + vn) / len(valid),
    "exactitude_tout_accorder": float((~defaut).mean()),
    "precision": vp / (vp + fp),
    "rappel": vp / (vp + fn),
    "f1": 2 * vp / (2 * vp + fp + fn),
}
### END SOLUTION

# %% name="mesures" role="answer" points=2
answer("mesures", form=mapping([
    "vrais_positifs", "faux_positifs", "faux_negatifs", "vrais_negatifs", "exactitude",
    "exactitude_tout_accorder", "precision", "rappel", "f1",
]), decimals=4, checks={
    "Les cinq parts sont comprises entre 0 et 1.": lambda m: all(
        0 <= m[cle] <= 1 for cle in ("exactitude", "exactitude_tout_accorder", "precision", "rappel", "f1")
    ),
})

# %% name="mesures-autres" role="reference"
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score


def mesurer(table, positif=1):
    predit = (table["p_logit"] >= 0.5).astype(int)
    return {
        "exactitude": accuracy_score(table["defaut"], predit),
        "precision": precision_score(table["defaut"], predit, pos_label=positif),
        "rappel": recall_score(table["defaut"], predit, pos_label=positif),
        "f1": f1_score(table["defaut"], predit, pos_label=positif),
        "f1_macro": f1_score(table["defaut"], predit, average="macro"),
        "f1_ponderee": f1_score(table["defaut"], predit, average="weighted"),
    }


jeux = {
    "apprentissage": scores[scores["jeu"] == "apprentissage"],
    "test": scores[scores["jeu"] == "test"],
    "tous": scores,
}
answer("mesures-autres", {nom: mesurer(table) for nom, table in jeux.items()} | {
    "validation": mesurer(valid), "classe_inverse": mesurer(valid, positif=0),
})

# %% [markdown]
# ## Question 2. Le coût d’une règle de décision (3 points)
#
# Écrivez la fonction `cout_moyen(defauts, probabilites, seuil, cout_defaut, cout_refus)` qui rend le **coût moyen par
# dossier**, en euros (un nombre), d’une règle de décision :
#
# - `defauts` est une liste de 0 et de 1 (1 : le prêt finit en défaut) ; `probabilites` est la liste, dans le même ordre, des
#   probabilités de défaut ; les deux arrivent comme des listes Python ;
# - un dossier est refusé si sa probabilité est **supérieure ou égale** à `seuil`, accordé sinon ;
# - une probabilité peut valoir `None` (dossier incomplet, sans score) : ce dossier est **refusé** ;
# - un prêt accordé qui finit en défaut coûte `cout_defaut` ; un dossier refusé qui aurait été remboursé coûte `cout_refus` ;
#   les autres décisions coûtent 0 ;
# - si les deux listes sont vides, le coût moyen est 0 ;
# - si elles n’ont pas la même longueur, la fonction lève une `ValueError`.
#
# À la correction, votre fonction est appelée sur des listes tirées au hasard. Vous la réutiliserez : elle peut aussi accepter
# des tableaux numpy ou des colonnes pandas.

# %% name="cout-code" role="solution"
### BEGIN SOLUTION
def cout_moyen(defauts, probabilites, seuil, cout_defaut, cout_refus):
    """Coût moyen par dossier de la règle « refuser à partir du seuil »."""
    if len(defauts) != len(probabilites):
        raise ValueError("les deux listes doivent avoir la même longueur")
    if len(defauts) == 0:
        return 0.0
    # Un dossier sans score est refusé quel que soit le seuil.
    p = np.array([np.inf if valeur is None else valeur for valeur in probabilites], dtype=float)
    refus = p >= seuil
    en_defaut = np.asarray(defauts) == 1
    total = cout_defaut * (en_defaut & ~refus).sum() + cout_refus * (~en_defaut & refus).sum()
    return float(total / len(p))
### END SOLUTION

# %% name="cout" role="answer" points=3
answer("cout_moyen", form=function(), calls=[[[1, 0, 1, 0], [0.7, 0.2, 0.1, 0.9], 0.5, 2000, 400]], checks={
    "La fonction accepte cinq arguments et rend un nombre.": lambda f: 0 <= float(f([0, 1], [0.2, 0.8], 0.5, 2000, 400)),
})

# %% [markdown]
# ## Question 3. Le pouvoir de classement (2 points)
#
# Un score classe bien s’il range les dossiers en défaut au-dessus des autres, quel que soit le seuil. Sur le jeu de
# **validation**, remettez dans le dictionnaire `discrimination` :
#
# - `auc_grille`, `auc_logit`, `auc_boosting`, `auc_externe` : l’aire sous la courbe ROC de chacun des quatre scores, le
#   défaut restant la classe positive. Un score qui range correctement les dossiers dépasse 0,5 ;
# - `pm_logit`, `pm_boosting` : la **précision moyenne** des deux modèles maison, c’est-à-dire la somme, quand le seuil descend
#   d’une valeur de score à la suivante, des gains de rappel multipliés chacun par la précision atteinte
#   ($\sum_n (R_n - R_{n-1})\,P_n$, sans interpolation).

# %% name="discrimination-code" role="solution"
### BEGIN SOLUTION
from sklearn.metrics import average_precision_score, roc_auc_score

reel = valid["defaut"]
discrimination = {
    "auc_grille": roc_auc_score(reel, -valid["note_grille"]),
    "auc_logit": roc_auc_score(reel, valid["p_logit"]),
    "auc_boosting": roc_auc_score(reel, valid["p_boosting"]),
    "auc_externe": roc_auc_score(reel, valid["p_externe"]),
    "pm_logit": average_precision_score(reel, valid["p_logit"]),
    "pm_boosting": average_precision_score(reel, valid["p_boosting"]),
}
### END SOLUTION

# %% name="discrimination" role="answer" points=2
answer("discrimination", form=mapping([
    "auc_grille", "auc_logit", "auc_boosting", "auc_externe", "pm_logit", "pm_boosting",
]), decimals=4, checks={
    "Les six valeurs sont comprises entre 0 et 1.": lambda d: all(0 <= valeur <= 1 for valeur in d.values()),
})

# %% name="discrimination-autres" role="reference"
from sklearn.metrics import auc, precision_recall_curve


def trapezes(table, colonne):
    precisions, rappels, _ = precision_recall_curve(table["defaut"], table[colonne])
    return auc(rappels, precisions)


def classer(table, seuil=None):
    modeles = {nom: table[f"p_{nom}"] for nom in ("logit", "boosting", "externe")}
    if seuil is not None:
        modeles = {nom: (p >= seuil).astype(int) for nom, p in modeles.items()}
    maison = {nom: p for nom, p in modeles.items() if nom != "externe"}
    aires = {f"auc_{nom}": roc_auc_score(table["defaut"], p) for nom, p in modeles.items()}
    precisions = {f"pm_{nom}": average_precision_score(table["defaut"], p) for nom, p in maison.items()}
    return aires | precisions


answer("discrimination-autres", {nom: classer(table) for nom, table in jeux.items()} | {
    "etiquettes": classer(valid, seuil=0.5),
    "trapezes": {f"pm_{nom}": trapezes(valid, f"p_{nom}") for nom in ("logit", "boosting")},
})

# %% [markdown]
# ## Question 4. Un résultat trop beau (1 point)
#
# Le prestataire annonce un classement presque parfait. Relisez le dictionnaire des colonnes : le score doit servir **au moment
# où le client dépose sa demande**. Remettez dans le dictionnaire `fuite` :
#
# - `colonnes` : la liste des noms des colonnes du fichier, `defaut` mis à part, dont la valeur n’existe pas encore à ce
#   moment-là ;
# - `auc_relances` : l’aire sous la courbe ROC, sur le jeu de **validation**, de la seule colonne `relances` prise comme score
#   de défaut (plus il y a de relances, plus le risque est jugé élevé).

# %% name="fuite-code" role="solution"
### BEGIN SOLUTION
dossiers_valid = dossiers[dossiers["jeu"] == "validation"]
fuite = {
    "colonnes": ["relances", "retard_max"],
    "auc_relances": roc_auc_score(dossiers_valid["defaut"], dossiers_valid["relances"]),
}
### END SOLUTION

# %% name="fuite" role="answer" points=1
answer("fuite", form=mapping(["colonnes", "auc_relances"]), decimals=4, checks={
    "« colonnes » ne cite que des colonnes du fichier, et pas « defaut ».": lambda f: (
        not isinstance(f["colonnes"], str) and set(f["colonnes"]) <= set(du_fichier) | {"dossier"}
    ),
    "« auc_relances » est compris entre 0 et 1.": lambda f: 0 <= f["auc_relances"] <= 1,
})

# %% name="fuite-autres" role="reference"
answer("fuite-autres", {
    nom: roc_auc_score(table["defaut"], table["relances"])
    for nom, table in [*dossiers.groupby("jeu"), ("tous", dossiers)]
})

# %% [markdown]
# ## Question 5. Des probabilités justes ? (2 points)
#
# Le contrôle de gestion multiplie la probabilité de défaut par la perte pour provisionner les dossiers : il a besoin de
# probabilités justes, pas seulement d’un bon classement. Pour `p_logit` et `p_boosting`, sur le jeu de **validation**,
# remettez dans le dictionnaire `calibration` :
#
# - `biais_logit`, `biais_boosting` : moyenne des probabilités prédites, moins la part réelle de défauts ;
# - `brier_logit`, `brier_boosting` : score de Brier, moyenne des carrés des écarts entre la probabilité et l’issue (0 ou 1) ;
# - `ecart_logit`, `ecart_boosting` : écart de calibration. Rangez les dossiers en cinq tranches de probabilité, [0 ; 0,2[,
#   [0,2 ; 0,4[, [0,4 ; 0,6[, [0,6 ; 0,8[ et [0,8 ; 1]. Dans chaque tranche non vide, prenez la valeur absolue de la
#   différence entre la probabilité moyenne et la part réelle de défauts. L’écart de calibration est la moyenne de ces
#   valeurs, **pondérée par l’effectif** des tranches ;
# - `mieux_calibre` : `"logit"` ou `"boosting"`, celui dont l’écart de calibration est le plus petit.

# %% name="calibration-code" role="solution"
### BEGIN SOLUTION
from sklearn.metrics import brier_score_loss


def ecart_calibration(reel, p):
    tranche = np.minimum((p * 5).astype(int), 4)
    par_tranche = pd.DataFrame({"reel": reel, "p": p}).groupby(tranche)
    ecarts = (par_tranche["p"].mean() - par_tranche["reel"].mean()).abs()
    return float((ecarts * par_tranche.size()).sum() / len(p))


calibration = {}
for nom in ("logit", "boosting"):
    p = valid[f"p_{nom}"]
    calibration[f"biais_{nom}"] = p.mean() - reel.mean()
    calibration[f"brier_{nom}"] = brier_score_loss(reel, p)
    calibration[f"ecart_{nom}"] = ecart_calibration(reel, p)
calibration["mieux_calibre"] = min(("logit", "boosting"), key=lambda nom: calibration[f"ecart_{nom}"])
### END SOLUTION

# %% name="calibration" role="answer" points=2
answer("calibration", form=mapping([
    "biais_logit", "biais_boosting", "brier_logit", "brier_boosting", "ecart_logit", "ecart_boosting", "mieux_calibre",
]), decimals=4, checks={
    "« mieux_calibre » vaut \"logit\" ou \"boosting\".": lambda c: c["mieux_calibre"] in ("logit", "boosting"),
    "Les six nombres sont compris entre -1 et 1.": lambda c: all(
        -1 <= valeur <= 1 for cle, valeur in c.items() if cle != "mieux_calibre"
    ),
})

# %% name="calibration-autres" role="reference"
def mesurer_calibration(table):
    rendu = {}
    for nom in ("logit", "boosting"):
        p, y = table[f"p_{nom}"], table["defaut"]
        tranche = np.minimum((p * 5).astype(int), 4)
        groupes = pd.DataFrame({"y": y, "p": p}).groupby(tranche)
        rendu[f"biais_{nom}"] = p.mean() - y.mean()
        rendu[f"brier_{nom}"] = ((p - y) ** 2).mean()
        rendu[f"ecart_{nom}"] = ecart_calibration(y, p)
        rendu[f"etiquettes_{nom}"] = ((p >= 0.5) != y).mean()
        rendu[f"racine_{nom}"] = ((p - y) ** 2).mean() ** 0.5
        rendu[f"simple_{nom}"] = (groupes["p"].mean() - groupes["y"].mean()).abs().mean()
    return rendu


answer("calibration-autres", {
    "validation": mesurer_calibration(valid), "apprentissage": mesurer_calibration(jeux["apprentissage"]),
    "test": mesurer_calibration(jeux["test"]),
})

# %% [markdown]
# ## Question 6. Le seuil qui coûte le moins (2 points)
#
# Avec les coûts `cout_defaut` et `cout_refus` de votre variante, cherchez pour chaque modèle maison le seuil de moindre coût
# moyen, parmi 0,01 ; 0,02 ; … ; 0,99. À coût égal, retenez le plus petit seuil. Choisissez bien le jeu sur lequel on règle.
#
# Remettez le dictionnaire `seuils`, avec les clés `logit` et `boosting`.

# %% name="seuils-code" role="solution"
### BEGIN SOLUTION
grille_seuils = [i / 100 for i in range(1, 100)]
seuils = {
    nom: min(
        grille_seuils,
        key=lambda s: cout_moyen(valid["defaut"], valid[f"p_{nom}"], s, cout_defaut, cout_refus),
    )
    for nom in ("logit", "boosting")
}
### END SOLUTION

# %% name="seuils" role="answer" points=2
answer("seuils", form=mapping(["logit", "boosting"]), decimals=4, checks={
    "Chaque seuil est un multiple de 0,01 compris entre 0,01 et 0,99.": lambda s: all(
        0.0099 < valeur < 0.9901 and abs(valeur * 100 - round(valeur * 100)) < 1e-6 for valeur in s.values()
    ),
})

# %% name="seuils-autres" role="reference"
def chercher(table, mesure):
    candidats = [i / 100 for i in range(1, 100)]
    return {nom: min(candidats, key=lambda s: mesure(table["defaut"], table[f"p_{nom}"], s)) for nom in ("logit", "boosting")}


def cout_exact(y, p, s, perte=cout_defaut, manque=cout_refus):
    return perte * int(((y == 1) & (p < s)).sum()) + manque * int(((y == 0) & (p >= s)).sum())


def moins_f1(y, p, s):
    return -f1_score(y, p >= s, zero_division=0)


def moins_exactitude(y, p, s):
    return -((p >= s) == (y == 1)).mean()


answer("seuils-autres", {
    "test": chercher(jeux["test"], cout_exact),
    "apprentissage": chercher(jeux["apprentissage"], cout_exact),
    "tous": chercher(scores, cout_exact),
    "couts_inverses": chercher(valid, lambda y, p, s: cout_exact(y, p, s, cout_refus, cout_defaut)),
    "f1": chercher(valid, moins_f1),
    "exactitude": chercher(valid, moins_exactitude),
})

# %% [markdown]
# ## Question 7. Le verdict du jeu de test (3 points)
#
# On ouvre maintenant le jeu de **test**, une seule fois, avec les seuils de la question 6. Pour savoir si l’écart entre les
# deux modèles tient au hasard, on rééchantillonne le jeu de test : chaque ligne de `tirages` est un tirage avec remise, donné
# par des **positions** dans le jeu de test (pris dans l’ordre de la table `scores`).

# %% name="tirages" role="setup"
taille_test = int((scores["jeu"] == "test").sum())
tirages = np.random.default_rng(variante).integers(0, taille_test, size=(1000, taille_test))
tirages.shape

# %% [markdown]
# Remettez dans le dictionnaire `verdict`, en euros par dossier, sur le jeu de test :
#
# - `tout_accorder`, `tout_refuser` : le coût moyen si l’on accorde tout, et si l’on arrête le produit (tout est refusé) ;
# - `logit`, `boosting` : le coût moyen de chaque modèle, à son propre seuil de la question 6 ;
# - `ecart_bas`, `ecart_haut` : les bornes de l’intervalle à 95 % de la différence de coût moyen **boosting moins logit**. Pour
#   chacun des 1 000 tirages, calculez les deux coûts moyens sur **les mêmes dossiers tirés**, puis leur différence ; les bornes
#   sont les percentiles 2,5 et 97,5 de ces 1 000 différences (interpolation linéaire, celle de numpy et de pandas par défaut) ;
# - `conclusion` : `"boosting"` si tout l’intervalle est sous 0, `"logit"` s’il est tout entier au-dessus de 0, `"indécis"` s’il
#   contient 0.

# %% name="verdict-code" role="solution"
### BEGIN SOLUTION
essai = scores[scores["jeu"] == "test"]
en_defaut = (essai["defaut"] == 1).to_numpy()
couts = {}
for nom in ("logit", "boosting"):
    refus = (essai[f"p_{nom}"] >= seuils[nom]).to_numpy()
    couts[nom] = np.where(en_defaut & ~refus, cout_defaut, 0) + np.where(~en_defaut & refus, cout_refus, 0)
differences = (couts["boosting"] - couts["logit"])[tirages].mean(axis=1)
bas, haut = np.percentile(differences, [2.5, 97.5])
verdict = {
    "tout_accorder": float(cout_defaut * en_defaut.mean()),
    "tout_refuser": float(cout_refus * (~en_defaut).mean()),
    "logit": float(couts["logit"].mean()),
    "boosting": float(couts["boosting"].mean()),
    "ecart_bas": float(bas),
    "ecart_haut": float(haut),
    "conclusion": "boosting" if haut < 0 else "logit" if bas > 0 else "indécis",
}
### END SOLUTION

# %% name="verdict" role="answer" points=3
answer("verdict", form=mapping([
    "tout_accorder", "tout_refuser", "logit", "boosting", "ecart_bas", "ecart_haut", "conclusion",
]), decimals=2, checks={
    "La borne basse précède la borne haute.": lambda v: v["ecart_bas"] <= v["ecart_haut"],
    "« conclusion » vaut \"logit\", \"boosting\" ou \"indécis\".": lambda v: v["conclusion"] in ("logit", "boosting", "indécis"),
})

# %% name="verdict-autres" role="reference"
answer("jeu-test", essai[["defaut", "p_logit", "p_boosting"]].reset_index(drop=True))
answer("jeu-validation", valid[["defaut", "p_logit", "p_boosting"]].reset_index(drop=True))
answer("couts-unitaires", {"defaut": cout_defaut, "refus": cout_refus})

# %% [markdown]
# ## Question 8. Votre modèle (2 points)
#
# Entraînez le modèle de votre choix, sur les dossiers de votre choix parmi les vôtres, et remettez-le sous le nom
# `modele`. Le correcteur l’appliquera à plus de 1 000 demandes nouvelles **telles qu’elles arrivent au guichet**, sans
# leur issue : une table qui a les mêmes colonnes que `demandes` ci-dessous. Il faut que :
#
# - `modele.predict(table)` rende la **décision** pour chaque ligne : 1 pour refuser, 0 pour accorder ;
# - le coût moyen de ces décisions, avec les coûts `cout_defaut` et `cout_refus`, soit nettement plus bas que celui de la
#   meilleure des deux règles sans modèle (tout accorder, ou arrêter le produit). Un modèle raisonnable, réglé sur ces coûts,
#   passe avec de la marge.
#
# L’entraînement doit tenir en moins de 30 secondes. Tout objet qui a une méthode `predict` convient : un modèle de
# scikit-learn, ou une classe que vous écrivez.

# %% name="demandes" role="setup"
demandes = dossiers.loc[dossiers["jeu"] == "validation"].drop(columns=["jeu", "defaut"]).reset_index(drop=True)
demandes.head(3)

# %% name="modele-code" role="solution"
### BEGIN SOLUTION
class Decideur:
    """Un modèle de probabilité, les colonnes connues au dépôt de la demande, et un seuil."""

    def __init__(self, modele, colonnes, seuil):
        self.modele, self.colonnes, self.seuil = modele, colonnes, seuil

    def predict(self, table):
        return (self.modele.predict_proba(table[self.colonnes])[:, 1] >= self.seuil).astype(int)


modele = Decideur(boosting, du_dossier, seuils["boosting"])
### END SOLUTION

# %% name="modele" role="answer" points=2
answer("modele", form=model(), predict_on=demandes, checks={
    "Le modèle rend une décision pour chaque demande.": lambda m: len(m.predict(demandes)) == len(demandes),
    "Chaque décision vaut 0 ou 1.": lambda m: set(np.asarray(m.predict(demandes)).tolist()) <= {0, 1},
})

# %% [markdown]
# ## Question 9. L’avis au comité des risques (3 points)
#
# Rédigez, en 200 à 350 mots, l’avis que lira le comité des risques ; il ne connaît pas le vocabulaire de
# l’apprentissage automatique : expliquez d’un mot chaque terme technique que vous gardez. Solvane Crédit reçoit environ
# 12 000 demandes par an. Votre avis :
#
# 1. recommande une décision (un modèle et son seuil, ou l’arrêt du produit), et la justifie par vos chiffres du jeu de test,
#    comparés aux deux règles sans modèle, et par l’enjeu en euros sur une année ;
# 2. dit ce que ces chiffres ne permettent pas d’affirmer : ce que vaut l’écart entre les deux modèles maison, pourquoi
#    l’exactitude ne suffit pas, lequel des deux fournit des probabilités utilisables pour provisionner ; et propose comment
#    continuer à valider ;
# 3. répond à l’offre du prestataire, et pose au moins deux conditions de mise en service (par exemple : intervention humaine,
#    information du client, suivi).

# %% [markdown] name="avis" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres de la variante 0, à titre d’exemple.)*
#
# **Recommandation.** Nous proposons de garder le produit et de décider avec le boosting, un modèle qui additionne de nombreuses
# petites règles : un dossier est refusé dès que sa probabilité de défaut atteint 0,38. Sur des dossiers qui n’ont servi à aucun
# réglage, cette règle coûte 243 € par dossier, contre 649 € si l’on accorde tout et 368 € de marge perdue si l’on arrête. Sur
# 12 000 demandes par an, c’est environ 1,5 million d’euros de mieux que l’arrêt.
#
# **Ce que nous n’affirmons pas.** L’écart entre les deux modèles maison peut tenir au hasard : il se situe entre 53 € en faveur
# du boosting et 16 € en sa défaveur (intervalle à 95 %). La régression logistique reste une solution défendable. La part de
# décisions justes n’a pas servi à choisir : accorder tout le monde en obtient déjà 70 %, en manquant tous les défauts, et un
# défaut coûte près de cinq fois un refus à tort. Pour provisionner, il faut les probabilités de la régression logistique :
# celles du boosting sont trop hautes de treize points en moyenne, même s’il range bien les dossiers. Nous proposons de répéter
# la mesure sur d’autres découpages (validation croisée), puis sur les demandes du prochain trimestre.
#
# **Le prestataire.** Son classement presque parfait s’appuie sur les relances et les retards, qui n’existent qu’après le
# versement du prêt. Au guichet, ces colonnes sont vides et l’avantage disparaît. Nous déclinons l’offre en l’état.
#
# **Conditions.** Le client est informé de l’usage d’un score ; un conseiller réexamine tout refus contesté, droit que le RGPD
# ouvre face à une décision automatisée ; le coût et le taux de défaut sont suivis chaque mois, avec retour à la règle
# précédente en cas de dérive ; les refus sont comparés entre groupes pour détecter une discrimination.
# ### END SOLUTION
