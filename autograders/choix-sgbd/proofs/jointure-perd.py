# %% name="sql-code"
requete_sqlite = """
    SELECT departement, count(DISTINCT m.code) AS mairies, count(DISTINCT m.code) AS samedi,
           sum(population) AS population, sum(population) AS population_samedi
    FROM mairie AS m JOIN (SELECT DISTINCT code FROM ouverture WHERE jour = 'samedi') AS o ON o.code = m.code
    GROUP BY departement
"""
requete_duckdb = """
    SELECT departement, count(*) AS mairies, count(samedi) AS samedi, sum(population) AS population,
           sum(population) FILTER (WHERE samedi IS NOT NULL) AS population_samedi
    FROM mairies GROUP BY departement
"""
