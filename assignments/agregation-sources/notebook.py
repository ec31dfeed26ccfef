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
# # Réunir quatre sources sans en prendre trop : les retards d’un assureur voyage
#
# ## Situation
#
# Horizon Voyage assure des voyageurs contre les retards d’avion. L’été 2013 a été orageux à New York, et les réclamations se sont
# accumulées. La directrice technique, Sofia Lemaire, veut savoir **combien l’assureur doit, par formule de contrat, et quelle part
# des dossiers le mauvais temps exclut**. Les réponses sont éparpillées :
#
# | source | ce qu’elle contient | forme |
# |---|---|---|
# | réclamations | ce que les assurés ont saisi sur le site, avec leur identité | fichier CSV |
# | contrats | les formules, leurs conditions et les numéros des contrats | fichier JSON |
# | vols | l’horaire, le retard et la distance de chaque vol | base SQLite |
# | météo | les relevés heure par heure de chaque aéroport | service HTTP |
#
# Un collègue a tout joint en une matinée : il annonce plus de dossiers qu’il n’y a de réclamations. Vous reprenez le travail.
#
# Le registre des traitements de l’assureur est strict. L’étude a pour seul but de chiffrer les indemnités : elle n’a droit **qu’aux
# données qui servent à un calcul demandé ici**. Identité, coordonnées, date de naissance, messages libres (où des assurés parlent de leur santé)
# et noms des observateurs de la météo ne doivent figurer dans aucune table produite.
#
# ## Objectifs
#
# - établir la clé qui identifie un vol, avant de joindre ;
# - ramener une clé saisie à la main à une forme unique ;
# - moissonner un service HTTP : pages, échecs passagers, échecs définitifs, corrections, champs utiles seulement ;
# - dédoublonner et joindre sans perdre ni multiplier une ligne, et en rendre compte ;
# - convertir unités, heures et monnaie ;
# - rendre compte à un métier et au délégué à la protection des données (DPO).
#
# **Durée** : 90 minutes. **Prérequis** : Python (fonctions, dictionnaires), pandas ou SQL, notion de requête HTTP.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1. La clé d’un vol | un dictionnaire et une liste | 1 |
# | 2. Lire une référence de vol | une fonction, appelée sur des textes que vous ne voyez pas | 2 |
# | 3. Moissonner la météo | une fonction, essayée sur des services que vous ne voyez pas | 4 |
# | 4. Les réclamations, sans doublon ni excès | une table | 3 |
# | 5. Joindre sans perdre ni multiplier | une table et un bilan | 3 |
# | 6. Le temps qu’il faisait | une table | 2 |
# | 7. Les indemnités | une table | 2 |
# | 8. La note | un texte, noté par une personne avec une grille | 3 |
# | Total | huit questions | 20 |
#
# Toute méthode exacte convient (pandas, SQL, Python seul). Les questions 1 à 7 sont vérifiées par la machine sur vos données, puis sur
# un autre tirage : une valeur recopiée ne rapporte rien. L’ordre des lignes et des colonnes est libre. Les contrôles affichés sous vos
# réponses portent sur leur forme ; ils ne disent pas si elles sont justes.
#
# ## Les données
#
# Vols et météo sont **réels** (New York, juillet et août 2013). Les assurés, leurs réclamations et les contrats sont **fictifs** : de vraies
# réclamations seraient des données personnelles, parfois de santé. Traitez-les comme si elles étaient vraies. Origine, licence et modifications :
# `data/SOURCES.toml`.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% [markdown]
# La cellule suivante dépose vos quatre sources : trois fichiers dans le dossier temporaire `depot`, et un vrai service HTTP, sur votre
# propre machine, à l’adresse `adresse`.

# %% name="sources" role="setup"
import json
import random
import re
import sqlite3
import tempfile
import threading
import urllib.error
import urllib.request
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pandas as pd
from blocnotes_handin import function, integer, mapping, sequence, table

dossier_temporaire = tempfile.TemporaryDirectory(prefix="horizon-")
depot = Path(dossier_temporaire.name)

pd.read_csv("data/reclamations.csv", sep=";", dtype=str, keep_default_na=False).sample(
    frac=0.85, random_state=variante
).to_csv(depot / "reclamations.csv", sep=";", index=False)

conditions = json.loads(Path("data/contrats.json").read_text(encoding="utf-8"))
for formule in conditions["formules"]:
    for palier in formule["paliers"]:
        palier["indemnite_centimes"] += 500 * (variante % 7)
(depot / "contrats.json").write_text(json.dumps(conditions, ensure_ascii=False), encoding="utf-8")

vols = pd.read_parquet("data/vols.parquet").sample(frac=0.96, random_state=variante)
base = sqlite3.connect(depot / "vols.sqlite")
vols.to_sql("vol", base, index=False)
base.close()

RELEVES = pd.read_parquet("data/meteo.parquet").astype(object).where(lambda t: t.notna(), None).to_dict("records")


def observations(aeroport, premier=0, jours=62, corrections=True, graine=0):
    """Ce que le service sait : des relevés, chacun avec sa version, dans un ordre quelconque."""
    hasard = random.Random(f"{graine}-{aeroport}")
    connus = [r for r in RELEVES if r["aeroport"] == aeroport]
    rendus = []
    for releve in connus[24 * premier : 24 * (premier + jours)]:
        derniere = 1
        if corrections and hasard.random() < 0.08:
            derniere = hasard.randint(2, 3)
            for version in range(1, derniere):
                faux = {"vent_mph": 60.0 + version, "pluie_pouces": 1.5, "visibilite_milles": 0.25}
                rendus.append(releve | faux | {"version": version, "observateur": "A. Whitfield"})
        rendus.append(releve | {"version": derniere, "observateur": "J. Mercado"})
    hasard.shuffle(rendus)
    return rendus


def ouvrir_service(taille=250, pannes=(), **scenario):
    """Ouvre le service météo sur la boucle locale. `pannes[n]` liste les échecs servis avant la page n + 1."""
    contenu = {nom: observations(nom, **scenario) for nom in ("EWR", "JFK", "LGA")}
    reste = {numero: list(codes) for numero, codes in enumerate(pannes, start=1)}
    journal = []  # une entrée par demande : le code rendu, et si un nom d’observateur est sorti

    class Service(BaseHTTPRequestHandler):
        def do_GET(self):
            if len(journal) >= 200:  # le service se tait devant qui insiste trop
                journal.append((0, False))
                threading.Event().wait()
            adresse = urlsplit(self.path)
            demande = {cle: valeurs[-1] for cle, valeurs in parse_qs(adresse.query).items()}
            page = int(demande.get("page", "1")) if demande.get("page", "1").isascii() and demande.get("page", "1").isdigit() else 1
            if adresse.path != "/observations" or demande.get("aeroport") not in contenu:
                return self.repondre(404, {"erreur": "aéroport ou chemin inconnu"})
            if reste.get(page):
                return self.repondre(reste[page].pop(0), {"erreur": "réessayez"})
            lignes = contenu[demande["aeroport"]]
            suite = None
            if page * taille < len(lignes):
                suite = "/observations?" + urlencode(demande | {"page": page + 1})
            rendu = lignes[(page - 1) * taille : page * taille]
            if "champs" in demande:
                voulus = demande["champs"].split(",")
                rendu = [{cle: valeur for cle, valeur in ligne.items() if cle in voulus} for ligne in rendu]
            return self.repondre(200, {"observations": rendu, "suite": suite})

        def repondre(self, code, corps):
            octets = json.dumps(corps).encode()
            journal.append((code, b"observateur" in octets))
            self.send_response(code)
            if code == 429:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(octets)))
            self.end_headers()
            self.wfile.write(octets)

        def log_message(self, *arguments):
            pass

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    serveur.daemon_threads = True
    threading.Thread(target=serveur.serve_forever, args=(0.01,), daemon=True).start()
    return serveur, f"http://127.0.0.1:{serveur.server_address[1]}", journal


service, adresse, _ = ouvrir_service(pannes=[[], [429], [503, 500]])
lire_vol = recolter = None  # ce que vous écrirez
sorted(chemin.name for chemin in depot.iterdir()), adresse

# %%
print((depot / "reclamations.csv").read_text(encoding="utf-8")[:520])
print((depot / "contrats.json").read_text(encoding="utf-8")[:420])
with sqlite3.connect(depot / "vols.sqlite") as essai:
    print(essai.execute("SELECT sql FROM sqlite_master").fetchone()[0])
    print(essai.execute("SELECT * FROM vol LIMIT 2").fetchall())
print(urllib.request.urlopen(adresse + "/observations?aeroport=JFK").read().decode()[:420])

# %% [markdown]
# ### Dictionnaire des données
#
# **`reclamations.csv`** (UTF-8, séparateur `;`) : `reclamation` (numéro unique), `recue_le` (date et heure de réception, toutes différentes),
# `contrat` (six chiffres, zéros de tête compris), `nom`, `prenom`, `courriel`, `telephone`, `naissance`, `vol` (saisi à la main),
# `date_vol` (jour de départ, JJ/MM/AAAA), `aeroport` (de départ, saisi à la main), `message` (texte libre).
#
# **`contrats.json`** : une liste `formules` ; chacune a un `code`, une franchise en **heures**, `exclut_intemperies`, des
# `paliers` d’indemnité en **centimes** d’euro selon la distance, et la liste de ses numéros de `contrats`.
#
# **`vols.sqlite`**, table `vol` : `compagnie` (deux caractères), `numero` (entier), `jour` (AAAA-MM-JJ), `origine`, `destination`, `depart_prevu`
# (AAAA-MM-JJ HH:MM, **heure locale de New York**), `retard_arrivee` (minutes ; négatif si le vol est en avance ; **vide si le vol a été annulé**),
# `distance_milles` (milles terrestres).
#
# **Le service météo** : `GET {adresse}/observations?aeroport=JFK` rend un objet JSON `{"observations": […], "suite": …}`. `suite` est le chemin de la
# page suivante, à la suite de `adresse`, ou `null` à la dernière page. Chaque observation a les champs `aeroport`, `instant` (début
# de l’heure, en **UTC**), `version`, `temperature_f`, `vent_mph` (milles par heure), `visibilite_milles`, `pluie_pouces`, `observateur` (le nom d’une personne).
# Le paramètre facultatif `champs`, une liste de champs séparés par des virgules, restreint ce qui est rendu ; `suite` le conserve.
#
# Unités : 1 mille = 1,609344 km ; 1 pouce = 25,4 mm. En juillet et en août, New York est à **UTC − 4 heures**.

# %% [markdown]
# ## Question 1. La clé d’un vol (1 point)
#
# Avant de joindre, il faut savoir ce qui identifie **une** ligne de la table `vol`. Pour chacune des quatre clés candidates ci-dessous, comptez
# les **lignes en trop** : le nombre de lignes de la table moins le nombre de valeurs différentes de la clé.
#
# Remettez `en_trop`, un dictionnaire dont les clés sont les quatre noms de `CANDIDATES`, et `cle`, la liste des colonnes de la candidate qui
# identifie chaque ligne.

# %% name="candidates" role="setup"
CANDIDATES = {
    "compagnie+numero": ["compagnie", "numero"],
    "compagnie+numero+jour": ["compagnie", "numero", "jour"],
    "numero+jour+origine": ["numero", "jour", "origine"],
    "compagnie+numero+jour+origine": ["compagnie", "numero", "jour", "origine"],
}

# %% name="cle-code" role="solution"
### BEGIN SOLUTION
with sqlite3.connect(depot / "vols.sqlite") as connexion:
    vol = pd.read_sql("SELECT * FROM vol", connexion)
en_trop = {nom: int(vol.duplicated(colonnes).sum()) for nom, colonnes in CANDIDATES.items()}
cle = next(CANDIDATES[nom] for nom, nombre in en_trop.items() if nombre == 0)
### END SOLUTION

# %% name="cle-vol" role="answer" points=1
answer("en_trop", form=mapping(list(CANDIDATES), of=integer(0)))
answer("cle", form=sequence(), ordered=False, checks={
    "La clé ne cite que des colonnes de la table.": lambda c: set(c) <= {"compagnie", "numero", "jour", "origine"},
})

# %% [markdown]
# ## Question 2. Lire une référence de vol (2 points)
#
# Écrivez la fonction `lire_vol(texte)`. Elle rend une liste `[compagnie, numero]` (un texte et un entier), ou `None` si le texte n’est pas une référence de vol. Règles :
#
# 1. on retire d’abord, où qu’ils soient, les espaces (ordinaires et insécables), les tirets `-` et les points, puis on met en majuscules ;
# 2. il doit alors rester **exactement** un code de compagnie, puis un numéro, et rien d’autre ;
# 3. le code a deux caractères, lettres de A à Z ou chiffres de 0 à 9, dont **au moins une lettre** (`UA`, `B6`, `9E`) ;
# 4. le numéro a un à quatre chiffres, zéros de tête permis, et vaut au moins 1 ;
# 5. ce qui n’est pas un texte donne `None`.
#
# Exemples : `" b6-0023"` donne `["B6", 23]` ; `"9E 4105"` donne `["9E", 4105]` ; `"1545"`, `"UA"` et `"AA 12 B"` donnent `None`.

# %% name="lire-code" role="solution"
### BEGIN SOLUTION
def lire_vol(texte):
    """Ramène une référence saisie à la main à [compagnie, numéro], ou None."""
    if not isinstance(texte, str):
        return None
    net = re.sub(r"[ \u00a0\u202f.\-]", "", texte).upper()
    trouve = re.fullmatch(r"([A-Z][A-Z0-9]|[0-9][A-Z])([0-9]{1,4})", net)
    if not trouve or int(trouve[2]) == 0:
        return None
    return [trouve[1], int(trouve[2])]
### END SOLUTION

# %% name="lire" role="answer" points=2
answer("lire_vol", form=function(), calls=[["UA 1545"], ["b6-0023"], ["vol retour"]], checks={
    "La fonction lit « UA 1545 » et « b6-0023 ».": lambda f: [list(f("UA 1545")), list(f(" b6-0023"))] == [["UA", 1545], ["B6", 23]],
    "Elle rend None pour « AA 12 B ».": lambda f: f("AA 12 B") is None,
})

# %% [markdown]
# La cellule suivante donne `references`, ce qu’une bonne lecture tire de vos réclamations : par numéro de réclamation, `[compagnie, numero]` ou `None`. Elle
# vous sert à vérifier votre fonction et, pour ne pas vous pénaliser deux fois, à continuer si elle n’est pas au point.

# %% name="references" role="setup"
references = json.loads(Path("data/references.json").read_text(encoding="utf-8"))
saisies = pd.read_csv(depot / "reclamations.csv", sep=";", dtype=str, keep_default_na=False)[["reclamation", "vol"]]
references = {numero: references[numero] for numero in saisies["reclamation"]}
try:
    accords = sum(list(lire_vol(texte) or []) == (references[numero] or []) for numero, texte in saisies.itertuples(index=False))
    print(f"Votre fonction s’accorde avec {accords} références sur {len(saisies)}.")
except Exception as erreur:
    print("Votre fonction échoue sur une réclamation :", type(erreur).__name__)

# %% [markdown]
# ## Question 3. Moissonner la météo (4 points)
#
# Écrivez la fonction `recolter(adresse, aeroport)`. Elle interroge le service à cette adresse et rend une **liste de dictionnaires, un par instant**, avec les
# clés `instant`, `vent_mph`, `visibilite_milles` et `pluie_pouces` (d’autres clés sont tolérées). Elle doit :
#
# 1. lire **toutes les pages**, jusqu’à ce que `suite` vaille `null` ;
# 2. ne garder, quand un instant est servi plusieurs fois, que la **version la plus haute** ;
# 3. réessayer la même page quand le service répond 429, 500 ou 503 : **six essais au plus par page** ; si le sixième échoue aussi, lever une
#    `RuntimeError` ;
# 4. lever une `LookupError` dès que le service répond 404, sans réessayer ;
# 5. ne **jamais faire sortir** le champ `observateur` du service ;
# 6. rendre une liste vide si le service n’a aucune observation.
#
# Une valeur `null` reste `None`. Le service répond `Retry-After: 0` : ici, réessayez sans attendre (en production, on attendrait ce qu’il
# demande). La bibliothèque standard suffit : `urllib.request.urlopen` lève `urllib.error.HTTPError`, dont l’attribut `code` est le code HTTP.

# %% name="recolter-code" role="solution"
### BEGIN SOLUTION
CHAMPS = "instant,version,vent_mph,visibilite_milles,pluie_pouces"


def lire_page(url, essais=6):
    """Lit une page, en réessayant les échecs passagers."""
    for _ in range(essais):
        try:
            with urllib.request.urlopen(url, timeout=10) as reponse:
                return json.load(reponse)
        except urllib.error.HTTPError as erreur:
            if erreur.code == 404:
                raise LookupError(url) from erreur
            if erreur.code not in (429, 500, 503):
                raise
    raise RuntimeError(f"le service ne répond pas : {url}")


def recolter(adresse, aeroport):
    """Rend le dernier état connu de chaque relevé d’un aéroport."""
    derniers = {}
    suite = "/observations?" + urlencode({"aeroport": aeroport, "champs": CHAMPS})
    while suite:
        page = lire_page(adresse + suite)
        for releve in page["observations"]:
            connu = derniers.get(releve["instant"])
            if connu is None or releve["version"] > connu["version"]:
                derniers[releve["instant"]] = releve
        suite = page["suite"]
    return list(derniers.values())
### END SOLUTION

# %% [markdown]
# La cellule suivante essaie votre fonction sur un service ouvert exprès : nombre de pages, pannes et corrections changent à chaque essai.

# %% name="essai" role="setup"
def essai_recolte(aeroport, jours, corrections, taille, pannes, graine):
    """Essaie `recolter` sur un service neuf, et dit ce qui s’est passé."""
    serveur, ou, journal = ouvrir_service(taille=taille, pannes=pannes, jours=jours, corrections=corrections, graine=graine)
    issue = {}

    def travail():
        try:
            releves = recolter(ou, aeroport)
            issue["releves"] = sorted(
                [str(r["instant"]), *(r[cle] for cle in ("vent_mph", "visibilite_milles", "pluie_pouces"))] for r in releves
            )
            issue["nom_rendu"] = any("observateur" in r for r in releves)
        except Exception as erreur:
            issue["erreur"] = next(
                (nom.__name__ for nom in (RuntimeError, KeyError, LookupError) if isinstance(erreur, nom)), type(erreur).__name__
            )

    fil = threading.Thread(target=travail, daemon=True)
    fil.start()
    while fil.is_alive() and len(journal) <= 200:
        fil.join(0.02)
    serveur.shutdown()
    serveur.server_close()
    if fil.is_alive() and not issue:
        issue["erreur"] = "sans fin"
    return issue | {"demandes": len(journal), "noms_servis": any(nom for _, nom in journal)}


bilan_essai = essai_recolte("JFK", 3, True, 20, [[], [429, 503], [500]], 1)
print(bilan_essai.get("erreur", "aucune erreur"), "|", len(bilan_essai.get("releves", [])), "relevés |", bilan_essai["demandes"], "demandes")

# %% name="recolte" role="answer" points=4
answer("essai_recolte", form=function(), calls=[["JFK", 2, False, 20, [], 0]])

# %% [markdown]
# ## Question 4. Les réclamations, sans doublon ni excès (3 points)
#
# Remettez la table `reclamations`, tirée du fichier CSV :
#
# - une ligne par réclamation **lisible** (sa référence de vol n’est pas `None`) ;
# - un même assuré a parfois envoyé plusieurs fois la même réclamation, écrite autrement. Deux lignes **lisibles** sont des doublons si elles ont le même contrat et
#   le même vol (compagnie, numéro, jour, aéroport de départ) ; on garde celle qui a été **reçue la première** ;
# - exactement ces six colonnes, et aucune autre : `reclamation`, `contrat`, `compagnie`, `numero`, `jour` (AAAA-MM-JJ), `origine` (trois majuscules).

# %% name="reclamations-code" role="solution"
### BEGIN SOLUTION
utiles = ["reclamation", "recue_le", "contrat", "vol", "date_vol", "aeroport"]
brut = pd.read_csv(depot / "reclamations.csv", sep=";", dtype=str, keep_default_na=False, usecols=utiles)
lus = brut["vol"].map(lire_vol)
lisibles = brut[lus.notna()].copy()
lisibles["compagnie"] = [vol_lu[0] for vol_lu in lus.dropna()]
lisibles["numero"] = [vol_lu[1] for vol_lu in lus.dropna()]
lisibles["jour"] = pd.to_datetime(lisibles["date_vol"], format="%d/%m/%Y").dt.strftime("%Y-%m-%d")
lisibles["origine"] = lisibles["aeroport"].str.strip().str.upper()
reclamations = lisibles.sort_values("recue_le").drop_duplicates(["contrat", "compagnie", "numero", "jour", "origine"])
reclamations = reclamations[["reclamation", "contrat", "compagnie", "numero", "jour", "origine"]].reset_index(drop=True)
### END SOLUTION

# %% name="reclamations" role="answer" points=3
answer("reclamations", form=table(["reclamation", "contrat", "compagnie", "numero", "jour", "origine"]), ordered=False, checks={
    "Chaque numéro de réclamation n’y est qu’une fois.": lambda t: t["reclamation"].is_unique,
    "Tous les contrats ont six caractères.": lambda t: t["contrat"].astype(str).str.len().eq(6).all(),
})

# %% name="reclamations-autres" role="reference"
ordre = ["contrat", "compagnie", "numero", "jour", "origine"]
answer("derniers-recus", lisibles.sort_values("recue_le").drop_duplicates(ordre, keep="last")["reclamation"].tolist())
answer("premiers-du-fichier", lisibles.drop_duplicates(ordre)["reclamation"].tolist())
answer("tous-lisibles", lisibles["reclamation"].tolist())
answer("sans-origine", lisibles.sort_values("recue_le").drop_duplicates(ordre[:-1])["reclamation"].tolist())

# %% [markdown]
# ## Question 5. Joindre sans perdre ni multiplier (3 points)
#
# Rattachez chaque ligne de `reclamations` à son vol et à son contrat. Remettez :
#
# - `dossiers`, une table avec **une ligne par ligne de `reclamations`**, et exactement ces sept colonnes :
#   - `reclamation` ;
#   - `statut` : `"vol inconnu"` si le vol n’est pas dans la base ; sinon `"contrat inconnu"` si le numéro de contrat n’est dans aucune formule ; sinon `"rattaché"` ;
#   - `formule` : le code de la formule ;
#   - `annule` : `True` si le vol a été annulé, `False` sinon ;
#   - `retard` : le retard à l’arrivée, en minutes (vide si le vol a été annulé) ;
#   - `distance_km` : la distance en kilomètres (arrondie à deux décimales ou non) ;
#   - `heure_utc` : le début de l’heure de départ **prévue**, en UTC, écrit comme dans le service météo (`2013-07-04T22:00:00Z`) ;
#
#   les cinq dernières ne sont lues que sur les lignes rattachées ;
# - `bilan`, un dictionnaire de six effectifs : `recues` (lignes du fichier CSV), `illisibles`, `doublons` (lignes retirées comme doublons), `vol_inconnu`,
#   `contrat_inconnu`, `rattachees`. Rien ne se perd : `recues` est la somme des cinq autres.

# %% name="dossiers-code" role="solution"
### BEGIN SOLUTION
formules = json.loads((depot / "contrats.json").read_text(encoding="utf-8"))["formules"]
formule_de = {contrat: formule["code"] for formule in formules for contrat in formule["contrats"]}

joint = reclamations.merge(vol, how="left", on=cle, validate="many_to_one", indicator=True)
joint["formule"] = joint["contrat"].map(formule_de)
joint["statut"] = "rattaché"
joint.loc[joint["formule"].isna(), "statut"] = "contrat inconnu"
joint.loc[joint["_merge"] == "left_only", "statut"] = "vol inconnu"
joint["annule"] = joint["retard_arrivee"].isna()
joint["retard"] = joint["retard_arrivee"]
joint["distance_km"] = joint["distance_milles"] * 1.609344
depart_utc = pd.to_datetime(joint["depart_prevu"]) + pd.Timedelta(hours=4)
joint["heure_utc"] = depart_utc.dt.floor("h").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
dossiers = joint[["reclamation", "statut", "formule", "annule", "retard", "distance_km", "heure_utc"]]

compte = Counter(dossiers["statut"])
bilan = {
    "recues": len(brut),
    "illisibles": int(lus.isna().sum()),
    "doublons": len(lisibles) - len(reclamations),
    "vol_inconnu": compte["vol inconnu"],
    "contrat_inconnu": compte["contrat inconnu"],
    "rattachees": compte["rattaché"],
}
### END SOLUTION

# %% name="dossiers" role="answer" points=3
answer("dossiers", form=table(["reclamation", "statut", "formule", "annule", "retard", "distance_km", "heure_utc"]), ordered=False, checks={
    "Chaque réclamation n’y est qu’une fois.": lambda t: t["reclamation"].is_unique,
    "Le statut est l’un des trois prévus.": lambda t: set(t["statut"]) <= {"rattaché", "vol inconnu", "contrat inconnu"},
})
answer("bilan", form=mapping(["recues", "illisibles", "doublons", "vol_inconnu", "contrat_inconnu", "rattachees"], of=integer(0)), checks={
    "Rien ne se perd : « recues » est la somme des cinq autres.": lambda b: b["recues"] == sum(b.values()) - b["recues"],
})

# %% [markdown]
# ## Question 6. Le temps qu’il faisait (2 points)
#
# Pour ne pas vous pénaliser deux fois, la cellule suivante donne la table `meteo` : ce qu’une bonne moisson des trois aéroports rend, une ligne par
# aéroport et par instant. Vous pouvez aussi vous servir de votre propre moisson. Dans le service comme dans cette table, **des heures manquent**.

# %% name="meteo" role="setup"
meteo = pd.DataFrame(RELEVES)[["aeroport", "instant", "vent_mph", "visibilite_milles", "pluie_pouces"]]
mesures = ["vent_mph", "visibilite_milles", "pluie_pouces"]
meteo[mesures] = meteo[mesures].astype(float)
meteo.head(3)

# %% [markdown]
# Remettez la table `temps`, une ligne par réclamation **rattachée**, et exactement ces six colonnes :
#
# - `reclamation` ;
# - `releve` : `True` si la météo a une ligne pour l’aéroport de départ à l’heure `heure_utc`, `False` sinon ;
# - `vent_kmh`, `visibilite_km`, `pluie_mm` : les mesures de cette ligne, converties (arrondies à deux décimales ou non ; vides sans relevé) ;
# - `intemperie` : `True` si le vent atteint **45 km/h ou plus**, ou si la visibilité est **inférieure à 5 km**, ou si la pluie atteint **1 mm ou plus** dans l’heure. Comparez les
#   valeurs non arrondies. Une mesure absente ne prouve rien : sans relevé, `intemperie` vaut `False`.

# %% name="temps-code" role="solution"
### BEGIN SOLUTION
rattachees = dossiers[dossiers["statut"] == "rattaché"].merge(reclamations[["reclamation", "origine"]], on="reclamation")
temps = rattachees.merge(
    meteo, how="left", left_on=["origine", "heure_utc"], right_on=["aeroport", "instant"], validate="many_to_one"
)
temps["releve"] = temps["instant"].notna()
temps["vent_kmh"] = temps["vent_mph"] * 1.609344
temps["visibilite_km"] = temps["visibilite_milles"] * 1.609344
temps["pluie_mm"] = temps["pluie_pouces"] * 25.4
temps["intemperie"] = (temps["vent_kmh"] >= 45) | (temps["visibilite_km"] < 5) | (temps["pluie_mm"] >= 1)
temps = temps[["reclamation", "releve", "vent_kmh", "visibilite_km", "pluie_mm", "intemperie"]]
### END SOLUTION

# %% name="temps" role="answer" points=2
answer("temps", form=table(["reclamation", "releve", "vent_kmh", "visibilite_km", "pluie_mm", "intemperie"]), ordered=False, checks={
    "Chaque réclamation n’y est qu’une fois.": lambda t: t["reclamation"].is_unique,
})

# %% name="temps-autres" role="reference"
locale = pd.to_datetime(rattachees["heure_utc"]) - pd.Timedelta(hours=4)
decale = rattachees.assign(heure_utc=locale.dt.strftime("%Y-%m-%dT%H:%M:%SZ")).merge(
    meteo, how="left", left_on=["origine", "heure_utc"], right_on=["aeroport", "instant"]
)
answer("temps-en-heure-locale", decale.assign(vent_kmh=decale["vent_mph"] * 1.609344)[["reclamation", "vent_kmh"]])

# %% [markdown]
# ## Question 7. Les indemnités (2 points)
#
# Règles de l’assureur, pour chaque réclamation **rattachée** :
#
# 1. elle **ouvre droit** si le vol a été annulé, ou si son retard à l’arrivée atteint la franchise de la formule (retard **supérieur ou égal** à la franchise) ;
# 2. une réclamation qui ouvre droit est **exclue** si la formule exclut les intempéries et que `intemperie` est vrai ;
# 3. sinon elle est **indemnisée** : on prend le premier palier dont `jusqu_a_km` est **supérieur ou égal** à la distance, ou le palier sans limite (`null`).
#
# Remettez la table `montants`, une ligne par formule (les trois), avec exactement ces cinq colonnes : `formule`, `rattachees` (nombre de réclamations rattachées),
# `exclues`, `indemnisees` (deux effectifs), `total_euros`.

# %% name="montants-code" role="solution"
### BEGIN SOLUTION
lignes = []
detail = dossiers[dossiers["statut"] == "rattaché"].merge(temps[["reclamation", "intemperie"]], on="reclamation")
for formule in formules:
    siens = detail[detail["formule"] == formule["code"]]
    droit = siens["annule"] | (siens["retard"] >= 60 * formule["franchise_heures"])
    exclue = droit & siens["intemperie"] & formule["exclut_intemperies"]
    payees = siens[droit & ~exclue]
    total = sum(
        next(p["indemnite_centimes"] for p in formule["paliers"] if p["jusqu_a_km"] is None or km <= p["jusqu_a_km"])
        for km in payees["distance_km"]
    )
    lignes.append({
        "formule": formule["code"], "rattachees": len(siens), "exclues": int(exclue.sum()), "indemnisees": len(payees),
        "total_euros": total / 100,
    })
montants = pd.DataFrame(lignes)
### END SOLUTION

# %% name="montants" role="answer" points=2
answer("montants", form=table(["formule", "rattachees", "exclues", "indemnisees", "total_euros"], rows=3), ordered=False, checks={
    "On n’indemnise pas plus de réclamations qu’on n’en rattache.": lambda t: (t["indemnisees"] + t["exclues"] <= t["rattachees"]).all(),
})

# %% [markdown]
# ## Question 8. La note (3 points)
#
# Voici ce que donne la jointure du collègue, sur votre table `reclamations` : il joint les vols par compagnie, numéro et jour, puis la météo par l’heure seule.

# %% name="collegue" role="setup"
try:
    c = reclamations.reset_index()[["reclamation", "compagnie", "numero", "jour"]]
    c = c.assign(numero=c["numero"].astype(int), jour=pd.to_datetime(c["jour"]).dt.strftime("%Y-%m-%d"))
    c = c.merge(vols, on=["compagnie", "numero", "jour"])
    c["instant"] = (pd.to_datetime(c["depart_prevu"]) + pd.Timedelta(hours=4)).dt.strftime("%Y-%m-%dT%H:00:00Z")
    apres_meteo = c.merge(meteo, on="instant")
    print(f"{len(reclamations)} réclamations.")
    for etape, lignes_jointes in {"les vols": c, "la météo": apres_meteo}.items():
        print(f"Après {etape} : {len(lignes_jointes)} lignes, pour {lignes_jointes['reclamation'].nunique()} réclamations différentes.")
except Exception as erreur:
    print("La table « reclamations » n’est pas encore utilisable :", type(erreur).__name__)

# %% [markdown]
# Rédigez une note de 200 à 300 mots, que liront Sofia Lemaire et le DPO :
#
# 1. **le résultat** : ce que l’assureur doit au total et par formule, ce que les intempéries excluent, et le sort de toutes les réclamations reçues (chiffres du bilan) ;
# 2. **la méthode** : pourquoi la jointure du collègue multiplie des lignes et en perd d’autres (les deux causes, avec ses effectifs), et comment la vôtre l’évite ;
# 3. **le respect des personnes** : ce que vous n’avez pas pris, à quelle étape vous l’avez écarté et au nom de quel principe ; ce qu’il reste d’identifiant dans vos tables et ce
#    que vous proposez d’en faire ; une limite de l’étude qui pourrait léser un assuré.

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres de la variante 0, à titre d’exemple.)*
#
# **Résultat.** Sur 720 réclamations reçues, 24 sont illisibles, 89 sont des envois répétés, 62 visent un vol absent de la base et 20 un contrat inconnu. Les 525 autres
# sont rattachées : Horizon Voyage doit 34 330 €, dont 7 650 € pour Essentiel, 13 200 € pour Confort et 13 480 € pour Premium. Le
# mauvais temps exclut 55 réclamations (20 et 35) ; aucune en Premium, qui n’a pas cette clause.
#
# **Méthode.** Un même numéro peut servir deux fois le même jour, depuis deux aéroports : sans l’aéroport dans la clé, ces dossiers doublent. Joindre la météo par l’heure
# seule donne ensuite à chaque dossier les relevés des trois aéroports : 1 694 lignes pour 607 réclamations. À l’inverse, sa jointure perd sans le dire les vols inconnus et les heures sans
# relevé. J’ai vérifié que chaque clé est unique dans la table jointe, gardé toutes les lignes de gauche, et contrôlé que les effectifs s’additionnent.
#
# **Personnes.** Par minimisation (RGPD, article 5), nom, coordonnées, naissance et messages n’ont pas été chargés : ils sont écartés dès la lecture du fichier. Les messages parlent parfois de santé, donnée
# sensible. Le nom des observateurs n’est pas demandé au service. Il reste le numéro de réclamation et celui du contrat, qui désignent indirectement une personne : le contrat disparaît après le
# rattachement, le numéro de réclamation est remplacé par un code, la table est effacée après validation. Limite : une référence mal saisie prive un assuré d’indemnité ; les dossiers illisibles ou sans
# vol doivent être revus par une personne avant tout refus.
# ### END SOLUTION
