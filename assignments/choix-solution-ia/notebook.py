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
# # Quelle solution pour prévenir les hospitalisations ? Mesurer, écarter, peser, recommander
#
# ## Situation
#
# La mutuelle Val-Serein couvre des retraités. Elle veut appeler **un adhérent sur cinq** pour lui proposer une visite de
# prévention à domicile, avant qu’une chute ou une maladie mal suivie ne le conduise à l’hôpital. Mais lequel ? Sept
# solutions sont sur la table : une règle de points sans apprentissage, quatre modèles de familles différentes, un logiciel du
# marché et un service en ligne.
#
# Le comité qui tranchera réunit la direction, le médecin-conseil, une association de personnes handicapées et maître Salomé
# Kervran, juriste, chargée de l’éthique. Votre mission : **mesurer les sept solutions sur les données de la mutuelle, écarter
# celles qui ne peuvent pas convenir, peser les autres, dire ce que vaut le classement, et rendre un avis**.
#
# ## Objectifs
#
# - relier un besoin à la famille de méthodes qui y répond, ou dire qu’il n’appelle pas d’apprentissage ;
# - situer un usage dans les niveaux de risque du règlement européen sur l’IA ;
# - mesurer des solutions au plus près de leur emploi réel, y compris pour les personnes en situation de handicap ;
# - appliquer des critères éliminatoires, puis des critères pondérés ;
# - éprouver un classement en faisant varier les poids ;
# - rendre, avec la juriste, un avis motivé.
#
# **Durée** : 90 minutes. **Prérequis** : Python et pandas (trier, filtrer, regrouper) ; savoir ce que sont un jeu
# d’apprentissage, un jeu de test, un rappel et une précision ; les grandes lignes du règlement (UE) 2024/1689 sur l’IA. Les
# modèles sont déjà entraînés dans le sujet. Vous calculez avec les outils de votre choix (pandas, numpy, SQL, Python seul).
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | la famille de méthodes de huit besoins | 1 |
# | 2 | le niveau de risque de dix usages | 2 |
# | 3 | les mesures des sept solutions | 3 |
# | 4 | les critères éliminatoires que chaque solution ne remplit pas | 3 |
# | 5 | une fonction de notation, appelée sur des données que vous ne voyez pas | 3 |
# | 6 | le classement, et sa sensibilité aux poids | 4 |
# | 7 | un avis écrit, corrigé par une personne avec une grille | 4 |
# | Total | sept questions | 20 |
#
# Les questions 1 à 6 sont vérifiées par la machine ; de la question 3 à la question 6, sur votre variante des données puis sur
# une autre : une valeur recopiée n’y rapporte rien. N’arrondissez pas vos résultats ; si vous le faites, gardez au moins
# quatre décimales. Les contrôles affichés sous vos réponses portent sur leur forme : ils ne disent pas si elles sont justes.
#
# ## Les données
#
# `data/adherents.csv` compte 4 406 personnes de 66 ans et plus. Ce sont de vraies réponses à une enquête publique menée aux
# États-Unis en 1987 et 1988, présentées ici comme les adhérents d’une mutuelle inventée. Il n’y a ni nom, ni adresse ; l’origine
# ethnique, présente dans la source, a été retirée. Source, licence et modifications : `data/SOURCES.toml`.
#
# | Colonne | Sens |
# |---|---|
# | `adherent` | numéro inventé |
# | `age` | âge, en années |
# | `femme`, `en_couple`, `emploi`, `complementaire` | 1 si oui, 0 si non (`emploi` : travaille encore ; `complementaire` : a une assurance privée) |
# | `etudes` | années d’études |
# | `revenu` | revenu du foyer, en milliers de dollars |
# | `maladies` | nombre de maladies chroniques |
# | `limite` | 1 si un problème de santé durable **limite les activités de la vie quotidienne** (se laver, marcher, faire ses courses…), 0 sinon |
# | `sante` | santé perçue : 1 mauvaise, 2 moyenne, 3 excellente |
# | `hospitalise` | 1 si la personne a été hospitalisée au moins une fois dans l’année, 0 sinon : c’est ce qu’on veut prévoir |
#
# `data/solutions.csv` est la fiche des sept solutions, inventée pour l’exercice :
#
# | Colonne | Sens |
# |---|---|
# | `solution`, `famille`, `origine` | nom, famille de méthodes, qui la fournit |
# | `champs_sante` | combien de colonnes parlent de la santé (`maladies`, `limite`, `sante`) parmi celles qu’elle utilise |
# | `hebergement_hds` | « oui » si l’hébergeur est certifié pour les données de santé (HDS), « non », ou vide si l’éditeur n’a rien fourni |
# | `explication` | ce qu’on peut expliquer : « individuelle » (pourquoi cet adhérent), « globale » (ce qui compte en général), « aucune » |
# | `rgaa` | taux de conformité au RGAA de l’écran des conseillers et de l’espace des adhérents, en %, ou vide si l’audit n’a pas été fait |
# | `cout_3ans` | coût complet sur trois ans, en milliers d’euros |
# | `kwh_an` | électricité consommée par an, en kWh |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="imports" role="setup"
import numpy as np
import pandas as pd
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from blocnotes_handin import choice, function, mapping, sequence, table, text

# %% [markdown]
# ## Question 1. Quelle famille pour quel besoin ? (1 point)
#
# Avant de parler de modèles, la direction veut savoir ce qui relève de l’apprentissage. La cellule suivante affiche huit besoins.

# %% name="besoins" role="setup"
besoins = pd.read_csv("data/besoins.csv", sep=";")
for ligne in besoins.itertuples():
    print(f"{ligne.code} : {ligne.besoin}")

# %% [markdown]
# Associez à chaque code, dans le dictionnaire `familles`, **une** des sept familles suivantes :
#
# - `"classification"` : prévoir une catégorie, à partir d’exemples dont la catégorie est connue ;
# - `"régression"` : prévoir une quantité pour un individu, à partir d’exemples où elle est connue ;
# - `"série temporelle"` : prolonger dans le temps une quantité mesurée à intervalles réguliers ;
# - `"segmentation"` : former des groupes qui n’étaient pas connus ;
# - `"anomalies"` : signaler ce qui s’écarte du reste, sans exemples étiquetés ;
# - `"recommandation"` : proposer des objets d’après les choix de personnes semblables ;
# - `"sans apprentissage"` : une règle connue suffit.

# %% name="familles-code" role="solution"
### BEGIN SOLUTION
familles = {
    "b1": "classification",
    "b2": "régression",
    "b3": "segmentation",
    "b4": "série temporelle",
    "b5": "sans apprentissage",
    "b6": "anomalies",
    "b7": "classification",
    "b8": "recommandation",
}
### END SOLUTION

# %% name="familles" role="answer" points=1
noms_familles = [
    "classification", "régression", "série temporelle", "segmentation", "anomalies", "recommandation", "sans apprentissage",
]
answer("familles", form=mapping(besoins["code"].tolist(), of=choice(*noms_familles)))

# %% [markdown]
# ## Question 2. Quel niveau de risque pour quel usage ? (2 points)
#
# Maître Kervran a reçu des services dix idées d’usage de l’IA. Elle vous demande un premier tri selon le règlement (UE) 2024/1689.

# %% name="usages" role="setup"
usages = pd.read_csv("data/usages.csv", sep=";")
for ligne in usages.itertuples():
    print(f"{ligne.code} : {ligne.usage}")

# %% [markdown]
# Associez à chaque code, dans le dictionnaire `risques`, le niveau **le plus exigeant** dont relève l’usage. Classez d’après le texte du
# règlement, sans tenir compte des dates (ses obligations entrent en application par étapes) :
#
# - `"interdit"` : pratique interdite par l’article 5 ;
# - `"haut risque"` : système à haut risque, selon l’article 6 et l’annexe III ;
# - `"transparence"` : obligation d’informer, selon l’article 50, sans être à haut risque ;
# - `"minimal"` : aucun des trois.

# %% name="risques-code" role="solution"
### BEGIN SOLUTION
risques = {
    "u1": "haut risque",  # annexe III, point 5 c : assurance maladie et vie
    "u2": "transparence",  # article 50, paragraphe 1
    "u3": "minimal",
    "u4": "interdit",  # article 5, paragraphe 1, f : émotions au travail
    "u5": "haut risque",  # annexe III, point 4 a : recrutement
    "u6": "minimal",
    "u7": "interdit",  # article 5, paragraphe 1, b : vulnérabilités exploitées
    "u8": "transparence",  # article 50, paragraphe 4 : hypertrucage
    "u9": "minimal",
    "u10": "haut risque",  # annexe III, point 5 a : prestations essentielles
}
### END SOLUTION

# %% name="risques" role="answer" points=2
answer("risques", form=mapping(
    usages["code"].tolist(), of=choice("interdit", "haut risque", "transparence", "minimal"),
))

# %% [markdown]
# ## Vos adhérents, vos fiches, les sept scores
#
# La cellule suivante tire votre échantillon et le partage au hasard en deux jeux, `apprentissage` et `test`. Elle lit aussi les
# fiches des solutions, où quelques valeurs dépendent de votre variante.

# %% name="donnees" role="setup"
adherents = (
    pd.read_csv("data/adherents.csv").sample(n=3900, random_state=variante).reset_index(drop=True)
)
adherents["jeu"] = np.where(adherents.index < 1900, "apprentissage", "test")

fiches = pd.read_csv("data/solutions.csv").set_index("solution")
fiches.loc["logistique", "cout_3ans"] += variante % 7
fiches.loc["sobre", "cout_3ans"] += variante % 5
fiches.loc["boosting", "rgaa"] = 74 + variante % 7 % 3
fiches.loc["arbre", "rgaa"] = 73 + variante % 4
if variante % 8 < 4:
    fiches.loc["foret", "hebergement_hds"] = "oui"
if variante // 4 % 2:
    fiches.loc["prestataire", "rgaa"] = 80
plafond = 106 + 4 * (variante % 7)  # en milliers d’euros sur trois ans
print(f"Budget : {plafond} milliers d’euros au plus, sur trois ans.")
fiches

# %% [markdown]
# La cellule suivante entraîne les modèles et calcule les scores ; vous n’avez rien à y changer. La table `scores` a une ligne par
# adhérent du jeu de **test** : son numéro, `hospitalise`, `limite`, et une colonne par solution. Plus le score est haut, plus la
# solution juge l’hospitalisation probable. Trois différences à noter : `regle` compte les maladies chroniques, plus un point à
# partir de 80 ans ; `sobre` n’utilise ni `limite` ni `sante` ; `prestataire` n’a que des données sociales.

# %% name="scores" role="setup"
social = ["age", "femme", "en_couple", "etudes", "revenu", "emploi", "complementaire"]
tout = [*social, "maladies", "limite", "sante"]
appris = adherents[adherents["jeu"] == "apprentissage"]
essai = adherents[adherents["jeu"] == "test"]


def logistique():
    return make_pipeline(StandardScaler(), LogisticRegression())


def boosting():
    return GradientBoostingClassifier(n_estimators=25, max_depth=3, learning_rate=0.1, random_state=0)


modeles = {
    "logistique": (logistique(), tout),
    "sobre": (logistique(), [*social, "maladies"]),
    "arbre": (DecisionTreeClassifier(max_depth=4, min_samples_leaf=25, random_state=0), tout),
    "foret": (RandomForestClassifier(n_estimators=20, min_samples_leaf=10, random_state=0), tout),
    "boosting": (boosting(), tout),
    "prestataire": (boosting(), social),
}
scores = essai[["adherent", "hospitalise", "limite"]].copy()
scores["regle"] = essai["maladies"] + (essai["age"] >= 80)
for nom, (modele, colonnes) in modeles.items():
    modele.fit(appris[colonnes], appris["hospitalise"])
    scores[nom] = modele.predict_proba(essai[colonnes])[:, 1].round(6)
scores = scores.reset_index(drop=True)
capacite = 400  # appels possibles : un adhérent du jeu de test sur cinq
print(f"{len(scores)} adhérents au test, {scores['hospitalise'].sum()} hospitalisés, {capacite} appels possibles.")
scores.head()

# %% [markdown]
# ## Question 3. Mesurer comme on s’en servira (3 points)
#
# Les conseillers n’appelleront que `capacite` personnes : ce sont **les `capacite` scores les plus hauts du jeu de test** qui
# comptent, pas un seuil. À score égal, on appelle d’abord **le plus petit numéro d’adhérent**. Les égalités sont nombreuses.
#
# Remettez la table `mesures`, une ligne par solution, dans l’ordre que vous voulez, avec les colonnes :
#
# - `solution` : `"regle"`, `"logistique"`, `"sobre"`, `"arbre"`, `"foret"`, `"boosting"`, `"prestataire"` ;
# - `precision` : part des personnes appelées qui ont été hospitalisées ;
# - `rappel` : part des personnes hospitalisées qui auraient été appelées ;
# - `rappel_limites` : le même rappel, parmi les seules personnes hospitalisées dont `limite` vaut 1 ;
# - `rappel_autres` : le même rappel, parmi les seules personnes hospitalisées dont `limite` vaut 0.

# %% name="mesures-code" role="solution"
### BEGIN SOLUTION
solutions = fiches.index.tolist()
hospitalise, limite = scores["hospitalise"] == 1, scores["limite"] == 1
lignes = []
for nom in solutions:
    appeles = scores.sort_values([nom, "adherent"], ascending=[False, True]).head(capacite).index
    appele = scores.index.isin(appeles)
    lignes.append({
        "solution": nom,
        "precision": hospitalise[appele].mean(),
        "rappel": appele[hospitalise].mean(),
        "rappel_limites": appele[hospitalise & limite].mean(),
        "rappel_autres": appele[hospitalise & ~limite].mean(),
    })
mesures = pd.DataFrame(lignes)
### END SOLUTION

# %% name="mesures" role="answer" points=3
answer("mesures", form=table(["solution", "precision", "rappel", "rappel_limites", "rappel_autres"], rows=7), checks={
    "Les mesures sont comprises entre 0 et 1.": lambda t: bool(
        t[["precision", "rappel", "rappel_limites", "rappel_autres"]].stack().between(0, 1).all()
    ),
})

# %% name="mesures-autres" role="reference"
def mesurer(choisir):
    rendu = []
    for nom in solutions:
        appele = choisir(scores[nom])
        rendu.append({
            "solution": nom,
            "precision": hospitalise[appele].mean(),
            "rappel": appele[hospitalise].mean(),
            "rappel_limites": appele[hospitalise & limite].mean(),
            "part_limites": limite[appele & hospitalise].mean(),
            "taux_limites": appele[limite].mean(),
        })
    return pd.DataFrame(rendu).fillna(0)


answer("mesures-ordre", mesurer(lambda s: scores.index.isin(s.sort_values(ascending=False, kind="stable").head(capacite).index)))
answer("mesures-seuil", mesurer(lambda s: (s >= 0.5).to_numpy()))
answer("mesures-egaux", mesurer(lambda s: (s >= s.nlargest(capacite).min()).to_numpy()))
answer("mesures-autres", mesurer(
    lambda s: scores.index.isin(scores.assign(s=s).sort_values(["s", "adherent"], ascending=[False, True]).head(capacite).index)
))

# %% [markdown]
# ## Question 4. Ce qui élimine (3 points)
#
# Le comité a fixé cinq critères éliminatoires. Une valeur **vide** dans la fiche n’est pas une preuve : le critère n’est pas rempli.
#
# | Critère | Il est rempli si… |
# |---|---|
# | `hebergement` | l’hébergeur est certifié HDS ; critère sans objet, donc rempli, pour une solution qui n’utilise aucun champ de santé |
# | `explication` | l’explication est individuelle |
# | `accessibilite` | le taux RGAA est d’au moins 75 % |
# | `budget` | le coût sur trois ans ne dépasse pas `plafond` |
# | `utilite` | le rappel mesuré à la question 3 est d’au moins 0,28, soit 1,4 fois ce que donnerait à peu près un tirage au sort |
#
# Remettez le dictionnaire `echecs` : pour chacune des sept solutions, la liste des critères qu’elle **ne remplit pas**, dans l’ordre
# que vous voulez ; la liste est vide pour une solution retenue.

# %% name="echecs-code" role="solution"
### BEGIN SOLUTION
rappels = mesures.set_index("solution")["rappel"]
remplis = pd.DataFrame({
    "hebergement": (fiches["hebergement_hds"] == "oui") | (fiches["champs_sante"] == 0),
    "explication": fiches["explication"] == "individuelle",
    "accessibilite": fiches["rgaa"] >= 75,
    "budget": fiches["cout_3ans"] <= plafond,
    "utilite": rappels.reindex(fiches.index) >= 0.28,
})
echecs = {nom: [critere for critere in remplis if not remplis.loc[nom, critere]] for nom in solutions}
### END SOLUTION

# %% name="echecs" role="answer" points=3
answer("echecs", form=mapping(fiches.index.tolist(), of=sequence(of=text())), checks={
    "Chaque liste ne cite que les cinq critères.": lambda e: all(
        set(liste) <= {"hebergement", "explication", "accessibilite", "budget", "utilite"} for liste in e.values()
    ),
})

# %% [markdown]
# ## Question 5. Une note pondérée (3 points)
#
# Pour comparer des kilowattheures, des euros et des rappels, on ramène chaque critère entre 0 et 1. Écrivez la fonction
# `noter(valeurs, poids, sens)` :
#
# - `valeurs` est un dictionnaire : solution → (dictionnaire : critère → nombre, ou `None` si la valeur est inconnue). Toutes les
#   solutions ont les mêmes critères ;
# - `poids` est un dictionnaire : critère → nombre positif ou nul. Un critère absent de `poids` ne compte pas ;
# - `sens` est un dictionnaire : critère → `"max"` (plus c’est haut, mieux c’est) ou `"min"` (plus c’est bas, mieux c’est) ;
# - pour chaque critère, parmi les valeurs connues de toutes les solutions, la meilleure reçoit 1, la pire 0, les autres une part
#   proportionnelle : (valeur − pire) ÷ (meilleure − pire). Si toutes les valeurs connues sont égales, elles reçoivent 1. Une valeur
#   inconnue reçoit 0 ;
# - la note d’une solution est la moyenne de ces parts, pondérée par `poids` : les poids n’ont pas forcément pour somme 1 ;
# - la fonction rend le dictionnaire : solution → note ;
# - si la somme des poids est nulle, elle lève une `ValueError`.
#
# À la correction, votre fonction est appelée sur des cas tirés au hasard.

# %% name="noter-code" role="solution"
### BEGIN SOLUTION
def noter(valeurs, poids, sens):
    """Note entre 0 et 1 de chaque solution : moyenne pondérée de critères ramenés entre 0 et 1."""
    total = sum(poids.values())
    if total == 0:
        raise ValueError("la somme des poids est nulle")
    notes = dict.fromkeys(valeurs, 0.0)
    for critere, p in poids.items():
        connues = [v[critere] for v in valeurs.values() if v[critere] is not None]
        if not connues:
            continue
        bas, haut = min(connues), max(connues)
        pire, mieux = (bas, haut) if sens[critere] == "max" else (haut, bas)
        for nom, v in valeurs.items():
            if v[critere] is not None:
                part = 1.0 if bas == haut else (v[critere] - pire) / (mieux - pire)
                notes[nom] += p / total * part
    return notes
### END SOLUTION

# %% name="noter" role="answer" points=3
exemple = [{"a": {"rappel": 0.4, "cout": 30}, "b": {"rappel": 0.3, "cout": 10}}, {"rappel": 3, "cout": 1}, {"rappel": "max", "cout": "min"}]
answer("noter", form=function(), calls=[exemple], checks={
    "La fonction accepte trois dictionnaires et rend une note par solution.": lambda f: set(f(*exemple)) == {"a", "b"},
})

# %% [markdown]
# ## Question 6. Le classement, et ce qu’il vaut (4 points)
#
# Six critères sont pesés. La cellule suivante donne leur sens, les poids que chaque membre du comité leur donne, la
# moyenne de ces poids, et 2 000 jeux de poids tirés au hasard.

# %% name="poids" role="setup"
sens = {
    "rappel": "max", "rappel_limites": "max", "rgaa": "max", "cout_3ans": "min", "champs_sante": "min", "kwh_an": "min",
}
decalage = (variante % 8) / 100
poids_membres = pd.DataFrame(
    {
        "direction": [0.35 - decalage, 0.05, 0.05, 0.35 + decalage, 0.10, 0.10],
        "medecin": [0.50, 0.20, 0.05, 0.05, 0.15, 0.05],
        "association": [0.15, 0.35, 0.30, 0.05, 0.10, 0.05],
    },
    index=list(sens),
)
poids_moyens = poids_membres.mean(axis=1)
tirages = pd.DataFrame(
    np.random.default_rng(variante).dirichlet(np.ones(len(sens)), size=2000), columns=list(sens)
)
poids_membres.assign(moyenne=poids_moyens)

# %% [markdown]
# Notez avec votre fonction **les seules solutions retenues** (celles dont la liste `echecs` est vide) : les parts se calculent donc
# entre solutions retenues. `rappel` et `rappel_limites` viennent de votre table `mesures`, les quatre autres critères de
# `fiches`. La « première » est la solution de plus haute note ; à note égale, la première dans l’ordre alphabétique.
#
# Remettez :
#
# - `notes` : dictionnaire solution retenue → note avec `poids_moyens` ;
# - `premieres` : dictionnaire `direction`, `medecin`, `association` → la première, avec les poids de ce membre ;
# - `parts` : dictionnaire solution retenue → part des 2 000 jeux de `tirages` où elle est première (0 si elle ne l’est jamais) ;
# - `bascules` : dictionnaire critère → **poids de bascule**, pour chacun des six critères. Partez de `poids_moyens` ; donnez à un
#   critère un poids *w*, plus grand que son poids moyen, et multipliez les cinq autres par un même nombre pour que la somme
#   reste 1. Le poids de bascule est le plus petit *w* parmi 0,01 ; 0,02 ; … ; 1,00 pour lequel la première n’est plus celle que donnent
#   les poids moyens ; `None` s’il n’y en a pas.

# %% name="sensibilite-code" role="solution"
### BEGIN SOLUTION
retenues = sorted(nom for nom in solutions if not echecs[nom])
criteres_peses = fiches.join(mesures.set_index("solution"))[list(sens)]
valeurs = criteres_peses.loc[retenues].to_dict("index")


def premiere(poids):
    rendu = noter(valeurs, poids, sens)
    return min(rendu, key=lambda nom: (-rendu[nom], nom))


notes = noter(valeurs, poids_moyens.to_dict(), sens)
premieres = {membre: premiere(poids_membres[membre].to_dict()) for membre in poids_membres}
gagnantes = pd.Series([premiere(poids) for poids in tirages.to_dict("records")])
parts = {nom: float((gagnantes == nom).mean()) for nom in retenues}

gagnante = premiere(poids_moyens.to_dict())
bascules = {}
for critere in sens:
    depart = poids_moyens[critere]
    bascules[critere] = None
    for w in (i / 100 for i in range(1, 101)):
        if w <= depart:
            continue
        deplace = {c: w if c == critere else p * (1 - w) / (1 - depart) for c, p in poids_moyens.items()}
        if premiere(deplace) != gagnante:
            bascules[critere] = w
            break
### END SOLUTION

# %% name="sensibilite" role="answer" points=4
answer("notes", form=mapping(), decimals=4)
answer("premieres", form=mapping(["direction", "medecin", "association"], of=choice(*fiches.index)))
answer("parts", form=mapping(), decimals=4, checks={
    "La somme des parts vaut 1.": lambda p: abs(sum(p.values()) - 1) < 1e-6,
})
answer("bascules", form=mapping(list(sens)), decimals=4)

# %% name="sensibilite-reference" role="reference"
answer("fiches", fiches.reset_index().drop(columns=["famille", "origine"]))
answer("plafond", plafond)
answer("sens", sens)
answer("poids-membres", poids_membres.reset_index(names="critere"))
answer("tirages", tirages)

# %% [markdown]
# ## Question 7. L’avis au comité (4 points)
#
# Maître Kervran vous écrit : « *Un assureur santé qui note le risque de ses adhérents, cela m’inquiète. Premièrement, le règlement
# sur l’IA range parmi les systèmes à haut risque l’évaluation des risques et la tarification en assurance santé : qu’est-ce qui
# garantit que notre score restera un outil de prévention ? Deuxièmement, certaines de vos solutions utilisent des champs de
# santé et la limitation dans la vie quotidienne. Faut-il les retirer, au nom de l’égalité ? Qu’y perdraient, ou qu’y gagneraient,
# les adhérents handicapés ?* »
#
# Rédigez en 250 à 400 mots l’avis commun qu’elle relira et que lira le comité, dont la plupart des membres ne sont pas
# techniciens. Votre avis :
#
# 1. **recommande** une solution et la justifie par vos chiffres, en la comparant à la règle de points, sans apprentissage, et à une
#    solution écartée ;
# 2. **dit ce que vaut le classement** : à quels poids il résiste ou non, et au moins une limite des mesures elles-mêmes (taille du
#    test, origine des données…) ;
# 3. **répond aux deux questions** de maître Kervran, chiffres à l’appui pour la seconde ;
# 4. **pose des conditions** de mise en service : au moins trois, dont une sur l’usage du score et une qui concerne les adhérents
#    ou les conseillers handicapés.

# %% [markdown] name="avis" role="manual" points=4
# ### BEGIN SOLUTION
# *(Chiffres d’une variante, à titre d’exemple.)*
#
# **Recommandation.** Nous proposons la régression logistique, un modèle qui additionne des points comme la règle actuelle, mais
# dont les points sont appris. En 400 appels, elle atteint 38 % des personnes qui seront hospitalisées, contre 35 % pour la règle de
# points et 20 % pour un tirage au sort. Le service de PréviSocial, sans donnée de santé, en atteint 23 % ; il n’explique
# aucune décision et n’a pas d’audit d’accessibilité : il est écarté. Le boosting, deux fois plus cher et hors budget, ne fait pas mieux.
#
# **Ce que vaut le classement.** Il dépend de ce que le comité juge important. Avec les poids moyens, la logistique est première, et
# donner plus de poids au rappel n’y change rien. Mais si le coût pèse 37 % au lieu de 15, la règle de points passe devant : c’est
# le choix de la direction. Sur 2 000 jeux de poids tirés au hasard, la règle est première dans 39 % des cas,
# la logistique dans 37 %, la version sobre dans 24 %. Les mesures ont aussi leur hasard : l’écart entre logistique et règle tient à une dizaine de personnes
# sur près de quatre cents. Enfin, les données ont plus de trente ans et viennent d’un autre pays : un essai sur nos adhérents est
# nécessaire avant d’engager 61 000 €.
#
# **Réponses à maître Kervran.** Un score fait pour la prévention peut servir demain à fixer une cotisation : il entrerait alors dans
# l’annexe III. Dès maintenant, l’usage est limité par écrit, le score n’est pas transmis au service des contrats, et nous
# documentons le système comme s’il était à haut risque. Retirer la santé et la limitation ne rend pas le choix plus juste : parmi les
# personnes limitées qui seront hospitalisées, la version sobre en trouve 52 %, la logistique 66 %. Elle gagne en
# revanche chez les autres (29 % contre 23 %). Comme l’appel propose une aide et n’enlève aucun droit, nous gardons
# ces champs, avec l’accord des adhérents, et nous suivrons les deux rappels.
#
# **Conditions.** Une analyse d’impact ; un score réservé à la prévention, effacé au bout d’un an ; un conseiller décide de chaque
# appel et peut en ajouter ; l’adhérent est informé, peut s’opposer et demander pourquoi il est appelé ; l’appel existe en texte ou en
# langue des signes, et l’écran des conseillers reste utilisable avec un lecteur d’écran ; les rappels par groupe sont revus
# chaque trimestre, avec retour à la règle de points en cas de baisse.
# ### END SOLUTION
