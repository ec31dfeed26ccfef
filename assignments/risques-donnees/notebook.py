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
# # Protéger un service d’IA : risques, preuves et abus
#
# ## Situation
#
# La mutuelle Aubrelle couvre les soins de 400 000 adhérents. Son service **Clarté** estime, à partir d’un devis, ce qui restera à
# payer. Les opticiens et les dentistes l’interrogent par une API ; les gestionnaires de la mutuelle consultent les dossiers ; un
# fournisseur, Tarifa, livre chaque nuit les tarifs de référence ; et les partenaires envoient les devis qui servent à réentraîner le
# modèle. Le 3 novembre 2025, le comité de sécurité doit dire si l’API peut s’ouvrir à 300 partenaires de plus.
#
# La responsable de la sécurité, Malika Serre, vous confie le dossier : « *Je ne veux pas d’une liste de peurs. Je veux savoir ce que
# chaque risque coûte, ce que nos preuves valent, et qui abuse déjà de nos accès.* » L’article 32 du RGPD ne demande pas autre chose : une
# sécurité adaptée au risque.
#
# ## Objectifs
#
# - cartographier des risques, avant et après les mesures, et dire lesquels sont fragiles ;
# - chiffrer une perte annuelle et son incertitude, à partir d’incidents réels ;
# - vérifier l’intégrité et l’authenticité d’une livraison signée, d’un journal chaîné et d’une requête ;
# - trouver les usages abusifs dans un journal d’accès, et mesurer la qualité des alertes ;
# - repérer une source qui empoisonne l’apprentissage d’un modèle ;
# - décider des suites d’une violation de données, et en rendre compte.
#
# **Durée** : 90 minutes. **Prérequis** : pandas ou SQL ; fonctions Python ; moyenne, écart-type, loi de Poisson ; notions du RGPD.
# Vous calculez avec les outils de votre choix.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | la carte des risques, avant et après les mesures | 2 |
# | 2 | la perte annuelle, son incertitude, le rang des causes | 3 |
# | 3 | une fonction qui contrôle une livraison signée | 2 |
# | 4 | une fonction qui contrôle un journal chaîné | 2 |
# | 5 | une fonction qui authentifie des requêtes, et une revue de code | 2 |
# | 6 | les usages abusifs du journal d’accès | 3 |
# | 7 | les sources qui empoisonnent l’apprentissage | 2 |
# | 8 | les suites à donner à des incidents | 1 |
# | 9 | la note au comité, corrigée par une personne avec une grille | 3 |
# | Total | neuf questions | 20 |
#
# Les questions 1 à 8 sont vérifiées par la machine, sur vos données puis sur d’autres : une valeur recopiée ne rapporte rien. Vos
# fonctions sont appelées sur des entrées que vous ne voyez pas. N’arrondissez pas vos résultats ; si vous le faites, gardez au moins
# quatre décimales (deux pour les euros). Les contrôles affichés sous vos réponses portent sur leur forme : ils ne disent pas si elles
# sont justes. Quand une question demande plusieurs réponses, remettez-les toutes, même imparfaites.
#
# ## Les données
#
# | Fichier | Contenu |
# |---|---|
# | `data/scenarios.csv`, `data/mesures.csv` | scénarios de risque cotés, et mesures qui les réduisent |
# | `data/fuites.csv` | 958 fuites de données de santé **réelles**, déclarées aux États-Unis de 2009 à 2015 : `declare_le`, `organisme`, `cause`, `personnes` touchées |
# | `data/frequences.csv` | incidents par an que la mutuelle attend, par cause : valeur `basse`, `probable`, `haute` |
# | `data/livraisons.json`, `data/trousseau.json` | livraisons de Tarifa, et les clés publiques que Tarifa a remises en main propre |
# | `data/journaux.json` | extraits du journal d’audit, et leurs ancres |
# | `data/extraits.json` | extraits du code de l’équipe |
# | `data/acces.csv`, `data/dossiers.csv`, `data/derogations.csv`, `data/enquetes.csv` | trois semaines d’accès, les dossiers en cours, les exceptions autorisées, les conclusions des enquêtes |
# | `data/apports.csv`, `data/temoin.csv` | devis étiquetés envoyés par les partenaires, et devis témoins vérifiés par la mutuelle |
# | `data/incidents.csv` | incidents à qualifier |
#
# Les fuites sont réelles : le ministère de la Santé des États-Unis publie celles qui touchent **au moins 500 personnes**. Tout le reste
# est **synthétique**, car un vrai journal d’accès ou un vrai dossier d’incident n’a pas sa place dans un examen ; l’entreprise et les
# personnes sont inventées. Sources et licences : `data/SOURCES.toml`.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="imports" role="setup"
import hashlib
import hmac
import json
import random
from pathlib import Path

import numpy as np
import pandas as pd
from blocnotes_handin import choice, function, mapping, number, sequence, table, text

DONNEES = Path("data")


def lire_json(nom):
    return json.loads((DONNEES / nom).read_text(encoding="utf-8"))


# Ce qui change d’une personne à l’autre est tiré ici, une fois pour toutes.
hasard = random.Random(variante)
codes_elements = hasard.sample([f"V{n:02d}" for n in range(1, 13)], 7)
COUT_FIXE = hasard.choice([40_000, 50_000, 60_000, 70_000, 80_000])
COUT_PAR_PERSONNE = hasard.choice([8, 10, 12, 14, 16, 18, 20])
FRANCHISE = 200_000 + 100_000 * (variante % 7)
livraisons = hasard.sample(lire_json("livraisons.json"), 14)
journaux = dict(sorted(hasard.sample(sorted(lire_json("journaux.json").items()), 10)))
extraits = dict(sorted(hasard.sample(sorted(lire_json("extraits.json").items()), 6)))
presents = sorted(hasard.sample([f"o{n:02d}" for n in range(1, 25)], 16))

# %% [markdown]
# ## 1. La carte des risques (2 points)
#
# La mutuelle emploie le vocabulaire d’EBIOS Risk Manager, la méthode de l’ANSSI :
#
# | Code | Ce que c’est |
# |---|---|
# | `valeur_metier` | ce qui compte pour la mission : une information ou un processus |
# | `bien_support` | ce sur quoi une valeur métier repose : matériel, logiciel, réseau, local |
# | `source_de_risque` | qui pourrait s’en prendre à la mission |
# | `objectif_vise` | ce que cherche cette source |
# | `evenement_redoute` | ce qui arriverait à une valeur métier, vu de la mission |
# | `mesure` | ce que l’on fait pour réduire un risque |

# %% name="vocabulaire" role="setup"
tous_les_elements = {
    "V01": "Revendre des dossiers de santé",
    "V02": "Le serveur sur lequel tourne l’API de Clarté",
    "V03": "Des remboursements d’adhérents sont rendus publics",
    "V04": "Une bande qui vit du chantage aux données",
    "V05": "Le calcul du reste à charge annoncé à l’adhérent",
    "V06": "La double authentification des gestionnaires",
    "V07": "Les estimations sont fausses pendant un mois sans que personne le sache",
    "V08": "Le logiciel d’extranet des opticiens",
    "V09": "Faire paraître ses propres devis moins chers",
    "V10": "Le chiffrement des ordinateurs portables",
    "V11": "Les dossiers de remboursement des adhérents",
    "V12": "Un ancien salarié qui veut se venger",
}
elements = {code: tous_les_elements[code] for code in sorted(codes_elements)}

scenarios = pd.read_csv(DONNEES / "scenarios.csv").sample(11, random_state=variante).sort_values("scenario").reset_index(drop=True)
mesures = pd.read_csv(DONNEES / "mesures.csv")
# Le niveau d’un risque : NIVEAUX[gravité][vraisemblance], de 1 (la plus basse) à 4 (la plus haute).
NIVEAUX = {
    4: {1: "moyen", 2: "élevé", 3: "élevé", 4: "élevé"},
    3: {1: "faible", 2: "moyen", 3: "élevé", 4: "élevé"},
    2: {1: "faible", 2: "faible", 3: "moyen", 4: "élevé"},
    1: {1: "faible", 2: "faible", 3: "faible", 4: "moyen"},
}
with pd.option_context("display.max_colwidth", None):
    display(pd.Series(elements, name="élément").to_frame(), scenarios, mesures.head(4))

# %% [markdown]
# Une ligne de `mesures` dit de combien de crans une mesure abaisse la gravité et la vraisemblance **d’un** scénario. Seules les mesures
# dont l’`etat` est `"en place"` comptent aujourd’hui. Les baisses de plusieurs mesures s’ajoutent ; ni la gravité ni la vraisemblance ne
# descendent sous 1. Un scénario sans mesure garde sa cotation.
#
# Remettez :
#
# - `types`, un dictionnaire : pour chaque clé de `elements`, l’un des six codes ci-dessus ;
# - `carte`, une table d’une ligne par scénario de `scenarios`, dans l’ordre que vous voulez : `scenario`, `brut` (niveau avant les
#   mesures) et `residuel` (niveau après elles) ;
# - `fragiles`, la liste des scénarios dont le niveau résiduel n’est pas `"élevé"`, mais le deviendrait si la vraisemblance résiduelle
#   montait d’un cran (4 au plus).

# %% name="carte-code" role="solution"
### BEGIN SOLUTION
natures = {
    "valeur_metier": ["V05", "V11"], "bien_support": ["V02", "V08"], "source_de_risque": ["V04", "V12"],
    "objectif_vise": ["V01", "V09"], "evenement_redoute": ["V03", "V07"], "mesure": ["V06", "V10"],
}
types = {code: nature for nature, codes in natures.items() for code in codes if code in elements}


def cartographier(etats=("en place",), plancher=1):
    baisses = mesures[mesures["etat"].isin(etats)].groupby("scenario")[["baisse_gravite", "baisse_vraisemblance"]].sum()
    cotes = scenarios.merge(baisses, on="scenario", how="left").fillna(0)
    cotes["g"] = (cotes["gravite"] - cotes["baisse_gravite"]).clip(lower=plancher).astype(int)
    cotes["v"] = (cotes["vraisemblance"] - cotes["baisse_vraisemblance"]).clip(lower=plancher).astype(int)
    cotes["brut"] = [NIVEAUX[g][v] for g, v in zip(cotes["gravite"], cotes["vraisemblance"])]
    cotes["residuel"] = [NIVEAUX[g][v] for g, v in zip(cotes["g"], cotes["v"])]
    return cotes


cotes = cartographier()
carte = cotes[["scenario", "brut", "residuel"]]
fragiles = [
    s for s, g, v, niveau in zip(cotes["scenario"], cotes["g"], cotes["v"], cotes["residuel"])
    if niveau != "élevé" and NIVEAUX[g][min(v + 1, 4)] == "élevé"
]
### END SOLUTION

# %% name="carte-autres" role="reference"
tout_compte = cartographier(etats=("en place", "prévue", "abandonnée"))
answer("carte-tout", tout_compte[["scenario", "residuel"]])

# %% name="carte" role="answer" points=2
answer("types", form=mapping(keys=list(elements), of=choice(
    "valeur_metier", "bien_support", "source_de_risque", "objectif_vise", "evenement_redoute", "mesure")))
answer("carte", form=table(columns=["scenario", "brut", "residuel"], rows=len(scenarios)), ordered=False, checks={
    "Chaque scénario figure une fois.": lambda t: sorted(t["scenario"]) == sorted(scenarios["scenario"]),
    "Les niveaux sont ceux de la matrice.": lambda t: set(t["brut"]) | set(t["residuel"]) <= {"faible", "moyen", "élevé"},
})
answer("fragiles", form=sequence(of=text()), ordered=False, checks={
    "Chaque code est celui d’un scénario.": lambda v: set(v) <= set(scenarios["scenario"]),
})

# %% [markdown]
# ## 2. Ce qu’une fuite coûte par an (3 points)
#
# Une matrice classe ; elle ne dit pas combien dépenser. Malika Serre a réuni `fuites`, des incidents réels, pour savoir **combien de
# personnes** un incident touche, et `frequences`, l’avis de la mutuelle, pour savoir **combien d’incidents** elle aura.

# %% name="fuites" role="setup"
fuites = pd.read_csv(DONNEES / "fuites.csv").sample(frac=0.7, random_state=variante).reset_index(drop=True)
frequences = pd.read_csv(DONNEES / "frequences.csv")
ADHERENTS = 400_000  # la mutuelle ne peut pas perdre plus de dossiers qu’elle n’en a
print(f"Coût fixe d’un incident (enquête, arrêt, conseil), COUT_FIXE : {COUT_FIXE} euros")
print(f"Coût par personne (courrier, assistance, surveillance), COUT_PAR_PERSONNE : {COUT_PAR_PERSONNE} euros")
print(f"Perte d’une année au-delà de laquelle l’assurance paie, FRANCHISE : {FRANCHISE} euros")
display(fuites.groupby("cause")["personnes"].describe().round(0), frequences)

# %% [markdown]
# Le modèle :
#
# - le **coût d’un incident** est `COUT_FIXE + COUT_PAR_PERSONNE × min(personnes, ADHERENTS)` ;
# - le nombre d’incidents d’une **année**, pour une cause, suit une loi de Poisson dont la moyenne est la fréquence `probable` ; les
#   causes sont indépendantes ;
# - les personnes touchées par un incident d’une cause sont tirées au sort, avec remise, parmi les lignes de `fuites` de cette cause ;
# - la **perte d’une année** est la somme des coûts de tous ses incidents, zéro s’il n’y en a pas.
#
# Remettez :
#
# - `pertes`, une table d’une ligne par cause, dans l’ordre que vous voulez : `cause`, `cout_moyen` (moyenne du coût d’un incident) et
#   `perte_annuelle` (espérance de la perte d’une année), en euros, **calculées sans simulation** ;
# - `annee`, un dictionnaire tiré d’une simulation d’au moins 100 000 années, toutes causes réunies : `annees` (leur nombre), `moyenne`
#   de la perte, `bas` et `haut` (intervalle de confiance à 95 % **de cette moyenne**), `depassement` (part des années dont la perte
#   est strictement supérieure à `FRANCHISE`, entre 0 et 1) ;
# - `premiere`, un dictionnaire de chaque cause vers la part (entre 0 et 1) des tirages où sa perte annuelle est la plus haute, sur au
#   moins 100 000 tirages où chaque fréquence suit, indépendamment, une loi triangulaire (minimum `basse`, mode `probable`, maximum
#   `haute`). Le coût moyen reste celui de `pertes`.

# %% name="pertes-code" role="solution"
### BEGIN SOLUTION
def chiffrer(plafond=ADHERENTS, resume="mean"):
    couts = fuites.assign(cout=COUT_FIXE + COUT_PAR_PERSONNE * fuites["personnes"].clip(upper=plafond))
    moyens = couts.groupby("cause")["cout"].agg(resume).rename("cout_moyen").reset_index()
    moyens["perte_annuelle"] = moyens["cout_moyen"] * moyens["cause"].map(frequences.set_index("cause")["probable"])
    return couts, moyens


couts, pertes = chiffrer()
tirage = np.random.default_rng(variante)
ANNEES = 120_000
totaux = np.zeros(ANNEES)
for cause, probable in zip(frequences["cause"], frequences["probable"]):
    nombres = tirage.poisson(probable, ANNEES)
    tires = tirage.choice(couts.loc[couts["cause"] == cause, "cout"].to_numpy(), nombres.sum())
    totaux += np.bincount(np.repeat(np.arange(ANNEES), nombres), weights=tires, minlength=ANNEES)
demi = 1.96 * totaux.std(ddof=1) / np.sqrt(ANNEES)
annee = {
    "annees": ANNEES, "moyenne": totaux.mean(), "bas": totaux.mean() - demi, "haut": totaux.mean() + demi,
    "depassement": (totaux > FRANCHISE).mean(),
}
moyens = frequences["cause"].map(pertes.set_index("cause")["cout_moyen"]).to_numpy()
hasards = tirage.triangular(frequences["basse"], frequences["probable"], frequences["haute"], size=(120_000, len(frequences)))
gagnantes = (hasards * moyens).argmax(axis=1)
premiere = {cause: float((gagnantes == rang).mean()) for rang, cause in enumerate(frequences["cause"])}
### END SOLUTION

# %% name="pertes-autres" role="reference"
answer("pertes-mediane", chiffrer(resume="median")[1])
answer("pertes-sans-plafond", chiffrer(plafond=10**9)[1])
# Les valeurs vraies : variance d’une somme de Poisson composées, et loi de la perte par transformée de Fourier (pas de 500 euros).
PAS, TAILLE = 500, 2**17
exposant = 0
for cause, probable in zip(frequences["cause"], frequences["probable"]):
    cases = np.round(couts.loc[couts["cause"] == cause, "cout"] / PAS).astype(int)
    exposant = exposant + probable * (np.fft.fft(np.bincount(cases, minlength=TAILLE) / len(cases)) - 1)
loi = np.fft.ifft(np.exp(exposant)).real
carres = couts.assign(carre=couts["cout"] ** 2).groupby("cause")["carre"].mean()
vraie_moyenne = float(pertes["perte_annuelle"].sum())
answer("annee-vraie", {
    "moyenne": vraie_moyenne,
    "ecart_type": float(np.sqrt(sum(carres[c] * f for c, f in zip(frequences["cause"], frequences["probable"])))),
    "depassement": float(1 - loi[: FRANCHISE // PAS + 1].sum()),
    "une_moyenne": float(sum(np.exp(-1.35) * 1.35**n / np.prod(np.arange(1, n + 1)) for n in range(1, 30)
                             if n * vraie_moyenne / 1.35 > FRANCHISE)),
})

# %% name="pertes" role="answer" points=3
answer("pertes", form=table(columns=["cause", "cout_moyen", "perte_annuelle"], rows=5), ordered=False, checks={
    "Les cinq causes y figurent.": lambda t: sorted(t["cause"]) == sorted(frequences["cause"]),
})
answer("annee", form=mapping(keys=["annees", "moyenne", "bas", "haut", "depassement"], of=number(0)), checks={
    "La simulation compte au moins 100 000 années.": lambda v: v["annees"] >= 100_000,
    "L’intervalle contient la moyenne.": lambda v: v["bas"] < v["moyenne"] < v["haut"],
})
answer("premiere", form=mapping(keys=frequences["cause"].tolist(), of=number(0, 1)), checks={
    "Les parts s’ajoutent à 1.": lambda v: abs(sum(v.values()) - 1) < 0.001,
})

# %% [markdown]
# ## 3. Une livraison intacte, et de la bonne main (2 points)
#
# Chaque nuit, Tarifa livre des fichiers avec un manifeste : la date, l’identifiant d’une clé, et l’empreinte SHA-256 de chaque fichier. Le
# manifeste est **signé** par Ed25519. Une empreinte prouve qu’un fichier n’a pas changé depuis qu’on l’a calculée ; elle ne dit pas qui
# l’a calculée. La signature le dit : Tarifa signe avec sa clé privée, et tout le monde vérifie avec la clé publique.

# %% name="livraisons" role="setup"
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

trousseau = lire_json("trousseau.json")
print(json.dumps(livraisons[0], ensure_ascii=False, indent=2), "\n")
print(json.dumps(trousseau["tarifs-2025c"], ensure_ascii=False))

# Vérifier une signature avec la bibliothèque « cryptography » : verify ne rend rien si elle est juste, et lève InvalidSignature sinon.
cle_essai = Ed25519PublicKey.from_public_bytes(bytes.fromhex(trousseau["tarifs-2025c"]["publique"]))
try:
    cle_essai.verify(bytes(64), "un message".encode("utf-8"))
except InvalidSignature:
    print("La signature d’essai est fausse, comme prévu.")

# %% [markdown]
# Écrivez `controler_livraison(livraison)`, qui rend la **liste des codes d’anomalie** (liste vide si tout va bien ; l’ordre est libre, un
# code au plus une fois). La livraison est un dictionnaire : `manifeste` (le texte JSON tel qu’il a été reçu), `signature` (en
# hexadécimal) et `fichiers` (nom → texte).
#
# 1. `cle_refusee` : la clé que nomme le manifeste (`cle`) n’est pas dans `trousseau`, ou est révoquée, ou la date `produit_le` est hors
#    de sa période (`debut` et `fin` compris). Une clé révoquée l’est pour toutes les dates : qui l’a volée peut antidater.
# 2. `signature_fausse` : la signature n’est pas celle des octets UTF-8 du **texte exact** du manifeste par cette clé. Certains manifestes
#    joignent aussi une clé publique : seule compte celle du trousseau.
# 3. Si l’une des deux anomalies précédentes est constatée, la fonction s’arrête et ne rend que ce code : un manifeste qui n’est pas
#    authentique ne prouve rien. Sinon, elle cherche :
#    - `fichier_absent` : un fichier du manifeste n’est pas livré ;
#    - `fichier_en_trop` : un fichier livré n’est pas dans le manifeste ;
#    - `empreinte_differente` : l’empreinte SHA-256 d’un fichier livré (octets UTF-8 de son texte) n’est pas celle du manifeste.
#
# Remettez aussi `quarantaine`, la liste des codes `livraison` de **vos** `livraisons` qui ont au moins une anomalie.

# %% name="livraison-code" role="solution"
### BEGIN SOLUTION
def controler_livraison(livraison):
    octets = livraison["manifeste"].encode("utf-8")
    manifeste = json.loads(octets)
    cle = trousseau.get(manifeste["cle"])
    if cle is None or cle["revoquee"] or not cle["debut"] <= manifeste["produit_le"] <= cle["fin"]:
        return ["cle_refusee"]
    try:
        publique = Ed25519PublicKey.from_public_bytes(bytes.fromhex(cle["publique"]))
        publique.verify(bytes.fromhex(livraison["signature"]), octets)
    except InvalidSignature:
        return ["signature_fausse"]
    attendus, recus = manifeste["fichiers"], livraison["fichiers"]
    constats = {
        "fichier_absent": bool(attendus.keys() - recus.keys()),
        "fichier_en_trop": bool(recus.keys() - attendus.keys()),
        "empreinte_differente": any(
            hashlib.sha256(recus[nom].encode("utf-8")).hexdigest() != attendus[nom]
            for nom in attendus.keys() & recus.keys()
        ),
    }
    return [code for code, constat in constats.items() if constat]


quarantaine = [livraison["livraison"] for livraison in livraisons if controler_livraison(livraison)]
### END SOLUTION

# %% name="livraison" role="answer" points=2
answer("controler_livraison", form=function(), calls=[[livraisons[0]]], checks={
    "La fonction rend une liste de textes.": lambda f: all(isinstance(code, str) for code in list(f(livraisons[0]))),
})
answer("quarantaine", form=sequence(of=text()), ordered=False, checks={
    "Chaque code est celui d’une livraison.": lambda v: set(v) <= {livraison["livraison"] for livraison in livraisons},
})

# %% [markdown]
# ## 4. Un journal que l’on ne réécrit pas (2 points)
#
# Le journal d’audit est **chaîné** : chaque entrée porte l’empreinte de la précédente. L’empreinte d’une entrée est le SHA-256, en
# hexadécimal, de sa forme canonique : l’entrée **sans** sa clé `empreinte`, en JSON, clés triées à tous les niveaux, sans aucune espace
# entre les éléments, caractères accentués tels quels, en UTF-8. En Python :

# %% name="journaux" role="setup"
def forme_canonique(valeur):
    return json.dumps(valeur, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


exemple = next(iter(journaux.values()))
print(json.dumps(exemple["entrees"][0], ensure_ascii=False, indent=2), "\n", exemple["ancre"])

# %% [markdown]
# Écrivez `controler_journal(entrees, ancre)`. Elle rend la **position** (à partir de 0, dans la liste `entrees`) de la première entrée
# dont le maillon est rompu. Le maillon d’une entrée est rompu si l’une de ces trois conditions est vraie :
#
# - son `rang` n’est pas sa position dans la liste ;
# - sa `precedente` n’est pas l’`empreinte` de l’entrée d’avant (soixante-quatre zéros pour la première) ;
# - son `empreinte` n’est pas celle que l’on recalcule.
#
# Si aucun maillon n’est rompu, reste à confronter le journal à son ancre, notée chaque soir sur un registre séparé :
# `{"longueur": n, "empreinte": "…"}` est l’empreinte de la n-ième entrée, telle qu’elle était alors. Le journal a pu grandir depuis. Si
# le journal compte moins de n entrées, ou si sa n-ième entrée a une autre empreinte, la fonction rend `-1` : il a été tronqué ou réécrit
# en entier. Sinon, elle rend `None`.
#
# Remettez aussi `etats`, un dictionnaire de chaque code de `journaux` vers le résultat de votre fonction. La fonction ne modifie pas les
# entrées qu’elle reçoit.

# %% name="journal-code" role="solution"
### BEGIN SOLUTION
def controler_journal(entrees, ancre):
    precedente = "0" * 64
    for position, entree in enumerate(entrees):
        recalculee = hashlib.sha256(
            forme_canonique({cle: valeur for cle, valeur in entree.items() if cle != "empreinte"})
        ).hexdigest()
        if entree["rang"] != position or entree["precedente"] != precedente or entree["empreinte"] != recalculee:
            return position
        precedente = entree["empreinte"]
    longueur = ancre["longueur"]
    if len(entrees) < longueur or entrees[longueur - 1]["empreinte"] != ancre["empreinte"]:
        return -1
    return None


etats = {code: controler_journal(journal["entrees"], journal["ancre"]) for code, journal in journaux.items()}
### END SOLUTION

# %% name="journal" role="answer" points=2
answer("controler_journal", form=function(), calls=[[exemple["entrees"], exemple["ancre"]]], checks={
    "La fonction rend un entier ou None.":
        lambda f: f(exemple["entrees"], exemple["ancre"]) is None or f(exemple["entrees"], exemple["ancre"]) >= -1,
})
answer("etats", form=mapping(keys=list(journaux)))

# %% [markdown]
# ## 5. Qui appelle l’API ? (2 points)
#
# Un partenaire joint à chaque requête un code d’authentification (HMAC-SHA256), calculé avec un secret qu’il partage avec la mutuelle.
# À la différence d’une signature, ce code ne prouve rien à un tiers : la mutuelle, qui a le même secret, aurait pu le fabriquer. Il suffit pour
# reconnaître un appelant, et il est rapide. Les clés **tournent** : pendant quelques jours, l’ancienne et la nouvelle sont bonnes toutes
# les deux.

# %% name="requetes" role="setup"
# Les heures sont en secondes depuis 1970. Secrets en hexadécimal : la clé HMAC est leurs octets, bytes.fromhex(secret).
cles_api = {
    "k-101": {"partenaire": "opticien-12", "secret": "5b1e" * 16, "debut": 1_759_000_000, "fin": 1_761_955_200},
    "k-102": {"partenaire": "opticien-12", "secret": "c07d" * 16, "debut": 1_761_696_000, "fin": 1_769_000_000},
    "k-201": {"partenaire": "dentiste-07", "secret": "88a3" * 16, "debut": 1_760_000_000, "fin": 1_768_000_000},
}
FENETRE = 300  # secondes


def message(requete):
    corps = hashlib.sha256(requete["corps"].encode("utf-8")).hexdigest()
    lignes = [requete["methode"], requete["chemin"], str(requete["horodatage"]), requete["nonce"], corps]
    return "\n".join(lignes).encode("utf-8")


requete_exemple = {
    "recue_a": 1_761_900_010, "methode": "POST", "chemin": "/v1/estimations", "horodatage": 1_761_900_000, "nonce": "a1f0",
    "corps": '{"acte": "monture", "montant": 240}', "cle": "k-102", "code": "",
}
requete_exemple["code"] = hmac.new(bytes.fromhex("c07d" * 16), message(requete_exemple), "sha256").hexdigest()

for code, extrait in extraits.items():
    print(f"--- {code}\n{extrait}\n")

# %% [markdown]
# Écrivez `authentifier(requetes)`. Elle reçoit une liste de requêtes, dans l’ordre d’arrivée, et rend la liste de leurs verdicts, dans le
# même ordre. Le verdict est le premier qui s’applique :
#
# | Verdict | Quand |
# |---|---|
# | `cle_refusee` | la clé `cle` n’est pas dans `cles_api`, ou l’heure de réception `recue_a` est hors de sa période (`debut` et `fin` compris) |
# | `code_faux` | `code` n’est pas le HMAC-SHA256, en hexadécimal minuscule, de `message(requete)` avec le secret de cette clé ; `code` est un texte quelconque, accents compris |
# | `hors_delai` | `recue_a` et `horodatage` diffèrent de plus de `FENETRE` secondes, dans un sens ou dans l’autre |
# | `rejeu` | une requête déjà **acceptée** dans cette liste, du même **partenaire**, portait le même `nonce` |
# | `acceptee` | dans les autres cas |
#
# Chaque appel de la fonction repart d’une mémoire vide. Comparez les codes en temps constant.
#
# Relisez enfin les extraits affichés ci-dessus. Remettez `revue`, un dictionnaire de chaque code de `extraits` vers son défaut :
#
# | Défaut | Ce que c’est |
# |---|---|
# | `comparaison` | la durée de la comparaison renseigne un attaquant |
# | `secret_expose` | un secret est écrit là où il ne devrait pas l’être |
# | `mot_de_passe_rapide` | un mot de passe est haché par une fonction trop rapide, donc facile à essayer en masse |
# | `alea_previsible` | une valeur qui doit être imprévisible ne l’est pas |
# | `verdict_ignore` | la vérification est faite, mais la suite n’en tient pas compte |
# | `aucun` | pas de défaut |

# %% name="authentification-code" role="solution"
### BEGIN SOLUTION
def authentifier(requetes):
    vus, verdicts = set(), []
    for requete in requetes:
        cle = cles_api.get(requete["cle"])
        if cle is None or not cle["debut"] <= requete["recue_a"] <= cle["fin"]:
            verdicts.append("cle_refusee")
            continue
        attendu = hmac.new(bytes.fromhex(cle["secret"]), message(requete), "sha256").hexdigest()
        passage = (cle["partenaire"], requete["nonce"])
        if not hmac.compare_digest(attendu.encode("utf-8"), requete["code"].encode("utf-8")):
            verdicts.append("code_faux")
        elif abs(requete["recue_a"] - requete["horodatage"]) > FENETRE:
            verdicts.append("hors_delai")
        elif passage in vus:
            verdicts.append("rejeu")
        else:
            vus.add(passage)
            verdicts.append("acceptee")
    return verdicts


defauts = {
    "comparaison": ["E05", "E09"], "secret_expose": ["E02", "E11"], "mot_de_passe_rapide": ["E01", "E07"],
    "alea_previsible": ["E04", "E10"], "verdict_ignore": ["E03", "E08"], "aucun": ["E06", "E12"],
}
revue = {code: defaut for defaut, codes in defauts.items() for code in codes if code in extraits}
### END SOLUTION

# %% name="authentification" role="answer" points=2
answer("authentifier", form=function(), calls=[[[requete_exemple]]], checks={
    "La requête d’exemple est acceptée.": lambda f: list(f([requete_exemple])) == ["acceptee"],
    "La même, présentée deux fois, est un rejeu.":
        lambda f: list(f([requete_exemple, requete_exemple])) == ["acceptee", "rejeu"],
})
answer("revue", form=mapping(keys=list(extraits), of=choice(
    "comparaison", "secret_expose", "mot_de_passe_rapide", "alea_previsible", "verdict_ignore", "aucun")))

# %% [markdown]
# ## 6. Les usages abusifs (3 points)
#
# Un compte authentifié n’est pas un compte honnête. Voici trois semaines d’accès, du 13 octobre au 2 novembre 2025. Les comptes `g…` sont
# ceux des gestionnaires, `p…` ceux des partenaires, `s…` ceux des programmes.

# %% name="acces" role="setup"
enquetes = pd.read_csv(DONNEES / "enquetes.csv").sample(frac=0.75, random_state=variante).sort_values("compte").reset_index(drop=True)
acces = pd.read_csv(DONNEES / "acces.csv", dtype={"adherent": "Int64"})
acces = acces[acces["compte"].isin(enquetes["compte"])].reset_index(drop=True)
dossiers = pd.read_csv(DONNEES / "dossiers.csv")
derogations = pd.read_csv(DONNEES / "derogations.csv")
derogations = derogations[derogations["compte"].isin(enquetes["compte"])].reset_index(drop=True)
display(acces.head(3), dossiers.head(3), derogations, enquetes.head(3))

# %% [markdown]
# Les instants (`horodatage`, `ouvert_le`, `ferme_le`) sont en **UTC** ; `ferme_le` est vide tant que le dossier est ouvert. Les jours et les
# heures des règles sont ceux de **Paris**, qui est passé à l’heure d’hiver dans la nuit du 25 au 26 octobre. Un compte n’a jamais deux
# accès du même type au même instant.
#
# | Règle | Un compte la déclenche quand… |
# |---|---|
# | `enumeration` | au moins 15 de ses consultations **se suivent** dans le temps, et chacune porte le numéro d’adhérent de la précédente plus un. On regarde toutes ses lignes `consultation`, refusées comprises, et elles seules |
# | `quota` | pour l’une au moins de ses prédictions, faite à l’instant t, il compte plus de 60 prédictions (refusées comprises) dans les 60 minutes qui finissent à t : t compris, t − 60 minutes exclu |
# | `export_hors_heures` | il fait au moins un export réussi (`statut` vaut `ok`) hors des heures ouvrées. Les heures ouvrées vont du lundi au vendredi, de 7 h compris à 20 h exclu |
# | `sans_dossier` | compte de gestionnaire seulement : il consulte avec succès au moins 5 adhérents **différents** sans avoir, à cet instant, de dossier ouvert à son nom pour l’adhérent. Un dossier est ouvert de `ouvert_le` à `ferme_le`, bornes comprises |
#
# `derogations` cite des usages autorisés : pour la `regle` citée, et elle seule, les lignes du `compte` dont la date (à Paris) va de `du`
# à `au`, bornes comprises, sont **retirées du journal avant** d’appliquer la règle.
#
# Remettez, les lignes dans l’ordre que vous voulez :
#
# - `alertes`, une table `compte`, `regle` : une ligne par compte et par règle déclenchée, dérogations appliquées ;
# - `ecartees`, une table de même forme : ce qui se déclenche sans les dérogations, et plus avec elles ;
# - `qualite`, un dictionnaire : `precision`, la part des comptes signalés dont l’enquête a confirmé l’abus (`abus` vaut `oui` dans
#   `enquetes`), et `rappel`, la part des abus confirmés dont le compte est signalé. Un compte est signalé s’il a au moins une ligne dans
#   `alertes`.

# %% name="abus-code" role="solution"
### BEGIN SOLUTION
journal = acces.assign(instant=pd.to_datetime(acces["horodatage"], utc=True)).sort_values(["compte", "instant"])
journal["local"] = journal["instant"].dt.tz_convert("Europe/Paris")
periodes = dossiers.assign(
    debut=pd.to_datetime(dossiers["ouvert_le"], utc=True),
    fin=pd.to_datetime(dossiers["ferme_le"], utc=True).fillna(pd.Timestamp("2100-01-01", tz="UTC")),
)


def retirer(lignes, regle, actives):
    jour = lignes["local"].dt.strftime("%Y-%m-%d")
    garde = pd.Series(True, index=lignes.index)
    for d in derogations[derogations["regle"] == regle].itertuples():
        garde &= ~((lignes["compte"] == d.compte) & (jour >= d.du) & (jour <= d.au) & actives)
    return lignes[garde]


def enumeration(lignes, seuil=15):
    vues = lignes[lignes["action"] == "consultation"]
    suite = vues.groupby("compte")["adherent"].diff().eq(1).fillna(False)
    longueurs = vues.groupby(["compte", (~suite).cumsum().rename("bloc")]).size()
    return set(longueurs[longueurs >= seuil].reset_index()["compte"])


def quota(lignes, limite=60):
    appels = lignes[lignes["action"] == "prediction"].set_index("instant")
    if appels.empty:
        return set()
    compte = appels.groupby("compte")["id"].rolling("60min").count()
    return set(compte[compte > limite].reset_index()["compte"])


def export_hors_heures(lignes, quand="local"):
    exports = lignes[(lignes["action"] == "export") & (lignes["statut"] == "ok")]
    ouvre = exports[quand].dt.dayofweek.lt(5) & exports[quand].dt.hour.between(7, 19)
    return set(exports.loc[~ouvre, "compte"])


def sans_dossier(lignes, avec_dates=True):
    vues = lignes[lignes["compte"].str.startswith("g") & (lignes["action"] == "consultation") & (lignes["statut"] == "ok")]
    liens = vues.merge(periodes, on=["compte", "adherent"])
    couvertes = liens.loc[liens["instant"].between(liens["debut"], liens["fin"]) | (not avec_dates), "id"]
    nues = vues[~vues["id"].isin(couvertes)].groupby("compte")["adherent"].nunique()
    return set(nues[nues >= 5].index)


REGLES = {"enumeration": enumeration, "quota": quota, "export_hors_heures": export_hors_heures, "sans_dossier": sans_dossier}


def appliquer(actives=True):
    return {(compte, nom) for nom, regle in REGLES.items() for compte in regle(retirer(journal, nom, actives))}


avec, sans = appliquer(), appliquer(actives=False)
alertes = pd.DataFrame(sorted(avec), columns=["compte", "regle"])
ecartees = pd.DataFrame(sorted(sans - avec), columns=["compte", "regle"])
signales, abus = set(alertes["compte"]), set(enquetes.loc[enquetes["abus"] == "oui", "compte"])
qualite = {"precision": len(signales & abus) / len(signales), "rappel": len(signales & abus) / len(abus)}
### END SOLUTION

# %% name="abus-autres" role="reference"
def seule(nom, comptes):
    return pd.DataFrame(sorted((compte, nom) for compte in comptes), columns=["compte", "regle"])


answer("enquetes", enquetes)
answer("alertes-sans-derogations", pd.DataFrame(sorted(sans), columns=["compte", "regle"]))
answer("exports-utc", seule("export_hors_heures", export_hors_heures(retirer(journal, "export_hors_heures", True), "instant")))
answer("dossiers-sans-dates", seule("sans_dossier", sans_dossier(retirer(journal, "sans_dossier", True), False)))
tranches = retirer(journal, "quota", True).query("action == 'prediction'")
tranches = tranches.groupby(["compte", tranches["local"].dt.strftime("%d %H")]).size()
answer("quota-tranches", seule("quota", set(tranches[tranches > 60].reset_index()["compte"])))

# %% name="abus" role="answer" points=3
CODES_REGLES = {"enumeration", "quota", "export_hors_heures", "sans_dossier"}
answer("alertes", form=table(columns=["compte", "regle"]), ordered=False, checks={
    "Les règles sont celles du tableau.": lambda t: set(t["regle"]) <= CODES_REGLES,
    "Aucune ligne n’est en double.": lambda t: not t.duplicated().any(),
})
answer("ecartees", form=table(columns=["compte", "regle"]), ordered=False, checks={
    "Les règles sont celles du tableau.": lambda t: set(t["regle"]) <= CODES_REGLES,
})
answer("qualite", form=mapping(keys=["precision", "rappel"], of=number(0, 1)))

# %% [markdown]
# ## 7. Une source qui empoisonne (2 points)
#
# L’article 15 du règlement européen sur l’IA nomme l’**empoisonnement des données** parmi les attaques dont un système à haut risque doit se
# garder ; la mutuelle s’en inspire pour Clarté. Un second modèle repère les devis à contrôler (`a_controler` vaut 1). Il apprend sur
# `apports`, que les partenaires envoient avec leur étiquette. La mutuelle a vérifié elle-même les devis de `temoin`.

# %% name="apports" role="setup"
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

apports = pd.read_csv(DONNEES / "apports.csv")
apports = apports[apports["partenaire"].isin(presents)].sort_values("ligne").reset_index(drop=True)
temoin = pd.read_csv(DONNEES / "temoin.csv")
VARIABLES = ["montant", "ecart_tarif", "nb_actes", "anciennete_mois", "delai_jours"]


def nouveau_modele():
    return make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors=15))


display(apports.head(3), apports.groupby("partenaire").size().describe())

# %% [markdown]
# Pour chaque partenaire, calculez deux mesures :
#
# - `desaccord` : part de ses lignes dont l’étiquette n’est pas celle que prédit `nouveau_modele()`, entraîné sur les lignes de **tous
#   les autres** partenaires (variables : `VARIABLES`) ;
# - `repetees` : part de ses lignes qui répètent une ligne précédente du même partenaire, mêmes `VARIABLES` et même étiquette (une ligne
#   présente trois fois compte pour deux répétées).
#
# Un partenaire est **suspect** si `desaccord` est au moins égal à 0,30 ou si `repetees` est au moins égal à 0,20.
#
# Remettez `sources`, une table d’une ligne par partenaire (`partenaire`, `desaccord`, `repetees`), dans l’ordre que vous voulez ;
# `suspects`, la liste des partenaires suspects ; et `effet`, un dictionnaire : le rappel (part des devis de `temoin` à contrôler que le
# modèle signale) de `nouveau_modele()` entraîné sur toutes les lignes (`avant`), puis sur celles des partenaires qui ne sont pas
# suspects (`apres`).

# %% name="sources-code" role="solution"
### BEGIN SOLUTION
def mesurer():
    x, y = apports[VARIABLES].to_numpy(), apports["a_controler"].to_numpy()
    lignes = []
    for partenaire, siennes in apports.groupby("partenaire"):
        est_sienne = (apports["partenaire"] == partenaire).to_numpy()
        predites = nouveau_modele().fit(x[~est_sienne], y[~est_sienne]).predict(x[est_sienne])
        lignes.append((
            partenaire, float((predites != y[est_sienne]).mean()), float(siennes.duplicated([*VARIABLES, "a_controler"]).mean()),
        ))
    return pd.DataFrame(lignes, columns=["partenaire", "desaccord", "repetees"])


def rappel(lignes):
    vrais = temoin[temoin["a_controler"] == 1]
    return float(nouveau_modele().fit(lignes[VARIABLES], lignes["a_controler"]).predict(vrais[VARIABLES]).mean())


sources = mesurer()
suspects = sources.loc[(sources["desaccord"] >= 0.30) | (sources["repetees"] >= 0.20), "partenaire"].tolist()
effet = {"avant": rappel(apports), "apres": rappel(apports[~apports["partenaire"].isin(suspects)])}
### END SOLUTION

# %% name="sources-autres" role="reference"
faux = nouveau_modele().fit(apports[VARIABLES], apports["a_controler"]).predict(apports[VARIABLES]) != apports["a_controler"]
answer("sources-avec-soi", faux.groupby(apports["partenaire"]).mean().rename("desaccord").reset_index())

# %% name="sources" role="answer" points=2
answer("sources", form=table(columns=["partenaire", "desaccord", "repetees"], rows=16), ordered=False, checks={
    "Chaque partenaire figure une fois.": lambda t: sorted(t["partenaire"]) == sorted(presents),
})
answer("suspects", form=sequence(of=text()), ordered=False, checks={
    "Chaque code est celui d’un partenaire.": lambda v: set(v) <= set(presents),
})
answer("effet", form=mapping(keys=["avant", "apres"], of=number(0, 1)))

# %% [markdown]
# ## 8. Les suites d’un incident (1 point)
#
# Le RGPD demande au responsable du traitement de noter toute violation de données personnelles dans un registre (article 33,
# paragraphe 5), de la notifier à la CNIL dans les 72 heures, sauf si un risque pour les personnes est improbable (article 33), et
# d’informer les personnes quand le risque est élevé (article 34). La mutuelle applique la grille suivante, dans cet ordre :
#
# | Suite | Quand |
# |---|---|
# | `aucune` | aucune donnée personnelle n’est touchée : ce n’est pas une violation au sens de l’article 4, point 12 |
# | `registre` | le risque est improbable : données illisibles pour qui les a eues (chiffrées, clé sauve) et toujours disponibles ; ou seul destinataire connu, tenu au secret, qui atteste les avoir détruites ; ou données déjà publiques, licitement |
# | `cnil_et_personnes` | le risque est élevé : une personne non autorisée a pu lire des données de soins, des coordonnées bancaires ou des numéros de sécurité sociale ; ou des personnes ont été privées de soins |
# | `cnil` | toute autre violation |
#
# Le délai court dès que la mutuelle est raisonnablement certaine qu’une violation a eu lieu (lignes directrices 9/2022 du Comité européen
# de la protection des données) : c’est la colonne `certain_le`. On compte **72 heures écoulées**, jours de repos compris. Les heures sont celles de
# Paris, où l’on est passé de l’heure d’été à l’heure d’hiver le dimanche 26 octobre 2025 à 3 h. Un assureur a d’autres déclarations à
# faire, au titre du règlement européen DORA par exemple : elles ne sont pas demandées ici.

# %% name="incidents" role="setup"
incidents = pd.read_csv(DONNEES / "incidents.csv").sample(9, random_state=variante).sort_values("incident").reset_index(drop=True)
with pd.option_context("display.max_colwidth", None):
    display(incidents)

# %% [markdown]
# Remettez `suites`, une table d’une ligne par incident, dans l’ordre que vous voulez : `incident`, `suite` (l’un des quatre codes) et
# `limite`, le dernier moment pour notifier à la CNIL, en heure de Paris, écrit comme `certain_le` (`AAAA-MM-JJ HH:MM`) ; le texte vide
# s’il n’y a rien à notifier.

# %% name="suites-code" role="solution"
### BEGIN SOLUTION
par_suite = {
    "aucune": ["I05", "I10"], "registre": ["I01", "I03", "I07", "I13"], "cnil": ["I04", "I08", "I12"],
    "cnil_et_personnes": ["I02", "I06", "I09", "I11"],
}
suite_de = {incident: suite for suite, codes in par_suite.items() for incident in codes}
suites = incidents[["incident"]].assign(suite=incidents["incident"].map(suite_de))
certains = pd.to_datetime(incidents["certain_le"]).dt.tz_localize("Europe/Paris") + pd.Timedelta(hours=72)
suites["limite"] = certains.dt.strftime("%Y-%m-%d %H:%M").where(suites["suite"].str.startswith("cnil"), "")
### END SOLUTION

# %% name="suites-autres" role="reference"
for nom, colonne in (("limites-sans-heure-hiver", "certain_le"), ("limites-depuis-les-faits", "survenu_le")):
    depart = pd.to_datetime(incidents[colonne]) + pd.Timedelta(hours=72)
    answer(nom, incidents[["incident"]].assign(limite=depart.dt.strftime("%Y-%m-%d %H:%M")))

# %% name="suites" role="answer" points=1
answer("suites", form=table(columns=["incident", "suite", "limite"], rows=len(incidents)), ordered=False, checks={
    "Chaque incident figure une fois.": lambda t: sorted(t["incident"]) == sorted(incidents["incident"]),
})

# %% [markdown]
# ## 9. La note au comité (3 points)
#
# Vendredi 31 octobre 2025, 18 h 10. Un opticien confirme que sa clé d’API a été volée ; la mutuelle en est dès lors certaine. Du 27 au
# 30 octobre, cette clé a servi à 2 140 requêtes réussies, qui ont rendu le nom, la date de naissance et le détail des soins d’optique de 1 930
# adhérents. Le journal est intact jusqu’au 29 ; celui du 30 est plus court que son ancre : d’autres requêtes ont pu avoir lieu. La clé
# n’a pas encore été retirée. Le comité se réunit le lundi 3 novembre à 9 h.
#
# Rédigez, en 200 à 350 mots, la note que Malika Serre remettra au comité, dont les membres ne sont pas informaticiens. Elle est notée par
# une personne, un point par élément :
#
# 1. **La décision sur l’incident.** Notifier à la CNIL ou non, informer les personnes ou non, avec le motif tiré des faits ; avant quel jour et
#    quelle heure ; ce que l’on ne sait pas encore, et comment on le dira.
# 2. **Les priorités.** Deux risques à traiter d’abord, appuyés sur au moins deux de vos résultats chiffrés (questions 1, 2, 6 ou 7), dont
#    un avec son incertitude ; et une limite des données employées.
# 3. **Les mesures et l’ouverture.** Trois mesures, dont une immédiate, chacune avec un responsable et une preuve observable ; ce que l’on fait des comptes
#    signalés, sachant que certaines alertes sont fausses ; et un avis motivé sur l’ouverture à 300 partenaires.

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# **L’incident.** Nous notifions à la CNIL avant le lundi 3 novembre à 18 h 10 : la certitude date du 31 octobre à 18 h 10, et le week-end ne
# suspend pas les 72 heures. Une personne non autorisée a lu le nom et les soins de 1 930 adhérents : le risque est élevé, donc nous
# les informons aussi, sans attendre la fin de l’enquête. Le journal du 30 est tronqué : le nombre de personnes est un minimum. Nous
# le disons dans la première notification, et nous la compléterons.
#
# **Les priorités.** D’abord le vol de clé d’API, dont le niveau était élevé avant les mesures. Ensuite les fuites par perte et par accès indu : sur mes
# données, la perte attendue, toutes causes réunies, est d’environ 390 000 € par an (intervalle à 95 % de la moyenne simulée : ± 5 400 €),
# et plus d’une année sur trois dépasse la franchise. Cet intervalle ne dit que l’erreur de la simulation. Le classement est moins
# sûr : la perte ne passe première que dans deux tirages sur trois. Les incidents sont américains, anciens, et touchent tous au moins
# 500 personnes : le coût d’un petit incident est surestimé.
#
# **Les mesures.**
# 1. Tout de suite, le responsable de l’API retire la clé volée ; preuve : une requête signée avec elle est refusée.
# 2. D’ici au 14 novembre, la responsable de la sécurité fait noter l’ancre du journal chaque heure chez un tiers ; preuve : le contrôle de
#    chaîne, chaque matin.
# 3. La responsable des données met en quarantaine les envois des partenaires suspects ; preuve : le rappel mesuré sur les devis témoins.
#
# Un compte signalé n’est pas un coupable : une partie des alertes est fausse. On entend la personne, on vérifie son dossier, et on
# consigne la conclusion avant toute sanction.
#
# **L’ouverture.** Avis défavorable aujourd’hui ; favorable quand le quota glissant et la rotation des clés seront en place, par groupes de
# trente partenaires.
# ### END SOLUTION
