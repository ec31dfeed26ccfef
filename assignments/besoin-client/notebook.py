# %% [markdown]
# # Du besoin exprimé au besoin réel : le dossier d’un hôtelier
#
# ## La situation
#
# L’hôtel Maré Alta, en Algarve, appartient à un groupe de six hôtels de villégiature. Sa directrice, Inês Tavares, vous écrit :
# « Les annulations nous coûtent une fortune. Je veux pour l’été une application d’IA qui prédit lesquelles de mes réservations
# seront annulées. Nos données sont excellentes : je vous joins tout. »
#
# Vous êtes chef ou cheffe de projet data et IA dans une société de conseil. Avant tout devis, vous lisez le dossier : six
# entretiens, une extraction du logiciel hôtelier, le registre mensuel des réservations, et la liste des systèmes du groupe.
# Vendredi, vous devez rendre un **canevas du besoin** : qui est concerné, quel est le problème, ce que les données permettent
# vraiment, et dans quel écosystème la solution devra vivre.
#
# ## Objectifs
#
# - situer les parties prenantes d’après des faits, et voir qui a été oublié ;
# - confronter aux données ce que le client affirme ;
# - trouver l’angle mort d’une extraction ;
# - juger par des règles explicites si un besoin est exploitable ;
# - chiffrer l’enjeu, lire l’écosystème, et reformuler la demande.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Partie | Vous remettez | Points |
# |---|---|---|
# | 1 Les parties prenantes | une table et une liste | 3 |
# | 2 Ce qu’on affirme, ce qu’on mesure | une table | 3 |
# | 3 L’angle mort de l’extraction | une table et un dictionnaire | 2 |
# | 4 Les obstacles d’un besoin | une fonction | 2 |
# | 5 Les besoins exploitables | une table et une liste | 2 |
# | 6 L’enjeu | un dictionnaire | 2 |
# | 7 L’écosystème | un dictionnaire | 2 |
# | 8 Le canevas | un texte, noté par une personne | 4 |
#
# Durée : 90 minutes. Total : 20 points. Prérequis : pandas ou SQL, fonctions et dictionnaires Python, notions de cible et de
# prédicteur.
#
# Toute méthode exacte est acceptée. Votre notebook est exécuté sur votre tirage, puis sur un autre tirage : un résultat recopié à
# la main ne convient donc pas. Les contrôles affichés sous vos réponses portent sur la forme, non sur la justesse. Quand une
# partie demande deux réponses, remettez les deux, même imparfaites. Dans toutes les tables, l’ordre des lignes est libre.
#
# ## Les données
#
# Les **séjours sont réels** : ils viennent d’un hôtel portugais qui les a publiés sans aucun nom (Antonio, de Almeida et Nunes, 2019).
# **L’entreprise, les personnes, les entretiens, les annulations du registre et les systèmes sont inventés** : personne ne doit être jugé dans un
# exercice, et le jeu réel repris ici n’a pas les séjours annulés. Le fichier `data/SOURCES.toml` détaille les origines.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="preparation" role="setup"
import json
import random
from pathlib import Path

import pandas as pd
from blocnotes_handin import choice, function, mapping, number, sequence, table, text

DONNEES = Path("data")
hasard = random.Random(variante)

# Les séjours qui ont eu lieu (votre tirage), et le registre mensuel de l’hôtel.
eu_lieu = pd.read_parquet(DONNEES / "sejours.parquet").sample(frac=0.85, random_state=variante)
registre = eu_lieu.groupby(eu_lieu["date_arrivee"].str[:7]).size().rename_axis("mois").reset_index(name="honorees")
taux = registre["mois"].map(pd.read_csv(DONNEES / "registre.csv").set_index("mois")["taux_annulation"])
registre["annulees"] = (registre["honorees"] * taux / (1 - taux)).round().astype(int)

# L’extraction que le client vous a jointe : le logiciel en a perdu quelques semaines.
perdues = [pd.Timestamp("2016-07-04") + pd.Timedelta(weeks=n) for n in hasard.sample(range(60), 4)]
arrivee = pd.to_datetime(eu_lieu["date_arrivee"])
perdu = sum(((arrivee >= debut) & (arrivee < debut + pd.Timedelta(days=7))).astype(int) for debut in perdues) > 0
sejours = eu_lieu[~perdu].reset_index(drop=True)

dictionnaire = pd.read_csv(DONNEES / "dictionnaire.csv")
acteurs = pd.read_csv(DONNEES / "acteurs.csv")
temoignages = pd.read_csv(DONNEES / "temoignages.csv").sample(frac=0.8, random_state=variante).reset_index(drop=True)
affirmations = pd.read_csv(DONNEES / "affirmations.csv")
besoins = json.loads((DONNEES / "besoins.json").read_text(encoding="utf-8"))
for besoin in besoins:
    besoin["predicteurs"] = hasard.sample(besoin.pop("candidats"), 4)
systemes = pd.read_csv(DONNEES / "systemes.csv")
flux = pd.read_csv(DONNEES / "flux.csv")
flux = flux.drop(index=hasard.sample(flux.index[flux["facultatif"] == "oui"].tolist(), 3)).drop(columns="facultatif")
lointains = systemes.loc[systemes["eee"] == "non", "systeme"]
flux["personnelles"] = [hasard.choice(["oui", "non"]) if d in set(lointains) else p for d, p in zip(flux["destination"], flux["personnelles"])]
flux["delai_heures"] = [heures + hasard.randint(0, 12) for heures in flux["delai_heures"]]
flux = flux.reset_index(drop=True)

# %% [markdown]
# L’extraction, son dictionnaire (la colonne `connue_le` dit à quel moment la valeur devient définitive) et le registre :

# %%
with pd.option_context("display.max_colwidth", None):
    display(sejours.head(3), dictionnaire, registre)

# %% [markdown]
# Ne modifiez aucune de ces tables : travaillez sur des copies.
#
# ## 1. Les parties prenantes (3 points)
#
# `acteurs` liste les personnes rencontrées ou citées ; `invite` dit si la directrice les a invitées à la réunion de lancement.
# `temoignages` donne les faits relevés : entretien, acteur, code du fait. Chaque fait vaut des points de **pouvoir** ou d’**intérêt** :
#
# | Code | Fait | Points |
# |---|---|---|
# | `P1` | signe le budget du projet | 3 de pouvoir |
# | `P2` | peut suspendre ou refuser le projet | 3 de pouvoir |
# | `P3` | ouvre ou ferme l’accès aux données | 2 de pouvoir |
# | `P4` | décide des tarifs ou de l’organisation du travail | 2 de pouvoir |
# | `P5` | conseille, sans décider | 1 de pouvoir |
# | `I1` | se servira de l’outil chaque jour | 3 d’intérêt |
# | `I2` | verra son travail changer | 2 d’intérêt |
# | `I3` | ses revenus ou sa charge dépendent du résultat | 2 d’intérêt |
# | `I4` | est décrit, ou défend ceux qui sont décrits, dans les données | 1 d’intérêt |
# | `I5` | a déclaré un besoin d’accessibilité | 2 d’intérêt |
#
# Un même fait, rapporté dans plusieurs entretiens, ne compte qu’**une fois** par acteur. Pouvoir et intérêt sont chacun **forts** à partir de
# 3 points (3 compris), faibles en dessous. La stratégie s’en déduit :
#
# | | intérêt fort | intérêt faible |
# |---|---|---|
# | **pouvoir fort** | `associer` | `satisfaire` |
# | **pouvoir faible** | `informer` | `observer` |
#
# Remettez `cartographie`, une table d’une ligne par acteur de `acteurs` (même ceux sur qui vous n’avez aucun fait) : `acteur`,
# `pouvoir` et `interet` (nombres de points), `strategie`.
#
# Remettez aussi `a_inviter`, la liste des acteurs **non invités** qu’il faut pourtant convier : ceux dont la stratégie est `associer`, et ceux
# dont un fait relevé est `I1` ou `I5`. Une personne qui se servira d’un outil, ou qu’il peut exclure, se prononce avant qu’il existe.

# %% name="acteurs-code" role="solution"
### BEGIN SOLUTION
POIDS = {"P1": 3, "P2": 3, "P3": 2, "P4": 2, "P5": 1, "I1": 3, "I2": 2, "I3": 2, "I4": 1, "I5": 2}
faits = temoignages.drop_duplicates(["acteur", "fait"])
faits = faits.assign(points=faits["fait"].map(POIDS), axe=faits["fait"].str[0])
points = faits.pivot_table(index="acteur", columns="axe", values="points", aggfunc="sum")
points = points.reindex(acteurs["acteur"], columns=["P", "I"]).fillna(0).astype(int)
cartographie = points.reset_index().set_axis(["acteur", "pouvoir", "interet"], axis=1)
STRATEGIES = {(True, True): "associer", (True, False): "satisfaire", (False, True): "informer", (False, False): "observer"}
cartographie["strategie"] = [STRATEGIES[p >= 3, i >= 3] for p, i in zip(cartographie["pouvoir"], cartographie["interet"])]
concernes = set(cartographie.loc[cartographie["strategie"] == "associer", "acteur"])
concernes |= set(temoignages.loc[temoignages["fait"].isin(["I1", "I5"]), "acteur"])
a_inviter = sorted(concernes & set(acteurs.loc[acteurs["invite"] == "non", "acteur"]))
### END SOLUTION

# %% name="acteurs-reference" role="reference"
doubles = temoignages.assign(points=temoignages["fait"].map(POIDS), axe=temoignages["fait"].str[0])
doubles = doubles.pivot_table(index="acteur", columns="axe", values="points", aggfunc="sum").reindex(acteurs["acteur"], columns=["P", "I"])
answer("points-comptes-deux-fois", {a: [float(p), float(i)] for a, (p, i) in doubles.fillna(0).T.items()})

# %% name="acteurs" role="answer" points=3
answer("cartographie", form=table(["acteur", "pouvoir", "interet", "strategie"]), ordered=False, checks={
    "Chaque acteur figure une fois.": lambda t: sorted(t["acteur"]) == sorted(acteurs["acteur"]),
    "Les stratégies portent les noms donnés.": lambda t: set(t["strategie"]) <= {"associer", "satisfaire", "informer", "observer"},
})
answer("a_inviter", form=sequence(of=text()), ordered=False, checks={
    "Chaque nom est celui d’un acteur que la directrice n’a pas invité.":
        lambda v: set(v) <= set(acteurs.loc[acteurs["invite"] == "non", "acteur"]),
})

# %% [markdown]
# ## 2. Ce qu’on affirme, ce qu’on mesure (3 points)
#
# Dix affirmations reviennent dans les entretiens. Avant d’en faire la base d’un projet, mesurez-les sur `sejours`.

# %%
with pd.option_context("display.max_colwidth", None):
    display(affirmations)

# %% [markdown]
# Remettez `verifications`, une table d’une ligne par affirmation :
#
# - `code` : `A1` à `A10` ;
# - `mesure` : l’indicateur calculé sur `sejours`, dans l’unité de l’affirmation (les parts en %, de 0 à 100), à 2 décimales près ;
#   vide (`NaN` ou `None`) si `sejours` ne contient pas ce qu’il faut pour le calculer ;
# - `verdict` : `"confirmée"` si la mesure s’écarte de `valeur` de `ecart_admis` au plus (égalité comprise), `"contredite"` si elle s’en écarte davantage,
#   `"invérifiable"` s’il n’y a pas de mesure.
#
# Un séjour est une ligne. Ses nuits sont `nuits_semaine` + `nuits_weekend` ; son chiffre d’affaires est son nombre de nuits fois `prix_nuit`.
# Sauf mention contraire, une part se calcule sur toutes les lignes de `sejours`. Ne remplacez pas un indicateur absent par un autre qui lui ressemble.

# %% name="affirmations-code" role="solution"
### BEGIN SOLUTION
nuits = sejours["nuits_semaine"] + sejours["nuits_weekend"]
recette = nuits * sejours["prix_nuit"]
douze_mois = sejours["date_arrivee"] >= "2016-09-01"
aout = sejours["date_arrivee"] >= "2017-08-01"
mesures = {
    "A1": 100 * recette[aout].sum() / recette[douze_mois].sum(),
    "A2": 100 * (sejours["delai"] >= 60).mean(),
    "A3": 100 * (sejours["chambre_attribuee"] != sejours["chambre_reservee"]).mean(),
    "A4": 100 * (sejours["formule"] == "demi-pension").mean(),
    "A5": 100 * sejours["habitue"].mean(),
    "A6": 100 * (sejours["pays"] == "GBR").mean(),
    "A8": nuits.mean(),
    "A10": 100 * (sejours["delai"] <= 7).mean(),
}
verifications = affirmations.assign(mesure=affirmations["code"].map(mesures))
ecart = (verifications["mesure"] - verifications["valeur"]).abs()
verifications["verdict"] = (ecart <= verifications["ecart_admis"]).map({True: "confirmée", False: "contredite"})
verifications.loc[verifications["mesure"].isna(), "verdict"] = "invérifiable"
verifications = verifications[["code", "mesure", "verdict"]]
### END SOLUTION

# %% name="affirmations-reference" role="reference"
answer("mesures-voisines", {
    "aout-toutes": 100 * recette[sejours["date_arrivee"].str[5:7] == "08"].sum() / recette.sum(),
    "aout-sejours": 100 * aout.sum() / douze_mois.sum(),
    "gbr-connus": 100 * (sejours["pays"].dropna() == "GBR").mean(),
})

# %% name="affirmations" role="answer" points=3
answer("verifications", form=table(["code", "mesure", "verdict"], rows=10), ordered=False, checks={
    "Chaque affirmation figure une fois.": lambda t: sorted(t["code"]) == sorted(affirmations["code"]),
    "Les verdicts portent les noms donnés.": lambda t: set(t["verdict"]) <= {"confirmée", "contredite", "invérifiable"},
    "Une affirmation sans mesure est invérifiable, et les autres ne le sont pas.":
        lambda t: (t["mesure"].isna() == (t["verdict"] == "invérifiable")).all(),
})

# %% [markdown]
# ## 3. L’angle mort de l’extraction (2 points)
#
# `registre` est tenu à la main par la réception. Pour chaque mois d’arrivée, il compte les réservations `honorees` (le client est venu) et
# `annulees`. Rapprochez-le de `sejours` : que manque-t-il à « tout » ce qu’on vous a joint ?
#
# Remettez `couverture`, une table d’une ligne par mois du registre : `mois` (au format `2016-07`), `extraites` (nombre de séjours de l’extraction arrivés ce
# mois-là) et `taux` (100 × `extraites` / `honorees`, à 2 décimales près).
#
# Remettez aussi `angle_mort`, un dictionnaire :
#
# - `mois_incomplets` : la liste des mois dont le taux est inférieur à 95 (strictement) ;
# - `taux_annulation` : part (%) des annulées parmi toutes les réservations du registre, honorées et annulées, sur l’ensemble des mois ;
# - `invisibles` : nombre de réservations du registre qui n’ont pas de ligne dans l’extraction, quelle qu’en soit la raison ;
# - `annulees_extraites` : nombre de réservations annulées que contient l’extraction.
#
# Pour ce rapprochement, tenez pour acquis que toute ligne de l’extraction correspond à une réservation honorée du registre.

# %% name="angle-mort-code" role="solution"
### BEGIN SOLUTION
couverture = registre.assign(extraites=registre["mois"].map(sejours["date_arrivee"].str[:7].value_counts()).fillna(0).astype(int))
couverture["taux"] = 100 * couverture["extraites"] / couverture["honorees"]
angle_mort = {
    "mois_incomplets": couverture.loc[couverture["taux"] < 95, "mois"].tolist(),
    "taux_annulation": 100 * registre["annulees"].sum() / registre[["honorees", "annulees"]].to_numpy().sum(),
    "invisibles": int(registre[["honorees", "annulees"]].to_numpy().sum() - len(sejours)),
    "annulees_extraites": 0,
}
couverture = couverture[["mois", "extraites", "taux"]]
### END SOLUTION

# %% name="angle-mort-reference" role="reference"
answer("taux-par-mois", float((100 * registre["annulees"] / (registre["honorees"] + registre["annulees"])).mean()))
answer("taux-sur-honorees", float(100 * registre["annulees"].sum() / registre["honorees"].sum()))
answer("annulations-passees", [int(sejours["annulations_passees"].sum()), int((sejours["annulations_passees"] > 0).sum())])

# %% name="angle-mort" role="answer" points=2
answer("couverture", form=table(["mois", "extraites", "taux"], rows=14), ordered=False, decimals=2, checks={
    "Les mois sont ceux du registre.": lambda t: sorted(t["mois"]) == sorted(registre["mois"]),
    "Les taux vont de 0 à 100.": lambda t: t["taux"].between(0, 100).all(),
})
answer("angle_mort", form=mapping(["mois_incomplets", "taux_annulation", "invisibles", "annulees_extraites"]), decimals=2, ordered=False)

# %% [markdown]
# ## 4. Les obstacles d’un besoin (2 points)
#
# Pour juger chaque besoin de la même façon, écrivez `obstacles(fiche)`, qui rend la **liste des codes** des obstacles d’une fiche (liste vide s’il n’y en a pas ;
# ordre libre, chaque code une fois). Une fiche est un dictionnaire :

# %% name="exemple-fiche" role="setup"
fiche_exemple = {
    "cible": "depense_bar",               # ce que l’on veut prévoir
    "moment": "arrivée",                  # quand la prévision doit être faite
    "predicteurs": ["adultes", "minibar"],
    "saisonnier": True,                   # le besoin porte sur la saison
    "colonnes": ["adultes", "minibar", "depense_bar", "note"],                                     # ce que les données contiennent
    "connue_le": {"adultes": "réservation", "minibar": "départ", "depense_bar": "départ", "note": "départ"},
    "manquants": {"adultes": 0.0, "minibar": 0.05, "depense_bar": 0.2, "note": 0.9},               # part (de 0 à 1) de cases vides
    "plus_rare": None,                    # part (de 0 à 1) de la classe la plus rare de la cible ; None pour un nombre ou une cible absente
    "mois": 30,                           # nombre de mois d’historique
}
MOMENTS = ["réservation", "arrivée", "départ"]  # dans l’ordre du temps

# %% [markdown]
# | Code | Il y a obstacle quand… |
# |---|---|
# | `cible_absente` | la cible n’est pas parmi les `colonnes` |
# | `predicteur_absent` | au moins un prédicteur n’est pas parmi les `colonnes` |
# | `fuite` | au moins un prédicteur est la cible elle-même (présente ou non), ou est une colonne présente qui n’est connue qu’**après** le `moment` de la prévision |
# | `lacunes` | la cible ou un prédicteur, quand la colonne est présente, a plus de 20 % de cases vides (strictement) |
# | `trop_rare` | `plus_rare` n’est pas `None` et est inférieure à 5 % (strictement) |
# | `historique_court` | le besoin est saisonnier et l’historique compte moins de 24 mois : il faut avoir vu deux fois chaque saison |
#
# Les règles sont indépendantes : une fiche peut en enfreindre plusieurs. `connue_le` et `manquants` ne décrivent que les `colonnes`, et les décrivent toutes.
# La cible, elle, a le droit de n’être connue qu’après : c’est pour cela qu’on la prévoit. Sur `fiche_exemple`, la fonction rend `["fuite"]`. À la correction, elle est
# appelée sur des fiches que vous ne connaissez pas.

# %% name="obstacles-code" role="solution"
### BEGIN SOLUTION
def obstacles(fiche):
    presentes = set(fiche["colonnes"])
    rang = MOMENTS.index
    tardifs = [c for c in fiche["predicteurs"] if c in presentes and rang(fiche["connue_le"][c]) > rang(fiche["moment"])]
    employees = [c for c in [fiche["cible"], *fiche["predicteurs"]] if c in presentes]
    constats = {
        "cible_absente": fiche["cible"] not in presentes,
        "predicteur_absent": not set(fiche["predicteurs"]) <= presentes,
        "fuite": fiche["cible"] in fiche["predicteurs"] or bool(tardifs),
        "lacunes": any(fiche["manquants"][c] > 0.20 for c in employees),
        "trop_rare": fiche["plus_rare"] is not None and fiche["plus_rare"] < 0.05,
        "historique_court": fiche["saisonnier"] and fiche["mois"] < 24,
    }
    return [code for code, constat in constats.items() if constat]
### END SOLUTION

# %% name="obstacles" role="answer" points=2
answer("obstacles", form=function(), calls=[[fiche_exemple]], checks={
    "Sur la fiche d’exemple, la fonction rend « fuite » et rien d’autre.": lambda f: list(f(fiche_exemple)) == ["fuite"],
})

# %% [markdown]
# ## 5. Les besoins exploitables (2 points)
#
# En creusant, sept besoins sont apparus. Les voici, avec les prédicteurs que les métiers proposent :

# %%
with pd.option_context("display.max_colwidth", None):
    display(pd.DataFrame(besoins))

# %% [markdown]
# Établissez la fiche de chacun d’après `sejours` (colonnes et cases vides de l’extraction, colonne `connue_le` du `dictionnaire`), puis ses obstacles.
#
# - Pour un besoin dont la `nature` est `"classe"` et dont la cible est présente, `plus_rare` est la part, parmi les cases non vides de la cible, de la valeur la
#   moins fréquente ; pour un `"nombre"`, c’est `None`.
# - `mois` est le nombre de mois d’arrivée différents dans `sejours`.
#
# Remettez `diagnostic`, une table d’une ligne par besoin et par obstacle : `besoin` (`B1` à `B7`) et `obstacle` (le code) ; un besoin sans obstacle n’y a pas de
# ligne. Remettez aussi `exploitables`, la liste des besoins sans obstacle.

# %% name="diagnostic-code" role="solution"
### BEGIN SOLUTION
colonnes = list(sejours.columns)
commun = {
    "colonnes": colonnes,
    "connue_le": dictionnaire.set_index("colonne")["connue_le"].to_dict(),
    "manquants": sejours.isna().mean().to_dict(),
    "mois": sejours["date_arrivee"].str[:7].nunique(),
}


def fiche_de(besoin):
    mesurable = besoin["nature"] == "classe" and besoin["cible"] in colonnes
    plus_rare = sejours[besoin["cible"]].value_counts(normalize=True).min() if mesurable else None
    return {**commun, **besoin, "plus_rare": plus_rare}


lignes = [(besoin["besoin"], code) for besoin in besoins for code in obstacles(fiche_de(besoin))]
diagnostic = pd.DataFrame(lignes, columns=["besoin", "obstacle"])
exploitables = [besoin["besoin"] for besoin in besoins if not obstacles(fiche_de(besoin))]
### END SOLUTION

# %% name="diagnostic" role="answer" points=2
answer("diagnostic", form=table(["besoin", "obstacle"]), ordered=False, checks={
    "Aucune ligne n’est en double.": lambda t: not t.duplicated(["besoin", "obstacle"]).any(),
    "Les obstacles portent les codes de la partie 4.": lambda t: set(t["obstacle"]) <= {
        "cible_absente", "predicteur_absent", "fuite", "lacunes", "trop_rare", "historique_court"},
})
answer("exploitables", form=sequence(of=choice(*(f"B{n}" for n in range(1, 8)))), ordered=False, checks={
    "Un besoin exploitable n’a pas de ligne dans le diagnostic.": lambda v: not set(v) & set(diagnostic["besoin"]),
})

# %% [markdown]
# ## 6. L’enjeu (2 points)
#
# Le directeur financier demande ce que coûtent les annulations. Hypothèses retenues avec lui, sur les douze mois du registre de septembre 2016 à août 2017 :
#
# - une réservation annulée aurait duré autant qu’un séjour moyen de `sejours` (toutes les lignes) ;
# - chaque nuit aurait rapporté le prix moyen **d’une nuit** de l’extraction : chiffre d’affaires total divisé par nombre total de nuits ;
# - 70 % des nuits annulées sont revendues au même prix ; le reste est perdu ;
# - une alerte fiable permettrait de revendre un quart des nuits aujourd’hui perdues ; le projet coûterait 60 000 euros la première année.
#
# Remettez `enjeu`, un dictionnaire de nombres (à 2 décimales près) : `nuits_moyennes`, `prix_moyen_nuit`, `perte` (chiffre d’affaires perdu, en euros), `gain`
# (chiffre d’affaires récupéré grâce à l’alerte) et `solde` (gain moins coût, la première année). Ne faites aucun arrondi intermédiaire.

# %% name="enjeu-code" role="solution"
### BEGIN SOLUTION
nuits_moyennes = nuits.mean()
prix_moyen_nuit = recette.sum() / nuits.sum()
annulees = registre.loc[registre["mois"].between("2016-09", "2017-08"), "annulees"].sum()
perte = annulees * nuits_moyennes * prix_moyen_nuit * 0.30
enjeu = {
    "nuits_moyennes": nuits_moyennes,
    "prix_moyen_nuit": prix_moyen_nuit,
    "perte": perte,
    "gain": perte / 4,
    "solde": perte / 4 - 60_000,
}
### END SOLUTION

# %% name="enjeu-reference" role="reference"
answer("enjeu-voisins", {
    "prix-par-sejour": float(sejours["prix_nuit"].mean()),
    "quatorze-mois": float(registre["annulees"].sum() * nuits_moyennes * prix_moyen_nuit * 0.30),
    "part-revendue": float(annulees * nuits_moyennes * prix_moyen_nuit * 0.70),
})

# %% name="enjeu" role="answer" points=2
answer("enjeu", form=mapping(["nuits_moyennes", "prix_moyen_nuit", "perte", "gain", "solde"], of=number()), decimals=2, checks={
    "Le gain ne dépasse pas la perte.": lambda d: d["gain"] <= d["perte"],
})

# %% [markdown]
# ## 7. L’écosystème (2 points)
#
# `systemes` dit dans quel pays chaque système est exploité, et s’il est dans l’Espace économique européen (EEE). Chaque ligne de `flux` envoie des données d’une
# `origine` à une `destination`, avec un délai, et dit si des données personnelles y passent.

# %%
display(systemes, flux)

# %% [markdown]
# Remettez `ecosysteme`, un dictionnaire :
#
# - `amont` : la liste des systèmes dont les données atteignent la `plateforme IA`, directement ou en passant par d’autres systèmes (sans la plateforme elle-même) ;
# - `delai` : le plus petit délai total, en heures, pour qu’une donnée aille de `site web` à `plateforme IA` (les délais des flux empruntés s’additionnent) ;
# - `hors_eee` : la liste des systèmes hors de l’EEE qui **reçoivent** des données personnelles par au moins un flux. La question est ici un fait de géographie : une décision
#   d’adéquation ne change pas la réponse.

# %% name="ecosysteme-code" role="solution"
### BEGIN SOLUTION
import heapq

amont, a_voir = set(), ["plateforme IA"]
while a_voir:
    for origine in flux.loc[flux["destination"] == a_voir.pop(), "origine"]:
        if origine not in amont:
            amont.add(origine)
            a_voir.append(origine)
amont.discard("plateforme IA")

delais, file = {}, [(0, "site web")]
while file:
    total, systeme = heapq.heappop(file)
    if systeme not in delais:
        delais[systeme] = total
        for arc in flux[flux["origine"] == systeme].itertuples():
            heapq.heappush(file, (total + arc.delai_heures, arc.destination))

hors = set(systemes.loc[systemes["eee"] == "non", "systeme"])
ecosysteme = {
    "amont": sorted(amont),
    "delai": int(delais["plateforme IA"]),
    "hors_eee": sorted(hors & set(flux.loc[flux["personnelles"] == "oui", "destination"])),
}
### END SOLUTION

# %% name="ecosysteme-reference" role="reference"
answer("amont-direct", sorted(set(flux.loc[flux["destination"] == "plateforme IA", "origine"])))
answer("hors-eee-tous", sorted(hors & (set(flux["destination"]) | set(flux["origine"]))))
answer("hors-eee-flux", sorted(hors & set(flux["destination"])))

# %% name="ecosysteme" role="answer" points=2
answer("ecosysteme", form=mapping(["amont", "delai", "hors_eee"]), ordered=False, checks={
    "Les systèmes cités existent.": lambda d: set(d["amont"]) | set(d["hors_eee"]) <= set(systemes["systeme"]),
})

# %% [markdown]
# ## 8. Le canevas (4 points)
#
# Rédigez le canevas qui sera remis à Inês Tavares, en 200 à 350 mots, pour une lectrice qui n’est pas du métier. Il est noté par une personne :
#
# 1. **Le problème** (1,5 point). Qui a le problème ? Quelle décision doit être mieux prise, et à quel moment ? À quelle mesure, et partant de quelle valeur, verra-t-on que cela
#    va mieux ? En quoi ce problème diffère-t-il de la solution demandée ?
# 2. **L’exploitabilité** (1,5 point). Les données jointes permettent-elles de répondre à la demande ? Pourquoi ? Appuyez-vous sur au moins deux chiffres des parties 2 à 5. Quelle
#    donnée précise faut-il obtenir, et auprès de qui ?
# 3. **Les personnes, l’écosystème, la suite** (1 point). Qui faut-il inviter, et que risque-t-on sinon ? Quelle contrainte de l’écosystème pèse sur la solution ? Quelle est la prochaine
#    étape, avec qui, et quand ?

# %% [markdown] name="canevas" role="manual" points=4
# ### BEGIN SOLUTION
# **Le problème.** Chaque matin, Marta Lopes (tarifs) décide combien de chambres remettre en vente sans savoir lesquelles se libéreront. La demande est une application qui prédit les
# annulations ; le besoin est de mieux revendre les nuits qui seront annulées. On mesurera la part des nuits annulées qui sont revendues : 70 % aujourd’hui, selon l’hypothèse admise avec la finance. Environ une réservation
# sur quatre est annulée d’après le registre. La perte se compte en centaines de milliers d’euros par an ; en récupérer un quart dépasserait le coût du projet, mais cela reste à confirmer.
#
# **L’exploitabilité.** L’extraction ne permet pas de prévoir les annulations : elle ne contient que des séjours qui ont eu lieu, soit zéro réservation annulée, alors que le registre en compte plusieurs
# milliers. Il lui manque aussi des semaines : plusieurs mois sont couverts à moins de 95 %. Au moins quatre affirmations sur dix sont contredites, par exemple 46 % de réservations à plus de deux mois au lieu
# de 60 %. Aucun modèle n’apprend ce qu’il n’a jamais vu. Il faut demander à Hugo Duarte, administrateur du logiciel hôtelier, toutes les réservations depuis septembre 2015, annulées comprises,
# avec leur date d’annulation. Parmi les six autres besoins, seuls ceux de ma liste « exploitables » peuvent être étudiés tout de suite.
#
# **Les personnes, l’écosystème, la suite.** Sofia Nunes et Tiago Melo se serviront de l’outil chaque jour et ne sont pas invités : sans eux, il risque d’être inutilisable, en particulier avec un lecteur d’écran.
# Une réservation du site met plus d’un jour à parvenir à la plateforme : une alerte à l’heure près est exclue. Un système au moins, hors de l’EEE, reçoit des données de clients ; la DPO doit
# les examiner. Prochaine étape : un atelier de deux heures, jeudi prochain, avec Marta Lopes, Sofia Nunes, Tiago Melo, Hugo Duarte et Clara Vidal, pour fixer la donnée à extraire ; devis ensuite.
# ### END SOLUTION
