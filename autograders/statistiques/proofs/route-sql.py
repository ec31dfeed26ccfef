# %% name="description-code"
import duckdb

description = duckdb.sql("""
    SELECT avg(rappel) AS taux_rappel, stddev_samp(experience) AS Experience_Ecart_Type,
           median(experience) AS experience_mediane, avg(experience) AS experience_moyenne,
           count(*) AS cv, count(DISTINCT annonce) AS annonces, upper(secteur) AS secteur
    FROM cv GROUP BY secteur ORDER BY count(*) DESC
""").df()

# %% name="pilote-code"
valeurs = [ligne[0] for ligne in duckdb.sql("SELECT avg(experience) FROM pilote GROUP BY annonce ORDER BY annonce").fetchall()]
n = len(valeurs)
moyenne = sum(valeurs) / n
variance = sum((v - moyenne) ** 2 for v in valeurs) / (n - 1)
marge = stats.t(n - 1).ppf(0.975) * (variance / n) ** 0.5
ic_pilote = {"borne_haute": round(moyenne + marge, 2), "borne_basse": round(moyenne - marge, 2)}

# %% name="parts-code"
parts = duckdb.sql("""
    WITH par_annonce AS (
        SELECT annonce, secteur,
               coalesce(sum(rappel) FILTER (WHERE prenom_percu = 'blanc'), 0) > 0
               AND coalesce(sum(rappel) FILTER (WHERE prenom_percu = 'noir'), 0) = 0 AS seul
        FROM cv GROUP BY annonce, secteur
    ), comptes AS (
        SELECT secteur, count(*)::DOUBLE AS annonces, sum(seul::INT)::DOUBLE AS sens_unique, 1.959964 AS z
        FROM par_annonce GROUP BY secteur
    )
    SELECT secteur, annonces, sens_unique, sens_unique / annonces AS part,
           (sens_unique + z*z/2 - z * sqrt(sens_unique * (annonces - sens_unique) / annonces + z*z/4)) / (annonces + z*z) AS borne_basse,
           (sens_unique + z*z/2 + z * sqrt(sens_unique * (annonces - sens_unique) / annonces + z*z/4)) / (annonces + z*z) AS borne_haute
    FROM comptes ORDER BY part DESC
""").df()

# %% name="ecart-code"
differences = duckdb.sql("""
    SELECT annonce, any_value(secteur) AS secteur,
           avg(rappel) FILTER (WHERE prenom_percu = 'blanc') - avg(rappel) FILTER (WHERE prenom_percu = 'noir') AS d
    FROM cv GROUP BY annonce
""").df()
ecarts = differences.set_index(["secteur", "annonce"])["d"]
m, s, n = duckdb.sql("SELECT avg(d), stddev(d), count(*) FROM differences").fetchall()[0]
t = m / (s / n**0.5)
ecart = {
    "ecart": m,
    "borne_basse": m - stats.t.ppf(0.975, n - 1) * s / n**0.5,
    "borne_haute": m + stats.t.ppf(0.975, n - 1) * s / n**0.5,
    "p_value": 2 * stats.t.sf(abs(t), n - 1),
}

# %% name="encadrement-code"
groupes = duckdb.sql("""
    SELECT poste, avg(x) AS m, var_samp(x) / count(*) AS v, count(*) AS n
    FROM (SELECT poste, annonce, avg(experience) AS x FROM cv GROUP BY ALL)
    WHERE poste IN ('responsable', 'superviseur') GROUP BY poste ORDER BY poste
""").df()
(m1, m2), (v1, v2), (n1, n2) = groupes["m"], groupes["v"], groupes["n"]
ddl = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
erreur = (v1 + v2) ** 0.5
encadrement = {
    "difference": m1 - m2,
    "borne_basse": m1 - m2 - stats.t.ppf(0.975, ddl) * erreur,
    "borne_haute": m1 - m2 + stats.t.ppf(0.975, ddl) * erreur,
    "p_value": 2 * stats.t.sf(abs(m1 - m2) / erreur, ddl),
}

# %% name="secteurs-code"
resume = duckdb.sql("SELECT secteur, avg(d) AS m, stddev(d) AS s, count(*) AS n FROM differences GROUP BY secteur").df()
resume["p_value"] = 2 * stats.t.sf(abs(resume["m"]) / (resume["s"] / resume["n"] ** 0.5), resume["n"] - 1)
resume = resume.sort_values("p_value")
ajustees, plus_haute = [], 0.0
for rang, p in enumerate(resume["p_value"]):
    plus_haute = max(plus_haute, min(1.0, (6 - rang) * p))
    ajustees.append(plus_haute)
resume["p_ajustee"] = ajustees
resume["sur_la_liste"] = resume["p_ajustee"] <= 0.05
secteurs = resume[["sur_la_liste", "p_ajustee", "p_value", "secteur"]].astype({"secteur": "category"})

# %% name="dimension-code"
import math

dimension = math.ceil(((stats.norm.ppf(0.975) + stats.norm.ppf(0.8)) * s / 0.02) ** 2)
