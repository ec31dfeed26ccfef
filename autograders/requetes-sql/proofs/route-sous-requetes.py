# %% name="compagnies-code"
sql_compagnies = """
    WITH t AS (SELECT compagnie, COUNT(*) n, SUM(CASE WHEN retard_depart IS NULL THEN 1 ELSE 0 END) a, AVG(retard_depart) m,
                      1.0 * SUM(CASE WHEN retard_depart > 15 THEN 1 ELSE 0 END) / NULLIF(COUNT(retard_depart), 0) p FROM vol GROUP BY compagnie)
    SELECT code, n AS programmes, a AS annules, 1.0 * a / n AS part_annules, m AS retard_moyen, p AS part_retard FROM t JOIN compagnie ON code = compagnie
    UNION ALL SELECT code, 0, 0, NULL, NULL, NULL FROM compagnie WHERE code NOT IN (SELECT compagnie FROM vol)
    ORDER BY code DESC
"""

# %% name="absents-code"
sql_sans_vol = """
    SELECT immatriculation FROM avion EXCEPT SELECT immatriculation FROM vol WHERE retard_depart IS NOT NULL
"""
sql_hors_registre = """
    SELECT v.compagnie, COUNT(v.id_vol) AS vols, COUNT(DISTINCT v.immatriculation) AS avions
    FROM vol v LEFT JOIN avion a ON a.immatriculation = v.immatriculation
    WHERE a.immatriculation IS NULL AND v.immatriculation IS NOT NULL GROUP BY 1
"""

# %% name="charge-code"
sql_charge = """
    SELECT compagnie, COUNT(*) AS vols,
           SUM(CASE WHEN retard_arrivee > 0 THEN retard_arrivee ELSE 0 END)::BIGINT AS minutes,
           SUM((SELECT COUNT(*) FROM affectation a WHERE a.id_vol = v.id_vol)) AS affectations,
           (SELECT COUNT(DISTINCT matricule) FROM affectation a JOIN vol w ON w.id_vol = a.id_vol
            WHERE w.compagnie = v.compagnie AND w.retard_depart IS NOT NULL) AS agents
    FROM vol v WHERE retard_depart IS NOT NULL GROUP BY compagnie
"""

# %% name="totaux-code"
sql_totaux = """
    SELECT origine, compagnie, COUNT(*) programmes, COUNT(retard_depart) effectues, AVG(retard_depart) retard_moyen FROM vol GROUP BY 1, 2
    UNION ALL SELECT origine, 'Toutes', COUNT(*), COUNT(retard_depart), AVG(retard_depart) FROM vol GROUP BY origine
    UNION ALL SELECT 'Toutes', 'Toutes', COUNT(*), COUNT(retard_depart), AVG(retard_depart) FROM vol
"""

# %% name="rotations-code"
sql_rotations = """
    WITH n AS (
        SELECT *, CAST(depart_prevu AS DATE) AS j,
               row_number() OVER (PARTITION BY immatriculation, CAST(depart_prevu AS DATE) ORDER BY depart_prevu, id_vol) AS r
        FROM vol WHERE retard_depart IS NOT NULL AND immatriculation IS NOT NULL
    ), couples AS (
        SELECT a.retard_depart AS d, b.retard_depart AS p, b.id_vol AS autre
        FROM n a LEFT JOIN n b ON a.immatriculation = b.immatriculation AND a.j = b.j AND b.r = a.r - 1
    )
    SELECT 'premier' AS situation, COUNT(*) AS vols, AVG(d) AS retard_moyen, AVG(CASE WHEN d > 15 THEN 1.0 ELSE 0 END) AS part_retard FROM couples WHERE autre IS NULL
    UNION ALL SELECT 'ponctuel', COUNT(*), AVG(d), AVG(CASE WHEN d > 15 THEN 1.0 ELSE 0 END) FROM couples WHERE p <= 15
    UNION ALL SELECT 'retarde', COUNT(*), AVG(d), AVG(CASE WHEN d > 15 THEN 1.0 ELSE 0 END) FROM couples WHERE p > 15
"""

# %% name="glissant-code"
sql_glissant = """
    WITH e AS (SELECT compagnie, depart_prevu::DATE AS jour, retard_depart FROM vol WHERE retard_depart IS NOT NULL),
         jours AS (SELECT compagnie, jour, COUNT(*) AS vols FROM e GROUP BY 1, 2)
    SELECT j.compagnie, strftime(j.jour, '%Y-%m-%d') AS jour, j.vols, AVG(e.retard_depart) AS retard_7j
    FROM jours j JOIN e ON e.compagnie = j.compagnie AND e.jour BETWEEN j.jour - 6 AND j.jour
    GROUP BY j.compagnie, j.jour, j.vols
"""

# %% name="publication-code"
sql_publication = """
    CREATE TEMPORARY TABLE correspondance (pseudonyme VARCHAR, matricule VARCHAR PRIMARY KEY);
    INSERT INTO correspondance SELECT substr(sha256(concat(getvariable('cle'), matricule)), 1, 16), matricule FROM agent;
    CREATE TEMP TABLE brouillon AS SELECT a.matricule, v.retard_depart FROM affectation a, vol v WHERE a.id_vol = v.id_vol AND v.retard_depart IS NOT NULL;
    CREATE TABLE etude_agent (vols INTEGER, vols_retard INTEGER, pseudonyme TEXT, contrat TEXT, escale TEXT, tranche_age TEXT);
    INSERT INTO etude_agent
        SELECT (SELECT COUNT(*) FROM brouillon b WHERE b.matricule = g.matricule),
               (SELECT COUNT(*) FROM brouillon b WHERE b.matricule = g.matricule AND b.retard_depart > 15),
               c.pseudonyme, g.contrat, g.escale,
               CASE WHEN g.naissance > DATE '1983-02-28' THEN 'moins de 30' WHEN g.naissance > DATE '1968-02-28' THEN '30 à 44' ELSE '45 et plus' END
        FROM agent g JOIN correspondance c ON c.matricule = g.matricule;
    CREATE VIEW etude_equipe AS
        SELECT * FROM (SELECT escale, contrat, COUNT(*) AS agents, SUM(vols) AS vols, SUM(vols_retard) * 1.0 / SUM(vols) AS part_retard FROM etude_agent GROUP BY 1, 2)
        WHERE agents > 4;
"""
table_agents = publier(sql_publication)["etude_agent"]
exposes = int(duckdb.sql("""
    SELECT count(*) FROM table_agents t
    WHERE (SELECT count(*) FROM table_agents u WHERE (u.escale, u.tranche_age, u.contrat) = (t.escale, t.tranche_age, t.contrat)) < 5
""").fetchall()[0][0])
