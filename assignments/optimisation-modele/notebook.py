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
# # Prix d’une chambre d’hôtel : améliorer un modèle sans se mentir
#
# ## Situation
#
# L’hôtel Mar Alto, 200 chambres au bord de la mer, fixe ses prix d’ouverture mois par mois : quand un mois entre en vente, **aucune
# de ses réservations n’existe encore**. Un modèle propose un prix par chambre ; il se trompe trop. Trois idées sont sur la table :
# nettoyer l’export des réservations, acheter 300 « signaux de marché » à un fournisseur, régler mieux le modèle.
#
# Chacun arrive avec son gain. Vous êtes chef ou cheffe de projet data : **vous mesurez ce que chaque idée rapporte vraiment sur un mois
# jamais vu**, vous livrez un modèle et vous tenez le journal des améliorations.
#
# ## Objectifs
#
# - mesurer ce que rapporte la qualité des données ;
# - valider par plis de mois, et lire une courbe de validation et une courbe d’apprentissage ;
# - mesurer l’illusion que crée un choix fait hors des plis ;
# - chercher des paramètres sous un budget, et estimer honnêtement ce que vaut la recherche ;
# - comparer deux modèles sur les mêmes partages, puis retenir le plus simple ;
# - livrer un modèle, jugé sur des mois inédits, et motiver sa décision.
#
# **Durée** : 90 minutes. **Prérequis** : pandas, scikit-learn (entraîner, prédire), validation croisée, test de Student. Les outils de
# calcul sont libres.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | ce que rapporte le nettoyage | 2 |
# | 2 | une courbe de validation, par plis au hasard et par plis de mois | 2 |
# | 3 | l’illusion des signaux achetés | 2 |
# | 4 | trois recherches de paramètres sous un budget | 2 |
# | 5 | une validation imbriquée | 2 |
# | 6 | deux courbes d’apprentissage | 1 |
# | 7 | la comparaison de deux modèles | 2 |
# | 8 | une fonction qui retient le plus simple, appelée sur des mesures que vous ne voyez pas | 2 |
# | 9 | votre modèle, jugé sur des mois que vous ne voyez pas | 2 |
# | 10 | le journal et la décision, corrigés par une personne avec une grille | 3 |
# | Total | dix questions | 20 |
#
# Les questions 1 à 9 sont vérifiées par la machine, sur votre variante des données puis sur une autre : une valeur recopiée ne
# rapporte rien. N’arrondissez pas vos résultats, ou gardez au moins quatre décimales ; une erreur en euros est juste à
# 0,02 € près. Les contrôles affichés sous vos réponses portent sur leur forme : ils ne disent pas si elles sont justes. Les questions
# sont indépendantes.
#
# ## Les données
#
# `data/reservations.csv` porte 1 500 réservations réelles d’un hôtel du sud du Portugal, sur onze mois d’arrivée entre juillet 2016
# et août 2017. Aucune colonne ne désigne une personne. Origine, licence et modifications : `data/SOURCES.toml`. Mar Alto est inventé.
#
# | Colonne | Sens |
# |---|---|
# | `reservation` | code de la réservation, sans signification |
# | `arrivee`, `mois` | date d’arrivée ; son mois, comme « 2017-03 » |
# | `jour_annee`, `jour_semaine` | jour de l’arrivée dans l’année (1 à 366), dans la semaine (1 = lundi) |
# | `delai` | jours entre la réservation et l’arrivée |
# | `nuits_weekend`, `nuits_semaine` | nombre de nuits de week-end et de semaine |
# | `adultes`, `enfants` | nombre de personnes |
# | `chambre` | catégorie de la chambre, codée de 1 à 8 |
# | `repas` | repas compris chaque jour, de 0 à 3 |
# | `direct`, `individuel` | 1 si la réservation est prise auprès de l’hôtel ; 1 si elle ne dépend ni d’un groupe ni d’un contrat |
# | `prix` | prix moyen d’une nuit, en euros : **ce qu’on prédit** |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

from blocnotes_handin import function, mapping, model, number, table

hasard = np.random.default_rng(variante)
reservations = (
    pd.read_csv("data/reservations.csv").sample(frac=0.8, random_state=variante).sort_values("reservation").reset_index(drop=True)
)
variables = [
    "jour_annee", "jour_semaine", "delai", "nuits_weekend", "nuits_semaine", "adultes", "enfants", "chambre", "repas", "direct",
    "individuel",
]

# Deux façons de faire cinq plis, numérotés de 0 à 4 : des lignes tirées au hasard, ou des mois entiers.
les_mois = sorted(reservations["mois"].unique())
pli_du_mois = {mois: place % 5 for place, mois in enumerate(hasard.permutation(les_mois).tolist())}
reservations["pli_mois"] = reservations["mois"].map(pli_du_mois)
reservations["pli_hasard"] = hasard.permutation(len(reservations)) % 5


def arbre(profondeur=9, feuille=5):
    """Un arbre non entraîné : sa profondeur au plus, et le nombre de lignes d’une feuille au moins."""
    return DecisionTreeRegressor(max_depth=profondeur, min_samples_leaf=feuille, random_state=0)


def voisins(k=10):
    """Une chaîne non entraînée : met à l’échelle, puis moyenne les prix des k réservations les plus proches."""
    return make_pipeline(StandardScaler(), KNeighborsRegressor(k, algorithm="brute"))


def erreur(modele, jeu):
    """L’erreur absolue moyenne d’un modèle entraîné, en euros, sur une table."""
    return float(np.abs(modele.predict(jeu[variables]) - jeu["prix"]).mean())


print(f"{len(reservations)} réservations, {len(les_mois)} mois, {reservations['prix'].mean():.0f} € en moyenne.")
reservations.head()

# %% [markdown]
# Dans tout le sujet, l’**erreur** est l’erreur absolue moyenne, en euros. Une **validation croisée** prend chaque pli pour juge à son
# tour, les quatre autres apprennent ; son résultat est la **moyenne simple des cinq erreurs**. Donnez aux modèles les onze
# colonnes de `variables`, dans cet ordre, et les lignes dans l’ordre de leur table.
#
# ## Question 1. Ce que rapporte le nettoyage (2 points)
#
# `export` est ce que le logiciel de l’hôtel produit ; `reservations` est le même jeu, que le service a corrigé à la main. Les défauts de `export` ont été
# introduits pour le sujet : des réservations y figurent **plusieurs fois**, à l’identique, et certains prix y sont **en centimes**. Aucune nuit ne vaut plus
# de 500 € ni moins de 20 €.

# %% name="export" role="setup"
export = reservations.copy()
en_centimes = hasard.random(len(export)) < 0.04
export["prix"] = export["prix"].where(~en_centimes, export["prix"] * 100)
export = pd.concat([export, export[hasard.random(len(export)) < 0.08]], ignore_index=True)
export["prix"].describe()

# %% [markdown]
# Le modèle est `arbre()`, validé par les plis de `pli_mois`. Le juge ne change pas : **on juge toujours sur les lignes du
# pli dans `reservations`**. Remettez le dictionnaire `qualite` :
#
# - `doublons` : le nombre de lignes en trop dans `export` (ses lignes moins ses réservations différentes) ;
# - `centimes` : le nombre de **réservations différentes** dont le prix est en centimes dans `export` ;
# - `erreur_export` : l’erreur quand on apprend sur les quatre autres plis d’`export`, tel quel ;
# - `erreur_corrigee` : l’erreur quand on apprend sur les quatre autres plis de `reservations`.

# %% name="qualite-code" role="solution"
# Définissez le dictionnaire « qualite ».
### BEGIN SOLUTION
X, y = reservations[variables].to_numpy(float), reservations["prix"].to_numpy()
par_mois, par_hasard = reservations["pli_mois"].to_numpy(), reservations["pli_hasard"].to_numpy()


def juger(modele, appris, juge, x=X, prix=y):
    """Apprendre sur des lignes, mesurer l’erreur sur d’autres, toujours prises parmi les réservations corrigées."""
    return float(np.abs(modele.fit(x[appris], prix[appris]).predict(X[juge]) - y[juge]).mean())


def erreurs_des_plis(modele, plis=par_mois):
    return [juger(modele, plis != pli, plis == pli) for pli in range(5)]


x_export, prix_export, plis_export = export[variables].to_numpy(float), export["prix"].to_numpy(), export["pli_mois"].to_numpy()
qualite = {
    "doublons": len(export) - export["reservation"].nunique(),
    "centimes": export.loc[export["prix"] > 500, "reservation"].nunique(),
    "erreur_export": np.mean([
        juger(arbre(), plis_export != pli, par_mois == pli, x_export, prix_export) for pli in range(5)
    ]),
    "erreur_corrigee": np.mean(erreurs_des_plis(arbre())),
}
### END SOLUTION

# %% name="qualite" role="answer" points=2
answer("qualite", form=mapping(["doublons", "centimes", "erreur_export", "erreur_corrigee"], of=number(0)), decimals=4)

# %% name="qualite-autres" role="reference"
def jugee_sur_export(pli):
    appris = plis_export != pli
    predits = arbre().fit(x_export[appris], prix_export[appris]).predict(x_export[~appris])
    return float(np.abs(predits - prix_export[~appris]).mean())


answer("qualite-autres", {
    "centimes_lignes": int((export["prix"] > 500).sum()),
    "jugee_sur_export": np.mean([jugee_sur_export(pli) for pli in range(5)]),
    "hasard": np.mean(erreurs_des_plis(arbre(), par_hasard)),
})

# %% [markdown]
# ## Question 2. La courbe de validation (2 points)
#
# Combien de voisins ? La réponse dépend de la question posée. Remettez la table `courbe`, une ligne par valeur de `essais_k` (ordre
# libre) :
#
# - `k` ; `voisins(k)` est le modèle ;
# - `appris` : l’erreur sur les lignes **apprises** elles-mêmes, moyenne des cinq tours, plis de `pli_mois` ;
# - `hasard` : l’erreur de la validation croisée, plis de `pli_hasard` ;
# - `mois` : l’erreur de la validation croisée, plis de `pli_mois`.

# %% name="essais-k" role="setup"
essais_k = [1, 3, 10, 30]

# %% name="courbe-code" role="solution"
# Définissez la table « courbe ».
### BEGIN SOLUTION
def une_ligne(k):
    appris, jugees = [], []
    for pli in range(5):
        lignes = par_mois != pli
        modele = voisins(k).fit(X[lignes], y[lignes])
        appris.append(np.abs(modele.predict(X[lignes]) - y[lignes]).mean())
        jugees.append(np.abs(modele.predict(X[~lignes]) - y[~lignes]).mean())
    return {
        "k": k, "appris": np.mean(appris), "hasard": np.mean(erreurs_des_plis(voisins(k), par_hasard)), "mois": np.mean(jugees),
    }


courbe = pd.DataFrame([une_ligne(k) for k in essais_k])
### END SOLUTION

# %% name="courbe" role="answer" points=2
answer("courbe", form=table(["k", "appris", "hasard", "mois"], rows=4), ordered=False, decimals=4, checks={
    "Les quatre valeurs de k y sont.": lambda t: set(t["k"]) == set(essais_k),
})

# %% name="courbe-autres" role="reference"
toutes = np.full(len(y), True)
answer("courbe-autres", {str(k): juger(voisins(k), toutes, toutes) for k in essais_k})

# %% [markdown]
# ## Question 3. Les signaux achetés (2 points)
#
# Le fournisseur loue 300 signaux, et promet un gain « validé en cinq plis ». Sa méthode : garder les 20 signaux les plus liés au prix, puis valider. La
# cellule suivante imite ces signaux **par du bruit tiré au hasard** : ils ne peuvent rien prédire, et l’on sait donc que leur vrai gain est nul.

# %% name="signaux" role="setup"
signaux = hasard.normal(size=(len(reservations), 300))  # une ligne par réservation, dans le même ordre
signaux.shape

# %% [markdown]
# Un signal de bruit n’a pas de mois : le modèle est `LinearRegression()`, validé comme chez le fournisseur, par les plis de **`pli_hasard`**. Les 20 signaux retenus sont ceux dont la corrélation (Pearson) avec le prix est la plus
# forte **en valeur absolue**. Remettez le dictionnaire `selection` :
#
# - `sans` : l’erreur avec les onze `variables` seules ;
# - `fournisseur` : l’erreur avec les onze variables et les 20 signaux choisis **une fois, sur toutes les lignes** ;
# - `honnete` : l’erreur avec les onze variables et les 20 signaux choisis **à chaque tour, sur les seules lignes apprises** ;
# - `fideles` : le nombre de signaux qui sont choisis dans chacun des cinq tours honnêtes.

# %% name="selection-code" role="solution"
# Définissez le dictionnaire « selection ».
### BEGIN SOLUTION
def vingt_signaux(lignes):
    s, p = signaux[lignes] - signaux[lignes].mean(axis=0), y[lignes] - y[lignes].mean()
    force = np.abs(s.T @ p) / np.sqrt((s**2).sum(axis=0))
    return np.argsort(force)[-20:]


def erreur_lineaire(choisir):
    erreurs = []
    for pli in range(5):
        appris, juge = par_hasard != pli, par_hasard == pli
        elargie = np.hstack([X, signaux[:, choisir(appris)]])
        droite = LinearRegression().fit(elargie[appris], y[appris])
        erreurs.append(np.abs(droite.predict(elargie[juge]) - y[juge]).mean())
    return np.mean(erreurs)


choisis_sur_tout = vingt_signaux(np.full(len(y), True))
selection = {
    "sans": erreur_lineaire(lambda appris: []),
    "fournisseur": erreur_lineaire(lambda appris: choisis_sur_tout),
    "honnete": erreur_lineaire(vingt_signaux),
    "fideles": len(set.intersection(*(set(vingt_signaux(par_hasard != pli).tolist()) for pli in range(5)))),
}
### END SOLUTION

# %% name="selection" role="answer" points=2
answer("selection", form=mapping(["sans", "fournisseur", "honnete", "fideles"], of=number(0)), decimals=4)

# %% name="selection-autres" role="reference"
positifs = np.argsort([np.corrcoef(signal, y)[0, 1] for signal in signaux.T])[-20:]
answer("selection-autres", {"positifs": erreur_lineaire(lambda appris: positifs)})

# %% [markdown]
# ## Question 4. Chercher sous un budget (2 points)
#
# `candidats` donne six réglages d’`arbre`, numérotés de 0 à 5. Un entraînement coûte : on compare trois recherches. L’**erreur d’un pli** est celle du
# réglage quand ce pli (de `pli_mois`) juge et que les quatre autres apprennent. À égalité, le plus petit numéro l’emporte.
#
# - **Grille** : les six réglages, cinq plis chacun ; gagne la plus petite moyenne.
# - **Tirage** : de même, pour les seuls réglages de `tires`.
# - **Réduction successive** : les six réglages sur le pli 0, on garde les trois meilleurs ; ces trois sur le pli 1, on garde les deux meilleurs par la **moyenne
#   des plis 0 et 1** ; ces deux sur les plis 2, 3 et 4 ; gagne la plus petite moyenne des cinq plis.

# %% name="candidats" role="setup"
candidats = [(profondeur, feuille) for profondeur in (3, 6, 12) for feuille in (2, 10)]
tires = sorted(hasard.choice(6, size=3, replace=False).tolist())
print("Réglages tirés :", {numero: candidats[numero] for numero in tires})

# %% [markdown]
# Remettez le dictionnaire `recherche` : pour `grille`, `tirage` et `reduction`, le numéro du gagnant ; puis `erreur_grille`, `erreur_tirage` et
# `erreur_reduction`, la moyenne des cinq erreurs de chaque gagnant ; enfin `cout_grille`, `cout_tirage` et `cout_reduction`, le nombre d’entraînements de chaque
# recherche.

# %% name="recherche-code" role="solution"
# Définissez le dictionnaire « recherche ».
### BEGIN SOLUTION
mesures = np.array([erreurs_des_plis(arbre(*candidat)) for candidat in candidats])


def garder(numeros, nombre_de_plis, combien):
    return sorted(numeros, key=lambda n: (mesures[n, :nombre_de_plis].mean(), n))[:combien]


gagnants = {
    "grille": garder(range(6), 5, 1)[0],
    "tirage": garder(tires, 5, 1)[0],
    "reduction": garder(garder(garder(range(6), 1, 3), 2, 2), 5, 1)[0],
}
recherche = {
    **gagnants,
    **{f"erreur_{nom}": mesures[n].mean() for nom, n in gagnants.items()},
    "cout_grille": 6 * 5, "cout_tirage": 3 * 5, "cout_reduction": 6 + 3 + 2 * 3,
}
### END SOLUTION

# %% name="recherche" role="answer" points=2
answer("recherche", form=mapping([
    "grille", "tirage", "reduction", "erreur_grille", "erreur_tirage", "erreur_reduction", "cout_grille", "cout_tirage", "cout_reduction",
], of=number(0)), decimals=4, checks={
    "Les gagnants sont des numéros de réglage.": lambda r: all(r[nom] in range(6) for nom in ("grille", "tirage", "reduction")),
})

# %% name="recherche-autres" role="reference"
dernier = min(sorted(garder(range(6), 1, 3), key=lambda n: (mesures[n, 1], n))[:2], key=lambda n: (mesures[n].mean(), n))
answer("recherche-autres", {"mesures": mesures.tolist(), "dernier_pli": dernier})

# %% [markdown]
# ## Question 5. Ce que vaut la recherche (2 points)
#
# L’erreur du gagnant a servi à le choisir : elle n’est plus un juge neutre. La **validation imbriquée** juge la recherche tout entière. Pour chaque pli
# extérieur, de 0 à 4 :
#
# 1. on met ce pli de côté ;
# 2. on fait une grille des six `candidats` **sur les quatre autres plis** : chacun juge à son tour, les **trois** restants apprennent ; gagne la plus petite
#    moyenne des quatre erreurs (à égalité, le plus petit numéro) ;
# 3. le gagnant réapprend sur les quatre plis, et le pli mis de côté le juge.
#
# Remettez la table `imbriquee`, une ligne par pli extérieur (ordre libre) : `pli`, `gagnant` (son numéro), `interne` (sa moyenne des quatre erreurs) et
# `externe` (son erreur sur le pli mis de côté).

# %% name="imbriquee-code" role="solution"
# Définissez la table « imbriquee ».
### BEGIN SOLUTION
# Ce qui apprend sans les plis a et b sert deux fois : jugé par a quand b est de côté, et par b quand a l’est.
sans_deux = np.full((6, 5, 5), np.nan)  # réglage, pli de côté, pli qui juge
for numero, candidat in enumerate(candidats):
    for a in range(5):
        for b in range(a):
            appris = (par_mois != a) & (par_mois != b)
            modele_interne = arbre(*candidat).fit(X[appris], y[appris])
            for cote, juge in ((a, par_mois == b), (b, par_mois == a)):
                sans_deux[numero, cote, b if cote == a else a] = np.abs(modele_interne.predict(X[juge]) - y[juge]).mean()
internes = np.nanmean(sans_deux, axis=2)
gagnants_internes = internes.argmin(axis=0)
imbriquee = pd.DataFrame([
    {
        "pli": pli, "gagnant": int(numero), "interne": internes[numero, pli],
        "externe": juger(arbre(*candidats[numero]), par_mois != pli, par_mois == pli),
    }
    for pli, numero in enumerate(gagnants_internes)
])
### END SOLUTION

# %% name="imbriquee" role="answer" points=2
answer("imbriquee", form=table(["pli", "gagnant", "interne", "externe"], rows=5), ordered=False, decimals=4, checks={
    "Les cinq plis y sont.": lambda t: set(t["pli"]) == set(range(5)),
})

# %% name="imbriquee-autres" role="reference"
answer("imbriquee-autres", {"externes": mesures[mesures.mean(axis=1).argmin()].tolist()})

# %% [markdown]
# ## Question 6. Plus de lignes, ou plus de mois ? (1 point)
#
# Deux façons d’avoir moins de données. À chaque tour de la validation par `pli_mois`, `arbre()` n’apprend que sur une partie des lignes qu’il devrait
# apprendre :
#
# - `lignes` : celles dont la colonne `rang`, donnée ci-dessous, est **strictement inférieure** à la part : moins de lignes, tous les mois ;
# - `mois` : toutes celles des **`n` premiers** mois appris de ce tour, dans l’ordre de `ordre_des_mois` : moins de mois. Un mois du pli juge ne compte pas
#   parmi les `n`.

# %% name="ordre-des-mois" role="setup"
reservations["rang"] = hasard.random(len(reservations))
ordre_des_mois = hasard.permutation(les_mois).tolist()
parts, nombres = [0.25, 0.5, 0.75, 1.0], [2, 4, 6, 8]

# %% [markdown]
# Remettez le dictionnaire `apprentissage`, avec huit clés : `lignes_25`, `lignes_50`, `lignes_75`, `lignes_100` (la part de `parts`, en pour cent), `mois_2`,
# `mois_4`, `mois_6`, `mois_8` : l’erreur de la validation croisée de chaque cas.

# %% name="apprentissage-code" role="solution"
# Définissez le dictionnaire « apprentissage ».
### BEGIN SOLUTION
rang, mois = reservations["rang"].to_numpy(), reservations["mois"].to_numpy()


def erreur_partielle(garder_lignes):
    """L’erreur quand on n’apprend que sur une partie des lignes : `garder_lignes` reçoit le pli qui juge."""
    return np.mean([
        juger(arbre(), (par_mois != pli) & garder_lignes(pli), par_mois == pli) for pli in range(5)
    ])


def premiers_mois(nombre):
    def garder_lignes(pli):
        apprenables = [nom for nom in ordre_des_mois if pli_du_mois[nom] != pli]
        return np.isin(mois, apprenables[:nombre])
    return garder_lignes


apprentissage = {f"lignes_{100 * part:.0f}": erreur_partielle(lambda pli: rang < part) for part in parts}
apprentissage |= {f"mois_{nombre}": erreur_partielle(premiers_mois(nombre)) for nombre in nombres}
### END SOLUTION

# %% name="apprentissage" role="answer" points=1
answer("apprentissage", form=mapping([
    *(f"lignes_{part}" for part in (25, 50, 75, 100)), *(f"mois_{n}" for n in (2, 4, 6, 8)),
], of=number(0)), decimals=4)

# %% name="apprentissage-autres" role="reference"
answer("apprentissage-autres", {"mois_6": erreur_partielle(lambda pli: np.isin(mois, ordre_des_mois[:6]))})

# %% [markdown]
# ## Question 7. Le nouveau modèle est-il meilleur ? (2 points)
#
# Un collègue veut remplacer `voisins(10)` par `arbre(4, 8)`. `partages` donne 15 partages : dans chacun, trois mois jugent et les huit autres apprennent. **Les mêmes
# partages servent aux deux modèles.**

# %% name="partages" role="setup"
partages = [hasard.choice(les_mois, size=3, replace=False).tolist() for _ in range(15)]
partages[:3]

# %% [markdown]
# Soit $d_j$ la différence, au partage $j$ : erreur de `voisins(10)` **moins** erreur de `arbre(4, 8)` ; $\bar d$ leur moyenne, $s^2$ leur variance
# (`ddof=1`), $J = 15$. Le test de Student naïf, $t = \bar d / \sqrt{s^2 / J}$, croit les partages indépendants ; or ils apprennent et jugent presque les mêmes mois. La
# correction de Nadeau et Bengio compte ce recouvrement : $t = \bar d / \sqrt{(1/J + 3/8)\, s^2}$, où 3/8 est le rapport des mois qui jugent aux mois qui apprennent.
#
# Remettez le dictionnaire `comparaison` : `difference` ($\bar d$), `t_naif`, `t_corrige`, et `p_corrige`, la probabilité bilatérale de `t_corrige` selon la loi de
# Student à 14 degrés de liberté.

# %% name="comparaison-code" role="solution"
# Définissez le dictionnaire « comparaison ».
### BEGIN SOLUTION
from scipy.stats import t as student

d = []
for juges in partages:
    juge = reservations["mois"].isin(juges).to_numpy()
    d.append(juger(voisins(10), ~juge, juge) - juger(arbre(4, 8), ~juge, juge))
t_corrige = np.mean(d) / np.sqrt((1 / 15 + 3 / 8) * np.var(d, ddof=1))
comparaison = {
    "difference": np.mean(d),
    "t_naif": np.mean(d) / np.sqrt(np.var(d, ddof=1) / 15),
    "t_corrige": t_corrige,
    "p_corrige": 2 * student.sf(abs(t_corrige), 14),
}
### END SOLUTION

# %% name="comparaison" role="answer" points=2
answer("comparaison", form=mapping(["difference", "t_naif", "t_corrige", "p_corrige"], of=number()), decimals=4, checks={
    "La probabilité est comprise entre 0 et 1.": lambda c: 0 <= c["p_corrige"] <= 1,
})

# %% [markdown]
# ## Question 8. Le plus simple qui suffit (2 points)
#
# Quand plusieurs réglages se valent, on garde le plus simple. Écrivez la fonction `le_plus_simple(complexites, erreurs)` :
#
# - `complexites` est une liste d’entiers : la complexité de chaque réglage (deux réglages peuvent avoir la même) ; `erreurs` est une liste, dans le même ordre, qui donne pour
#   chaque réglage la liste de ses erreurs, une par pli (au moins deux plis, autant pour tous) ;
# - le **meilleur** réglage est celui de plus petite moyenne (à égalité, le premier de la liste) ; son **erreur type** est l’écart type de ses erreurs (`ddof=1`) divisé
#   par la racine du nombre de plis ;
# - sont **admis** les réglages dont la moyenne est inférieure **ou égale** à la moyenne du meilleur plus **cette** erreur type ;
# - la fonction rend la **position** (à partir de 0) du réglage admis de plus petite complexité ; à égalité de complexité, de plus petite moyenne ; à égalité encore, le
#   premier de la liste ;
# - des listes vides lèvent `ValueError`.

# %% name="simple-code" role="solution"
# Définissez la fonction « le_plus_simple ».
### BEGIN SOLUTION
from statistics import fmean, stdev


def le_plus_simple(complexites, erreurs):
    """La règle d’une erreur type."""
    if not erreurs:
        raise ValueError("il faut au moins un réglage")
    moyennes = [fmean(liste) for liste in erreurs]
    meilleur = moyennes.index(min(moyennes))
    plafond = moyennes[meilleur] + stdev(erreurs[meilleur]) / len(erreurs[meilleur]) ** 0.5
    admis = [place for place, moyenne in enumerate(moyennes) if moyenne <= plafond]
    return min(admis, key=lambda place: (complexites[place], moyennes[place], place))
### END SOLUTION

# %% name="le-plus-simple" role="answer" points=2
answer("le_plus_simple", form=function(), calls=[[[1, 2, 3], [[30.0, 34.0], [20.0, 24.0], [19.0, 23.0]]]], checks={
    "La fonction rend une position.": lambda f: f([1, 2, 3], [[30.0, 34.0], [20.0, 24.0], [19.0, 23.0]]) in (0, 1, 2),
})

# %% [markdown]
# ## Question 9. Votre modèle (2 points)
#
# Remettez sous le nom `modele` le modèle de votre choix, **entraîné** sur les lignes de `reservations`, réglé comme vous l’entendez. Le correcteur lui donnera 500
# réservations de **trois mois inédits** : une table qui a les onze colonnes de `variables`, comme `nouvelles` ci-dessous.
#
# `modele.predict(table)` rend un prix, en euros, par ligne. Tous les points si son erreur est inférieure ou égale à **70 %** de celle d’une prédiction constante (la médiane
# des prix jugés) ; la moitié si elle est inférieure ou égale à 90 %. L’entraînement doit tenir en moins de 20 secondes. Tout objet qui a une méthode `predict` convient.

# %% name="nouvelles" role="setup"
nouvelles = reservations[variables].head(20)
nouvelles.head(3)

# %% name="modele-code" role="solution"
# Définissez « modele ».
### BEGIN SOLUTION
from sklearn.ensemble import RandomForestRegressor

modele = RandomForestRegressor(30, random_state=0).fit(reservations[variables], reservations["prix"])
### END SOLUTION

# %% name="modele" role="answer" points=2
answer("modele", form=model(), predict_on=nouvelles, checks={
    "Un prix positif par ligne.": lambda m: len(m.predict(nouvelles)) == 20 and min(m.predict(nouvelles)) > 0,
})

# %% [markdown]
# ## Question 10. Le journal et la décision (3 points)
#
# Rédigez, en 250 à 350 mots, ce que liront la direction de l’hôtel et le collègue qui reprendra le modèle.
#
# 1. **Le journal** : pour chacune des trois idées (nettoyer, acheter les signaux, régler), l’erreur avant, l’erreur après, comment elle a été mesurée, et si on la
#    garde. Dites d’où vient le gain qu’annonce le fournisseur.
# 2. **Le diagnostic** : le modèle manque-t-il de souplesse, ou en a-t-il trop ? Faut-il plus de lignes, ou plus de mois ? Appuyez-vous sur les courbes des
#    questions 2 et 6.
# 3. **La décision** : gardez-vous `voisins(10)`, ou prenez-vous l’arbre ? Quelle erreur promettez-vous sur un mois nouveau, et avec quelle marge ? Servez-vous des
#    questions 5 et 7, et dites ce qu’il faudrait pour changer d’avis.

# %% [markdown] name="journal" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres de la variante 0, à titre d’exemple.)*
#
# **Le journal.** *Nettoyer* : appris sur l’export brut, l’arbre se trompe de 918 € ; sur les lignes corrigées, de 36,9 €, jugé par les mêmes mois sains. Gardé :
# aucun réglage ne rattrape des prix en centimes. *Acheter les signaux* : 45,0 € sans eux, 44,1 € selon la méthode du fournisseur, 45,9 € quand on choisit à chaque tour sur les seules
# lignes apprises. Le gain annoncé vient de ce que les lignes qui jugent ont aidé à choisir : parmi 300 colonnes de bruit, 20 leur ressemblent toujours. Quatre
# seulement sont choisies à chaque tour. Refusé. *Régler* : la grille trouve 38,5 €, comme la réduction successive avec deux fois moins d’entraînements ; l’arbre de départ
# faisait 36,9 €. Régler ne rapporte rien ici ; on garde l’arbre de départ et l’on arrête.
#
# **Le diagnostic.** Avec un voisin, l’erreur est de 0,1 € sur les lignes apprises et de 51,5 € sur un mois nouveau : trop de souplesse. Avec trente, elle vaut 37 et 48 € : plus assez. Le
# creux est entre trois et dix. Les plis au hasard promettent 36 € au lieu de 46 : le modèle y a déjà vu le mois. Passer d’un quart des lignes à toutes fait gagner moins de 3 € ;
# passer de deux mois à huit en fait gagner 39, et la courbe descend encore. Il faut des mois, une deuxième année d’abord, plutôt que des lignes des mêmes mois.
#
# **La décision.** L’arbre fait 10,7 € de mieux que les voisins sur quinze partages. Le test naïf crie victoire (t = 5,3) ; corrigé du recouvrement, t = 2,1 et p = 0,06 : l’avantage
# n’est pas établi. À l’essai, nous prenons l’arbre, plus simple à lire et jamais nettement pire, sans annoncer de gain. Nous promettons 42 €, la moyenne externe de la
# validation imbriquée, et non les 38 du gagnant ; d’un pli à l’autre, elle va de 30 à 56 €. Nous changerons d’avis si, sur les six prochains mois, les voisins se trompent
# moins quatre fois ou plus.
# ### END SOLUTION
