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
# # Qualité des données : rendre un portefeuille de prêts exploitable
#
# ## Situation
#
# Valmer Finance, société de gestion lyonnaise, étudie le rachat d’un portefeuille de prêts à la consommation
# accordés aux États-Unis au premier trimestre 2018. Un modèle doit ensuite estimer le taux juste de chaque prêt.
# Vous êtes chef ou cheffe de projet data. Le partenaire qui vend le portefeuille a livré deux fois :
#
# - `livraison_1` (prêts de janvier) sort d’un vieil outil : tout y est du texte, et des dossiers ont été envoyés plusieurs fois ;
# - `livraison_2` (prêts de février et de mars) a été refaite après vos premières remarques : un dossier par ligne,
#   des colonnes typées, et une case vide (`NaN`) quand la valeur est absente.
#
# Le comité d’engagement se réunit vendredi. Il ne demande pas « des données propres » : il demande ce qui manque,
# pourquoi cela manque, ce que vous en faites, et ce que votre traitement change aux chiffres.
#
# ## Ce que vous montrerez
#
# - Trouver les valeurs manquantes sous toutes leurs écritures, et les doublons de toute sorte.
# - Distinguer une valeur manquante d’une valeur sans objet, et une anomalie d’une valeur rare.
# - Établir, preuves à l’appui, le mécanisme d’une lacune (MCAR, MAR, MNAR), et dire ce qu’on ne peut pas établir.
# - Préparer un jeu exploitable par un modèle, sans fuite d’information, et mesurer l’effet des traitements.
#
# ## Ce qui est attendu, et comment c’est noté
#
# Durée : 90 minutes. Vous remettez ce notebook complété ; il est noté sur 20.
#
# | question | vous remettez | points | noté par |
# |---|---|---|---|
# | 1. Ce qui manque | `manques` | 2 | la machine |
# | 2. Un dossier, une ligne | `doublons` | 2 | la machine |
# | 3. Manquant ou sans objet | `nature` | 2 | la machine |
# | 4. Les anomalies | `anomalies` | 2 | la machine |
# | 5. La règle du collègue | `trois_sigma` | 1 | la machine |
# | 6. Les mécanismes | `temoins`, `ecarts_rappels`, `mecanismes` | 3 | la machine |
# | 7. Le jeu du modèle | `jeu` | 3 | la machine |
# | 8. L’effet des traitements | `effet`, `moyenne_redressee` | 2 | la machine |
# | 9. La note au comité | un texte | 3 | une personne, avec une grille |
#
# Vos réponses doivent venir d’un calcul : chaque personne reçoit son propre tirage de dossiers, et votre notebook est aussi
# exécuté sur un autre tirage. Sous chaque réponse, le notebook vous dit seulement si la forme est bonne.
# Les questions 1 et 2 portent sur la première livraison, les suivantes sur la deuxième. Seule la question 5 reprend un
# résultat précédent (celui de la question 4). Tous les outils conviennent : pandas, SQL avec duckdb, numpy, scikit-learn…
#
# Prérequis : lire et transformer une table avec pandas ou en SQL, moyenne et écart type, jeu d’apprentissage et jeu de test, et le vocabulaire des manques :
# au hasard complet (MCAR), dépendant de ce qui est observé (MAR), dépendant de la valeur absente elle-même (MNAR).
#
# ## Les données
#
# Ce sont de vrais prêts (plateforme LendingClub, premier trimestre 2018, jeu `loans_full_schema` du paquet openintro,
# licence GPL-3), un échantillon de 10 000. Ils concernent des personnes, mais ne portent ni nom ni adresse ; la profession et l’État de résidence ont été
# retirés, et les numéros de dossier sont inventés. Ne cherchez pas à reconnaître quelqu’un.
# Une grande partie des défauts sont d’origine. D’autres ont été ajoutés pour l’exercice : des renvois de dossiers, des codes, des erreurs de saisie,
# des valeurs effacées. Le fichier `data/SOURCES.toml` le détaille. Les montants sont en dollars.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import numpy as np
import pandas as pd
from blocnotes_handin import choice, integer, mapping, number, table

dictionnaire = pd.read_csv("data/dictionnaire.csv")

# Livraison 1 : tout est lu comme du texte, tel qu’écrit dans le fichier. Votre tirage garde 85 % des dossiers.
livraison_1 = pd.read_csv("data/livraison_1.csv", sep=";", dtype="str", keep_default_na=False)
tirage = livraison_1["dossier"].drop_duplicates().sample(frac=0.85, random_state=variante)
livraison_1 = livraison_1[livraison_1["dossier"].isin(tirage)].reset_index(drop=True)

# Livraison 2 : un dossier par ligne. Votre tirage en garde 85 %.
livraison_2 = pd.read_csv("data/livraison_2.csv").sample(frac=0.85, random_state=variante).reset_index(drop=True)

# Les rappels : ce que le partenaire a retrouvé pour des dossiers sans valeur (questions 6 et 8).
rappels = pd.read_csv("data/rappels.csv")
rappels = rappels[rappels["dossier"].isin(livraison_2["dossier"])].reset_index(drop=True)

TRANCHES = [0, 40_000, 65_000, 95_000, np.inf]  # bornes des tranches de revenu_annuel (questions 6 et 7)

# %% [markdown]
# Le dictionnaire des données fait foi : il dit le domaine de chaque colonne et les règles du métier.
# Il vaut pour les deux livraisons.

# %%
with pd.option_context("display.max_colwidth", None, "display.max_rows", None):
    display(dictionnaire)

# %%
livraison_1.head()

# %%
livraison_2.head()

# %% [markdown]
# Ne modifiez ni `livraison_1` ni `livraison_2` : travaillez sur des copies, pour que chaque question reparte de ce qui a été livré.
#
# ## Question 1. Ce qui manque (2 points)
#
# Dans `livraison_1`, une case est **manquante** quand ce qui y est écrit ne peut pas être lu comme une valeur du domaine que
# le dictionnaire décrit. Peu importe ici qu’elle soit sans objet ou non : ce sera la question 3. (Les nombres sont écrits à la française, avec une
# virgule décimale.)
#
# Remettez la table `manques` : une ligne par colonne qui a au moins une case manquante, avec
# `colonne` (le nom de la colonne) et `manquants` (le nombre de cases manquantes, comptées sur **toutes** les lignes de
# `livraison_1`, renvois compris). L’ordre des lignes est libre.

# %% name="manques-code" role="solution"
# Définissez la table « manques ».
### BEGIN SOLUTION
lexiques = {
    ligne.colonne: set(ligne.domaine.split(", "))
    for ligne in dictionnaire.itertuples()
    if ligne.unité == "texte" and ", " in ligne.domaine
}
bornes = {
    "revenu_annuel": (0, np.inf), "endettement": (0, np.inf), "revenu_commun": (0, np.inf), "endettement_commun": (0, np.inf),
    "anciennete_emploi": (0, 10), "retards_24m": (0, np.inf), "mois_depuis_retard": (0, 240), "demandes_12m": (0, np.inf),
    "mois_depuis_demande": (0, 24), "annee_premier_credit": (1950, 2018), "lignes_ouvertes": (0, np.inf),
    "plafond_credit": (0, np.inf), "credit_utilise": (0, np.inf), "montant": (1000, 40000), "duree": (36, 60),
    "taux": (0, 40), "mensualite": (0, np.inf), "capital_rembourse": (0, np.inf), "capital_restant": (0, np.inf),
}


def hors_domaine(colonne: pd.Series) -> pd.Series:
    """Dire quelles cases ne se lisent pas comme une valeur du domaine."""
    if colonne.name in lexiques:
        return ~colonne.isin(lexiques[colonne.name])
    if colonne.name in bornes:
        nombres = pd.to_numeric(colonne.str.replace(",", "."), errors="coerce")
        return ~nombres.between(*bornes[colonne.name])
    return colonne.str.strip() == ""


comptes = livraison_1.apply(hors_domaine).sum()
manques = comptes[comptes > 0].rename_axis("colonne").reset_index(name="manquants")
### END SOLUTION

# %% name="manques" role="answer" points=2
answer("manques", form=table(["colonne", "manquants"]), ordered=False, checks={
    "Chaque colonne nommée existe dans livraison_1.": lambda t: set(t["colonne"]) <= set(livraison_1.columns),
    "Aucune colonne n’est citée deux fois.": lambda t: t["colonne"].is_unique,
    "Chaque nombre va de 1 au nombre de lignes.": lambda t: t["manquants"].between(1, len(livraison_1)).all(),
})

# %% name="manques-reference" role="reference"
import io

relue = pd.read_csv(io.StringIO(livraison_1.to_csv(index=False)))
vides = (livraison_1 == "").sum()
zeros = livraison_1.isin(["0"]).sum().add(comptes)
answer("manques-defaut", relue.isna().sum().to_dict())
answer("manques-vides", vides.to_dict())
answer("manques-zeros", zeros.to_dict())

# %% [markdown]
# ## Question 2. Un dossier, une ligne (2 points)
#
# Dans `livraison_1`, des lignes ont été transmises deux fois à l’identique, et des dossiers ont été renvoyés plus tard avec
# des montants mis à jour. Le dictionnaire dit quelle version fait foi. L’ordre des lignes du fichier n’a pas de sens.
#
# Remettez le dictionnaire Python `doublons`, avec les clés :
#
# - `lignes` : le nombre de lignes de `livraison_1` ;
# - `copies` : le nombre de lignes à retirer pour qu’il n’en reste pas deux identiques dans toutes leurs colonnes ;
# - `versions_depassees` : une fois les copies retirées, le nombre de lignes qu’une version plus récente du même dossier remplace ;
# - `dossiers` : le nombre de dossiers différents ;
# - `capital_restant` : la somme de `capital_restant`, en dollars, sur les seules versions qui font foi (arrondi au centime admis).

# %% name="doublons-code" role="solution"
# Définissez le dictionnaire « doublons ».
### BEGIN SOLUTION
sans_copies = livraison_1.drop_duplicates()
envoi = pd.to_datetime(sans_copies["date_envoi"], format="%d/%m/%Y")
derniers = sans_copies.loc[envoi.groupby(sans_copies["dossier"]).idxmax()]
doublons = {
    "lignes": len(livraison_1),
    "copies": len(livraison_1) - len(sans_copies),
    "versions_depassees": len(sans_copies) - len(derniers),
    "dossiers": len(derniers),
    "capital_restant": round(derniers["capital_restant"].str.replace(",", ".").astype(float).sum(), 2),
}
### END SOLUTION

# %% name="doublons" role="answer" points=2
answer("doublons", form=mapping(["lignes", "copies", "versions_depassees", "dossiers", "capital_restant"], of=number(0)), decimals=2, checks={
    "Les lignes se partagent entre copies, versions dépassées et dossiers.":
        lambda d: d["lignes"] == d["copies"] + d["versions_depassees"] + d["dossiers"],
})

# %% name="doublons-reference" role="reference"
capitaux = livraison_1.assign(capital=livraison_1["capital_restant"].str.replace(",", ".").astype(float))
answer("capital-toutes-lignes", float(capitaux["capital"].sum()))
answer("capital-sans-copies", float(capitaux.drop_duplicates()["capital"].sum()))
answer("capital-premiere-ligne", float(capitaux.drop_duplicates("dossier")["capital"].sum()))
answer("capital-derniere-ligne", float(capitaux.drop_duplicates("dossier", keep="last")["capital"].sum()))
answer("capital-tri-texte", float(capitaux.sort_values("date_envoi").drop_duplicates("dossier", keep="last")["capital"].sum()))
answer("repetitions-de-cle", int(livraison_1["dossier"].duplicated().sum()))

# %% [markdown]
# ## Question 3. Manquant ou sans objet ? (2 points)
#
# À partir d’ici, vous travaillez sur `livraison_2`, où une valeur absente est toujours un `NaN`. Toutes les absences ne se valent pas :
#
# - une absence est un **manque réel** quand, d’après le dictionnaire et les autres colonnes **de la même ligne**, une valeur devrait exister ;
# - sinon elle est **sans objet**.
#
# Remettez la table `nature`, une ligne pour chacune des cinq colonnes `revenu_commun`, `verification_revenu_commun`, `endettement`,
# `mois_depuis_retard` et `anciennete_emploi`, avec `colonne`, `sans_objet` et `manque_reel` (deux nombres de lignes). L’ordre des lignes est libre.

# %% name="nature-code" role="solution"
# Définissez la table « nature ».
### BEGIN SOLUTION
conjointe = livraison_2["type_demande"] == "conjointe"
devrait_exister = {
    "revenu_commun": conjointe,
    "verification_revenu_commun": conjointe,
    "endettement": livraison_2["revenu_annuel"] > 0,
    "mois_depuis_retard": livraison_2["retards_24m"] > 0,
    "anciennete_emploi": pd.Series(True, index=livraison_2.index),
}
nature = pd.DataFrame([
    {
        "colonne": colonne,
        "sans_objet": (livraison_2[colonne].isna() & ~attendue).sum(),
        "manque_reel": (livraison_2[colonne].isna() & attendue).sum(),
    }
    for colonne, attendue in devrait_exister.items()
])
### END SOLUTION

# %% name="nature" role="answer" points=2
answer("nature", form=table(["colonne", "sans_objet", "manque_reel"], rows=5), ordered=False, checks={
    "Les cinq colonnes demandées y sont.": lambda t: set(t["colonne"]) == {
        "revenu_commun", "verification_revenu_commun", "endettement", "mois_depuis_retard", "anciennete_emploi"},
    "Pour chaque colonne, les deux nombres font ensemble le nombre de NaN.": lambda t: all(
        ligne.sans_objet + ligne.manque_reel == livraison_2[ligne.colonne].isna().sum() for ligne in t.itertuples()),
})

# %% [markdown]
# ## Question 4. Les anomalies (2 points)
#
# Une **anomalie** est un dossier de `livraison_2` qui contredit une règle du dictionnaire. Une valeur rare n’en est pas une. Vérifiez trois règles :
#
# | nom de la règle | ce qu’elle vérifie |
# |---|---|
# | `mensualite` | la mensualité est celle de la formule du dictionnaire, à l’écart admis près |
# | `capital` | le capital restant est cohérent avec le montant, le capital remboursé et le statut, à l’écart admis près |
# | `annee` | l’année du premier crédit est dans son domaine |
#
# Le partenaire n’a reconnu qu’une cause : certaines mensualités ont perdu leur virgule à l’export (`167.54` est devenu `16754.0`).
# On ne corrige que ce dont la cause est connue ; le reste est signalé, et le partenaire sera interrogé.
#
# Remettez la table `anomalies` : une ligne par dossier et par règle contredite, avec `dossier`, `regle`, et `correction` : la mensualité
# rétablie, au centime, quand la cause reconnue explique l’anomalie ; `NaN` dans tous les autres cas. L’ordre des lignes est libre.

# %% name="anomalies-code" role="solution"
# Définissez la table « anomalies ».
### BEGIN SOLUTION
p = livraison_2
taux_mensuel = p["taux"] / 1200
theorique = p["montant"] * taux_mensuel / (1 - (1 + taux_mensuel) ** -p["duree"])
attendu = (p["montant"] - p["capital_rembourse"]).where(p["statut"] != "passe_en_perte", 0)
violations = {
    "mensualite": (p["mensualite"] - theorique).abs() > 1,
    "capital": (p["capital_restant"] - attendu).abs() > 0.05,
    "annee": ~p["annee_premier_credit"].between(1950, 2018),
}
retablie = (p["mensualite"] / 100).round(2)
virgule_perdue = violations["mensualite"] & ((retablie - theorique).abs() <= 1)
anomalies = pd.concat([
    pd.DataFrame({
        "dossier": p.loc[viole, "dossier"],
        "regle": regle,
        "correction": retablie.where(virgule_perdue & (regle == "mensualite"))[viole],
    })
    for regle, viole in violations.items()
], ignore_index=True)
### END SOLUTION

# %% name="anomalies" role="answer" points=2
answer("anomalies", form=table(["dossier", "regle", "correction"]), decimals=2, ordered=False, checks={
    "Les règles portent les trois noms donnés.": lambda t: set(t["regle"]) <= {"mensualite", "capital", "annee"},
    "Les dossiers viennent de livraison_2.": lambda t: set(t["dossier"]) <= set(livraison_2["dossier"]),
    "Un dossier n’est cité qu’une fois par règle.": lambda t: not t.duplicated(["dossier", "regle"]).any(),
    "Seule la règle « mensualite » porte des corrections.": lambda t: t.loc[t["regle"] != "mensualite", "correction"].isna().all(),
})

# %% name="anomalies-reference" role="reference"
def a_trois_sigmas(colonne: str) -> pd.Series:
    """Dire quels dossiers s’écartent de la moyenne de plus de trois écarts types."""
    valeurs = livraison_2[colonne]
    return (valeurs - valeurs.mean()).abs() > 3 * valeurs.std()


answer("anomalies-trois-sigma", {
    "mensualite": p.loc[a_trois_sigmas("mensualite"), "dossier"].tolist(),
    "capital": p.loc[a_trois_sigmas("capital_restant"), "dossier"].tolist(),
    "annee": p.loc[a_trois_sigmas("annee_premier_credit"), "dossier"].tolist(),
})
answer("capital-sans-statut", p.loc[(p["montant"] - p["capital_rembourse"] - p["capital_restant"]).abs() > 0.05, "dossier"].tolist())

# %% [markdown]
# ## Question 5. La règle du collègue (1 point)
#
# Un collègue propose d’écarter, sans autre examen, tout dossier dont une des colonnes `revenu_annuel`, `endettement` ou `mensualite` s’éloigne
# de sa moyenne de **plus de trois écarts types** (moyenne et écart type `ddof=1` des valeurs présentes de `livraison_2`, telle que livrée ;
# une valeur absente ne fait rien écarter). Mesurez ce que ferait sa règle.
#
# Remettez le dictionnaire Python `trois_sigma`, avec les clés :
#
# - `ecartes` : le nombre de dossiers qu’elle écarte ;
# - `en_anomalie` : parmi eux, le nombre de dossiers de votre table `anomalies` ;
# - `oublies` : le nombre de dossiers de votre table `anomalies` qu’elle n’écarte pas.

# %% name="trois-sigma-code" role="solution"
# Définissez le dictionnaire « trois_sigma ».
### BEGIN SOLUTION
mesures = livraison_2[["revenu_annuel", "endettement", "mensualite"]]
loin = ((mesures - mesures.mean()).abs() > 3 * mesures.std()).any(axis=1)
ecartes = set(livraison_2.loc[loin, "dossier"])
fautifs = set(anomalies["dossier"])
trois_sigma = {"ecartes": len(ecartes), "en_anomalie": len(ecartes & fautifs), "oublies": len(fautifs - ecartes)}
### END SOLUTION

# %% name="trois-sigma" role="answer" points=1
answer("trois_sigma", form=mapping(["ecartes", "en_anomalie", "oublies"], of=integer(0)), checks={
    "On n’écarte pas moins de dossiers qu’on n’en trouve en anomalie parmi eux.": lambda d: d["en_anomalie"] <= d["ecartes"],
})

# %% name="trois-sigma-reference" role="reference"
answer("dossiers-a-trois-sigmas", sorted(ecartes))
ecarts_population = (mesures - mesures.mean()).abs() > 3 * mesures.std(ddof=0)
answer("ecartes-ddof-0", int(ecarts_population.any(axis=1).sum()))

# %% [markdown]
# ## Question 6. Les mécanismes (3 points)
#
# Trois colonnes de `livraison_2` ont des manques réels dont il faut comprendre le mécanisme : `anciennete_emploi`, `plafond_credit` et
# `credit_utilise`. Vous apportez deux preuves, puis un verdict. Les trois réponses sont nécessaires ; chacune vaut un point.
#
# **Première preuve, les témoins.** Pour chacune des trois colonnes et chacun des trois témoins `revenu_annuel`, `montant` et `lignes_ouvertes`,
# calculez l’écart standardisé : moyenne du témoin chez les dossiers où la colonne manque, moins sa moyenne chez ceux où elle est présente, le tout
# divisé par l’écart type (`ddof=1`) du témoin sur tous les dossiers. Remettez la table `temoins` : neuf lignes, avec `colonne`, `temoin` et `ecart`
# (arrondi à 3 décimales admis, ordre des lignes libre).
#
# **Deuxième preuve, les rappels.** Pour des dossiers tirés au hasard parmi ceux sans valeur, le partenaire a retrouvé la vraie valeur : c’est la table
# `rappels` (`dossier`, `colonne`, `valeur`). Elle porte sur `plafond_credit` et `credit_utilise` ; pour `anciennete_emploi`, il ne peut rien retrouver.
# Demandez-vous si, **à revenu comparable**, les valeurs retrouvées ressemblent aux valeurs présentes. Pour chacune des deux colonnes : de chaque
# valeur retrouvée, retranchez la moyenne des valeurs présentes de la même tranche de `revenu_annuel` ; prenez la moyenne de ces
# différences ; divisez-la par l’écart type (`ddof=1`) de toutes les valeurs présentes. Les bornes des tranches sont dans `TRANCHES` : borne basse comprise,
# borne haute non comprise. Remettez le dictionnaire Python `ecarts_rappels`, avec les clés `plafond_credit` et `credit_utilise` (arrondi à 3 décimales admis).
#
# **Verdict.** On tient un écart pour négligeable quand sa valeur absolue est inférieure à 0,2. Remettez le dictionnaire Python `mecanismes`, qui donne à chacune des
# trois colonnes l’un des verdicts suivants, le plus fort que vos preuves permettent et pas davantage :
#
# | verdict | ce qu’il affirme |
# |---|---|
# | `"mcar-plausible"` | aucune preuve ne contredit un manque au hasard |
# | `"mar-etabli"` | le manque dépend de colonnes observées, et il est établi qu’il ne dépend pas en plus de la valeur absente |
# | `"mar-ou-mnar"` | le manque n’est pas au hasard, et rien ici ne départage MAR et MNAR |
# | `"mnar-etabli"` | il est établi que le manque dépend de la valeur absente elle-même, à revenu comparable |
#
# Un verdict sans preuve juste (au moins une des deux) ne rapporte rien.

# %% name="mecanismes-code" role="solution"
# Définissez la table « temoins » et les dictionnaires « ecarts_rappels » et « mecanismes ».
### BEGIN SOLUTION
temoins = pd.DataFrame([
    {
        "colonne": colonne,
        "temoin": temoin,
        "ecart": livraison_2.groupby(livraison_2[colonne].isna())[temoin].mean().diff().iloc[-1] / livraison_2[temoin].std(),
    }
    for colonne in ["anciennete_emploi", "plafond_credit", "credit_utilise"]
    for temoin in ["revenu_annuel", "montant", "lignes_ouvertes"]
])

tranche = pd.cut(livraison_2["revenu_annuel"], TRANCHES, right=False, labels=False)
tranche_du_dossier = pd.Series(tranche.to_numpy(), index=livraison_2["dossier"])
ecarts_rappels = {}
for colonne in ["plafond_credit", "credit_utilise"]:
    retrouves = rappels[rappels["colonne"] == colonne]
    comparables = retrouves["dossier"].map(tranche_du_dossier).map(livraison_2.groupby(tranche)[colonne].mean())
    ecarts_rappels[colonne] = (retrouves["valeur"] - comparables).mean() / livraison_2[colonne].std()

mecanismes = {
    "anciennete_emploi": "mar-ou-mnar",
    "plafond_credit": "mcar-plausible",
    "credit_utilise": "mnar-etabli",
}
### END SOLUTION

# %% name="mecanismes" role="answer" points=3
answer("temoins", form=table(["colonne", "temoin", "ecart"], rows=9), decimals=3, ordered=False)
answer("ecarts_rappels", form=mapping(["plafond_credit", "credit_utilise"], of=number()), decimals=3)
answer("mecanismes", form=mapping(
    ["anciennete_emploi", "plafond_credit", "credit_utilise"],
    of=choice("mcar-plausible", "mar-etabli", "mar-ou-mnar", "mnar-etabli"),
))

# %% name="mecanismes-reference" role="reference"
par_colonne = rappels.groupby("colonne")["valeur"].mean()
answer("rappels-sans-tranche", {
    colonne: float((par_colonne[colonne] - livraison_2[colonne].mean()) / livraison_2[colonne].std()) for colonne in ecarts_rappels
})

# %% [markdown]
# ## Question 7. Le jeu du modèle (3 points)
#
# Le modèle sera entraîné sur les prêts de février, puis jugé sur ceux de mars. Le jugement doit être honnête : préparez le jeu comme on le fera en service, où le
# modèle est prêt avant que les prêts de mars n’existent, et où ceux-ci arrivent ensuite un par un. Chaque dossier de `livraison_2` donne une ligne.
# `credit_utilise` n’y entre pas (question 8). Les mots sont ceux du dictionnaire.
#
# Remettez la table `jeu`, avec exactement ces neuf colonnes (ordre des lignes libre) :
#
# | colonne | contenu |
# |---|---|
# | `dossier` | le numéro du dossier |
# | `lot` | `"apprentissage"` pour février, `"test"` pour mars |
# | `revenu_foyer` | ce que gagnent ensemble tous les emprunteurs du prêt |
# | `endettement_foyer` | l’endettement rapporté à ce revenu-là |
# | `retard` | `"recent"` si `retards_24m` ou `mois_depuis_retard` prouve un incident de paiement de moins de 24 mois, `"ancien"` si ces deux colonnes n’en prouvent que de plus anciens, `"aucun"` si elles n’en prouvent pas |
# | `anciennete_emploi` | l’ancienneté ; si elle manque, la médiane des dossiers de la même tranche de `revenu_annuel` (`TRANCHES`, comme à la question 6) |
# | `anciennete_absente` | 1 si l’ancienneté manquait, 0 sinon |
# | `plafond_credit` | le plafond ; s’il manque, la médiane des dossiers de même `logement` |
# | `plafond_absent` | 1 si le plafond manquait, 0 sinon |
#
# Aucune case du jeu n’est vide.

# %% name="jeu-code" role="solution"
# Définissez la table « jeu ».
### BEGIN SOLUTION
conjointe = livraison_2["type_demande"] == "conjointe"
tranche = pd.cut(livraison_2["revenu_annuel"], TRANCHES, right=False, labels=False)
fevrier = livraison_2["mois_emission"] == "2018-02"
recent = (livraison_2["retards_24m"] > 0) | (livraison_2["mois_depuis_retard"] < 24)


def completer(colonne: str, groupes: pd.Series) -> pd.Series:
    """Combler une colonne par la médiane de son groupe, apprise sur février seulement."""
    apprises = livraison_2.loc[fevrier, colonne].groupby(groupes[fevrier]).median()
    return livraison_2[colonne].fillna(groupes.map(apprises))


jeu = pd.DataFrame({
    "dossier": livraison_2["dossier"],
    "lot": np.where(fevrier, "apprentissage", "test"),
    "revenu_foyer": livraison_2["revenu_commun"].where(conjointe, livraison_2["revenu_annuel"]),
    "endettement_foyer": livraison_2["endettement_commun"].where(conjointe, livraison_2["endettement"]),
    "retard": np.select([recent, livraison_2["mois_depuis_retard"].notna()], ["recent", "ancien"], "aucun"),
    "anciennete_emploi": completer("anciennete_emploi", tranche),
    "anciennete_absente": livraison_2["anciennete_emploi"].isna().astype(int),
    "plafond_credit": completer("plafond_credit", livraison_2["logement"]),
    "plafond_absent": livraison_2["plafond_credit"].isna().astype(int),
})
### END SOLUTION

# %% name="jeu" role="answer" points=3
COLONNES_DU_JEU = ["dossier", "lot", "revenu_foyer", "endettement_foyer", "retard",
                   "anciennete_emploi", "anciennete_absente", "plafond_credit", "plafond_absent"]
answer("jeu", form=table(COLONNES_DU_JEU, rows=len(livraison_2)), decimals=2, ordered=False, checks={
    "Le jeu a les neuf colonnes demandées et aucune autre.": lambda t: set(t.columns) == set(COLONNES_DU_JEU),
    "Chaque dossier y est une fois.": lambda t: set(t["dossier"]) == set(livraison_2["dossier"]) and t["dossier"].is_unique,
    "Aucune case n’est vide.": lambda t: not t.isna().any().any(),
})

# %% name="jeu-reference" role="reference"
def par_mediane(colonne: str, groupes: pd.Series | None = None, lignes: pd.Series | None = None) -> dict[str, float]:
    """Donner les valeurs que recevraient les dossiers sans valeur."""
    base = livraison_2 if lignes is None else livraison_2[lignes]
    if groupes is None:
        posees = livraison_2[colonne].fillna(base[colonne].median())
    else:
        posees = livraison_2[colonne].fillna(groupes.map(base[colonne].groupby(groupes[base.index]).median()))
    absents = livraison_2[colonne].isna()
    return dict(zip(livraison_2.loc[absents, "dossier"], posees[absents], strict=True))


answer("plafond-tous-les-mois", par_mediane("plafond_credit", livraison_2["logement"]))
answer("plafond-sans-groupe", par_mediane("plafond_credit", lignes=fevrier))
answer("plafond-sans-groupe-tous-les-mois", par_mediane("plafond_credit"))

# %% [markdown]
# ## Question 8. L’effet des traitements (2 points)
#
# Le comité regarde le crédit utilisé moyen des emprunteurs, `credit_utilise`. Mesurez ce que quatre traitements d’usage lui font, sur `livraison_2` telle que livrée.
# Remettez la table `effet`, une ligne par traitement (ordre libre), avec `traitement`, `effectif` (nombre de dossiers dont la valeur entre dans le
# calcul), `moyenne` et `ecart_type` (`ddof=1`) de `credit_utilise`, et `part_conjointe` (part des demandes conjointes parmi ces dossiers, entre 0 et 1) :
#
# | `traitement` | ce qu’il fait |
# |---|---|
# | `"complets"` | ne garder que les dossiers sans aucune case absente, toutes colonnes de `livraison_2` confondues |
# | `"presents"` | ne garder que les dossiers où `credit_utilise` est présent |
# | `"zero"` | mettre 0 à la place de chaque `credit_utilise` absent |
# | `"moyenne"` | mettre la moyenne des valeurs présentes à la place de chaque `credit_utilise` absent |
#
# Puis estimez la **moyenne de tous les dossiers** en vous servant des rappels : les dossiers rappelés ont été tirés au hasard parmi ceux où `credit_utilise`
# manque, et représentent donc à eux seuls tous ceux-là (sans découper par tranche). Remettez le nombre `moyenne_redressee`. Arrondis à 2 décimales admis
# pour les dollars, à 4 pour `part_conjointe`.

# %% name="effet-code" role="solution"
# Définissez la table « effet » et le nombre « moyenne_redressee ».
### BEGIN SOLUTION
conjointe = livraison_2["type_demande"] == "conjointe"
utilise = livraison_2["credit_utilise"]
traitements = {
    "complets": livraison_2.dropna()["credit_utilise"],
    "presents": utilise.dropna(),
    "zero": utilise.fillna(0),
    "moyenne": utilise.fillna(utilise.mean()),
}
effet = pd.DataFrame([
    {
        "traitement": nom,
        "effectif": len(valeurs),
        "moyenne": valeurs.mean(),
        "ecart_type": valeurs.std(),
        "part_conjointe": conjointe[valeurs.index].mean(),
    }
    for nom, valeurs in traitements.items()
])
retrouves = rappels.loc[rappels["colonne"] == "credit_utilise", "valeur"]
part_absente = utilise.isna().mean()
moyenne_redressee = (1 - part_absente) * utilise.mean() + part_absente * retrouves.mean()
### END SOLUTION

# %% name="effet" role="answer" points=2
answer("effet", form=table(["traitement", "effectif", "moyenne", "ecart_type", "part_conjointe"], rows=4), decimals=2, ordered=False, checks={
    "Les quatre traitements y sont.": lambda t: set(t["traitement"]) == {"complets", "presents", "zero", "moyenne"},
    "Les parts vont de 0 à 1.": lambda t: t["part_conjointe"].between(0, 1).all(),
})
answer("moyenne_redressee", form=number(0), decimals=2)

# %% name="effet-reference" role="reference"
answer("ecarts-types-ddof-0", {nom: float(valeurs.std(ddof=0)) for nom, valeurs in traitements.items()})
answer("moyenne-presents-et-rappels", float(pd.concat([utilise.dropna(), retrouves]).mean()))
answer("moyenne-des-presents", float(utilise.mean()))
answer("moyenne-des-rappels", float(retrouves.mean()))

# %% [markdown]
# ## Question 9. La note au comité (3 points)
#
# Écrivez au comité d’engagement, dont les membres ne sont pas statisticiens, une note de 200 à 350 mots :
#
# 1. pour chacune des colonnes `anciennete_emploi`, `plafond_credit` et `credit_utilise`, pourquoi les valeurs manquent, avec un chiffre à l’appui, et ce que les
#    données ne permettent pas de savoir ;
# 2. les traitements que vous retenez et ceux que vous écartez (valeurs absentes, anomalies, règle des trois écarts types), avec ce qu’ils changent
#    aux chiffres, y compris ce qu’ils abîment ;
# 3. votre recommandation, ses limites, et ce que vous demandez au partenaire.
#
# Une personne la lira avec cette grille : les mécanismes et leurs preuves (1 point), les traitements et leur effet mesuré (1 point), la
# recommandation, ses limites et la demande au partenaire (1 point).

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# (Les chiffres sont ceux de la variante 0 ; les vôtres peuvent en différer un peu.)
#
# Mesdames, Messieurs les membres du comité,
#
# **Pourquoi des valeurs manquent.** Pour le plafond de crédit, rien ne distingue les dossiers sans valeur des autres (écarts inférieurs à 0,1 écart type, l’unité qui mesure la dispersion), et les
# valeurs que le partenaire a retrouvées ressemblent aux autres à revenu comparable (0,08) : une perte au hasard est plausible. Le crédit utilisé, au contraire, manque surtout quand il est élevé :
# à revenu comparable, les valeurs retrouvées dépassent les autres de 0,54 écart type. L’ancienneté dans l’emploi manque chez des emprunteurs
# bien moins aisés (revenu inférieur de 0,58 écart type). Personne n’ayant pu retrouver leur réponse, nous ne savons pas si elle dépend
# aussi de l’ancienneté elle-même (emploi tout récent, absence d’emploi).
#
# **Ce que nous faisons.** Ne garder que les dossiers complets laisserait 168 dossiers sur 5 614, tous à deux emprunteurs, et porterait le crédit utilisé moyen
# de 47 106 à 67 833 dollars : nous l’écartons. Combler par la moyenne garde 47 106 dollars mais réduit artificiellement la dispersion (écart type de 52 464 à 48 532).
# Nous retenons l’estimation redressée par les rappels, 51 189 dollars, soit 9 % de plus. Pour le modèle, nous comblons l’ancienneté et le plafond par la valeur du milieu (médiane) de dossiers comparables de février, avec
# une marque « valeur absente » ; cela aussi réduit la dispersion. Sur les 60 anomalies, nous corrigeons les 27 mensualités sans virgule et signalons le reste. Nous refusons la règle des trois écarts types :
# elle écarterait 148 dossiers, dont 121 sans anomalie, et en manquerait 33.
#
# **Ce que nous recommandons.** Utiliser le jeu pour une première étude du taux, mais ne pas engager de prix tant que le crédit utilisé n’est pas complété. Nos limites : environ 270 rappels seulement,
# deux mois de 2018, une ancienneté plafonnée à « dix ans ou plus ». Au partenaire, nous demandons les crédits utilisés absents, la
# cause des 7 mensualités inexpliquées et des 14 capitaux incohérents, et ce que signifie une ancienneté non renseignée.
# ### END SOLUTION
