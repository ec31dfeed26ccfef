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
# # Interroger au bon grain : les retards d’une société d’assistance en escale
#
# ## Situation
#
# Passerelle Services assiste les avions de seize compagnies dans les trois aéroports de New York : embarquement, bagages, piste. Les
# compagnies réclament des pénalités pour les retards de **février 2013**, un mois de tempêtes. La directrice des opérations, Irène Castan,
# veut des chiffres qui tiennent devant elles : par compagnie, par aéroport, par avion, par équipe.
#
# Un collègue a rendu un premier tableau. Les minutes de retard y sont bien trop élevées, la liste des avions restés au sol est vide, et les noms des agents circulent
# par courriel. Vous reprenez le travail, en SQL, avec une règle posée par les élus du personnel et le délégué à la protection
# des données (DPO) : **aucune étude ne permet de lire le nom, le matricule ou la date de naissance d’un agent.**
#
# ## Objectifs
#
# - écrire des requêtes au grain demandé : une ligne par compagnie, par avion, par jour, par agent ;
# - garder ce qui manque : jointures externes, valeurs absentes, `NULL` dans une exclusion ;
# - éviter la multiplication des lignes dans une jointure ;
# - calculer sous-totaux et fenêtres glissantes ;
# - publier des données pseudonymisées, et distinguer ce qui dure de ce qui est temporaire ;
# - juger des requêtes et en rendre compte.
#
# **Durée** : 90 minutes. **Prérequis** : SQL (joindre, regrouper, sous-requêtes), bases de Python.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1. Toutes les compagnies | une requête | 2 |
# | 2. Les avions absents | deux requêtes | 2 |
# | 3. La charge, sans doublon | une requête | 2 |
# | 4. Les totaux | une requête | 2 |
# | 5. Le retard hérité | une requête | 3 |
# | 6. Sept jours glissants | une requête | 2 |
# | 7. Publier sans nommer | un script SQL et un nombre | 3 |
# | 8. La note | un texte, noté par une personne avec une grille | 4 |
# | Total | huit questions | 20 |
#
# Les questions 1 à 7 se répondent en SQL : vous écrivez le **texte** d’une requête, la machine l’exécute et vérifie la **table** obtenue, sur vos
# données puis sur un autre tirage. Une valeur recopiée ne rapporte donc rien. Toute requête exacte convient. Dans toutes les tables, l’ordre des lignes et des colonnes est
# libre ; les noms de colonnes sont imposés ; **moyennes et parts sont rendues sans arrondi, ou avec au moins quatre décimales** ; une part est entre 0 et 1.
# Les contrôles affichés sous vos réponses portent sur leur forme ; ils ne disent pas si elles sont justes.
#
# ## Les données
#
# Vols, avions et compagnies sont **réels**. Les agents et leurs affectations sont **fictifs** : de vrais plannings seraient des
# données personnelles. Traitez-les comme si elles étaient vraies. Origine, licence et modifications : `data/SOURCES.toml`.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% [markdown]
# La cellule suivante construit la base de votre tirage (six avions sur dix, 132 agents), dans le moteur DuckDB. La fonction `interroger(texte)` exécute une
# requête **en lecture seule** et rend une table pandas ; si la requête échoue, elle affiche l’erreur et rend une table vide.

# %% name="base" role="setup"
import random
import shutil
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
from blocnotes_handin import integer, mapping, table

dossier_temporaire = tempfile.TemporaryDirectory(prefix="passerelle-")
depot = Path(dossier_temporaire.name)
chemin = depot / "passerelle.duckdb"

vols = pd.read_parquet("data/vols.parquet")
gardes = vols["immatriculation"].dropna().drop_duplicates().sample(frac=0.6, random_state=variante)
connus = vols["immatriculation"].isin(gardes)
vols = pd.concat([vols[connus], vols[vols["immatriculation"].isna()].sample(frac=0.6, random_state=variante)])
agents = pd.read_csv("data/agents.csv", parse_dates=["naissance"]).sample(n=132, random_state=variante)
affectations = pd.read_parquet("data/affectations.parquet")
affectations = affectations[affectations["id_vol"].isin(vols["id_vol"]) & affectations["matricule"].isin(agents["matricule"])]

with duckdb.connect(str(chemin), config={"threads": 1}) as ecriture:
    ecriture.execute("""
        CREATE TABLE compagnie AS SELECT code, nom FROM read_csv('data/compagnies.csv', header = true);
        CREATE TABLE avion AS SELECT * FROM read_csv('data/avions.csv', header = true);
        CREATE TABLE vol AS SELECT * FROM vols ORDER BY id_vol;
        CREATE TABLE agent AS SELECT * REPLACE (naissance::DATE AS naissance) FROM agents ORDER BY matricule;
        CREATE TABLE affectation AS SELECT * FROM affectations;
    """)

lecture = duckdb.connect(str(chemin), read_only=True, config={"threads": 1})


def interroger(texte):
    """Exécute une requête en lecture seule et rend une table (5 000 lignes au plus)."""
    if not isinstance(texte, str) or not texte.strip():
        return pd.DataFrame()
    try:
        with lecture.cursor() as session:  # chaque requête a sa session
            return session.execute(texte).df().head(5000)
    except Exception as erreur:
        print("La requête échoue :", str(erreur)[:500])
        return pd.DataFrame()


# Ce que vous écrirez.
sql_compagnies = sql_sans_vol = sql_hors_registre = sql_charge = sql_totaux = sql_rotations = sql_glissant = sql_publication = None
interroger("SELECT table_name, estimated_size AS lignes FROM duckdb_tables()")

# %%
interroger("SELECT * FROM vol WHERE retard_depart IS NULL OR retard_depart > 60 LIMIT 4")

# %%
interroger("SELECT poste, count(*) AS affectations, count(DISTINCT matricule) AS agents FROM affectation GROUP BY poste")

# %% [markdown]
# ### Dictionnaire des données
#
# | table | une ligne par | colonnes |
# |---|---|---|
# | `compagnie` | compagnie assistée | `code`, `nom` |
# | `avion` | avion du registre | `immatriculation`, `annee`, `constructeur`, `modele`, `sieges` |
# | `vol` | vol programmé | `id_vol`, `compagnie` (code), `numero`, `immatriculation`, `origine`, `destination`, `depart_prevu`, `retard_depart`, `retard_arrivee` |
# | `agent` | agent de Passerelle Services | `matricule`, `nom`, `prenom`, `naissance`, `escale`, `contrat` |
# | `affectation` | agent affecté à un vol | `id_vol`, `matricule`, `poste` |
#
# - Retards en minutes, négatifs si le vol est en avance. Un vol est **effectué** si `retard_depart` n’est pas `NULL` ; sinon il est **annulé**. Un vol effectué mais dérouté n’a pas de `retard_arrivee`.
# - Un vol effectué est **en retard** si `retard_depart` est **strictement supérieur à 15**.
# - `immatriculation` est `NULL` quand aucun avion n’avait été désigné. Certains avions ne sont pas dans le registre.
# - Un vol a de zéro à quatre agents, chacun une seule fois. Certains agents n’ont aucun vol.

# %% [markdown]
# ## Question 1. Toutes les compagnies (2 points)
#
# Écrivez `sql_compagnies` : **une ligne par compagnie de la table `compagnie`**, même celles qui n’ont aucun vol, avec les colonnes :
#
# - `code` ;
# - `programmes` : nombre de vols programmés, et `annules` : nombre de vols annulés (0 s’il n’y en a pas) ;
# - `part_annules` : part des vols annulés parmi les programmés (`NULL` sans vol programmé) ;
# - `retard_moyen` : moyenne de `retard_depart` des vols effectués (`NULL` s’il n’y en a pas) ;
# - `part_retard` : part des vols en retard parmi les vols **effectués** (`NULL` s’il n’y en a pas).

# %% name="compagnies-code" role="solution"
### BEGIN SOLUTION
sql_compagnies = """
    SELECT c.code,
           count(v.id_vol) AS programmes,
           count(v.id_vol) - count(v.retard_depart) AS annules,
           (count(v.id_vol) - count(v.retard_depart)) / nullif(count(v.id_vol), 0) AS part_annules,
           avg(v.retard_depart) AS retard_moyen,
           count(*) FILTER (WHERE v.retard_depart > 15) / nullif(count(v.retard_depart), 0) AS part_retard
    FROM compagnie c LEFT JOIN vol v ON v.compagnie = c.code
    GROUP BY c.code
"""
interroger(sql_compagnies)
### END SOLUTION

# %% name="compagnies" role="answer" points=2
answer("compagnies", interroger(sql_compagnies), ordered=False, form=table(["code", "programmes", "annules", "part_annules", "retard_moyen", "part_retard"]), checks={
    "Chaque compagnie n’y est qu’une fois.": lambda t: t["code"].is_unique,
})

# %% name="compagnies-autres" role="reference"
answer("compagnies-zero", interroger("""
    SELECT compagnie AS code, avg(coalesce(retard_depart, 0)) AS retard_moyen, count_if(retard_depart > 15) / count(*) AS part_retard
    FROM vol GROUP BY compagnie
"""))

# %% [markdown]
# ## Question 2. Les avions absents (2 points)
#
# Irène Castan veut deux listes.
#
# - `sql_sans_vol`, une colonne `immatriculation` : les avions du registre (table `avion`) qui n’ont **effectué aucun vol** de la base. Un avion dont tous les vols sont annulés en fait partie.
# - `sql_hors_registre`, une ligne par compagnie concernée, colonnes `compagnie` (son code), `vols`, `avions` : nombre de vols **programmés** dont l’avion est désigné
#   mais absent du registre, et nombre d’avions différents que cela représente.

# %% name="absents-code" role="solution"
### BEGIN SOLUTION
sql_sans_vol = """
    SELECT immatriculation FROM avion a
    WHERE NOT EXISTS (
        SELECT 1 FROM vol v WHERE v.immatriculation = a.immatriculation AND v.retard_depart IS NOT NULL
    )
"""
sql_hors_registre = """
    SELECT compagnie, count(*) AS vols, count(DISTINCT immatriculation) AS avions
    FROM vol ANTI JOIN avion USING (immatriculation)
    WHERE immatriculation IS NOT NULL
    GROUP BY compagnie
"""
### END SOLUTION

# %% name="absents" role="answer" points=2
answer("sans_vol", interroger(sql_sans_vol), form=table(["immatriculation"]), ordered=False)
answer("hors_registre", interroger(sql_hors_registre), form=table(["compagnie", "vols", "avions"]), ordered=False)

# %% name="absents-autres" role="reference"
answer("sans-programme", interroger("""
    SELECT immatriculation FROM avion WHERE immatriculation NOT IN (SELECT immatriculation FROM vol WHERE immatriculation IS NOT NULL)
"""))
answer("hors-registre-avec-null", interroger("""
    SELECT compagnie, count(*) AS vols FROM vol ANTI JOIN avion USING (immatriculation) GROUP BY compagnie
"""))

# %% [markdown]
# ## Question 3. La charge, sans doublon (2 points)
#
# Écrivez `sql_charge` : une ligne par compagnie qui a **effectué** au moins un vol, sur ses seuls vols effectués, avec les colonnes :
#
# - `compagnie` (son code) ;
# - `vols` : nombre de vols effectués ;
# - `minutes` : somme des `retard_arrivee` **positifs** de ces vols (0 s’il n’y en a pas) ; chaque vol compte une fois ;
# - `affectations` : nombre d’affectations d’agents à ces vols ;
# - `agents` : nombre d’agents différents qui y ont été affectés (0 s’il n’y en a pas).

# %% name="charge-code" role="solution"
### BEGIN SOLUTION
sql_charge = """
    WITH par_vol AS (
        SELECT v.id_vol, v.compagnie, greatest(coalesce(v.retard_arrivee, 0), 0) AS minutes
        FROM vol v WHERE v.retard_depart IS NOT NULL
    ), retards AS (
        SELECT compagnie, count(*) AS vols, sum(minutes) AS minutes FROM par_vol GROUP BY compagnie
    ), equipes AS (
        SELECT compagnie, count(*) AS affectations, count(DISTINCT matricule) AS agents
        FROM par_vol JOIN affectation USING (id_vol) GROUP BY compagnie
    )
    SELECT compagnie, vols, minutes, coalesce(affectations, 0) AS affectations, coalesce(agents, 0) AS agents
    FROM retards LEFT JOIN equipes USING (compagnie)
"""
interroger(sql_charge)
### END SOLUTION

# %% name="charge" role="answer" points=2
answer("charge", interroger(sql_charge), ordered=False, form=table(["compagnie", "vols", "minutes", "affectations", "agents"]), checks={
    "Chaque compagnie n’y est qu’une fois.": lambda t: t["compagnie"].is_unique,
})

# %% name="charge-autres" role="reference"
answer("charge-multipliee", interroger("""
    SELECT compagnie, sum(retard_arrivee) AS minutes_gauche, sum(retard_arrivee) FILTER (matricule IS NOT NULL) AS minutes
    FROM vol LEFT JOIN affectation USING (id_vol) WHERE retard_arrivee > 0 GROUP BY compagnie
"""))
answer("charge-distincte", interroger("""
    SELECT compagnie, sum(DISTINCT retard_arrivee) AS minutes FROM vol WHERE retard_arrivee > 0 GROUP BY compagnie
"""))

# %% [markdown]
# ## Question 4. Les totaux (2 points)
#
# Écrivez `sql_totaux` : **une seule** table qui porte trois niveaux, avec les colonnes `origine`, `compagnie`, `programmes`, `effectues` et `retard_moyen` (moyenne de `retard_depart`
# des vols effectués de la ligne, `NULL` s’il n’y en a pas) :
#
# - une ligne par aéroport d’origine et par code de compagnie qui y a au moins un vol programmé ;
# - une ligne par aéroport, toutes compagnies réunies : `compagnie` y vaut `Toutes` ;
# - une ligne pour l’ensemble : `origine` et `compagnie` y valent `Toutes`.

# %% name="totaux-code" role="solution"
### BEGIN SOLUTION
sql_totaux = """
    SELECT coalesce(origine, 'Toutes') AS origine, coalesce(compagnie, 'Toutes') AS compagnie,
           count(*) AS programmes, count(retard_depart) AS effectues, avg(retard_depart) AS retard_moyen
    FROM vol GROUP BY ROLLUP (origine, compagnie)
"""
interroger(sql_totaux).tail(4)
### END SOLUTION

# %% name="totaux" role="answer" points=2
answer("totaux", interroger(sql_totaux), ordered=False, form=table(["origine", "compagnie", "programmes", "effectues", "retard_moyen"]), checks={
    "La ligne de l’ensemble y est une fois.": lambda t: ((t["origine"] == "Toutes") & (t["compagnie"] == "Toutes")).sum() == 1,
})

# %% name="totaux-autres" role="reference"
answer("totaux-moyennes", interroger("""
    WITH d AS (SELECT origine, compagnie, avg(retard_depart) AS m FROM vol GROUP BY ALL)
    SELECT origine, 'Toutes' AS compagnie, avg(m) AS retard_moyen FROM d GROUP BY origine
"""))

# %% [markdown]
# ## Question 5. Le retard hérité (3 points)
#
# Un avion en retard le matin l’est souvent le soir. Pour chaque vol **effectué** dont l’avion est désigné, le **vol précédent** est le vol effectué que le même avion a pris
# juste avant, **le même jour** (date de `depart_prevu`) au départ de New York. On ordonne par `depart_prevu`, puis par `id_vol`. Chaque vol effectué est alors dans une situation, et une seule :
#
# - `premier` : il n’a pas de vol précédent ;
# - `ponctuel` : son vol précédent n’était pas en retard (`retard_depart` de 15 minutes au plus) ;
# - `retarde` : son vol précédent était en retard.
#
# Écrivez `sql_rotations` : une ligne par situation (trois lignes), colonnes `situation`, `vols` (effectif), `retard_moyen` (moyenne de `retard_depart` des vols
# dans cette situation) et `part_retard` (part de ces vols qui sont en retard).

# %% name="rotations-code" role="solution"
### BEGIN SOLUTION
sql_rotations = """
    WITH effectues AS (
        SELECT retard_depart,
               lag(retard_depart) OVER (
                   PARTITION BY immatriculation, depart_prevu::DATE ORDER BY depart_prevu, id_vol
               ) AS precedent
        FROM vol WHERE retard_depart IS NOT NULL AND immatriculation IS NOT NULL
    )
    SELECT CASE WHEN precedent IS NULL THEN 'premier' WHEN precedent <= 15 THEN 'ponctuel' ELSE 'retarde' END AS situation,
           count(*) AS vols, avg(retard_depart) AS retard_moyen, avg((retard_depart > 15)::INT) AS part_retard
    FROM effectues GROUP BY situation
"""
interroger(sql_rotations)
### END SOLUTION

# %% name="rotations" role="answer" points=3
answer("rotations", interroger(sql_rotations), ordered=False, form=table(["situation", "vols", "retard_moyen", "part_retard"], rows=3), checks={
    "Les situations sont les trois prévues.": lambda t: set(t["situation"]) == {"premier", "ponctuel", "retarde"},
})

# %% name="rotations-autres" role="reference"
modele = """
    WITH f AS (SELECT retard_depart, lag(retard_depart) OVER (PARTITION BY {} ORDER BY depart_prevu, id_vol) AS p,
                      row_number() OVER (PARTITION BY {} ORDER BY depart_prevu, id_vol) AS rang FROM vol {})
    SELECT CASE WHEN {} THEN 'premier' WHEN p > 15 THEN 'retarde' ELSE 'ponctuel' END AS situation,
           count(retard_depart) AS vols FROM f WHERE retard_depart IS NOT NULL GROUP BY 1
"""
avion_jour = "immatriculation, depart_prevu::DATE"
effectue = "WHERE retard_depart IS NOT NULL AND immatriculation IS NOT NULL"
answer("rotations-sans-jour", interroger(modele.format("immatriculation", "immatriculation", effectue, "p IS NULL")))
answer("rotations-avec-annules", interroger(modele.format(avion_jour, avion_jour, "WHERE immatriculation IS NOT NULL", "rang = 1")))
answer("rotations-annules-premiers", interroger(modele.format(avion_jour, avion_jour, "WHERE immatriculation IS NOT NULL", "p IS NULL")))

# %% [markdown]
# ## Question 6. Sept jours glissants (2 points)
#
# Écrivez `sql_glissant` : une ligne par compagnie et par jour (date de `depart_prevu`) où la compagnie a **effectué** au moins un vol, colonnes :
#
# - `compagnie` (son code), `jour` (une date, ou un texte AAAA-MM-JJ) ;
# - `vols` : nombre de vols effectués ce jour-là ;
# - `retard_7j` : moyenne de `retard_depart` de **tous les vols** que la compagnie a effectués pendant **sept jours de calendrier**, ce jour et les six précédents. Chaque vol pèse autant ;
#   au début du mois, on prend les jours disponibles. Attention : certaines compagnies ne volent pas tous les jours.

# %% name="glissant-code" role="solution"
### BEGIN SOLUTION
sql_glissant = """
    WITH jours AS (
        SELECT compagnie, depart_prevu::DATE AS jour, count(*) AS vols, sum(retard_depart) AS minutes
        FROM vol WHERE retard_depart IS NOT NULL GROUP BY ALL
    )
    SELECT compagnie, jour, vols, sum(minutes) OVER semaine / sum(vols) OVER semaine AS retard_7j
    FROM jours
    WINDOW semaine AS (PARTITION BY compagnie ORDER BY jour RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW)
"""
interroger(sql_glissant).head()
### END SOLUTION

# %% name="glissant" role="answer" points=2
answer("glissant", interroger(sql_glissant), form=table(["compagnie", "jour", "vols", "retard_7j"]), ordered=False)

# %% name="glissant-autres" role="reference"
modele = """
    WITH j AS (SELECT compagnie, depart_prevu::DATE AS jour, count(*) AS vols, sum(retard_depart) AS m FROM vol WHERE retard_depart IS NOT NULL GROUP BY ALL)
    SELECT compagnie, jour, {} AS retard_7j FROM j WINDOW s AS (PARTITION BY compagnie ORDER BY jour {})
"""
calendrier, lignes = "RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW", "ROWS BETWEEN 6 PRECEDING AND CURRENT ROW"
answer("glissant-lignes", interroger(modele.format("sum(m) OVER s / sum(vols) OVER s", lignes)))
answer("glissant-moyennes", interroger(modele.format("avg(m / vols) OVER s", calendrier)))

# %% [markdown]
# ## Question 7. Publier sans nommer (3 points)
#
# Une analyste étudiera la ponctualité des équipes. Elle n’aura **ni les tables nominatives, ni la clé**. Écrivez `sql_publication`, un script SQL (plusieurs instructions séparées par `;`)
# qui sera exécuté sur une copie de la base, dans une session où la variable `getvariable('cle')` contient une clé secrète. Le DPO détient la clé ; elle disparaît avec la session. Le script crée **exactement** :
#
# 1. une table **temporaire** `correspondance`, une ligne par agent (tous) : `matricule` et `pseudonyme`. Le pseudonyme est formé des **16 premiers caractères** de l’empreinte SHA-256, en hexadécimal
#    minuscule, de la clé suivie du matricule : `sha256(clé || matricule)` ;
# 2. une **table durable** `etude_agent`, une ligne par agent (tous), avec exactement ces six colonnes : `pseudonyme`, `escale`, `tranche_age`, `contrat`,
#    `vols` (vols **effectués** auxquels il a été affecté, 0 s’il n’y en a pas), `vols_retard` (parmi eux, vols en retard, 0 s’il n’y en a pas). `tranche_age` est `moins de 30`, `30 à 44` ou `45 et plus`, d’après l’âge en
#    **années révolues au 28 février 2013** ;
# 3. une **vue durable** `etude_equipe` qui ne lit que `etude_agent` : une ligne par `escale` et `contrat`, colonnes `escale`, `contrat`, `agents` (effectif), `vols` (somme des `vols`),
#    `part_retard` (somme des `vols_retard` divisée par somme des `vols`). Les groupes de **moins de cinq agents** n’y figurent pas.
#
# Rien d’autre ne doit durer : ni table de travail, ni matricule. La clé n’est écrite nulle part, pas même dans le script. Une fois la session fermée, la cellule de contrôle rouvre la base sans la clé, **retire les cinq tables de départ**, et regarde ce qui reste.
#
# Remettez aussi `exposes`, un entier : combien d’agents de `etude_agent` ont une combinaison `escale`, `tranche_age`, `contrat` que partagent **moins de cinq agents**, eux compris. La table `publie["etude_agent"]`, que rend
# `publier`, permet de le calculer en SQL ou autrement.

# %% name="publier" role="setup"
cle_secrete = f"{random.Random(f'cle-{variante}').getrandbits(64):016x}"
TABLES_DE_DEPART = {"compagnie", "avion", "vol", "agent", "affectation"}


def publier(script):
    """Exécute un script sur une copie de la base, ferme la session, rouvre sans la clé et constate ce qui reste."""
    vide = {"etat": {}, "etude_agent": pd.DataFrame(), "etude_equipe": pd.DataFrame()}
    if not isinstance(script, str) or not script.strip():
        return vide
    copie = depot / "publication.duckdb"
    shutil.copyfile(chemin, copie)
    try:
        with duckdb.connect(str(copie), config={"threads": 1}) as session:
            session.execute(f"SET VARIABLE cle = '{cle_secrete}'")
            session.execute(script)
            temporaires = session.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
            lien = session.execute("SELECT count(*), count(DISTINCT pseudonyme) FROM correspondance").fetchone() if ("correspondance",) in temporaires else (0, 0)
        with duckdb.connect(str(copie), config={"threads": 1}) as session:
            for nom in TABLES_DE_DEPART:
                session.execute(f"DROP TABLE IF EXISTS {nom}")
            textes = session.execute("SELECT sql FROM duckdb_views() WHERE NOT internal").fetchall()
            objets = session.execute("""
                SELECT table_name, lower(table_type) FROM information_schema.tables WHERE table_schema NOT IN ('information_schema', 'pg_catalog')
            """).fetchall()

            def lire(nom):
                try:
                    return session.execute(f"SELECT * FROM {nom}").df().head(1000)
                except Exception as erreur:
                    print(f"« {nom} » ne se lit pas :", str(erreur)[:300])
                    return pd.DataFrame()

            etat = {
                "tables": sorted(nom for nom, genre in objets if "table" in genre)[:20],
                "vues": sorted(nom for nom, genre in objets if "view" in genre)[:20],
                "temporaires": sorted(nom for nom, in temporaires)[:20],
                "correspondances": lien[0],
                "cle_ecrite": any(cle_secrete in (texte or "") for texte, in textes) or cle_secrete in script,
            }
            return {"etat": etat, "etude_agent": lire("etude_agent"), "etude_equipe": lire("etude_equipe")}
    except Exception as erreur:
        print("Le script échoue :", str(erreur)[:500])
        return vide

# %% name="publication-code" role="solution"
### BEGIN SOLUTION
sql_publication = """
    CREATE TEMP TABLE correspondance AS
        SELECT matricule, left(sha256(getvariable('cle') || matricule), 16) AS pseudonyme FROM agent;
    CREATE TABLE etude_agent AS
        WITH compte AS (
            SELECT matricule, count(*) AS vols, count_if(retard_depart > 15) AS vols_retard
            FROM affectation JOIN vol USING (id_vol) WHERE retard_depart IS NOT NULL GROUP BY matricule
        )
        SELECT pseudonyme, escale,
               CASE WHEN datesub('year', naissance, DATE '2013-02-28') < 30 THEN 'moins de 30'
                    WHEN datesub('year', naissance, DATE '2013-02-28') < 45 THEN '30 à 44' ELSE '45 et plus' END AS tranche_age,
               contrat, coalesce(vols, 0) AS vols, coalesce(vols_retard, 0) AS vols_retard
        FROM agent JOIN correspondance USING (matricule) LEFT JOIN compte USING (matricule)
        ORDER BY pseudonyme;
    CREATE VIEW etude_equipe AS
        SELECT escale, contrat, count(*) AS agents, sum(vols) AS vols, sum(vols_retard) / sum(vols) AS part_retard
        FROM etude_agent GROUP BY escale, contrat HAVING count(*) >= 5;
"""
publie = publier(sql_publication)
combinaisons = publie["etude_agent"].groupby(["escale", "tranche_age", "contrat"]).size()
exposes = int(combinaisons[combinaisons < 5].sum())
### END SOLUTION

# %% [markdown]
# La cellule suivante exécute de nouveau votre script et montre ce qui reste.

# %% name="constat" role="setup"
constat = publier(sql_publication)
constat["etat"]

# %% name="publication" role="answer" points=3
answer("etat", constat["etat"], form=mapping())
answer("etude_agent", constat["etude_agent"], form=table(["pseudonyme", "escale", "tranche_age", "contrat", "vols", "vols_retard"], rows=132), ordered=False)
answer("etude_equipe", constat["etude_equipe"], form=table(["escale", "contrat", "agents", "vols", "part_retard"]), ordered=False)
answer("exposes", form=integer(0))

# %% [markdown]
# ## Question 8. La note (4 points)
#
# Voici trois requêtes du collègue, exécutées sur votre base.

# %% name="collegue" role="setup"
COLLEGUE = {
    "A. avions sans vol": "SELECT count(*) AS avions FROM avion WHERE immatriculation NOT IN (SELECT immatriculation FROM vol)",
    "B. minutes de retard": "SELECT sum(retard_arrivee) AS minutes FROM vol JOIN affectation USING (id_vol) WHERE retard_arrivee > 0",
    "C. retard moyen": "SELECT avg(m) AS retard FROM (SELECT compagnie, avg(coalesce(retard_depart, 0)) AS m FROM vol GROUP BY compagnie)",
}
for titre, requete in COLLEGUE.items():
    print(titre, "\n   ", requete, "\n    →", interroger(requete).iloc[0, 0])
print("Pour comparer : ", interroger("SELECT sum(retard_arrivee) AS minutes FROM vol WHERE retard_arrivee > 0").iloc[0, 0], "minutes de retard à l’arrivée, chaque vol compté une fois.")

# %% [markdown]
# Rédigez une note de 200 à 300 mots, que liront Irène Castan et le DPO :
#
# 1. **le constat** : les annulations et le retard d’ensemble, l’aéroport le plus touché, et ce que la question 5 dit du retard hérité ; ce qu’elle **ne prouve pas** sur la responsabilité de vos équipes ;
# 2. **les requêtes du collègue** : pour **chacune des trois**, la cause de l’erreur, son sens (trop haut, trop bas, vide) et la correction ;
# 3. **la publication** : ce qui dure et ce qui disparaît avec la session, et pourquoi ; pourquoi `etude_agent` reste une table de **données personnelles** (servez-vous de `exposes`) ; deux mesures avant de la remettre à l’analyste.

# %% [markdown] name="note" role="manual" points=4
# ### BEGIN SOLUTION
# *(Les chiffres de la variante 0 servent d’exemple.)*
#
# **Constat.** Sur 4 676 vols programmés, 394 sont annulés (8,4 %). Les autres partent en moyenne avec 10,8 minutes de retard, et JFK est le plus touché (13,8). Un vol dont l’avion était déjà en retard part bien plus souvent en retard : 65 % contre 21 % quand il était à l’heure. Une partie du retard arrive donc avec l’avion. Cela ne dit pas qui en est cause : tempête, compagnie ou équipe au sol
# touchent aussi le vol précédent, et nous ne voyons que les départs de New York.
#
# **Requêtes.** A rend 0 : la sous-requête contient des `NULL`, et `NOT IN` n’est alors jamais vrai. `NOT EXISTS` corrige ; il faut aussi ne garder que les vols effectués. B est trop haute : chaque vol est compté autant de fois qu’il a
# d’agents, et les vols sans agent disparaissent. On somme les retards au grain du vol avant de joindre. C est trop basse pour chaque compagnie, car un vol annulé y compte comme un vol à l’heure ; et la moyenne des moyennes donne à une compagnie de huit vols le
# poids d’une compagnie de huit cents. `avg(retard_depart)` sur tous les vols effectués suffit.
#
# **Publication.** `etude_agent` et `etude_equipe` durent, parce que l’analyste en a besoin sans la clé. `correspondance`, qui relie un matricule à son pseudonyme, est temporaire : elle s’efface avec la session, comme la clé. La table reste
# personnelle : le DPO peut relier, et 33 agents sur 132 partagent leur combinaison avec moins de quatre autres ; un collègue qui connaît l’âge et le contrat les reconnaît. Avant de la remettre : regrouper les tranches d’âge ou retirer le contrat jusqu’à cinq agents par combinaison,
# et ne donner accès qu’à `etude_equipe`, avec une date d’effacement.
# ### END SOLUTION
