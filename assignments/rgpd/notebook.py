# %% [markdown]
# # Contrôler un traitement de données personnelles au regard du RGPD
#
# ## La situation
#
# Fraîcheval transporte et entrepose des produits frais dans six sites de l’ouest de la France. L’entreprise emploie plus de
# 1 700 personnes. La direction des ressources humaines demande un prototype, **Relais** : prévoir, par site et par métier, les
# journées de travail à remplacer, pour organiser les renforts.
#
# Vous êtes chef ou cheffe de projet data et IA. Avant d’ouvrir la moindre donnée à l’équipe de développement, Nadia Ferrand,
# déléguée à la protection des données (DPO), vous demande de dérouler avec elle sa liste de contrôle : qualifier, contrôler le
# registre, trier selon les durées de conservation, suivre les demandes des personnes, pseudonymiser, minimiser, mesurer le
# risque qui reste, dire s’il faut une analyse d’impact, et rendre un avis.
#
# ## Objectifs
#
# - qualifier un traitement : base légale, catégories particulières de données ;
# - contrôler la cohérence d’un registre des activités de traitement, par un programme ;
# - appliquer des durées de conservation et suivre l’exercice des droits ;
# - agréger deux sources en ne gardant que le nécessaire, sous pseudonyme ;
# - mesurer le k-anonymat et la l-diversité d’un jeu, et choisir une généralisation ;
# - décider d’une analyse d’impact (AIPD) et rendre un avis motivé.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Partie | Vous remettez | Points |
# |---|---|---|
# | 1 Qualifier | un dictionnaire et une liste | 2 |
# | 2 Contrôler le registre | une fonction, et la table des anomalies | 3 |
# | 3 Conserver, archiver, supprimer | une table | 2 |
# | 4 Répondre aux personnes | une table | 2 |
# | 5 Pseudonymiser | une fonction | 2 |
# | 6 Minimiser | une liste et une table | 2 |
# | 7 Mesurer le risque qui reste | une table et un choix | 2 |
# | 8 Décider d’une AIPD | un dictionnaire et une table | 2 |
# | 9 Rendre un avis | un texte, noté par une personne | 3 |
#
# Durée : 90 minutes. Total : 20 points. Prérequis : pandas ou SQL, fonctions Python, notions du RGPD.
#
# Toute méthode exacte est acceptée (pandas, SQL avec duckdb, Python seul). Votre notebook est exécuté sur vos données, puis sur
# d’autres données de même forme : un résultat recopié à la main ne convient donc pas. Les contrôles affichés sous vos réponses
# portent sur la forme ; ils ne disent pas si la réponse est juste. Quand une partie demande deux réponses, remettez toujours les
# deux, même imparfaites : une partie dont une réponse manque n’est pas corrigée.
#
# ## Les données
#
# Toutes les personnes sont **fictives** et les fichiers sont **synthétiques** : un fichier réel du personnel n’aurait pas sa
# place dans un examen. Les numéros ont la forme d’un numéro de sécurité sociale (NIR), mais leur mois de naissance n’existe pas
# et leur clé de contrôle est fausse. Traitez-les néanmoins comme vous traiteriez des données réelles.
#
# ## Le droit applicable
#
# La date de référence est le **31 janvier 2026**. On applique les textes en vigueur ce jour-là : le règlement (UE) 2016/679
# (RGPD), la loi n° 78-17 du 6 janvier 1978 modifiée, et, pour l’AIPD, les lignes directrices WP 248 rév. 01 du
# 4 octobre 2017. La proposition européenne dite « omnibus numérique » du 19 novembre 2025 n’est pas en vigueur à cette date :
# ne l’appliquez pas.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="preparation" role="setup"
import hashlib
import json
import random
from pathlib import Path

import pandas as pd
from blocnotes_handin import choice, function, integer, mapping, sequence, table, text, truth

DATE_REFERENCE = pd.Timestamp("2026-01-31")
DONNEES = Path("data")

personnes = pd.read_csv(
    DONNEES / "personnes.csv",
    dtype={"nir": "str", "code_postal": "str", "quotite": "Int64", "nb_enfants": "Int64"},
    parse_dates=["date_naissance", "date_embauche", "date_sortie", "dernier_contact"],
)
# L’export que vous recevez : une partie des personnes, et des colonnes qui changent d’un export à l’autre.
ancien_logiciel = ["adhesion_syndicale", "allergies", "bulletin_n3", "loisirs", "plaque_vehicule", "nb_enfants"]
absentes = pd.Series(ancien_logiciel).sample(2, random_state=variante)
export = personnes.drop(columns=absentes).sample(frac=0.85, random_state=variante).reset_index(drop=True)

absences = pd.read_csv(DONNEES / "absences.csv", parse_dates=["debut"])

demandes = (
    pd.read_csv(DONNEES / "demandes.csv", parse_dates=["recue_le", "repondue_le"])
    .sample(48, random_state=variante)
    .reset_index(drop=True)
)

# Le registre de l’entreprise (douze fiches), et les huit fiches à contrôler aujourd’hui.
registre = json.loads((DONNEES / "registre.json").read_text(encoding="utf-8"))
lot = random.Random(variante).sample(registre, 8)

# Les tables de référence de l’entreprise, sous forme de dictionnaires.
besoins = pd.read_csv(DONNEES / "besoins.csv").groupby("finalite")["colonne"].agg(set).to_dict()
politique = pd.read_csv(DONNEES / "politique.csv").set_index("finalite")["duree_mois"].to_dict()
protection = pd.read_csv(DONNEES / "pays.csv").set_index("pays")["protection"].to_dict()

faits = pd.read_csv(DONNEES / "projets.csv")
retenus = pd.Series(faits["projet"].unique()).sample(10, random_state=variante)
projets = faits[faits["projet"].isin(retenus)].reset_index(drop=True)

# %% [markdown]
# Un coup d’œil à l’export des ressources humaines et au journal des absences de 2025 :

# %%
display(export.head(3), absences.head(3))

# %% [markdown]
# ## 1. Qualifier (2 points)
#
# Huit traitements attendent une base légale (article 6, paragraphe 1, du RGPD). Une seule convient à chacun, d’après les faits
# donnés.
#
# | Code | Traitement |
# |---|---|
# | T1 | Déclaration sociale nominative, transmise chaque mois aux organismes sociaux |
# | T2 | Virement du salaire prévu au contrat de travail |
# | T3 | Caméras devant les chambres froides, contre le vol ; aucun texte ne les impose |
# | T4 | Portraits de salariés volontaires sur le site de recrutement ; refuser est sans aucune conséquence |
# | T5 | Tenue du registre unique du personnel |
# | T6 | Identité d’un salarié inconscient, remise aux secours |
# | T7 | Prototype Relais : aucun texte ne l’impose, les contrats de travail s’exécutent sans lui, et un salarié n’est pas en position de refuser librement |
# | T8 | Lettre commerciale envoyée par courriel à des particuliers qui ne sont pas encore clients |
#
# Remettez `bases`, un dictionnaire dont les clés sont `"T1"` à `"T8"` et dont les valeurs sont prises parmi `"consentement"`,
# `"contrat"`, `"obligation_legale"`, `"interets_vitaux"`, `"mission_interet_public"` et `"interet_legitime"`.
#
# Remettez aussi `article_9`, la liste des colonnes de **votre** `export` qui contiennent, par nature, une catégorie
# particulière de données au sens de l’article 9, paragraphe 1. Les colonnes changent d’un export à l’autre : la liste doit se
# déduire de `export.columns`.
#
# Pour information : `rqth` dit si la personne a la qualité de travailleur handicapé, `bulletin_n3` si un extrait de casier
# judiciaire a été fourni, `allergies` les allergies déclarées au restaurant d’entreprise, `contentieux` si un litige est en
# cours.

# %% name="qualification-code" role="solution"
### BEGIN SOLUTION
bases = {
    "T1": "obligation_legale",
    "T2": "contrat",
    "T3": "interet_legitime",
    "T4": "consentement",
    "T5": "obligation_legale",
    "T6": "interets_vitaux",
    "T7": "interet_legitime",
    "T8": "consentement",
}
# Santé (handicap, allergies) et appartenance syndicale. Le NIR relève de l’article 87, le casier de l’article 10.
particulieres = {"rqth", "allergies", "adhesion_syndicale"}
article_9 = [colonne for colonne in export.columns if colonne in particulieres]
### END SOLUTION

# %% name="qualification" role="answer" points=2
answer("bases", form=mapping(keys=[f"T{n}" for n in range(1, 9)], of=choice(
    "consentement", "contrat", "obligation_legale", "interets_vitaux", "mission_interet_public", "interet_legitime")))
answer("article_9", form=sequence(of=text()), ordered=False, checks={
    "Chaque nom est celui d’une colonne de l’export.": lambda v: set(v) <= set(export.columns),
})

# %% [markdown]
# ## 2. Contrôler le registre (3 points)
#
# Chaque fiche du registre est un dictionnaire. En voici une, inventée :

# %% name="exemple-fiche" role="setup"
fiche_exemple = {
    "fiche": "EX",
    "nom": "Trajets domicile-travail",
    "responsable": "Fraîcheval SAS ; dpo@fraicheval.example",
    "finalites": ["controle_acces"],
    "base_legale": "interet_legitime",
    "refus_possible": False,
    "personnes": ["salariés"],
    "colonnes": ["matricule", "site", "telephone"],
    "colonnes_article_9": [],
    "exception_article_9": None,
    "destinataires": [
        {"nom": "hébergeur", "role": "sous-traitant", "pays": "Suisse", "contrat_article_28": False, "garantie": None}
    ],
    "duree_mois": 3,
    "mesures": ["accès par rôle"],
    "criteres_aipd": ["personnes_vulnerables"],
    "aipd_faite": False,
}
MENTIONS = ["responsable", "finalites", "personnes", "colonnes", "destinataires", "duree_mois", "mesures"]
EXCEPTIONS_ARTICLE_9 = {f"9.2.{lettre}" for lettre in "abcdefghij"}

# %% [markdown]
# Écrivez `controler(fiche)`, qui rend la **liste des codes d’anomalie** de la fiche (liste vide si la fiche est cohérente ;
# l’ordre est libre, et un même code n’est donné qu’une fois). Les dictionnaires `besoins`, `politique` et `protection` sont
# préparés en tête du notebook.
#
# | Code | Il y a anomalie quand… |
# |---|---|
# | `mention_absente` | l’une des `MENTIONS` (les contenus de l’article 30, paragraphe 1, que l’entreprise exige) n’est pas une clé de la fiche, ou vaut `None`, `""` ou `[]` |
# | `consentement_non_libre` | la base légale est `"consentement"` alors que la personne ne peut pas refuser (`refus_possible` est faux) |
# | `article_9_sans_exception` | la fiche déclare au moins une colonne dans `colonnes_article_9`, et `exception_article_9` n’est pas l’une des `EXCEPTIONS_ARTICLE_9` |
# | `colonne_inutile` | une colonne de `colonnes` ne répond au besoin d’aucune des finalités de la fiche (`besoins` donne les colonnes utiles à chaque finalité) |
# | `duree_excessive` | `duree_mois` dépasse la plus longue des durées que `politique` prévoit pour les finalités de la fiche |
# | `sous_traitant_sans_contrat` | un destinataire dont le `role` est `"sous-traitant"` n’a pas de contrat (article 28) |
# | `transfert_sans_garantie` | un destinataire est dans un pays qui n’est ni dans l’EEE ni couvert par une décision d’adéquation (`protection` vaut `"aucune"`), et sa `garantie` vaut `None` |
# | `aipd_absente` | la fiche cite au moins deux critères **distincts** dans `criteres_aipd`, et aucune AIPD n’est faite |
#
# Une vérification qui lit une mention absente ne s’applique pas : la fiche reçoit `mention_absente`, et les autres
# vérifications se font normalement. Les clés qui ne sont pas des `MENTIONS` sont toujours présentes, et les listes de
# référence connaissent toutes les finalités et tous les pays. La base légale ne figure pas parmi les contenus de
# l’article 30 : l’entreprise l’ajoute à ses fiches pour mieux les contrôler.
#
# Sur `fiche_exemple`, la fonction rend `colonne_inutile` et `sous_traitant_sans_contrat`. À la correction, elle est appelée sur
# des fiches que vous ne connaissez pas.
#
# Remettez ensuite `anomalies`, la table des anomalies du `lot` : une ligne par anomalie, colonnes `fiche` (le code de la
# fiche) et `anomalie` (le code de l’anomalie), dans l’ordre que vous voulez.

# %% name="registre-code" role="solution"
### BEGIN SOLUTION
def controler(fiche):
    absentes = [mention for mention in MENTIONS if fiche.get(mention) in (None, "", [])]
    finalites, colonnes, duree = fiche.get("finalites"), fiche.get("colonnes"), fiche.get("duree_mois")
    destinataires = fiche.get("destinataires") or []
    utiles = set().union(*(besoins[finalite] for finalite in finalites or []))
    constats = {
        "mention_absente": bool(absentes),
        "consentement_non_libre": fiche["base_legale"] == "consentement" and not fiche["refus_possible"],
        "article_9_sans_exception": bool(fiche["colonnes_article_9"])
        and fiche["exception_article_9"] not in EXCEPTIONS_ARTICLE_9,
        "colonne_inutile": bool(finalites) and bool(set(colonnes or []) - utiles),
        "duree_excessive": bool(finalites)
        and duree is not None
        and duree > max(politique[finalite] for finalite in finalites),
        "sous_traitant_sans_contrat": any(
            d["role"] == "sous-traitant" and not d["contrat_article_28"] for d in destinataires
        ),
        "transfert_sans_garantie": any(
            protection[d["pays"]] == "aucune" and d["garantie"] is None for d in destinataires
        ),
        "aipd_absente": len(set(fiche["criteres_aipd"])) >= 2 and not fiche["aipd_faite"],
    }
    return [code for code, constat in constats.items() if constat]


anomalies = pd.DataFrame(
    [(fiche["fiche"], code) for fiche in lot for code in controler(fiche)], columns=["fiche", "anomalie"]
)
### END SOLUTION

# %% name="registre" role="answer" points=3
answer("controler", form=function(), calls=[[fiche_exemple]], checks={
    "La fonction accepte la fiche d’exemple.": lambda f: f(fiche_exemple) is not None,
    "Elle rend les deux anomalies de la fiche d’exemple.":
        lambda f: sorted(f(fiche_exemple)) == ["colonne_inutile", "sous_traitant_sans_contrat"],
})
answer("anomalies", form=table(columns=["fiche", "anomalie"]), ordered=False, checks={
    "Chaque fiche citée est dans le lot.": lambda t: set(t["fiche"]) <= {fiche["fiche"] for fiche in lot},
    "Aucune ligne n’est en double.": lambda t: not t.duplicated().any(),
})

# %% [markdown]
# ## 3. Conserver, archiver, supprimer (2 points)
#
# Voici la règle de tri que la direction a arrêtée, après l’avis de la DPO, pour les dossiers de `export`, à la date de
# référence :
#
# - le dossier d’un `salarié` est en **base active** ;
# - le dossier d’un `ancien salarié` passe en **archivage intermédiaire** au départ (`date_sortie`), pour cinq ans ; ensuite,
#   **suppression** ;
# - le dossier d’un `candidat` reste en **base active** pendant deux ans après le `dernier_contact` ; ensuite, **suppression** ;
# - un dossier qui devrait être supprimé, mais pour lequel un litige est en cours (`contentieux` vaut `oui`), n’est pas supprimé :
#   il est en **archivage intermédiaire**, car il reste nécessaire à la défense de droits en justice (article 17,
#   paragraphe 3, point e). Le litige ne change rien aux autres dossiers.
#
# Les durées se comptent en années de calendrier. Une durée est écoulée dès que le jour anniversaire est **atteint** : un départ
# le 15 mars 2019 devient supprimable le 15 mars 2024.
#
# Remettez `tri`, une table d’une ligne par personne de `export`, colonnes `matricule` et `sort`. Le `sort` vaut
# `"base active"`, `"archivage intermédiaire"` ou `"suppression"`. L’ordre des lignes est libre.

# %% name="conservation-code" role="solution"
### BEGIN SOLUTION
depart_echu = export["date_sortie"] + pd.DateOffset(years=5) <= DATE_REFERENCE
contact_echu = export["dernier_contact"] + pd.DateOffset(years=2) <= DATE_REFERENCE
tri = export[["matricule"]].assign(sort="base active")
tri.loc[export["statut"] == "ancien salarié", "sort"] = "archivage intermédiaire"
echus = (export["statut"] == "ancien salarié") & depart_echu | (export["statut"] == "candidat") & contact_echu
tri.loc[echus, "sort"] = "suppression"
tri.loc[echus & (export["contentieux"] == "oui"), "sort"] = "archivage intermédiaire"
### END SOLUTION

# %% name="conservation-reference" role="reference"
def trier(sortie_echue, contact_depasse, litiges=True):
    ancien, candidat = export["statut"] == "ancien salarié", export["statut"] == "candidat"
    sort = pd.Series("base active", index=export.index).mask(ancien, "archivage intermédiaire")
    fini = ancien & sortie_echue | candidat & contact_depasse
    sort = sort.mask(fini, "suppression")
    if litiges:
        sort = sort.mask(fini & (export["contentieux"] == "oui"), "archivage intermédiaire")
    return pd.DataFrame({"matricule": export["matricule"], "sort": sort})


jours = pd.Timedelta(days=1)
answer("tri-sans-litige", trier(depart_echu, contact_echu, litiges=False))
answer("tri-en-jours", trier(
    export["date_sortie"] + 1825 * jours <= DATE_REFERENCE, export["dernier_contact"] + 730 * jours <= DATE_REFERENCE))
answer("tri-strict", trier(
    export["date_sortie"] + pd.DateOffset(years=5) < DATE_REFERENCE,
    export["dernier_contact"] + pd.DateOffset(years=2) < DATE_REFERENCE))
answer("tri-embauche", trier(export["date_embauche"] + pd.DateOffset(years=5) <= DATE_REFERENCE, contact_echu))

# %% name="conservation" role="answer" points=2
answer("tri", form=table(columns=["matricule", "sort"], rows=len(export)), ordered=False, checks={
    "Chaque personne figure une fois.": lambda t: set(t["matricule"]) == set(export["matricule"]),
    "Le sort est l’un des trois prévus.":
        lambda t: set(t["sort"]) <= {"base active", "archivage intermédiaire", "suppression"},
})

# %% [markdown]
# ## 4. Répondre aux personnes (2 points)
#
# La table `demandes` recense des demandes d’exercice de droits. Elle dit quand la demande est arrivée (`recue_le`), le `droit`
# invoqué, la `base_legale` du traitement visé (tenez-la pour juste), si l’entreprise a prolongé le délai en le disant à temps
# (`prorogee`), et la date de la réponse (`repondue_le`, vide si personne n’a répondu au 31 janvier 2026).
#
# Pour toutes ces demandes, l’identité est établie, le traitement est automatisé, les données ont été fournies par la personne,
# la durée de conservation n’est pas écoulée et il ne s’agit jamais de prospection.
#
# Remettez `suivi`, une ligne par demande, dans l’ordre que vous voulez, avec les colonnes :
#
# - `demande` : le code de la demande ;
# - `date_limite` : le dernier jour pour répondre (article 12, paragraphe 3), de quantième à quantième à partir de la réception,
#   ou le dernier jour du mois s’il n’a pas ce quantième. Une prolongation porte le délai au maximum permis, compté d’un seul tenant
#   depuis la réception. Pour simplifier, on ne reporte pas une échéance qui tombe un jour férié, un samedi ou un dimanche ;
# - `droit_ouvert` : `True` si ce droit existe, dans son principe, pour un traitement qui a cette base légale (articles 15, 16, 17,
#   20 et 21), `False` sinon. Retirer un consentement n’est pas s’opposer ;
# - `en_retard` : `True` si la réponse est partie après la date limite, ou si personne n’a répondu et que la date limite est passée au
#   31 janvier 2026. Le 31 janvier, une échéance du 31 janvier n’est pas passée.

# %% name="droits-code" role="solution"
### BEGIN SOLUTION
ouverture = {
    "accès": set(demandes["base_legale"]),
    "rectification": set(demandes["base_legale"]),
    "effacement": {"consentement", "contrat", "interet_legitime"},
    "portabilité": {"consentement", "contrat"},
    "opposition": {"interet_legitime", "mission_interet_public"},
}
suivi = demandes[["demande"]].copy()
suivi["date_limite"] = [
    recue + pd.DateOffset(months=3 if prorogee == "oui" else 1)
    for recue, prorogee in zip(demandes["recue_le"], demandes["prorogee"])
]
suivi["droit_ouvert"] = [base in ouverture[droit] for droit, base in zip(demandes["droit"], demandes["base_legale"])]
suivi["en_retard"] = demandes["repondue_le"].fillna(DATE_REFERENCE) > suivi["date_limite"]
### END SOLUTION

# %% name="droits-reference" role="reference"
answer("demandes-completes", demandes)
limite_30 = demandes["recue_le"] + pd.to_timedelta([90 if p == "oui" else 30 for p in demandes["prorogee"]], unit="D")
answer("limites-30-jours", pd.DataFrame({"demande": demandes["demande"], "date_limite": limite_30}))
limite_deux = [r + pd.DateOffset(months=2 if p == "oui" else 1) for r, p in zip(demandes["recue_le"], demandes["prorogee"])]
answer("limites-deux-mois", pd.DataFrame({"demande": demandes["demande"], "date_limite": limite_deux}))

# %% name="droits" role="answer" points=2
answer(
    "suivi",
    form=table(columns=["demande", "date_limite", "droit_ouvert", "en_retard"], rows=len(demandes)),
    ordered=False,
    checks={
        "Chaque demande figure une fois.": lambda t: sorted(t["demande"]) == sorted(demandes["demande"]),
        "droit_ouvert et en_retard valent True ou False.":
            lambda t: all(type(v) is bool for v in t["droit_ouvert"].tolist() + t["en_retard"].tolist()),
        "date_limite se lit comme une date.": lambda t: pd.to_datetime(t["date_limite"]).notna().all(),
    },
)

# %% [markdown]
# ## 5. Pseudonymiser (2 points)
#
# Le prototype doit suivre une même personne d’un fichier à l’autre sans connaître son NIR. Écrivez `pseudonymiser(nir, cle)` :
#
# - `nir` est un texte : un numéro complet, écrit d’un bloc (`"275131234505512"`) ou avec des espaces, parfois insécables, et en
#   majuscules ou en minuscules (`"2 75 13 2a 345 055 12"`). Deux écritures du même numéro donnent le même pseudonyme ;
# - `cle` est un texte de 64 chiffres hexadécimaux, le secret que seule l’équipe de sécurité connaît ;
# - le résultat est un texte de 32 à 128 chiffres hexadécimaux ;
# - la même entrée donne toujours le même pseudonyme ; deux personnes n’ont pas le même ; une autre clé donne d’autres
#   pseudonymes ;
# - **qui ne connaît pas la clé** ne doit pas pouvoir retrouver un numéro, même en essayant tous les numéros possibles avec tous les
#   algorithmes publics, et même s’il connaît les numéros de quelques personnes et leurs pseudonymes. Choisissez une construction
#   faite pour cela, telle que la bibliothèque standard de Python en fournit.
#
# La machine essaie la fonction sur des numéros et des clés tirés au sort.

# %% name="cle-epreuve" role="setup"
# Pour l’épreuve seulement : une vraie clé est tirée au hasard, gardée dans un coffre, et ne figure jamais dans un notebook.
CLE = hashlib.sha256(f"clé d’épreuve {variante}".encode()).hexdigest()

# %% name="pseudonymisation-code" role="solution"
### BEGIN SOLUTION
import hmac


def pseudonymiser(nir, cle):
    normal = "".join(nir.split()).upper()
    return hmac.new(bytes.fromhex(cle), normal.encode(), hashlib.sha256).hexdigest()
### END SOLUTION

# %% name="pseudonymisation" role="answer" points=2
answer("pseudonymiser", form=function(), calls=[["275131234505512", CLE]], checks={
    "Le résultat est un texte de 32 à 128 chiffres hexadécimaux.":
        lambda f: 32 <= len(f("275131234505512", CLE)) <= 128 and int(f("275131234505512", CLE), 16) >= 0,
    "Deux appels identiques donnent le même pseudonyme.":
        lambda f: f("275131234505512", CLE) == f("275131234505512", CLE),
})

# %% [markdown]
# ## 6. Minimiser (2 points)
#
# **Des colonnes sans raison d’être.** Une colonne de l’export qu’aucune des douze fiches du `registre` ne déclare (dans
# `colonnes`) est conservée sans finalité. Remettez `orphelines`, la liste de ces colonnes, pour **votre** export.
#
# **Le jeu du prototype.** La note de cadrage de Relais dit de quoi le modèle a besoin : le site, le métier, la nature du contrat, la
# quotité de travail, l’ancienneté en années révolues, et le nombre de jours d’absence de 2025, tous motifs confondus. Rien
# d’autre ne sort des ressources humaines. Remettez `jeu`, une table :
#
# - une ligne par personne de `export` dont le `statut` est `"salarié"`, dans l’ordre que vous voulez ;
# - exactement sept colonnes : `pseudonyme` (votre fonction, appliquée au `nir` avec `CLE`), `site`, `metier`, `contrat`,
#   `quotite`, `anciennete` et `jours_absence` ;
# - `anciennete` : nombre entier d’années révolues entre `date_embauche` et la date de référence (l’année compte dès le jour
#   anniversaire) ;
# - `jours_absence` : somme des `jours` du journal `absences` pour cette personne, 0 si elle n’y figure pas.
#
# Le journal écrit le numéro dans la colonne `numero`, à sa façon. Il a été exporté en deux fois : certaines absences y figurent
# deux fois, à l’identique. Le code de la colonne `absence` désigne une absence et une seule.

# %% name="minimisation-code" role="solution"
### BEGIN SOLUTION
declarees = {colonne for fiche in registre for colonne in fiche.get("colonnes", [])}
orphelines = [colonne for colonne in export.columns if colonne not in declarees]

uniques = absences.drop_duplicates("absence")
total = uniques["jours"].groupby([pseudonymiser(numero, CLE) for numero in uniques["numero"]]).sum()

salaries = export[export["statut"] == "salarié"].reset_index(drop=True)
embauche = salaries["date_embauche"]
pas_encore = (embauche.dt.month * 100 + embauche.dt.day) > DATE_REFERENCE.month * 100 + DATE_REFERENCE.day
jeu = salaries[["site", "metier", "contrat", "quotite"]].copy()
jeu.insert(0, "pseudonyme", [pseudonymiser(nir, CLE) for nir in salaries["nir"]])
jeu["anciennete"] = DATE_REFERENCE.year - embauche.dt.year - pas_encore.astype(int)
jeu["jours_absence"] = jeu["pseudonyme"].map(total).fillna(0).astype(int)
### END SOLUTION

# %% name="minimisation-reference" role="reference"
def jeu_avec(jours=None, anciennete=None):
    copie = jeu.drop(columns="pseudonyme")
    copie["jours_absence"] = copie["jours_absence"] if jours is None else jours
    copie["anciennete"] = copie["anciennete"] if anciennete is None else anciennete
    return copie


def totaliser(lignes, numeros):
    return salaries["nir"].map(lignes["jours"].groupby(numeros).sum()).fillna(0).astype(int)


def normaliser(numeros):
    return numeros.str.replace(r"\s", "", regex=True).str.upper()


doubles = totaliser(absences, normaliser(absences["numero"]))
maladies = uniques[uniques["motif"] == "maladie"]
answer("jeu-doublons", jeu_avec(jours=doubles))
answer("jeu-maladie", jeu_avec(jours=totaliser(maladies, normaliser(maladies["numero"]))))
answer("jeu-annees", jeu_avec(anciennete=DATE_REFERENCE.year - embauche.dt.year))
answer("jeu-casse", jeu_avec(jours=totaliser(uniques, uniques["numero"].str.replace(r"\s", "", regex=True))))
answer("jeu-espaces", jeu_avec(jours=totaliser(uniques, uniques["numero"].str.replace(" ", "").str.upper())))
answer("identifiants-directs", salaries[["nir"]])

# %% name="minimisation" role="answer" points=2
answer("orphelines", form=sequence(of=text()), ordered=False, checks={
    "Chaque nom est celui d’une colonne de l’export.": lambda v: set(v) <= set(export.columns),
})
answer(
    "jeu",
    form=table(
        columns=["pseudonyme", "site", "metier", "contrat", "quotite", "anciennete", "jours_absence"],
        rows=int((export["statut"] == "salarié").sum()),
    ),
    ordered=False,
    checks={"Aucun pseudonyme ne se répète.": lambda t: t["pseudonyme"].is_unique},
)

# %% [markdown]
# ## 7. Mesurer le risque qui reste (2 points)
#
# Un prestataire demande une copie du jeu sans les pseudonymes. Un collègue qui connaît le site, le métier, le contrat, la quotité et
# l’ancienneté d’une personne (les *quasi-identifiants*) pourrait-il la retrouver ? La DPO compare cinq plans de généralisation,
# du plus fin (A) au plus grossier (E). La fonction `generaliser(jeu, plan)` les applique :
#
# | Plan | Ancienneté | Métier | Contrat et quotité | Site |
# |---|---|---|---|---|
# | A | en années | exact | exacts | exact |
# | B | en tranches | exact | exacts | exact |
# | C | en tranches | par famille | CDI ou autre, temps plein ou partiel | exact |
# | D | en tranches | par famille | CDI ou autre, temps plein ou partiel | par région |
# | E | en tranches | par famille | CDI ou autre, quotité masquée | par région |

# %% name="plans" role="setup"
QUASI_IDENTIFIANTS = ["site", "metier", "contrat", "quotite", "anciennete"]
FAMILLES = {
    "préparateur de commandes": "logistique", "cariste": "logistique", "agent de quai": "logistique",
    "chef d’équipe": "logistique", "conducteur": "transport", "exploitant transport": "transport",
    "technicien frigoriste": "technique", "agent de maintenance": "technique", "technicien informatique": "technique",
    "assistant administratif": "gestion", "gestionnaire de paie": "gestion", "comptable": "gestion",
}
REGIONS = {site: "Pays de la Loire" for site in ("Nantes", "Angers", "Le Mans", "La Roche-sur-Yon")}
REGIONS |= {"Rennes": "Bretagne", "Vannes": "Bretagne"}


def tranche(valeur, bornes, noms):
    """Nom de la tranche d’une valeur : le premier dont la borne haute (comprise) n’est pas dépassée."""
    return next((nom for borne, nom in zip(bornes, noms) if valeur <= borne), noms[-1])


def generaliser(jeu, plan):
    """Table des cinq quasi-identifiants généralisés selon le plan, et de la classe d’absence (l’attribut sensible)."""
    vue = jeu[QUASI_IDENTIFIANTS].astype("str")
    vue["classe_absence"] = [tranche(j, (0, 10, 30), ("0", "1-10", "11-30", "31+")) for j in jeu["jours_absence"]]
    if plan in "BCDE":
        vue["anciennete"] = [tranche(a, (1, 4, 9), ("0-1", "2-4", "5-9", "10+")) for a in jeu["anciennete"]]
    if plan in "CDE":
        vue["metier"] = jeu["metier"].map(FAMILLES)
        vue["contrat"] = ["CDI" if contrat == "CDI" else "autre" for contrat in jeu["contrat"]]
        vue["quotite"] = ["plein" if quotite == 100 else "partiel" for quotite in jeu["quotite"]]
    if plan in "DE":
        vue["site"] = jeu["site"].map(REGIONS)
    if plan == "E":
        vue["quotite"] = "*"
    return vue

# %% [markdown]
# Une *classe* réunit les lignes qui ont les mêmes cinq quasi-identifiants (ceux qui apparaissent dans la table : les combinaisons
# que personne ne porte ne comptent pas). L’attribut sensible est `classe_absence`. Remettez :
#
# - `mesures`, une table d’une ligne par plan, dans l’ordre que vous voulez, avec les colonnes `plan` (`"A"` à `"E"`), `k` (le k-anonymat
#   de la table : l’effectif de la plus petite classe), `seuls` (nombre de personnes seules dans leur classe), `l` (la l-diversité
#   distincte : le plus petit nombre de valeurs différentes de l’attribut sensible dans une classe) et `perte` (part des lignes, en
#   pourcentage arrondi à une décimale, qu’il faudrait supprimer parce que leur classe compte **moins de 5 personnes ou moins de 2
#   valeurs** de l’attribut sensible) ;
# - `plan_retenu`, le plan le plus fin (le premier de A à E) dont la `perte` de votre table ne dépasse pas 4 % ;
#   `"aucun"` s’il n’y en a pas.
#
# Si votre `jeu` n’est pas sûr, mesurez-le quand même : cette partie se juge aussi sur le jeu que vous avez remis.

# %% name="kanonymat-code" role="solution"
### BEGIN SOLUTION
lignes = []
for plan in "ABCDE":
    vue = generaliser(jeu, plan)
    classes = vue.groupby(QUASI_IDENTIFIANTS)["classe_absence"].agg(["size", "nunique"])
    fragiles = (classes["size"] < 5) | (classes["nunique"] < 2)
    lignes.append({
        "plan": plan,
        "k": int(classes["size"].min()),
        "seuls": int((classes["size"] == 1).sum()),
        "l": int(classes["nunique"].min()),
        "perte": round(100 * classes.loc[fragiles, "size"].sum() / len(vue), 1),
    })
mesures = pd.DataFrame(lignes)
plan_retenu = next((plan for plan, perte in zip(mesures["plan"], mesures["perte"]) if perte <= 4), "aucun")
### END SOLUTION

# %% name="kanonymat-reference" role="reference"
def mesurer(regle_k=5, regle_l=2, cles=QUASI_IDENTIFIANTS):
    resultat = []
    for plan in "ABCDE":
        vue = generaliser(jeu, plan)
        classes = vue.groupby(cles)["classe_absence"].agg(["size", "nunique"])
        fragiles = (classes["size"] < regle_k) | (classes["nunique"] < regle_l)
        perte = round(100 * classes.loc[fragiles, "size"].sum() / len(vue), 1)
        seuls = int((classes["size"] == 1).sum())
        resultat.append((plan, int(classes["size"].min()), seuls, int(classes["nunique"].min()), perte))
    return pd.DataFrame(resultat, columns=["plan", "k", "seuls", "l", "perte"])


answer("mesures-seuls-k", mesurer(regle_l=0))
answer("mesures-inclusif", mesurer(regle_k=6))
answer("mesures-avec-sensible", mesurer(cles=[*QUASI_IDENTIFIANTS, "classe_absence"], regle_l=0))

# %% name="kanonymat" role="answer" points=2
answer("mesures", form=table(columns=["plan", "k", "seuls", "l", "perte"], rows=5), ordered=False, decimals=1, checks={
    "Les cinq plans y figurent.": lambda t: sorted(t["plan"]) == list("ABCDE"),
    "Les pertes sont des pourcentages.": lambda t: t["perte"].between(0, 100).all(),
})
answer("plan_retenu", form=choice("A", "B", "C", "D", "E", "aucun"))

# %% [markdown]
# ## 8. Décider d’une analyse d’impact (2 points)
#
# Les lignes directrices WP 248 rév. 01 donnent neuf critères. En règle générale, un traitement qui en réunit **au moins deux** doit faire
# l’objet d’une AIPD (article 35 du RGPD). Leurs codes :
#
# | Code | Critère |
# |---|---|
# | `evaluation` | évaluation ou notation, profilage et prédiction compris |
# | `decision` | décision automatisée avec effet juridique ou effet similaire significatif |
# | `surveillance` | surveillance systématique |
# | `sensibles` | données sensibles ou à caractère hautement personnel |
# | `echelle` | données traitées à grande échelle |
# | `croisement` | croisement ou combinaison d’ensembles de données |
# | `vulnerables` | données concernant des personnes vulnérables |
# | `innovant` | usage innovant, ou nouvelles solutions technologiques ou organisationnelles |
# | `exclusion` | traitement qui empêche d’exercer un droit, ou de bénéficier d’un service ou d’un contrat |
#
# Vos collègues ont établi les faits suivants :
#
# | Fait | Ce qui est établi |
# |---|---|
# | F01 | Le logiciel attribue à chaque personne une note de potentiel, de 0 à 100 |
# | F02 | Le logiciel prédit le rendement au travail de chaque personne |
# | F03 | Le montant de la prime est fixé par le logiciel seul ; personne ne revoit la décision |
# | F04 | Des caméras filment en permanence le quai de chargement |
# | F05 | Un logiciel relève en continu les moments d’activité et d’inactivité de chaque poste de travail |
# | F06 | Les restrictions d’aptitude d’origine médicale sont enregistrées |
# | F07 | L’appartenance syndicale est enregistrée |
# | F08 | Le fichier couvre 3,2 millions de clients, dans tout le pays |
# | F09 | Deux fichiers, constitués pour des finalités différentes, sont rapprochés ligne à ligne |
# | F10 | Les personnes concernées comptent des salariés de l’entreprise |
# | F11 | Les personnes concernées comptent des apprentis mineurs |
# | F12 | L’outil emploie une technique jamais déployée dans le secteur, dont les effets sur les personnes sont mal connus |
# | F13 | Après une vérification défavorable, une commission refuse à la personne le contrat de location qu’elle demande |
# | F14 | Les sauvegardes sont chiffrées chaque nuit |
# | F15 | Les données sont hébergées en France, chez un prestataire lié par contrat |
# | F16 | Une responsable examine chaque proposition du logiciel, et décide elle-même |
#
# Remettez `criteres`, un dictionnaire de `"F01"` à `"F16"` : pour chaque fait, le code du critère qu’il remplit à lui seul, ou
# `"aucun"`.
#
# La table `projets` dit quels faits sont établis pour dix projets (une ligne par projet et par fait). Remettez `aipd`, une table d’une
# ligne par projet, dans l’ordre que vous voulez : `projet`, `criteres` (nombre de critères remplis) et `requise` (`True` si la règle
# générale conduit à une AIPD, `False` sinon).

# %% name="aipd-code" role="solution"
### BEGIN SOLUTION
par_critere = {
    "evaluation": ["F01", "F02"],
    "decision": ["F03"],
    "surveillance": ["F04", "F05"],
    "sensibles": ["F06", "F07"],
    "echelle": ["F08"],
    "croisement": ["F09"],
    "vulnerables": ["F10", "F11"],
    "innovant": ["F12"],
    "exclusion": ["F13"],
    "aucun": ["F14", "F15", "F16"],
}
criteres = {fait: critere for critere, liste in par_critere.items() for fait in liste}
remplis = projets.assign(critere=projets["fait"].map(criteres).replace("aucun", None))
aipd = remplis.groupby("projet")["critere"].nunique().rename("criteres").reset_index()
aipd["requise"] = aipd["criteres"] >= 2
### END SOLUTION

# %% name="aipd-reference" role="reference"
answer("projets-faits", projets)

# %% name="aipd" role="answer" points=2
answer("criteres", form=mapping(keys=[f"F{n:02d}" for n in range(1, 17)], of=choice(
    "evaluation", "decision", "surveillance", "sensibles", "echelle", "croisement", "vulnerables", "innovant",
    "exclusion", "aucun")))
answer("aipd", form=table(columns=["projet", "criteres", "requise"], rows=10), ordered=False, checks={
    "Chaque projet figure une fois.": lambda t: sorted(t["projet"]) == sorted(projets["projet"].unique()),
    "requise vaut True ou False.": lambda t: all(type(v) is bool for v in t["requise"].tolist()),
})

# %% [markdown]
# ## 9. Rendre un avis (3 points)
#
# Rédigez, en 150 à 300 mots, votre avis de chef ou cheffe de projet sur Relais. La DPO le joindra au dossier ; la directrice des
# ressources humaines, qui n’est ni juriste ni informaticienne, doit le comprendre. Il est noté par une personne, un point par élément :
#
# 1. **La nature des données transmises.** Le jeu sous pseudonyme est-il anonyme pour Fraîcheval ? Appuyez-vous sur au moins deux
#    résultats chiffrés de la partie 7 et dites ce qu’ils signifient.
# 2. **L’AIPD de Relais.** Faut-il la mener, d’après quels critères présents dans Relais, et à quel moment ?
# 3. **Les mesures.** Proposez trois mesures précises ; pour chacune, qui la prend et comment on saura qu’elle est en place. L’une au
#    moins porte sur l’information ou les droits des salariés, et une autre sur ce que Fraîcheval doit cesser de collecter ou de
#    conserver.

# %% [markdown] name="avis" role="manual" points=3
# ### BEGIN SOLUTION
# **Nature des données.** Le jeu n’est pas anonyme pour Fraîcheval : l’entreprise garde la clé et peut refaire le lien avec chaque
# salarié. Il s’agit de données pseudonymisées (article 4, point 5), donc personnelles : le RGPD s’applique en entier. Même sans
# pseudonymes, le risque reste fort : sur mes données, avec le plan A, k vaut 1, plus de 550 personnes sont seules dans leur classe, et
# il faudrait supprimer environ 85 % des lignes pour atteindre k = 5 et l = 2. Qui connaît le poste d’une personne seule dans sa classe lit ses
# absences. Je ne transmets donc que le plan retenu par la mesure, une fois les classes fragiles supprimées ; le risque est
# réduit, il n’est pas nul.
#
# **AIPD.** Relais réunit au moins deux critères : il concerne des salariés, personnes vulnérables face à leur employeur, et il croise deux
# fichiers constitués pour d’autres fins, le dossier du personnel et le journal des absences. L’AIPD est donc requise et doit être
# achevée avant le début du traitement (article 35), avec le conseil de la DPO. On ne consulterait la CNIL que si un risque élevé
# demeurait malgré les mesures (article 36).
#
# **Mesures.**
# 1. Le responsable de la sécurité garde la clé dans un coffre auquel les développeurs n’ont pas accès ; preuve : la liste des accès, revue chaque trimestre.
# 2. La DRH informe les salariés de la nouvelle finalité et de leur droit d’opposition avant le lancement, et informe le comité social et
#    économique ; preuve : la note datée et le compte rendu.
# 3. La DRH cesse de collecter les colonnes orphelines et les efface ; preuve : un nouvel export sans elles et le procès-verbal
#    d’effacement.
# ### END SOLUTION
