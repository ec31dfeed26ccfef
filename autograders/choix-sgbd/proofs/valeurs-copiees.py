# %% name="sql-code"
table_faite = pd.DataFrame(fiches)
table_faite["ouverte"] = ["samedi" in fiche["horaires"] for fiche in fiches]
lignes = [
    (departement, len(lot), int(lot["ouverte"].sum()), int(lot["population"].sum()), int(lot.loc[lot["ouverte"], "population"].sum()))
    for departement, lot in table_faite.groupby("departement")
]
valeurs = ", ".join(str(ligne) for ligne in lignes)
requete_sqlite = f"""
    WITH fait (departement, mairies, samedi, population, population_samedi) AS (VALUES {valeurs}) SELECT * FROM fait
"""
requete_duckdb = """
    SELECT departement, count(*) AS mairies, count(*) FILTER (WHERE samedi > 0) AS samedi, sum(population) AS population,
           coalesce(sum(population) FILTER (WHERE samedi > 0), 0) AS population_samedi
    FROM mairies GROUP BY departement
"""

# %% name="nosql-code"
requete_surrealdb = """
    SELECT departement, count() AS mairies, count(horaires.samedi) AS samedi, math::sum(population) AS population,
           math::sum(IF horaires.samedi THEN population ELSE 0 END) AS population_samedi
    FROM mairie GROUP BY departement
"""


def parcourir_lmdb(base):
    return pd.DataFrame(lignes, columns=COLONNES)
