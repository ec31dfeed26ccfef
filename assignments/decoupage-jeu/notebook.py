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
# # Bornes de recharge : découper un jeu de données pour ne pas se tromper
#
# ## Situation
#
# Voltaterre exploite les bornes de recharge installées sur les parkings d’entreprises. Pour répartir la puissance, elle veut
# prédire, au moment où une voiture se branche, **l’énergie qu’elle va prendre**. Un collègue annonce un R² de 0,4 « sur le jeu
# de test », et deux équipes veulent déjà s’en servir :
#
# - l’exploitation, pour les **semaines à venir, sur les sites actuels** ;
# - le commerce, pour promettre des économies à un **nouveau client, dont aucun conducteur n’est connu**.
#
# Vous êtes chef ou cheffe de projet data : **vous vérifiez ce que vaut ce 0,4 pour chacun des deux usages**, et vous dites ce qu’on peut
# promettre.
#
# ## Objectifs
#
# - reconnaître ce qui lie les lignes d’un jeu : personnes, sites, temps ;
# - programmer un découpage stratifié et un découpage par groupes, tirés au sort et reproductibles ;
# - découper dans le temps, sans tirage au sort ;
# - mesurer ce que coûte un mauvais découpage ;
# - choisir un découpage d’après l’usage prévu, et le défendre.
#
# **Durée** : 75 minutes. **Prérequis** : pandas (filtrer, compter, grouper, comparer des dates) ; rôle des jeux d’apprentissage
# et de test ; R². Tous les outils installés conviennent : pandas, numpy, scikit-learn, SQL avec duckdb, Python seul.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | ce qui lie les sessions | 1 |
# | 2 | l’audit du découpage du collègue | 2 |
# | 3 | une fonction de découpage stratifié, appelée sur des données que vous ne voyez pas | 3 |
# | 4 | une fonction de découpage par groupes, appelée de même | 4 |
# | 5 | un découpage dans le temps, et son score | 3 |
# | 6 | le coût du mauvais découpage | 3 |
# | 7 | le découpage qui convient à six situations | 1 |
# | 8 | un avis écrit, corrigé par une personne avec une grille | 3 |
# | Total | huit questions | 20 |
#
# Les questions 1 à 7 sont vérifiées par la machine, sur votre variante des données puis sur une autre : une valeur recopiée ne
# rapporte rien. N’arrondissez pas vos résultats, ou gardez au moins quatre décimales. Les contrôles affichés sous
# vos réponses portent sur leur forme : ils ne disent pas si elles sont justes. Les questions sont indépendantes.
#
# ## Les données
#
# `data/sessions.csv` porte 3 395 sessions de recharge réelles, de novembre 2014 à octobre 2015, sur les sites d’une entreprise
# américaine. Les conducteurs y sont des codes : ne cherchez pas à reconnaître quelqu’un. Origine, licence et modifications :
# `data/SOURCES.toml`. Voltaterre est inventée.
#
# | Colonne | Sens |
# |---|---|
# | `session` | numéro de la session, sans signification |
# | `debut` | date et heure du branchement |
# | `conducteur` | code du conducteur |
# | `site` | code du parking |
# | `type_site` | usine, bureaux, recherche, autre |
# | `distance` | distance entre le domicile et le site, en km ; vide si le conducteur ne l’a pas déclarée |
# | `cadre` | 1 si le véhicule est d’un modèle attribué aux cadres, 0 sinon |
# | `application` | android, ios ou web : par quoi la session a été ouverte |
# | `duree` | durée de la recharge, en heures ; connue à la fin seulement |
# | `energie` | énergie prise, en kWh : **ce qu’on prédit** |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import r2_score

from blocnotes_handin import choice, function, mapping, number

sessions = (
    pd.read_csv("data/sessions.csv", parse_dates=["debut"])
    .sample(frac=0.9, random_state=variante)
    .reset_index(drop=True)
)
sessions.head()

# %% [markdown]
# ## Question 1. Ce qui lie les sessions (1 point)
#
# Remettez le dictionnaire `liens` :
#
# - `conducteurs` : le nombre de conducteurs différents ;
# - `part_dix` : la part (entre 0 et 1) des sessions que font, ensemble, les dix conducteurs qui en ont le plus ;
# - `conducteurs_rares` : le nombre de conducteurs qui ont **au plus** cinq sessions ;
# - `part_longues` : la part des sessions qui durent **plus** de quatre heures.

# %% name="liens-code" role="solution"
# Définissez le dictionnaire « liens ».
### BEGIN SOLUTION
par_conducteur = sessions["conducteur"].value_counts()
liens = {
    "conducteurs": len(par_conducteur),
    "part_dix": par_conducteur.head(10).sum() / len(sessions),
    "conducteurs_rares": int((par_conducteur <= 5).sum()),
    "part_longues": (sessions["duree"] > 4).mean(),
}
### END SOLUTION

# %% name="liens" role="answer" points=1
answer("liens", form=mapping(["conducteurs", "part_dix", "conducteurs_rares", "part_longues"], of=number(0)), decimals=4, checks={
    "Les deux parts sont comprises entre 0 et 1.": lambda l: l["part_dix"] <= 1 and l["part_longues"] <= 1,
})

# %% [markdown]
# ## Question 2. Le découpage du collègue (2 points)
#
# Voici le fichier que le collègue a découpé, avec sa colonne `jeu`. Certaines sessions y figurent deux fois.

# %% name="decoupage-collegue" role="setup"
hasard = np.random.default_rng(variante)
decoupe = pd.concat([sessions, sessions.sample(150, random_state=variante + 1)], ignore_index=True)
decoupe["jeu"] = np.where(hasard.random(len(decoupe)) < 0.25, "test", "apprentissage")
decoupe = decoupe.sample(frac=1, random_state=variante).reset_index(drop=True)
decoupe.groupby("jeu").agg(lignes=("session", "size"), premiere=("debut", "min"), derniere=("debut", "max"))

# %% [markdown]
# Remettez le dictionnaire `audit` :
#
# - `sessions_des_deux_cotes` : le nombre de numéros de session différents qui figurent à la fois dans l’apprentissage et dans le test ;
# - `conducteurs_des_deux_cotes` : le nombre de conducteurs différents qui figurent des deux côtés ;
# - `part_test_connue` : la part (entre 0 et 1) des **lignes** du test dont le conducteur figure aussi dans l’apprentissage ;
# - `part_test_passee` : la part des lignes du test dont le `debut` est **strictement antérieur** au `debut` le plus tardif de l’apprentissage.

# %% name="audit-code" role="solution"
# Définissez le dictionnaire « audit ».
### BEGIN SOLUTION
a, t = decoupe[decoupe["jeu"] == "apprentissage"], decoupe[decoupe["jeu"] == "test"]
audit = {
    "sessions_des_deux_cotes": len(set(a["session"]) & set(t["session"])),
    "conducteurs_des_deux_cotes": len(set(a["conducteur"]) & set(t["conducteur"])),
    "part_test_connue": t["conducteur"].isin(a["conducteur"]).mean(),
    "part_test_passee": (t["debut"] < a["debut"].max()).mean(),
}
### END SOLUTION

# %% name="audit" role="answer" points=2
answer("audit", form=mapping([
    "sessions_des_deux_cotes", "conducteurs_des_deux_cotes", "part_test_connue", "part_test_passee",
], of=number(0)), decimals=4, checks={
    "Les deux parts sont comprises entre 0 et 1.": lambda a: a["part_test_connue"] <= 1 and a["part_test_passee"] <= 1,
})

# %% name="audit-autres" role="reference"
answer("audit-autres", {
    "doublons": int(decoupe["session"].duplicated().sum()),
    "part_conducteurs": len(set(a["conducteur"]) & set(t["conducteur"])) / t["conducteur"].nunique(),
    "part_apprentissage": a["conducteur"].isin(t["conducteur"]).mean(),
})

# %% [markdown]
# ## Question 3. Un découpage stratifié (3 points)
#
# Une session sur neuf dure plus de quatre heures : un tirage malchanceux peut en laisser trop peu au test. Écrivez la fonction
# `partager_stratifie(classes, part_test, graine)` :
#
# - `classes` est une liste Python : la classe de chaque ligne (des textes ou des entiers) ; `part_test` est compris strictement entre
#   0 et 1 ; `graine` est un entier ;
# - elle rend une liste de même longueur, dans le même ordre, où chaque ligne reçoit `"apprentissage"` ou `"test"` ;
# - dans chaque classe de `n` lignes, le nombre de lignes au test s’écarte de `part_test × n` de **moins de deux
#   lignes** (l’arrondi est libre) ; mais **une classe d’une seule ligne reste à l’apprentissage** ;
# - les lignes du test sont tirées au sort : la même graine rend toujours le même partage, d’autres graines en rendent
#   d’autres ;
# - une liste vide rend une liste vide.

# %% name="stratifie-code" role="solution"
# Définissez la fonction « partager_stratifie ».
### BEGIN SOLUTION
import random


def partager_stratifie(classes, part_test, graine):
    """Tirer au sort la même part de chaque classe."""
    tirage = random.Random(graine)
    lignes_de = {}
    for ligne, classe in enumerate(classes):
        lignes_de.setdefault(classe, []).append(ligne)
    rendu = ["apprentissage"] * len(classes)
    for lignes in lignes_de.values():
        effectif = round(part_test * len(lignes)) if len(lignes) > 1 else 0
        for ligne in tirage.sample(lignes, effectif):
            rendu[ligne] = "test"
    return rendu
### END SOLUTION

# %% name="partager-stratifie" role="answer" points=3
answer("partager_stratifie", form=function(), calls=[[["a", "a", "a", "a", "b"], 0.5, 1]], checks={
    "Une étiquette par ligne.": lambda f: len(f(["a", "a", "b", "b"], 0.5, 1)) == 4,
    "Les étiquettes sont celles de l’énoncé.": lambda f: set(f(["a", "a", "b", "b"], 0.5, 1)) == {"apprentissage", "test"},
})

# %% [markdown]
# ## Question 4. Un découpage par groupes (4 points)
#
# Écrivez la fonction `partager_par_groupe(groupes, part_test, graine)` :
#
# - `groupes` est une liste Python : le groupe de chaque ligne (des textes ou des entiers) ; `part_test` et `graine` comme plus haut ;
# - elle rend une liste de même longueur, dans le même ordre, de `"apprentissage"` et de `"test"` ; **un groupe est tout
#   entier du même côté** ;
# - `part_test` est une part **des lignes**, non des groupes : le nombre de lignes au test s’écarte de `part_test × nombre de
#   lignes` de l’effectif du plus grand groupe **au plus** ;
# - aucun des deux côtés n’est vide ; s’il y a moins de deux groupes différents, la fonction lève `ValueError` ;
# - les groupes du test sont tirés au sort : la même graine rend toujours le même partage, et, quand il y a beaucoup de
#   groupes, d’autres graines en rendent d’autres.

# %% name="groupe-code" role="solution"
# Définissez la fonction « partager_par_groupe ».
### BEGIN SOLUTION
from collections import Counter


def partager_par_groupe(groupes, part_test, graine):
    """Tirer des groupes entiers jusqu’à la part de lignes voulue."""
    effectifs = Counter(groupes)
    if len(effectifs) < 2:
        raise ValueError("il faut au moins deux groupes")
    ordre = list(effectifs)
    random.Random(graine).shuffle(ordre)
    au_test, lignes = set(), 0
    for groupe in ordre[:-1]:
        # Prendre le groupe s’il rapproche de la part voulue.
        if not au_test or abs(lignes + effectifs[groupe] - part_test * len(groupes)) < abs(lignes - part_test * len(groupes)):
            au_test.add(groupe)
            lignes += effectifs[groupe]
    return ["test" if groupe in au_test else "apprentissage" for groupe in groupes]
### END SOLUTION

# %% name="partager-par-groupe" role="answer" points=4
answer("partager_par_groupe", form=function(), calls=[[["a", "b", "b", "c", "a"], 0.4, 1]], checks={
    "Une étiquette par ligne.": lambda f: len(f(["a", "b", "b", "c", "a"], 0.4, 1)) == 5,
    "Un groupe est tout entier du même côté.": lambda f: len(set(zip("abbca", f(list("abbca"), 0.4, 1)))) == 3,
})

# %% [markdown]
# ## Question 5. Un découpage dans le temps (3 points)
#
# Pour l’exploitation, le passé apprend et l’avenir juge : aucun tirage au sort. Les relevés d’énergie n’arrivent qu’au bout de
# sept jours : le jour de la coupure, ceux des sept derniers jours manquent encore. La cellule suivante fixe la coupure et donne
# `mesurer(apprentissage, test)`, qui entraîne le modèle du collègue sur une table et rend son R² sur une autre. **L’ordre
# des lignes n’y change rien.**

# %% name="mesure" role="setup"
coupure = pd.Timestamp("2015-08-15") + pd.Timedelta(days=variante % 14)
delai = pd.Timedelta(days=7)
print(f"Coupure : le {coupure:%d/%m/%Y} à minuit.")


def connues_au_branchement(table):
    """Ce que l’on sait quand la voiture se branche, en nombres."""
    return np.column_stack([
        table["debut"].dt.hour + table["debut"].dt.minute / 60,
        table["debut"].dt.day_of_week,
        table["distance"].fillna(-1),
        table["cadre"],
        table["site"].str[1:].astype(int),
        table["application"].map({"android": 0, "ios": 1, "web": 2}),
    ])


def mesurer(apprentissage, test):
    """Le R² sur `test` d’une forêt entraînée sur `apprentissage`."""
    appris = apprentissage.sort_values("session")
    foret = RandomForestRegressor(8, min_samples_leaf=3, random_state=0)
    foret.fit(connues_au_branchement(appris), appris["energie"])
    return r2_score(test["energie"], foret.predict(connues_au_branchement(test)))

# %% [markdown]
# Découpez `sessions` : le **test** réunit les sessions dont le `debut` est postérieur **ou égal** à `coupure` ; l’**apprentissage**, celles dont le
# `debut` est **strictement antérieur** à `coupure - delai` ; les autres sont écartées. Remettez le dictionnaire `temporel` :
#
# - `apprentissage`, `test`, `ecartees` : les trois nombres de sessions ;
# - `part_nouveaux` : la part (entre 0 et 1) des sessions du test dont le conducteur n’a aucune session dans l’apprentissage ;
# - `r2` : le score que rend `mesurer`.

# %% name="temporel-code" role="solution"
# Définissez le dictionnaire « temporel ».
### BEGIN SOLUTION
avant, apres = sessions[sessions["debut"] < coupure - delai], sessions[sessions["debut"] >= coupure]
temporel = {
    "apprentissage": len(avant),
    "test": len(apres),
    "ecartees": len(sessions) - len(avant) - len(apres),
    "part_nouveaux": (~apres["conducteur"].isin(avant["conducteur"])).mean(),
    "r2": mesurer(avant, apres),
}
### END SOLUTION

# %% name="temporel" role="answer" points=3
answer("temporel", form=mapping(["apprentissage", "test", "ecartees", "part_nouveaux", "r2"], of=number()), decimals=4, checks={
    "Les trois nombres de sessions font le compte.": lambda d: d["apprentissage"] + d["test"] + d["ecartees"] == len(sessions),
})

# %% name="temporel-autres" role="reference"
def decrire(avant, apres):
    return {
        "apprentissage": len(avant), "test": len(apres), "ecartees": len(sessions) - len(avant) - len(apres),
        "part_nouveaux": (~apres["conducteur"].isin(avant["conducteur"])).mean(), "r2": mesurer(avant, apres),
    }


nouveaux = set(apres["conducteur"]) - set(avant["conducteur"])
answer("temporel-autres", {
    "sans_delai": decrire(sessions[sessions["debut"] < coupure], apres),
    "delai_dans_le_test": decrire(avant, sessions[sessions["debut"] >= coupure - delai]),
    "part_des_conducteurs": len(nouveaux) / apres["conducteur"].nunique(),
})

# %% [markdown]
# ## Question 6. Ce que coûte le mauvais découpage (3 points)
#
# Le 0,4 du collègue vient d’une validation croisée en cinq plis **tirés au hasard** : la colonne `pli_hasard`, ajoutée ci-dessous, dit à quel pli
# va chaque session. Chaque pli sert de test à son tour, les quatre autres apprennent ; le score retenu est la **moyenne des cinq R²** de
# `mesurer`.

# %% name="plis" role="setup"
sessions["pli_hasard"] = np.random.default_rng(variante).permutation(len(sessions)) % 5

# %% [markdown]
# Refaites-la **par conducteurs** : les codes des conducteurs de `sessions`, triés par ordre alphabétique, reçoivent tour à tour
# les plis 0, 1, 2, 3, 4, 0, 1… et toutes leurs sessions les suivent. Remettez le dictionnaire `cout` :
#
# - `hasard` : la moyenne des cinq R², plis de `pli_hasard` ;
# - `conducteurs` : la moyenne des cinq R², plis par conducteurs ;
# - `conducteurs_min`, `conducteurs_max` : le plus petit et le plus grand de ces cinq derniers R² ;
# - `optimisme` : `hasard` moins `conducteurs`.

# %% name="cout-code" role="solution"
# Définissez le dictionnaire « cout ».
### BEGIN SOLUTION
rang = {conducteur: place % 5 for place, conducteur in enumerate(sorted(sessions["conducteur"].unique()))}


def cinq_scores(plis):
    return [mesurer(sessions[plis != pli], sessions[plis == pli]) for pli in range(5)]


au_hasard = cinq_scores(sessions["pli_hasard"])
par_groupes = cinq_scores(sessions["conducteur"].map(rang))
cout = {
    "hasard": np.mean(au_hasard),
    "conducteurs": np.mean(par_groupes),
    "conducteurs_min": min(par_groupes),
    "conducteurs_max": max(par_groupes),
    "optimisme": np.mean(au_hasard) - np.mean(par_groupes),
}
### END SOLUTION

# %% name="cout" role="answer" points=3
answer("cout", form=mapping(["hasard", "conducteurs", "conducteurs_min", "conducteurs_max", "optimisme"], of=number()), decimals=4, checks={
    "Aucun R² ne dépasse 1.": lambda c: max(c["hasard"], c["conducteurs"], c["conducteurs_max"]) <= 1,
})

# %% name="cout-autres" role="reference"
answer("cout-premier-pli", {"hasard": au_hasard[0], "conducteurs": par_groupes[0]})

# %% [markdown]
# ## Question 7. À chaque question son découpage (1 point)
#
# Pour chaque situation, quel découpage mesure **le plus justement** ce que le modèle vaudra en service ? Remettez le dictionnaire `protocoles`, dont
# les clés sont les lettres, et les valeurs `"hasard"` (simple tirage des lignes), `"stratifie"`, `"groupe"` ou `"temps"`.
#
# | Clé | Situation |
# |---|---|
# | `a` | prédire, chaque lundi, l’énergie de la semaine sur les sites actuels, dont les conducteurs sont presque tous connus |
# | `b` | équiper un nouveau client, dont aucun conducteur n’est dans les données ; la saison ne joue pas |
# | `c` | reconnaître un connecteur abîmé : 2 000 photos prises le même jour, une par connecteur, dont 20 abîmés |
# | `d` | reconnaître un connecteur abîmé sur des bornes nouvelles : 300 connecteurs, chacun photographié vingt fois le même jour, dont une moitié d’abîmés |
# | `e` | prédire la réponse à une enquête : 50 000 personnes tirées au sort, une ligne chacune, le même jour, réponses oui et non aussi fréquentes l’une que l’autre |
# | `f` | prédire le prix de l’électricité du lendemain sur le marché français |

# %% name="protocoles-code" role="solution"
# Définissez le dictionnaire « protocoles ».
### BEGIN SOLUTION
protocoles = {"a": "temps", "b": "groupe", "c": "stratifie", "d": "groupe", "e": "hasard", "f": "temps"}
### END SOLUTION

# %% name="protocoles" role="answer" points=1
answer("protocoles", form=mapping(list("abcdef"), of=choice("hasard", "stratifie", "groupe", "temps")))

# %% [markdown]
# ## Question 8. L’avis aux deux équipes (3 points)
#
# Rédigez, en 200 à 300 mots, l’avis que liront l’exploitation et le commerce.
#
# 1. Expliquez l’écart entre vos scores (au hasard, par conducteurs, dans le temps) : vos chiffres, et ce qui lie les lignes. Dites ce que
#    signifie un R² négatif.
# 2. Pour **chacun** des deux usages de la situation : quel découpage répond à sa question, et ce que vous promettez, promettez moins ou
#    refusez de vendre. Tenez compte de la dispersion entre plis.
# 3. Proposez la procédure à suivre désormais : quelles données apprennent, règlent et jugent ; quels contrôles avant tout
#    score ; quand la refaire.

# %% [markdown] name="avis" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres de la variante 0, à titre d’exemple.)*
#
# **D’où vient le 0,4.** Découpé au hasard, le modèle obtient un R² de 0,39. Mais 85 conducteurs font 3 000 sessions : presque
# tous sont des deux côtés. La distance entre le domicile et le site les désigne presque à coup sûr ; le modèle les reconnaît et
# redonne leur habitude. Sur des conducteurs jamais vus, le R² tombe à −0,48 en moyenne, et varie de −0,70 à −0,28 selon les plis : un R²
# négatif veut dire que prédire la moyenne de tous ferait mieux. Sur les semaines suivantes, il vaut 0,25 : les habitudes
# tiennent, mais s’usent, et 8 % des sessions viennent de conducteurs nouveaux.
#
# **Exploitation.** C’est le découpage dans le temps qui répond. On peut se servir du modèle sur les sites actuels, en promettant 0,25 et
# non 0,4, et en gardant la moyenne du site pour un conducteur inconnu.
#
# **Commerce.** C’est le découpage par conducteurs qui répond, et il dit non : chez un nouveau client, le modèle fait moins bien
# qu’une moyenne, dans chacun des plis. Nous ne le vendons pas. Après deux mois de relevés sur place, nous referons la mesure.
#
# **Procédure.** Avant tout score : aucun numéro de session des deux côtés, aucun conducteur commun (usage commercial), aucune date de test
# avant la coupure, délai de sept jours compris. Les mois les plus anciens apprennent ; les réglages se font par validation croisée par
# conducteurs ou par mois glissants à l’intérieur ; le dernier mois juge une seule fois. On recommence à chaque trimestre, et à
# chaque nouveau client.
# ### END SOLUTION
