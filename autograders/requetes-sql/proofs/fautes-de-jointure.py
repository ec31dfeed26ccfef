# %% name="compagnies-code"
sql_compagnies = """
    SELECT compagnie AS code, count(*) AS programmes, count(*) - count(retard_depart) AS annules, 1 - count(retard_depart) / count(*) AS part_annules,
           avg(retard_depart) AS retard_moyen, count_if(retard_depart > 15) / count(retard_depart) AS part_retard
    FROM vol JOIN compagnie ON code = compagnie GROUP BY compagnie
"""

# %% name="absents-code"
sql_sans_vol = "SELECT immatriculation FROM avion WHERE immatriculation NOT IN (SELECT immatriculation FROM vol)"
sql_hors_registre = """
    SELECT compagnie, count(*) AS vols, count(DISTINCT immatriculation) AS avions FROM vol LEFT JOIN avion USING (immatriculation)
    WHERE modele IS NULL GROUP BY compagnie
"""

# %% name="charge-code"
sql_charge = """
    SELECT compagnie, count(*) AS vols, sum(greatest(coalesce(retard_arrivee, 0), 0)) AS minutes, count(matricule) AS affectations, count(DISTINCT matricule) AS agents
    FROM vol LEFT JOIN affectation USING (id_vol) WHERE retard_depart IS NOT NULL GROUP BY compagnie
"""

# %% name="totaux-code"
sql_totaux = """
    WITH d AS (SELECT origine, compagnie, count(*) AS programmes, count(retard_depart) AS effectues, avg(retard_depart) AS retard_moyen FROM vol GROUP BY ALL)
    FROM d UNION ALL SELECT origine, 'Toutes', sum(programmes), sum(effectues), avg(retard_moyen) FROM d GROUP BY origine
    UNION ALL SELECT 'Toutes', 'Toutes', sum(programmes), sum(effectues), avg(retard_moyen) FROM d
"""

# %% name="rotations-code"
sql_rotations = """
    WITH e AS (SELECT retard_depart, lag(retard_depart) OVER (PARTITION BY immatriculation ORDER BY depart_prevu, id_vol) AS p
               FROM vol WHERE retard_depart IS NOT NULL AND immatriculation IS NOT NULL)
    SELECT CASE WHEN p IS NULL THEN 'premier' WHEN p <= 15 THEN 'ponctuel' ELSE 'retarde' END AS situation, count(*) AS vols,
           avg(retard_depart) AS retard_moyen, avg((retard_depart > 15)::INT) AS part_retard FROM e GROUP BY situation
"""

# %% name="glissant-code"
sql_glissant = """
    WITH j AS (SELECT compagnie, depart_prevu::DATE AS jour, count(*) AS vols, sum(retard_depart) AS m FROM vol WHERE retard_depart IS NOT NULL GROUP BY ALL)
    SELECT compagnie, jour, vols, sum(m) OVER s / sum(vols) OVER s AS retard_7j
    FROM j WINDOW s AS (PARTITION BY compagnie ORDER BY jour ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)
"""

# %% name="publication-code"
sql_publication = """
    CREATE TEMP TABLE correspondance AS SELECT matricule, left(sha256(getvariable('cle') || matricule), 16) AS pseudonyme FROM agent;
    CREATE VIEW etude_agent AS
        SELECT left(sha256(getvariable('cle') || matricule), 16) AS pseudonyme, escale, 'moins de 30' AS tranche_age, contrat, 1 AS vols, 1 AS vols_retard FROM agent;
    CREATE VIEW etude_equipe AS SELECT escale, contrat, count(*) AS agents, sum(vols) AS vols, 1.0 AS part_retard FROM etude_agent GROUP BY ALL;
"""
exposes = 0
