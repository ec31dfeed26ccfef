# %% name="compagnies-code"
sql_compagnies = """
    SELECT code, coalesce(sum((id_vol IS NOT NULL)::INT), 0)::DOUBLE AS PROGRAMMES,
           count(id_vol) FILTER (WHERE retard_depart IS NULL) AS annules,
           round(count(id_vol) FILTER (WHERE retard_depart IS NULL) / nullif(count(id_vol), 0), 4) AS part_annules,
           round(mean(retard_depart), 4) AS retard_moyen, round(avg(CASE WHEN retard_depart > 15 THEN 1 WHEN retard_depart <= 15 THEN 0 END), 4) AS part_retard, nom
    FROM vol RIGHT JOIN compagnie ON compagnie = code GROUP BY code, nom
"""

# %% name="absents-code"
sql_sans_vol = """
    SELECT a.immatriculation FROM avion a LEFT JOIN (SELECT DISTINCT immatriculation AS i FROM vol WHERE retard_depart IS NOT NULL) ON i = a.immatriculation
    WHERE i IS NULL ORDER BY 1 DESC
"""
sql_hors_registre = """
    SELECT compagnie, sum(n)::INT AS vols, count(*)::INT AS avions
    FROM (SELECT compagnie, immatriculation, count(*) AS n FROM vol WHERE immatriculation NOT IN (SELECT immatriculation FROM avion) GROUP BY ALL) GROUP BY compagnie
"""

# %% name="charge-code"
sql_charge = """
    WITH n AS (SELECT id_vol, count(*) AS k, list(matricule) AS qui FROM affectation GROUP BY id_vol)
    SELECT compagnie, count(*)::DOUBLE AS vols, coalesce(sum(retard_arrivee) FILTER (retard_arrivee > 0), 0) AS minutes,
           coalesce(sum(k), 0) AS affectations, len(list_distinct(flatten(list(coalesce(qui, []))))) AS agents
    FROM vol LEFT JOIN n USING (id_vol) WHERE retard_depart IS NOT NULL GROUP BY compagnie
"""

# %% name="totaux-code"
sql_totaux = """
    SELECT CASE grouping(origine) WHEN 1 THEN 'Toutes' ELSE origine END AS origine, if(grouping(compagnie) = 1, 'Toutes', compagnie) AS compagnie,
           count(*) AS programmes, count(retard_depart) AS effectues, round(avg(retard_depart), 5) AS retard_moyen
    FROM vol GROUP BY GROUPING SETS ((origine, compagnie), (origine), ()) ORDER BY 2, 1
"""

# %% name="rotations-code"
sql_rotations = """
    WITH e AS (FROM vol SELECT *, date_trunc('day', depart_prevu) AS jour WHERE retard_depart IS NOT NULL),
         f AS (SELECT *, last_value(retard_depart) OVER (
                   PARTITION BY immatriculation, jour ORDER BY depart_prevu, id_vol ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS p FROM e WHERE immatriculation IS NOT NULL)
    SELECT if(p IS NULL, 'Premier', if(p > 15, 'Retarde', 'Ponctuel')) AS situation, count() AS vols,
           round(avg(retard_depart), 4) AS retard_moyen, round(count_if(retard_depart > 15) / count(), 4) AS part_retard
    FROM f GROUP BY 1
"""
constat_rotations = interroger(sql_rotations)

# %% name="glissant-code"
sql_glissant = """
    SELECT DISTINCT compagnie, depart_prevu::DATE::TIMESTAMP AS jour,
           count(*) OVER (PARTITION BY compagnie, depart_prevu::DATE) AS vols,
           round(avg(retard_depart) OVER (
               PARTITION BY compagnie ORDER BY dayofmonth(depart_prevu) RANGE BETWEEN 6 PRECEDING AND CURRENT ROW), 4) AS retard_7j
    FROM vol WHERE retard_depart IS NOT NULL
"""

# %% name="publication-code"
sql_publication = """
    CREATE TEMP TABLE correspondance AS FROM agent SELECT *, lower(sha256(getvariable('cle') || matricule))[1:16] AS pseudonyme;
    CREATE TABLE etude_agent AS
        SELECT pseudonyme, escale,
               CASE WHEN naissance <= DATE '2013-02-28' - INTERVAL 45 YEAR THEN '45 et plus'
                    WHEN naissance <= DATE '2013-02-28' - INTERVAL 30 YEAR THEN '30 à 44' ELSE 'moins de 30' END AS tranche_age,
               contrat, count(retard_depart) AS vols, count(*) FILTER (retard_depart > 15) AS vols_retard
        FROM correspondance LEFT JOIN affectation USING (matricule) LEFT JOIN vol USING (id_vol)
        GROUP BY ALL;
    CREATE OR REPLACE VIEW etude_equipe AS
        SELECT escale, contrat, count(pseudonyme) AS agents, sum(vols) AS vols, round(sum(vols_retard) / sum(vols), 4) AS part_retard
        FROM etude_agent GROUP BY ALL HAVING agents >= 5
"""
t = publier(sql_publication)["etude_agent"]
exposes = float((t.groupby(["escale", "tranche_age", "contrat"])["vols"].transform("size") < 5).sum())
