# %% name="sql-code"
requete_sqlite = """
    SELECT m.departement,
           count(DISTINCT m.code) AS mairies,
           count(DISTINCT CASE WHEN o.jour = 'samedi' THEN m.code END) AS samedi,
           sum(m.population) AS population,
           sum(CASE WHEN o.jour = 'samedi' THEN m.population ELSE 0 END) AS population_samedi
    FROM mairie AS m LEFT JOIN ouverture AS o ON o.code = m.code
    GROUP BY m.departement
"""
requete_duckdb = """
    SELECT departement, count(*) AS mairies, count_if(samedi > 0) AS samedi, sum(population) AS population,
           sum(if(samedi > 0, population, 0)) AS population_samedi
    FROM mairies GROUP BY ALL
"""
