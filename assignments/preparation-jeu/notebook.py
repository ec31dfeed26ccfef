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
# # Estimer des maisons : préparer un jeu de données sans se mentir
#
# ## Situation
#
# Le réseau d’agences Haltéa prépare une estimation en ligne : un vendeur décrit sa maison, l’outil propose un prix. Pour
# l’étude, il s’appuie sur des ventes réelles, publiques et bien décrites, celles de la ville d’Ames, aux États-Unis.
#
# Un collègue a déjà présenté un premier essai au directeur, avec une erreur moyenne « étonnamment basse ». Le directeur
# voudrait l’annoncer aux vendeurs. Vous êtes chef ou cheffe de projet data : **vous reprenez la préparation des données depuis le
# fichier de tableur, vous vérifiez le chiffre du collègue, et vous livrez une estimation qui tient face à des maisons
# qu’elle n’a jamais vues.**
#
# ## Objectifs
#
# - relire et écrire un fichier de tableur français sans abîmer les nombres ;
# - reconnaître la nature d’une colonne et choisir l’encodage qui lui convient ;
# - compléter, encoder et mettre à l’échelle avec ce que le jeu d’apprentissage a appris, et rien d’autre ;
# - mesurer ce qu’une préparation faite sur toutes les lignes ajoute d’illusion ;
# - livrer une estimation qui supporte des valeurs absentes et des catégories jamais vues.
#
# **Durée** : 90 minutes. **Prérequis** : pandas (lire, filtrer, grouper), scikit-learn (entraîner, prédire). Tous les outils
# installés conviennent : pandas, numpy, scikit-learn, SQL avec duckdb, Python seul.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | le fichier de tableur relu | 2 |
# | 2 | la nature de chaque colonne | 1 |
# | 3 | les appréciations changées en rangs | 1 |
# | 4 | les façades complétées | 2 |
# | 5 | la mise à l’échelle, vue du jeu d’essai | 2 |
# | 6 | une fonction d’encodage, appelée sur des données que vous ne voyez pas | 3 |
# | 7 | le prix d’une fuite d’information | 2 |
# | 8 | une fonction d’estimation, jugée sur des maisons que vous ne voyez pas | 3 |
# | 9 | une fonction d’écriture pour le tableur, appelée de même | 1 |
# | 10 | une note au directeur, corrigée par une personne avec une grille | 3 |
# | Total | dix questions | 20 |
#
# Les questions 1 à 9 sont vérifiées par la machine, sur votre variante des données puis sur une autre : une valeur recopiée
# ne rapporte rien. N’arrondissez pas vos résultats, ou gardez au moins quatre décimales (deux pour les dollars). Les
# contrôles affichés sous vos réponses portent sur leur forme : ils ne disent pas si elles sont justes. Les questions sont
# indépendantes les unes des autres.
#
# ## Les données
#
# `data/ventes.csv` décrit 2 049 ventes réelles de 2006 à 2010, sans nom ni adresse. `data/depot_agences.csv` en porte 260
# autres, telles qu’un tableur français les a enregistrées (question 1). Origine, licence et modifications :
# `data/SOURCES.toml`. Haltéa est inventée.
#
# | Colonne | Sens |
# |---|---|
# | `vente` | numéro de la vente, sans signification |
# | `annee_vente` | année de la vente |
# | `quartier` | nom abrégé du quartier |
# | `type_bien` | code du type de bien dans la nomenclature américaine (20 : plain-pied récent, 30 : plain-pied ancien, 60 : deux niveaux récent, 190 : converti en deux logements…) |
# | `surface` | surface habitable, en m² |
# | `terrain` | surface du terrain, en m² |
# | `facade` | longueur de terrain le long de la rue, en mètres ; **vide : longueur inconnue** |
# | `qualite` | note d’ensemble, de 1 à 10 |
# | `annee` | année de construction |
# | `cuisine` | appréciation de la cuisine : mauvais, passable, moyen, bon, excellent |
# | `sous_sol` | appréciation du sous-sol, mêmes mots ; **vide : la maison n’a pas de sous-sol** |
# | `garage_places` | nombre de voitures que le garage contient, 0 sans garage |
# | `exterieur` | revêtement extérieur principal |
# | `climatisation` | oui ou non |
# | `prix` | prix de vente, en dollars |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import numpy as np
import pandas as pd

from blocnotes_handin import function, mapping, number, table

ventes = pd.read_csv("data/ventes.csv").sample(frac=0.85, random_state=variante).reset_index(drop=True)

# Le passé apprend, les ventes suivantes jugent : c’est ainsi que l’outil servira.
appris = ventes[ventes["annee_vente"] <= 2008].reset_index(drop=True)
essai = ventes[ventes["annee_vente"] >= 2009].reset_index(drop=True)
print(f"{len(appris)} ventes pour apprendre (2006 à 2008), {len(essai)} pour essayer (2009 et 2010).")
appris.head()

# %% [markdown]
# Dans tout le sujet, `appris` est le **jeu d’apprentissage** et `essai` le **jeu d’essai**. Ne modifiez ni l’un ni l’autre :
# travaillez sur des copies.
#
# ## Question 1. Relire le fichier du tableur (2 points)
#
# Les agences ont déposé d’autres ventes, enregistrées par un tableur français : virgule décimale, espace fine insécable
# (`\u202f`) entre les milliers, mois écrit `mm/aaaa`. Une façade inconnue est vide ou notée « n.c. ». La cellule
# suivante lit tout comme du texte.

# %% name="depot" role="setup"
depot = (
    pd.read_csv("data/depot_agences.csv", sep=";", dtype="str", keep_default_na=False)
    .sample(frac=0.85, random_state=variante)
    .reset_index(drop=True)
)
depot.head()

# %% [markdown]
# Remettez la table `depot_lu`, une ligne par ligne de `depot` (ordre libre), avec :
#
# - `vente`, le texte tel quel ;
# - `surface`, `terrain`, `facade` et `prix`, en nombres (m², m², mètres, dollars) ; `NaN` quand la façade est inconnue ;
# - `annee_vente`, l’année de la vente, en nombre.
#
# D’autres colonnes peuvent rester.

# %% name="depot-code" role="solution"
# Définissez la table « depot_lu ».
### BEGIN SOLUTION
def en_nombres(colonne):
    """Des textes d’un tableur français aux nombres."""
    return pd.to_numeric(colonne.str.replace("\u202f", "").str.replace(",", ".").replace({"n.c.": None, "": None}))


depot_lu = depot[["vente"]].assign(
    **{nom: en_nombres(depot[nom]) for nom in ("surface", "terrain", "facade", "prix")},
    annee_vente=depot["mois"].str[-4:].astype(int),
)
### END SOLUTION

# %% name="depot-lu" role="answer" points=2
answer("depot_lu", form=table(["vente", "surface", "terrain", "facade", "prix", "annee_vente"]), ordered=False, checks={
    "Une ligne par vente du dépôt.": lambda t: sorted(t["vente"]) == sorted(depot["vente"]),
    "Les cinq colonnes de mesures sont numériques.": lambda t: all(
        pd.api.types.is_numeric_dtype(t[nom]) for nom in ("surface", "terrain", "facade", "prix", "annee_vente")),
})

# %% [markdown]
# ## Question 2. La nature des colonnes (1 point)
#
# Avant d’encoder, il faut savoir ce que l’on tient. Remettez le dictionnaire `natures`, qui associe à chacune des neuf colonnes
# `quartier`, `type_bien`, `surface`, `terrain`, `facade`, `cuisine`, `sous_sol`, `exterieur` et `garage_places` l’un de ces trois mots :
#
# - `"nombre"` : une quantité ; la différence de deux valeurs a un sens ;
# - `"ordinale"` : des niveaux rangés du moins bon au meilleur, sans distance mesurée entre eux ;
# - `"nominale"` : des étiquettes sans ordre.

# %% name="natures-code" role="solution"
# Définissez le dictionnaire « natures ».
### BEGIN SOLUTION
natures = {
    "quartier": "nominale", "type_bien": "nominale", "exterieur": "nominale",
    "cuisine": "ordinale", "sous_sol": "ordinale",
    "surface": "nombre", "terrain": "nombre", "facade": "nombre", "garage_places": "nombre",
}
### END SOLUTION

# %% name="natures" role="answer" points=1
answer("natures", form=mapping([
    "quartier", "type_bien", "surface", "terrain", "facade", "cuisine", "sous_sol", "exterieur", "garage_places",
]), checks={
    "Chaque nature est l’un des trois mots.": lambda n: set(n.values()) <= {"nombre", "ordinale", "nominale"},
})

# %% [markdown]
# ## Question 3. Des appréciations aux rangs (1 point)
#
# Un modèle linéaire lit des nombres. Remettez la table `rangs`, une ligne par vente du jeu **`essai`** (ordre libre), avec `vente`,
# `cuisine` et `sous_sol`, où mauvais = 1, passable = 2, moyen = 3, bon = 4, excellent = 5 ; une maison sans sous-sol a 0.

# %% name="rangs-code" role="solution"
# Définissez la table « rangs ».
### BEGIN SOLUTION
echelle_mots = {"mauvais": 1, "passable": 2, "moyen": 3, "bon": 4, "excellent": 5}
rangs = essai[["vente"]].assign(
    cuisine=essai["cuisine"].map(echelle_mots),
    sous_sol=essai["sous_sol"].map(echelle_mots).fillna(0).astype(int),
)
### END SOLUTION

# %% name="rangs" role="answer" points=1
answer("rangs", form=table(["vente", "cuisine", "sous_sol"]), ordered=False, checks={
    "Une ligne par vente du jeu d’essai.": lambda t: sorted(t["vente"]) == sorted(essai["vente"]),
    "Aucun rang ne manque.": lambda t: t[["cuisine", "sous_sol"]].notna().all(axis=None),
})

# %% name="rangs-autres" role="reference"
answer("rangs-alphabetiques", essai[["vente"]].assign(
    cuisine=essai["cuisine"].astype("category").cat.codes,
    sous_sol=essai["sous_sol"].fillna("").astype("category").cat.codes,
))

# %% [markdown]
# ## Question 4. Les façades inconnues (2 points)
#
# Près d’une façade sur cinq est inconnue. Règle retenue : une façade inconnue reçoit la **médiane des façades connues de
# son quartier, calculée sur le seul jeu d’apprentissage** (à défaut de façade connue dans ce quartier, la médiane de
# tout le jeu d’apprentissage). On garde aussi la trace du manque.
#
# Remettez la table `facades`, une ligne par vente du jeu **`essai`** (ordre libre), avec `vente`, `facade` (complétée, en mètres) et
# `facade_absente` (1 si la façade était inconnue, 0 sinon).

# %% name="facades-code" role="solution"
# Définissez la table « facades ».
### BEGIN SOLUTION
par_quartier = appris.groupby("quartier")["facade"].median()
facades = essai[["vente"]].assign(
    facade=essai["facade"].fillna(essai["quartier"].map(par_quartier)).fillna(appris["facade"].median()),
    facade_absente=essai["facade"].isna().astype(int),
)
### END SOLUTION

# %% name="facades" role="answer" points=2
answer("facades", form=table(["vente", "facade", "facade_absente"]), ordered=False, checks={
    "Une ligne par vente du jeu d’essai.": lambda t: sorted(t["vente"]) == sorted(essai["vente"]),
    "Plus aucune façade ne manque.": lambda t: t["facade"].notna().all(),
})

# %% name="facades-autres" role="reference"
def completer(valeurs):
    return essai[["vente"]].assign(facade=essai["facade"].fillna(valeurs))


answer("facades-toutes-lignes", completer(essai["quartier"].map(ventes.groupby("quartier")["facade"].median())))
answer("facades-essai", completer(essai["quartier"].map(essai.groupby("quartier")["facade"].median())))
answer("facades-moyennes", completer(essai["quartier"].map(appris.groupby("quartier")["facade"].mean())))
answer("facades-mediane-generale", completer(appris["facade"].median()))
answer("facades-zero", completer(0.0))

# %% [markdown]
# ## Question 5. La mise à l’échelle, vue du jeu d’essai (2 points)
#
# On centre et on réduit deux variables : `surface`, et le **logarithme népérien** de `terrain`. On retranche la moyenne puis on
# divise par l’écart type (`ddof=0`), tous deux **calculés sur le jeu d’apprentissage**. On applique cette transformation au jeu `essai`.
#
# Remettez le dictionnaire `echelle` : la moyenne et l’écart type (`ddof=0`) des valeurs **transformées du jeu `essai`**, sous les clés
# `surface_moyenne`, `surface_ecart`, `terrain_moyenne` et `terrain_ecart`.

# %% name="echelle-code" role="solution"
# Définissez le dictionnaire « echelle ».
### BEGIN SOLUTION
from sklearn.preprocessing import StandardScaler


def deux_variables(ventes):
    return np.column_stack([ventes["surface"], np.log(ventes["terrain"])])


transformees = StandardScaler().fit(deux_variables(appris)).transform(deux_variables(essai))
moyennes, ecarts = transformees.mean(axis=0), transformees.std(axis=0)
echelle = {
    "surface_moyenne": moyennes[0], "surface_ecart": ecarts[0],
    "terrain_moyenne": moyennes[1], "terrain_ecart": ecarts[1],
}
### END SOLUTION

# %% name="echelle" role="answer" points=2
answer("echelle", form=mapping(
    ["surface_moyenne", "surface_ecart", "terrain_moyenne", "terrain_ecart"], of=number()
), decimals=4, checks={
    "Les deux écarts types sont positifs.": lambda e: e["surface_ecart"] > 0 and e["terrain_ecart"] > 0,
})

# %% name="echelle-autres" role="reference"
def vue(source, ddof=0, logarithme=True):
    def prendre(jeu):
        return {"surface": jeu["surface"], "terrain": np.log(jeu["terrain"]) if logarithme else jeu["terrain"]}

    apprises, jugees = prendre(source), prendre(essai)
    rendu = {}
    for nom in ("surface", "terrain"):
        z = (jugees[nom] - apprises[nom].mean()) / apprises[nom].std(ddof=ddof)
        rendu |= {f"{nom}_moyenne": z.mean(), f"{nom}_ecart": z.std(ddof=ddof)}
    return rendu


answer("echelle-autres", {
    "toutes_lignes": vue(ventes), "essai": vue(essai), "ddof1": vue(appris, ddof=1), "sans_log": vue(appris, logarithme=False),
})

# %% [markdown]
# ## Question 6. Encoder des étiquettes, même inconnues (3 points)
#
# Écrivez la fonction `encoder(connues, nouvelles, effectif_min)` :
#
# - `connues` et `nouvelles` sont deux listes Python d’étiquettes : des textes, ou `None` quand l’étiquette manque ;
# - les **colonnes** sont les étiquettes présentes **au moins** `effectif_min` fois dans `connues`, rangées par ordre alphabétique
#   (celui de `sorted`), suivies d’une dernière colonne nommée `"autres"` ; `None` n’est jamais une colonne ;
# - chaque **ligne** encode une étiquette de `nouvelles`, dans l’ordre : une liste de 0 avec un seul 1, dans la colonne de
#   l’étiquette, ou dans `"autres"` si l’étiquette n’a pas de colonne (rare, jamais vue ou absente) ;
# - la fonction rend le dictionnaire `{"colonnes": [...], "lignes": [[...], ...]}`. Une liste vide n’est pas une erreur ;
#   `effectif_min` est un entier d’au moins 1, et aucune étiquette ne s’appelle « autres ».
#
# Par exemple, `encoder(["b", "a", "b", None], ["b", "a", None, "z"], 2)` rend
# `{"colonnes": ["b", "autres"], "lignes": [[1, 0], [0, 1], [0, 1], [0, 1]]}`.

# %% name="encoder-code" role="solution"
# Définissez la fonction « encoder ».
### BEGIN SOLUTION
from collections import Counter


def encoder(connues, nouvelles, effectif_min):
    """Encoder des étiquettes en colonnes de 0 et de 1, apprises sur les seules étiquettes connues."""
    effectifs = Counter(etiquette for etiquette in connues if etiquette is not None)
    gardees = sorted(etiquette for etiquette, effectif in effectifs.items() if effectif >= effectif_min)
    rang = {etiquette: place for place, etiquette in enumerate(gardees)}
    lignes = [[0] * (len(gardees) + 1) for _ in nouvelles]
    for ligne, etiquette in zip(lignes, nouvelles, strict=True):
        ligne[rang.get(etiquette, len(gardees))] = 1
    return {"colonnes": [*gardees, "autres"], "lignes": lignes}
### END SOLUTION

# %% name="encoder" role="answer" points=3
answer("encoder", form=function(), calls=[[["b", "a", "b", None], ["b", "a", None, "z"], 2]], checks={
    "L’exemple de l’énoncé est rendu.": lambda f: f(["b", "a", "b", None], ["b", "a", None, "z"], 2) == {
        "colonnes": ["b", "autres"], "lignes": [[1, 0], [0, 1], [0, 1], [0, 1]]},
})

# %% [markdown]
# ## Question 7. Le chiffre du collègue (2 points)
#
# Voici l’essai du collègue. Il remplace le quartier, le type et le revêtement par un seul nombre : le **prix moyen du
# segment** (même quartier, même type, même revêtement). Le reste est une régression linéaire.

# %% name="essai-collegue" role="setup"
from sklearn.linear_model import LinearRegression


def segment(jeu):
    """Le segment de chaque vente : quartier, type de bien et revêtement."""
    return jeu["quartier"] + " | " + jeu["type_bien"].astype(str) + " | " + jeu["exterieur"]


prix_du_segment = ventes.groupby(segment(ventes))["prix"].mean()


def variables(jeu):
    return np.column_stack([segment(jeu).map(prix_du_segment), jeu["surface"], jeu["qualite"]])


du_collegue = LinearRegression().fit(variables(appris), appris["prix"])
erreur = (du_collegue.predict(variables(essai)) - essai["prix"]).abs().mean()
print(f"Erreur absolue moyenne annoncée sur le jeu d’essai : {erreur:,.2f} $".replace(",", " "))

# %% [markdown]
# Refaites cet essai **sans la fuite** : tout ce qui s’apprend s’apprend sur `appris` seulement ; une vente d’essai dont le
# segment n’existe pas dans `appris` reçoit le prix moyen de toutes les ventes d’`appris`. Le modèle et les trois variables ne
# changent pas.
#
# Remettez le dictionnaire `fuite` :
#
# - `erreur_annoncee` : l’erreur absolue moyenne du collègue sur `essai`, en dollars ;
# - `erreur_honnete` : la vôtre, sur `essai` ;
# - `segments_inconnus` : la part (entre 0 et 1) des ventes d’`essai` dont le segment n’existe pas dans `appris`.

# %% name="fuite-code" role="solution"
# Définissez le dictionnaire « fuite ».
### BEGIN SOLUTION
prix_appris = appris.groupby(segment(appris))["prix"].mean()


def variables_honnetes(jeu):
    prix = segment(jeu).map(prix_appris).fillna(appris["prix"].mean())
    return np.column_stack([prix, jeu["surface"], jeu["qualite"]])


honnete = LinearRegression().fit(variables_honnetes(appris), appris["prix"])
fuite = {
    "erreur_annoncee": erreur,
    "erreur_honnete": (honnete.predict(variables_honnetes(essai)) - essai["prix"]).abs().mean(),
    "segments_inconnus": (~segment(essai).isin(prix_appris.index)).mean(),
}
### END SOLUTION

# %% name="fuite" role="answer" points=2
answer("fuite", form=mapping(["erreur_annoncee", "erreur_honnete", "segments_inconnus"], of=number(0)), decimals=2, checks={
    "La part est comprise entre 0 et 1.": lambda f: 0 <= f["segments_inconnus"] <= 1,
})

# %% name="fuite-autres" role="reference"
connu = segment(essai).isin(prix_appris.index).to_numpy()
ecarts_connus = (honnete.predict(variables_honnetes(essai)) - essai["prix"]).abs()[connu]
modele_garde = (du_collegue.predict(variables_honnetes(essai)) - essai["prix"]).abs()
residus = honnete.predict(variables_honnetes(essai)) - essai["prix"]
answer("fuite-autres", {
    "segments_connus_seuls": ecarts_connus.mean(),
    "modele_du_collegue": modele_garde.mean(),
    "quadratique": (residus**2).mean() ** 0.5,
    "part_exacte": float((~connu).mean()),
})

# %% [markdown]
# Même sans cette fuite, chaque vente d’apprentissage compte dans le prix moyen de son propre segment : le modèle fait trop confiance à
# cette variable. `TargetEncoder`, dans scikit-learn, l’évite en calculant ces moyennes par validation croisée.
#
# ## Question 8. L’estimation en service (3 points)
#
# Écrivez la fonction `estimer(lignes)` que le site appellera. `lignes` est une liste de dictionnaires Python, un par maison, avec les
# clés `quartier`, `type_bien`, `surface`, `terrain`, `facade`, `qualite`, `annee`, `cuisine`, `sous_sol`, `garage_places`, `exterieur` et
# `climatisation` (comme la cellule suivante). Elle rend la liste des prix estimés, en dollars, dans le même ordre. En service :
#
# - une maison peut venir d’un quartier, d’un type ou d’un revêtement jamais vus ;
# - toute valeur peut manquer (`None`), sauf `surface` et `quartier` ;
# - le site appelle la fonction pour **une seule maison** ou pour un lot : le prix d’une maison ne doit pas dépendre des
#   autres maisons de l’appel.
#
# Entraînez ce que vous voulez, comme vous voulez, sur `ventes`, en moins de 20 secondes. L’erreur absolue moyenne doit être
# inférieure à **la moitié** de celle d’une estimation constante (le prix médian des maisons jugées) ; une chaîne
# ordinaire de scikit-learn y parvient. Le correcteur juge 300 maisons inédites, puis des cas difficiles.

# %% name="exemple-lignes" role="setup"
decrites = [
    "quartier", "type_bien", "surface", "terrain", "facade", "qualite", "annee", "cuisine", "sous_sol",
    "garage_places", "exterieur", "climatisation",
]
lignes_exemple = [
    {nom: None if pd.isna(valeur) else valeur for nom, valeur in ligne.items()}
    for ligne in essai[decrites].head(3).to_dict("records")
]
lignes_exemple[0]

# %% name="estimer-code" role="solution"
# Définissez la fonction « estimer ».
### BEGIN SOLUTION
from sklearn.compose import TransformedTargetRegressor, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, OrdinalEncoder, StandardScaler

mots = ["mauvais", "passable", "moyen", "bon", "excellent"]
grandeurs = make_pipeline(SimpleImputer(strategy="median"), FunctionTransformer(np.log1p), StandardScaler())
compteurs = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
niveaux = make_pipeline(
    OrdinalEncoder(categories=[mots, mots], handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-1),
    StandardScaler(),
)
etiquettes = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=10)
chaine = make_pipeline(
    make_column_transformer(
        (grandeurs, ["surface", "terrain"]),
        (compteurs, ["facade", "qualite", "annee", "garage_places"]),
        (niveaux, ["cuisine", "sous_sol"]),
        (etiquettes, ["quartier", "type_bien", "exterieur", "climatisation"]),
    ),
    TransformedTargetRegressor(Ridge(3.0), func=np.log, inverse_func=np.exp),
).fit(ventes[decrites], ventes["prix"])


def estimer(lignes):
    """Estimer des maisons décrites par des dictionnaires."""
    maisons = pd.DataFrame(lignes, columns=decrites)
    chiffrees = ["surface", "terrain", "facade", "qualite", "annee", "garage_places", "type_bien"]
    maisons[chiffrees] = maisons[chiffrees].astype(float)
    maisons = maisons.astype({nom: object for nom in decrites if nom not in chiffrees})
    return chaine.predict(maisons.where(maisons.notna(), np.nan)).tolist()
### END SOLUTION

# %% name="estimer" role="answer" points=3
answer("estimer", form=function(), calls=[[lignes_exemple]], checks={
    "Un nombre par maison.": lambda f: len(f(lignes_exemple)) == 3 and all(prix > 0 for prix in f(lignes_exemple)),
    "Une maison seule reçoit le prix qu’elle a dans un lot.": lambda f: abs(f(lignes_exemple)[1] / f(lignes_exemple[1:2])[0] - 1) < 1e-6,
})

# %% [markdown]
# ## Question 9. Rendre les estimations au tableur (1 point)
#
# Les agents ouvriront vos résultats dans un tableur français. Écrivez la fonction `ecrire_tableur(entetes, lignes)` qui rend le **texte** du
# fichier : `entetes` est une liste de textes, `lignes` une liste de listes de valeurs (texte, entier, nombre à virgule ou `None`).
#
# - une ligne de texte pour les en-têtes puis une par ligne de valeurs, séparées par `\n` ou `\r\n` (retour final admis) ; les
#   valeurs sont séparées par un point-virgule ;
# - un nombre à virgule (`float`) est écrit avec une virgule et **deux décimales**, un entier tel quel, sans espace de milliers ;
#   `None` est une case vide ;
# - un texte qui contient `;` ou `"` est mis entre guillemets `"`, ses guillemets doublés (d’autres cases peuvent l’être aussi) ;
# - un **texte** qui commence par `=`, `+`, `-` ou `@` serait pris pour une formule : on le fait précéder d’une apostrophe `'`. Un
#   nombre négatif reste un nombre.

# %% name="tableur-code" role="solution"
# Définissez la fonction « ecrire_tableur ».
### BEGIN SOLUTION
import csv
import io


def ecrire_tableur(entetes, lignes):
    """Écrire un CSV qu’un tableur français ouvre sans rien abîmer."""
    def case(valeur):
        if valeur is None:
            return ""
        if isinstance(valeur, float):
            return f"{valeur:.2f}".replace(".", ",")
        if isinstance(valeur, str) and valeur.startswith(("=", "+", "-", "@")):
            return "'" + valeur
        return str(valeur)

    sortie = io.StringIO()
    ecrivain = csv.writer(sortie, delimiter=";")
    ecrivain.writerow(entetes)
    ecrivain.writerows([case(valeur) for valeur in ligne] for ligne in lignes)
    return sortie.getvalue()
### END SOLUTION

# %% name="ecrire-tableur" role="answer" points=1
answer("ecrire_tableur", form=function(), calls=[[["vente", "prix"], [["V0001", 1250.5]]]], checks={
    "La fonction rend un texte.": lambda f: isinstance(f(["vente", "prix"], [["V0001", 1250.5]]), str),
})

# %% [markdown]
# ## Question 10. La note au directeur (3 points)
#
# Rédigez, en 200 à 300 mots, la note que lira le directeur de Haltéa ; il ne connaît pas l’apprentissage automatique.
#
# 1. Expliquez-lui pourquoi l’erreur annoncée par le collègue ne peut pas être promise aux vendeurs : vos deux chiffres de la
#    question 7, la cause, la conséquence pour l’agence.
# 2. Justifiez **trois** choix de préparation de natures différentes (manques, encodage, échelle, catégories rares, fichier du
#    tableur…), chacun par l’erreur qui serait arrivée sans lui.
# 3. Dites au moins **deux** limites de l’estimation et **deux** choses à surveiller ou à faire en service.

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres de la variante 0, à titre d’exemple.)*
#
# **Ce qu’on peut promettre.** Le premier essai annonçait une erreur moyenne d’environ 22 000 $. Elle est en réalité proche de
# 30 000 $. Le prix moyen de chaque segment avait été calculé sur toutes les ventes, y compris celles qu’il fallait
# estimer : l’outil avait vu une partie des réponses. Chez un vendeur, dont le prix n’est pas encore connu, cet avantage
# disparaît. Promettre 22 000 $ nous exposerait à des réclamations dès le premier mois.
#
# **Trois choix.** Les façades inconnues reçoivent la médiane de leur quartier, apprise sur le passé, et une marque les
# signale : un zéro aurait fait croire à des terrains sans accès. Le code du type de bien est traité comme une étiquette :
# lu comme un nombre, il aurait fait d’un 190 une maison neuf fois plus « grande » qu’un 20. Les quartiers rares ou inconnus vont
# dans une catégorie commune : sans elle, la première maison d’un quartier nouveau aurait fait tomber le site.
#
# **Limites.** Les ventes viennent d’une seule ville, en dollars, entre 2006 et 2010, crise immobilière comprise : rien ne dit que les
# mêmes règles valent en France aujourd’hui. Une maison d’un quartier jamais vu est estimée sans connaître sa valeur propre.
#
# **À surveiller.** Chaque mois : la part de maisons rangées dans « autres » et la part de façades absentes, avec une alerte au-delà de
# leur niveau d’apprentissage ; l’écart entre prix estimé et prix signé, par quartier. L’estimation est réapprise chaque trimestre
# sur les ventes signées, et un agent relit celles des quartiers inconnus.
# ### END SOLUTION
