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
# # Prédire la résistance d’un béton : comparer, expliquer et choisir des modèles
#
# ## Situation
#
# Granval fabrique du béton prêt à l’emploi. Chaque nouvelle recette est coulée en éprouvettes, qu’on écrase au bout de
# quelques jours ou semaines pour mesurer leur résistance. C’est long : le laboratoire voudrait **prédire la résistance d’une
# recette avant de la couler**, et **trier les recettes qui n’atteindront pas 35 MPa**, pour ne plus les essayer.
#
# Le responsable du laboratoire se méfie des boîtes noires. Vous êtes chef ou cheffe de projet data : vous comparez des modèles à des
# références simples, vous montrez ce qu’ils ont appris, vous en livrez deux et vous motivez votre choix.
#
# ## Objectifs
#
# - établir des références simples avant tout modèle ;
# - entraîner plusieurs modèles de régression et de classement, et comparer apprentissage et essai ;
# - lire des coefficients, calculer une importance par permutation et une dépendance partielle ;
# - livrer deux modèles, jugés sur des recettes inédites ;
# - choisir, et expliquer à des gens du métier.
#
# **Durée** : 90 minutes. **Prérequis** : pandas, scikit-learn (entraîner, prédire), régression linéaire, arbre, forêt.
# Les outils de calcul sont libres.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | trois références simples | 2 |
# | 2 | trois régressions comparées | 2 |
# | 3 | trois classements comparés | 2 |
# | 4 | les coefficients de la régression linéaire | 2 |
# | 5 | l’importance par permutation | 3 |
# | 6 | la dépendance partielle à l’âge | 2 |
# | 7 | un modèle de régression, jugé sur des recettes que vous ne voyez pas | 2 |
# | 8 | un modèle de classement, jugé de même | 2 |
# | 9 | une note au laboratoire, corrigée par une personne avec une grille | 3 |
# | Total | neuf questions | 20 |
#
# Les questions 1 à 8 sont vérifiées par la machine, sur votre variante des données puis sur une autre : une valeur recopiée ne
# rapporte rien. N’arrondissez pas vos résultats, ou gardez au moins quatre décimales. Les contrôles affichés sous vos
# réponses portent sur leur forme : ils ne disent pas si elles sont justes. Les questions sont indépendantes.
#
# ## Les données
#
# `data/essais_beton.csv` porte 793 essais réels de 334 recettes. Une recette est souvent essayée à plusieurs âges : les essais d’une
# même recette sont donc tous du même côté du découpage. Origine, licence et modifications : `data/SOURCES.toml`. Granval est
# inventée.
#
# | Colonne | Sens |
# |---|---|
# | `recette` | code de la composition, sans signification |
# | `ciment`, `laitier`, `cendres` | liants : ciment, laitier de haut fourneau, cendres volantes, en kg par m³ de béton |
# | `eau` | eau, en kg par m³ |
# | `superplastifiant` | adjuvant qui rend le béton fluide avec moins d’eau, en kg par m³ |
# | `gravier`, `sable` | granulats, en kg par m³ |
# | `age` | âge de l’éprouvette le jour de l’essai, en jours |
# | `resistance` | résistance à la compression, en mégapascals (MPa) : **ce qu’on prédit** |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

from blocnotes_handin import mapping, model, number, table

tous = pd.read_csv("data/essais_beton.csv")
recettes = pd.Series(sorted(tous["recette"].unique())).sample(frac=0.9, random_state=variante)
nombre_appris = int(0.7 * len(recettes))
appris = tous[tous["recette"].isin(recettes.iloc[:nombre_appris])].reset_index(drop=True)
essai = tous[tous["recette"].isin(recettes.iloc[nombre_appris:])].reset_index(drop=True)

variables = ["ciment", "laitier", "cendres", "eau", "superplastifiant", "gravier", "sable", "age"]
SEUIL = 35  # MPa : une éprouvette est conforme si sa résistance est supérieure ou égale au seuil
print(f"{len(appris)} essais pour apprendre, {len(essai)} pour juger ; aucune recette commune.")
appris.head()

# %% [markdown]
# Dans tout le sujet, on **apprend** sur `appris` et on **juge** sur `essai`. L’**erreur** est l’erreur absolue moyenne, en MPa. Pour que vos
# résultats soient comparables, donnez aux modèles les huit colonnes de `variables`, dans cet ordre, et les lignes d’`appris` dans
# leur ordre.
#
# ## Question 1. Les références (2 points)
#
# Un modèle n’a d’intérêt que s’il bat ce qu’on sait faire sans lui. Remettez le dictionnaire `references` :
#
# - `erreur_mediane` : l’erreur sur `essai` si l’on prédit toujours la **médiane** des résistances d’`appris` ;
# - `erreur_eau_ciment` : l’erreur sur `essai` d’une régression linéaire (moindres carrés, avec constante) de la résistance sur le **seul rapport
#   eau / ciment**, apprise sur `appris`. C’est le rapport que regarde tout praticien ;
# - `exactitude_majorite` : la part (entre 0 et 1) des essais d’`essai` bien classés si l’on répond toujours la classe la plus fréquente
#   d’`appris` (conforme ou non).

# %% name="references-code" role="solution"
# Définissez le dictionnaire « references ».
### BEGIN SOLUTION
def erreur(predictions, jeu):
    return float(np.abs(predictions - jeu["resistance"]).mean())


def rapport(jeu):
    return (jeu["eau"] / jeu["ciment"]).to_frame("rapport")


majorite = (appris["resistance"] >= SEUIL).mean() >= 0.5
droite = LinearRegression().fit(rapport(appris), appris["resistance"])
references = {
    "erreur_mediane": erreur(appris["resistance"].median(), essai),
    "erreur_eau_ciment": erreur(droite.predict(rapport(essai)), essai),
    "exactitude_majorite": ((essai["resistance"] >= SEUIL) == majorite).mean(),
}
### END SOLUTION

# %% name="references" role="answer" points=2
answer("references", form=mapping(["erreur_mediane", "erreur_eau_ciment", "exactitude_majorite"], of=number(0)), decimals=4, checks={
    "L’exactitude est comprise entre 0 et 1.": lambda r: r["exactitude_majorite"] <= 1,
})

# %% name="references-autres" role="reference"
def rapport_inverse(jeu):
    return (jeu["ciment"] / jeu["eau"]).to_frame("rapport")


inverse = LinearRegression().fit(rapport_inverse(appris), appris["resistance"])
answer("references-autres", {
    "moyenne": erreur(appris["resistance"].mean(), essai),
    "mediane_essai": erreur(essai["resistance"].median(), essai),
    "mediane_apprise": erreur(appris["resistance"].median(), appris),
    "rapport_inverse": erreur(inverse.predict(rapport_inverse(essai)), essai),
})

# %% [markdown]
# ## Question 2. Trois régressions (2 points)
#
# La cellule suivante prépare trois modèles, non entraînés.

# %% name="regressions-prevues" role="setup"
regressions_prevues = {
    "lineaire": LinearRegression(),
    "arbre": DecisionTreeRegressor(random_state=0),
    "foret": RandomForestRegressor(20, random_state=0),
}

# %% [markdown]
# Entraînez-les sur `appris`. Remettez la table `regressions`, une ligne par modèle (ordre libre), avec `modele` (`lineaire`, `arbre`, `foret`),
# `erreur_appris` et `erreur_essai` (l’erreur sur chaque jeu), et `r2_essai` (le R² sur `essai`).

# %% name="regressions-code" role="solution"
# Définissez la table « regressions ».
### BEGIN SOLUTION
for regression in regressions_prevues.values():
    regression.fit(appris[variables], appris["resistance"])
regressions = pd.DataFrame([
    {
        "modele": nom,
        "erreur_appris": erreur(regression.predict(appris[variables]), appris),
        "erreur_essai": erreur(regression.predict(essai[variables]), essai),
        "r2_essai": regression.score(essai[variables], essai["resistance"]),
    }
    for nom, regression in regressions_prevues.items()
])
### END SOLUTION

# %% name="regressions" role="answer" points=2
answer("regressions", form=table(["modele", "erreur_appris", "erreur_essai", "r2_essai"], rows=3), ordered=False, decimals=4, checks={
    "Les trois modèles y sont.": lambda t: set(t["modele"]) == {"lineaire", "arbre", "foret"},
})

# %% name="regressions-autres" role="reference"
def quadratique(regression):
    return float(((regression.predict(essai[variables]) - essai["resistance"]) ** 2).mean())


answer("regressions-quadratiques", {nom: quadratique(regression) for nom, regression in regressions_prevues.items()})

# %% [markdown]
# ## Question 3. Trois classements (2 points)
#
# Un essai est **conforme** si sa résistance est supérieure **ou égale** à 35 MPa. La classe positive est « conforme ». La cellule suivante prépare trois
# modèles, non entraînés.

# %% name="classements-prevus" role="setup"
classements_prevus = {
    "logistique": make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)),
    "voisins": make_pipeline(StandardScaler(), KNeighborsClassifier(7)),
    "foret": RandomForestClassifier(20, random_state=0),
}

# %% [markdown]
# Entraînez-les sur `appris` à dire si l’essai est conforme (`True` ou `False`, 1 ou 0). Remettez la table `classements`, une ligne par modèle (ordre
# libre), avec `modele` (`logistique`, `voisins`, `foret`), et, sur `essai` :
#
# - `exactitude` : la part d’essais bien classés ;
# - `precision` : parmi les essais annoncés conformes, la part qui l’est ;
# - `rappel` : parmi les essais conformes, la part annoncée comme telle.

# %% name="classements-code" role="solution"
# Définissez la table « classements ».
### BEGIN SOLUTION
from sklearn.metrics import precision_score, recall_score

conforme_appris, conforme_essai = appris["resistance"] >= SEUIL, essai["resistance"] >= SEUIL
lignes = []
for nom, classement in classements_prevus.items():
    annonce = classement.fit(appris[variables], conforme_appris).predict(essai[variables])
    lignes.append({
        "modele": nom,
        "exactitude": (annonce == conforme_essai).mean(),
        "precision": precision_score(conforme_essai, annonce),
        "rappel": recall_score(conforme_essai, annonce),
    })
classements = pd.DataFrame(lignes)
### END SOLUTION

# %% name="classements" role="answer" points=2
answer("classements", form=table(["modele", "exactitude", "precision", "rappel"], rows=3), ordered=False, decimals=4, checks={
    "Les trois modèles y sont.": lambda t: set(t["modele"]) == {"logistique", "voisins", "foret"},
})

# %% [markdown]
# ## Question 4. Les coefficients (2 points)
#
# Des kilogrammes de ciment et des jours ne se comparent pas. Refaites la régression linéaire de la question 2 sur les huit variables
# **centrées et réduites** (moyenne et écart type d’`appris`, `ddof=0`). Remettez le dictionnaire `coefficients` :
#
# - une clé par variable : son coefficient, en MPa pour un écart type de plus ;
# - `eau_plus_10` : ce que la prédiction change, en MPa et avec son signe, quand une recette reçoit **10 kg d’eau de plus** par m³, toutes choses
#   égales par ailleurs.

# %% name="coefficients-code" role="solution"
# Définissez le dictionnaire « coefficients ».
### BEGIN SOLUTION
echelle = StandardScaler().fit(appris[variables])
reduite = LinearRegression().fit(echelle.transform(appris[variables]), appris["resistance"])
coefficients = dict(zip(variables, reduite.coef_, strict=True))
coefficients["eau_plus_10"] = 10 * coefficients["eau"] / appris["eau"].std(ddof=0)
### END SOLUTION

# %% name="coefficients" role="answer" points=2
answer("coefficients", form=mapping([*variables, "eau_plus_10"], of=number()), decimals=4)

# %% name="coefficients-autres" role="reference"
brute = LinearRegression().fit(appris[variables], appris["resistance"])
answer("coefficients-bruts", dict(zip(variables, brute.coef_, strict=True)))

# %% [markdown]
# ## Question 5. L’importance par permutation (3 points)
#
# Une variable compte pour un modèle si la brouiller l’empêche de prédire. La cellule suivante entraîne la forêt et donne cinq `permutations` des
# **positions** d’`essai`.

# %% name="permutations" role="setup"
foret = RandomForestRegressor(20, random_state=0).fit(appris[variables], appris["resistance"])
permutations = [np.random.default_rng([variante, tirage]).permutation(len(essai)) for tirage in range(5)]
permutations[0][:10]

# %% [markdown]
# Pour chaque variable et chaque permutation, remplacez dans une copie d’`essai` la **seule** colonne de cette variable par ses
# valeurs prises dans l’ordre de la permutation : la ligne `i` reçoit la valeur de la ligne `permutation[i]`. L’importance de la variable
# est la **hausse** de l’erreur de `foret` sur `essai` (erreur brouillée moins erreur d’origine, en MPa), **moyenne des cinq permutations**.
#
# Remettez le dictionnaire `importances`, une clé par variable.

# %% name="importances-code" role="solution"
# Définissez le dictionnaire « importances ».
### BEGIN SOLUTION
origine = erreur(foret.predict(essai[variables]), essai)


def importance(variable):
    hausses = []
    for permutation in permutations:
        brouille = essai[variables].assign(**{variable: essai[variable].to_numpy()[permutation]})
        hausses.append(erreur(foret.predict(brouille), essai) - origine)
    return float(np.mean(hausses))


importances = {variable: importance(variable) for variable in variables}
### END SOLUTION

# %% name="importances" role="answer" points=3
answer("importances", form=mapping(variables, of=number()), decimals=4)

# %% name="importances-autres" role="reference"
def une_permutation(variable):
    brouille = essai[variables].assign(**{variable: essai[variable].to_numpy()[permutations[0]]})
    return erreur(foret.predict(brouille), essai) - origine


answer("importances-autres", {
    "impurete": dict(zip(variables, map(float, foret.feature_importances_), strict=True)),
    "premiere": {variable: une_permutation(variable) for variable in variables},
    "sans_difference": {variable: valeur + origine for variable, valeur in importances.items()},
})

# %% [markdown]
# ## Question 6. La dépendance partielle à l’âge (2 points)
#
# Comment la prédiction change-t-elle avec l’âge, le reste de la recette étant ce qu’il est ? La **dépendance partielle** d’un modèle à l’âge `a` est la
# moyenne, sur toutes les lignes d’`essai`, de ses prédictions quand on donne l’âge `a` à **chacune**.
#
# Remettez la table `dependance`, une ligne par âge de `ages` (ordre libre), avec `age`, `foret` (la dépendance partielle de `foret`, question 5) et `lineaire`
# (celle de la régression linéaire sur les huit variables).

# %% name="ages" role="setup"
ages = [3, 7, 14, 28, 56, 90]

# %% name="dependance-code" role="solution"
# Définissez la table « dependance ».
### BEGIN SOLUTION
lineaire = LinearRegression().fit(appris[variables], appris["resistance"])
dependance = pd.DataFrame([
    {
        "age": age,
        "foret": foret.predict(essai[variables].assign(age=age)).mean(),
        "lineaire": lineaire.predict(essai[variables].assign(age=age)).mean(),
    }
    for age in ages
])
### END SOLUTION

# %% name="dependance" role="answer" points=2
answer("dependance", form=table(["age", "foret", "lineaire"], rows=6), ordered=False, decimals=4, checks={
    "Les six âges y sont.": lambda t: set(t["age"]) == set(ages),
})

# %% name="dependance-autres" role="reference"
observe = pd.Series(foret.predict(essai[variables]), index=essai.index)
answer("dependance-autres", {
    "observee": [float(observe[essai["age"] == age].mean()) for age in ages],
    "appris": [float(foret.predict(appris[variables].assign(age=age)).mean()) for age in ages],
})

# %% [markdown]
# ## Question 7. Votre modèle de régression (2 points)
#
# Entraînez le modèle de votre choix, sur les lignes de votre choix de `tous`, et remettez-le sous le nom `modele`. Le correcteur lui donnera
# plus de 200 essais de recettes inédites : une table qui a les huit colonnes de `variables`, comme `nouvelles` ci-dessous.
#
# `modele.predict(table)` rend une résistance, en MPa, par ligne. Tous les points si son erreur est inférieure à **45 %** de celle d’une prédiction constante (la
# médiane des résistances jugées) ; la moitié si elle est inférieure à 75 %. L’entraînement doit tenir en moins de 20 secondes.
# Tout objet qui a une méthode `predict` convient.

# %% name="nouvelles" role="setup"
nouvelles = essai[variables].head(20)
nouvelles.head(3)

# %% name="modele-code" role="solution"
# Définissez « modele ».
### BEGIN SOLUTION
from sklearn.ensemble import ExtraTreesRegressor

modele = ExtraTreesRegressor(40, random_state=0).fit(tous[variables], tous["resistance"])
### END SOLUTION

# %% name="modele" role="answer" points=2
answer("modele", form=model(), predict_on=nouvelles, checks={
    "Une résistance positive par ligne.": lambda m: len(m.predict(nouvelles)) == 20 and min(m.predict(nouvelles)) > 0,
})

# %% [markdown]
# ## Question 8. Votre modèle de tri (2 points)
#
# De la même façon, remettez sous le nom `trieur` un modèle dont `trieur.predict(table)` rend, pour chaque ligne, 1 si l’essai sera conforme (35 MPa ou plus), 0
# sinon. Il est jugé par son exactitude équilibrée : la moyenne de la part des essais conformes bien classés et de la part des non conformes bien
# classés. Tous les points à partir de **0,75**, la moitié à partir de 0,65.

# %% name="trieur-code" role="solution"
# Définissez « trieur ».
### BEGIN SOLUTION
trieur = RandomForestClassifier(40, random_state=0).fit(tous[variables], (tous["resistance"] >= SEUIL).astype(int))
### END SOLUTION

# %% name="trieur" role="answer" points=2
answer("trieur", form=model(), predict_on=nouvelles, checks={
    "Chaque réponse vaut 0 ou 1.": lambda m: len(m.predict(nouvelles)) == 20 and set(np.asarray(m.predict(nouvelles)).tolist()) <= {0, 1},
})

# %% [markdown]
# ## Question 9. La note au laboratoire (3 points)
#
# Rédigez, en 200 à 300 mots, la note que lira le responsable du laboratoire ; il connaît le béton, pas l’apprentissage automatique.
#
# 1. Pour chacun des deux besoins (prédire, trier), dites quel modèle vous retenez et pourquoi : ses chiffres d’essai, ceux d’une référence simple,
#    ceux d’un autre modèle ; commentez l’écart entre apprentissage et essai.
# 2. Expliquez ce que le modèle a appris : les coefficients, la permutation, la dépendance à l’âge, avec au moins un chiffre de chacun, en
#    termes de métier. Dites ce qu’une importance ne prouve pas.
# 3. Dites où ces modèles ne doivent pas servir (au moins deux limites) et posez une règle d’usage.

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres de la variante 0, à titre d’exemple.)*
#
# **Choix.** Pour prédire, nous retenons la forêt : elle se trompe de 4,9 MPa en moyenne sur des recettes nouvelles, contre 8,5 pour la
# régression linéaire, 11,8 pour le seul rapport eau / ciment et 12,9 si l’on répond toujours la médiane. L’arbre seul se trompe de 0,2 MPa sur
# les essais qu’il a vus et de 6,1 sur les autres : il récite. La forêt récite aussi un peu (1,6 contre 4,9) ; seul le second chiffre compte.
# Pour trier, la forêt classe bien 86 % des essais, la régression logistique 82 %, et la classe la plus fréquente un sur deux.
#
# **Ce que le modèle a appris.** La régression donne au ciment l’effet le plus fort (13,8 MPa pour un écart type), et retire 0,6 MPa pour 10 kg d’eau de plus. Dans la
# forêt, brouiller l’âge ajoute 7,1 MPa à l’erreur, le ciment 5,4 ; brouiller le gravier ne change presque rien. Selon la forêt, la résistance passe
# de 19 à 36 MPa entre 3 et 28 jours, puis ne gagne que 8 MPa jusqu’à 90 ; la droite la fait monter du même pas chaque jour : c’est pourquoi elle se
# trompe. Une importance dit ce dont le modèle se sert, pas ce qui cause la résistance : l’eau et le superplastifiant, liés dans nos recettes, se
# partagent la leur.
#
# **Usage.** Les modèles ne valent que pour des compositions et des âges proches des essais mesurés, faits en laboratoire et non sur
# chantier. Règle : entre 30 et 40 MPa prédits, ou hors des plages mesurées, on coule des éprouvettes. L’erreur est
# suivie chaque mois sur les essais faits.
# ### END SOLUTION
