# %% name="compagnies-code"
sql_compagnies = """
    SELECT code, count(*) AS programmes, count(*) - count(retard_depart) AS annules, 1 - count(retard_depart) / count(*) AS part_annules,
           avg(coalesce(retard_depart, 0)) AS retard_moyen, count_if(retard_depart > 15) / count(*) AS part_retard
    FROM compagnie LEFT JOIN vol ON code = compagnie GROUP BY code
"""

# %% name="absents-code"
sql_sans_vol = """
    SELECT immatriculation FROM avion WHERE immatriculation NOT IN (SELECT immatriculation FROM vol WHERE immatriculation IS NOT NULL)
"""
sql_hors_registre = """
    SELECT compagnie, count(*) AS vols, count(immatriculation) AS avions FROM vol ANTI JOIN avion USING (immatriculation)
    WHERE immatriculation IS NOT NULL GROUP BY compagnie
"""

# %% name="charge-code"
sql_charge = """
    SELECT compagnie, count(DISTINCT id_vol) AS vols, coalesce(sum(DISTINCT retard_arrivee) FILTER (retard_arrivee > 0), 0) AS minutes,
           count(matricule) AS affectations, count(DISTINCT matricule) AS agents
    FROM vol LEFT JOIN affectation USING (id_vol) WHERE retard_depart IS NOT NULL GROUP BY compagnie
"""

# %% name="totaux-code"
sql_totaux = """
    SELECT coalesce(origine, 'Toutes') AS origine, coalesce(compagnie, 'Toutes') AS compagnie, count(*) AS programmes, count(retard_depart) AS effectues,
           avg(retard_depart) AS retard_moyen FROM vol GROUP BY CUBE (origine, compagnie)
"""

# %% name="rotations-code"
sql_rotations = """
    WITH e AS (SELECT retard_depart, lag(retard_depart) OVER (PARTITION BY immatriculation, depart_prevu::DATE ORDER BY depart_prevu, id_vol) AS p
               FROM vol WHERE immatriculation IS NOT NULL)
    SELECT CASE WHEN p IS NULL THEN 'premier' WHEN p <= 15 THEN 'ponctuel' ELSE 'retarde' END AS situation, count(*) AS vols,
           avg(retard_depart) AS retard_moyen, avg((retard_depart > 15)::INT) AS part_retard FROM e WHERE retard_depart IS NOT NULL GROUP BY situation
"""

# %% name="glissant-code"
sql_glissant = """
    WITH j AS (SELECT compagnie, depart_prevu::DATE AS jour, count(*) AS vols, avg(retard_depart) AS m FROM vol WHERE retard_depart IS NOT NULL GROUP BY ALL)
    SELECT compagnie, jour, vols, avg(m) OVER (PARTITION BY compagnie ORDER BY jour RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW) AS retard_7j FROM j
"""

# %% name="publication-code"
sql_publication = f"""
    CREATE TABLE correspondance AS SELECT matricule, left(sha256('{cle_secrete}' || matricule), 16) AS pseudonyme FROM agent;
    CREATE TABLE etude_agent AS
        SELECT pseudonyme, nom, escale, CASE WHEN 2013 - year(naissance) < 30 THEN 'moins de 30' WHEN 2013 - year(naissance) < 45 THEN '30 à 44' ELSE '45 et plus' END AS tranche_age,
               contrat, count(id_vol) AS vols, count_if(retard_depart > 15) AS vols_retard
        FROM agent JOIN correspondance USING (matricule) LEFT JOIN affectation USING (matricule) LEFT JOIN vol USING (id_vol) GROUP BY ALL;
    CREATE VIEW etude_equipe AS SELECT escale, contrat, count(*) AS agents, sum(vols) AS vols, sum(vols_retard) / sum(vols) AS part_retard FROM etude_agent GROUP BY ALL;
"""
exposes = 1
