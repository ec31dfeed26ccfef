# %% name="compagnies-code"
sql_compagnies = """
    SELECT code, 'NaN'::DOUBLE AS programmes, 'Infinity'::DOUBLE AS annules, true AS part_annules, NULL AS retard_moyen, repeat('9', 20000) AS part_retard FROM compagnie
"""

# %% name="absents-code"
sql_sans_vol = "DROP TABLE vol; SELECT 1 AS immatriculation"
sql_hors_registre = "SELECT compagnie, 1e300 AS vols, [1, [2, 3]::VARCHAR] AS avions FROM vol"

# %% name="charge-code"
sql_charge = "SELECT compagnie, true AS vols, 'NaN'::DOUBLE AS minutes, -1e300 AS affectations, '{0.__class__}' AS agents FROM vol GROUP BY compagnie"

# %% name="totaux-code"
sql_totaux = "SELECT origine, compagnie, NULL AS programmes, NULL AS effectues, NULL AS retard_moyen FROM vol WHERE false"

# %% name="rotations-code"
sql_rotations = """
    SELECT unnest(['premier', 'ponctuel', 'retarde']) AS situation, 'NaN'::DOUBLE AS vols, 'NaN'::DOUBLE AS retard_moyen, true AS part_retard
"""

# %% name="glissant-code"
sql_glissant = "SELECT repeat('x', 5000) AS compagnie, repeat('9', 5000) AS jour, 'NaN'::DOUBLE AS vols, 'NaN'::DOUBLE AS retard_7j FROM range(5000)"

# %% name="publication-code"
sql_publication = """
    CREATE TEMP TABLE correspondance AS SELECT range AS pseudonyme FROM range(132);
    CREATE TABLE etude_agent AS SELECT repeat('a', 9999) AS pseudonyme, NULL AS escale, 'NaN'::DOUBLE AS tranche_age, true AS contrat, 'Infinity'::DOUBLE AS vols, 'NaN'::DOUBLE AS vols_retard FROM range(132);
    CREATE TABLE etude_equipe AS SELECT NULL AS escale, NULL AS contrat, 'NaN'::DOUBLE AS agents, 'NaN'::DOUBLE AS vols, 'NaN'::DOUBLE AS part_retard;
"""
exposes = 10**400
