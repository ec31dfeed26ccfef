# %% name="chargement-code"
sqlite.executescript("""
    CREATE TABLE IF NOT EXISTS mairie (code TEXT PRIMARY KEY, nom TEXT, departement TEXT, population INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS ouverture (code TEXT REFERENCES mairie (code) ON DELETE CASCADE, jour TEXT, debut TEXT, fin TEXT);
    CREATE INDEX IF NOT EXISTS par_jour ON ouverture (jour, code);
    DELETE FROM ouverture; DELETE FROM mairie;
""")
plat = pd.DataFrame(fiches)
plat[["code", "nom", "departement", "population"]].to_sql("mairie", sqlite, index=False, if_exists="append")
plages = pd.DataFrame([(f["code"], j, d, e) for f in fiches for j, ps in f["horaires"].items() for d, e in ps], columns=["code", "jour", "debut", "fin"])
plages.to_sql("ouverture", sqlite, index=False, if_exists="append")

# DuckDB calcule lui-même les minutes, par un pivot des plages.
duck.execute(f"""
    CREATE OR REPLACE TABLE mairies AS
    WITH durees AS (
        SELECT code, jour, date_diff('minute', debut::TIME, fin::TIME) AS duree FROM plages
    )
    SELECT p.code, p.nom, p.departement, p.population,
           {', '.join(f"coalesce(sum(duree) FILTER (WHERE jour = '{jour}'), 0)::INTEGER AS {jour}" for jour in JOURS)}
    FROM plat AS p LEFT JOIN durees AS d USING (code) GROUP BY p.code, p.nom, p.departement, p.population
""")

surreal.query("DELETE mairie")
for debut in range(0, len(fiches), 1000):
    surreal.insert("mairie", [{**fiche, "id": fiche["code"]} for fiche in fiches[debut:debut + 1000]])

with cles.begin(write=True) as transaction, transaction.cursor() as curseur:
    curseur.putmulti([(fiche["code"].encode(), en_octets(fiche)) for fiche in fiches])

# %% name="sql-code"
requete_sqlite = """
    SELECT m.departement, sum(m.population * o.ouverte) AS population_samedi, sum(m.population) AS population,
           sum(o.ouverte) AS samedi, count(*) AS mairies
    FROM mairie AS m
    JOIN (SELECT code, EXISTS (SELECT 1 FROM ouverture AS x WHERE x.code = y.code AND jour = 'samedi') AS ouverte FROM mairie AS y) AS o
      ON o.code = m.code
    GROUP BY m.departement
"""
requete_duckdb = """
    WITH par_mairie AS (SELECT departement, population, (samedi > 0)::INT AS o FROM mairies)
    SELECT DEPARTEMENT, COUNT(*) AS MAIRIES, SUM(o) AS SAMEDI, SUM(population) AS POPULATION, SUM(o * population) AS POPULATION_SAMEDI
    FROM par_mairie GROUP BY 1 ORDER BY 1 DESC
"""

# %% name="nosql-code"
requete_surrealdb = """
    SELECT departement, count() AS mairies, count(ouverte) AS samedi, math::sum(population) AS population,
           math::sum(IF ouverte THEN population ELSE 0 END) AS population_samedi
    FROM (SELECT departement, population, array::len(horaires.samedi ?? []) > 0 AS ouverte FROM mairie)
    GROUP BY departement
"""


def parcourir_lmdb(base):
    from collections import Counter
    mairies, samedi, population, concernee = Counter(), Counter(), Counter(), Counter()
    with base.begin(buffers=True) as lecture, lecture.cursor() as curseur:
        for valeur in curseur.iternext(keys=False, values=True):
            fiche = json.loads(bytes(valeur))
            ou = fiche["departement"]
            mairies[ou] += 1
            population[ou] += fiche["population"]
            ouverte = bool(fiche["horaires"].get("samedi"))
            samedi[ou] += ouverte
            concernee[ou] += fiche["population"] * ouverte
    return [
        {"departement": ou, "mairies": mairies[ou], "samedi": samedi[ou], "population": population[ou], "population_samedi": concernee[ou]}
        for ou in sorted(mairies, reverse=True)
    ]

# %% name="volumes-code"
import numpy as np
with cles.begin() as lecture:
    octets_fiche = np.mean([len(cle) + len(valeur) for cle, valeur in lecture.cursor()])
complets = modules.copy()
complets.loc["fiches", "octets"] = octets_fiche
volumes_go = {
    module: np.prod([l.par_jour, l.octets, l.conservation_jours, l.copies, np.power(1 + l.hausse_annuelle_pct / 100, 2)]) / 1e9
    for module, l in complets.iterrows()
}

# %% name="reserver-code"
def reserver(connexion, creneau, usager):
    try:
        connexion.execute("INSERT INTO rendez_vous VALUES (?, ?)", (creneau, usager))
        connexion.execute("UPDATE creneau SET places = places - 1 WHERE code = ?", (creneau,))
    except sqlite3.Error:
        connexion.rollback()
        return False
    connexion.commit()
    return True
