# %% name="usages-code"
base = duckdb.connect(config={"threads": 1})
base.register("j", journal.assign(relance_de=journal["relance_de"].astype(object)))
base.execute("""
    CREATE TABLE e AS SELECT * FROM j QUALIFY row_number() OVER (PARTITION BY id ORDER BY recu) = 1;
    CREATE VIEW h AS SELECT * FROM e WHERE semaine <= 12 AND analyste <> 'robot';
    CREATE VIEW x AS SELECT * FROM h WHERE relance_de IS NULL;
""")
n, d, r, l, x = base.execute("""
    SELECT (SELECT count(*) FROM j WHERE semaine <= 12), count(*), count(*) FILTER (WHERE analyste = 'robot'),
           count(relance_de) FILTER (WHERE analyste <> 'robot'), (SELECT count(*) FROM x) FROM e WHERE semaine <= 12
""").fetchall()[0]
comptes = {"Lignes": n, "Renvois": n - d, "Robot": r, "Relances": l, "Explorations": float(x)}
usages = base.execute("""
    SELECT upper(technique) AS "Technique", count(*) AS "Explorations", count(DISTINCT analyste) AS "Analystes",
      (SELECT outil FROM x AS y WHERE y.technique = x.technique GROUP BY outil ORDER BY count(*) DESC, outil LIMIT 1) AS "Outil"
    FROM x GROUP BY technique ORDER BY 2 DESC
""").df()

# %% name="recherches-code"
recherches = base.execute(f"""
    WITH v AS (SELECT *, statut = 'ok' AS bon, statut = 'ok' AND donnees = '{version_reference}' AS valable FROM h),
    s AS (SELECT question, count(*) AS essais, count(*) FILTER (WHERE NOT bon) AS echecs, count_if(bon) AS bons, count_if(valable) AS n,
          count(DISTINCT outil) FILTER (WHERE valable) AS outils, min(resultat) FILTER (WHERE valable) AS bas,
          max(resultat) FILTER (WHERE valable) AS haut FROM v GROUP BY question)
    SELECT question, essais, echecs,
      CASE WHEN n > 0 AND haut - bas > 0.001 THEN 'Discordant' WHEN outils > 1 THEN 'Établi' WHEN n > 0 THEN 'À confirmer'
           WHEN bons > 0 THEN 'Périmé' ELSE 'Sans résultat' END AS etat,
      CASE WHEN haut - bas <= 0.001 THEN round(bas, 4) END AS resultat
    FROM s ORDER BY question DESC
""").df()

# %% name="accords-code"
causes = {
    "q08": "grain", "q07": "ABSENCE COMPTÉE ZÉRO", "q06": "grain", "q05": "ex æquo", "q04": "comparaison", "q03": "groupe absent",
    "q02": "interpolation", "q01": "diviseur",
}
forts = cyclones.query("categorie == 5")
un_par_un = cyclones.groupby(["annee", "nom"])
sommets = un_par_un["vent"].max().to_numpy()
par_pandas = {
    "q01": round(np.std(forts["pression"].to_numpy(), ddof=1), 4),
    "q02": float(np.diff(np.quantile(un_par_un["latitude"].mean(), [0.1, 0.9]))[0]),
    "q03": len(cyclones) / (cyclones["categorie"].nunique() + 1),
    "q04": 1 - (cyclones["categorie"] == 5).sum() / len(cyclones),
    "q05": np.mean([1 + (sommets > v).sum() for v in sommets if v >= 137]),
    "q06": np.int64((sommets >= 64).sum()),
    "q07": np.nanmean(cyclones["diametre"]),
    "q08": un_par_un["vent"].mean().mean(),
}
requetes = {
    "q01": "SELECT sqrt(var_samp(pression)) FROM cyclones WHERE categorie >= 5",
    "q02": "WITH m AS (SELECT avg(latitude) AS l FROM cyclones GROUP BY ALL, nom, annee) SELECT quantile_cont(l, .9) - quantile_cont(l, .1) FROM m".replace("GROUP BY ALL, ", "GROUP BY "),
    "q03": "SELECT count(*) / count(DISTINCT coalesce(categorie, 0)) FROM cyclones",
    "q04": "SELECT 1 - count(*) FILTER (WHERE categorie = 5) / count(*) FROM cyclones",
    "q05": """WITH m AS (SELECT max(vent) AS v FROM cyclones GROUP BY nom, annee)
              SELECT avg((SELECT count(*) + 1 FROM m AS a WHERE a.v > b.v)) FROM m AS b WHERE v >= 137""",
    "q06": "SELECT count(DISTINCT (nom, annee)) FROM cyclones WHERE vent >= 64",
    "q07": "SELECT sum(diametre) / count(diametre) FROM cyclones",
    "q08": "SELECT avg(m) FROM (SELECT avg(vent) AS m FROM cyclones GROUP BY annee, nom)",
}

# %% name="comparer-code"
def comparer(executions, version, a, b):
    """La même comparaison, en pandas."""
    t = pd.DataFrame(executions, columns=["id", "question", "outil", "donnees", "rang", "duree", "unite", "statut"]).drop_duplicates("id")
    t = t[(t["donnees"] == version) & (t["rang"] > 1) & t["outil"].isin([a, b])]
    parts = t["statut"].ne("ok").groupby(t["outil"]).mean()
    bons = t[t["statut"] == "ok"]
    secondes = bons["duree"].astype(float) / np.where(bons["unite"] == "ms", 1000, 1)
    m = secondes.groupby([bons["question"], bons["outil"]]).agg(["median", "size"]).query("size >= 3")["median"].unstack()
    m = m.reindex(columns=[a, b]).dropna()
    return {
        "questions": len(m),
        "rapport": float((m[a] / m[b]).median()) if len(m) else None,
        "echecs_a": float(parts[a]) if a in parts else None,
        "echecs_b": float(parts[b]) if b in parts else None,
    }


bilan = comparer(base.execute("SELECT * FROM h").df().to_dict("records"), version_reference, "pandas", "duckdb")

# %% name="choix-code"
outils = ["pandas", "duckdb", "tableur"]
P = np.clip([[(criteres[o][c] - bornes["pire"][c]) / (bornes["meilleur"][c] - bornes["pire"][c]) for c in criteres.index] for o in outils], 0, 1)
N = P @ poids.to_numpy()
notes = {o: round(float(v), 5) for o, v in zip(outils, N)}
gagne = np.argmax(tirages.to_numpy() @ P.T, axis=1)
premiers = {o: np.mean(gagne == k) for k, o in enumerate(outils)}
rang = np.argsort(-N)
seuils = {}
for k, c in enumerate(criteres.index):
    manque = (N[rang[1]] - (N[rang[0]] - P[rang[0], k] * poids[c])) / poids[c]
    seuils[c] = bornes["pire"][c] + manque * (bornes["meilleur"][c] - bornes["pire"][c]) if manque >= 0 else None
premier = outils[rang[0]]

# %% name="registre-code"
ids = base.execute(f"""
    SELECT id, outil, question, statut FROM h WHERE donnees = '{version_reference}' AND rang > 1 ORDER BY id DESC
""").df()
communes = [q for q, g in ids[ids["statut"] == "ok"].groupby("question") if {"pandas", "duckdb"} <= set(g["outil"])][:4]
preuves = []
for q in communes:
    for o in ("pandas", "duckdb"):
        preuves += ids[(ids["question"] == q) & (ids["outil"] == o) & (ids["statut"] == "ok")]["id"].head(2).tolist()
preuves.append(ids[(ids["outil"] == premier) & (ids["statut"] != "ok")]["id"].iloc[0])
decision = dict(
    date="2026-05-25", echeance="2026-11-23", responsable="Directrice des données",
    contexte="La campagne a montré que deux outils peuvent rendre deux réponses à la même question, faute de convention écrite et d’outil de référence.",
    consequences="Un seul outil pour ce qui est publié. Les feuilles de calcul existantes sont refaites d’ici septembre ou abandonnées.",
    options=("tableur", "DuckDB", "pandas"), preuves=np.array(preuves), choix=premier.upper(),
    revision=[
        dict(indicateur="taux_echec", outil=premier, operateur=">", seuil=seuils["echecs"], semaines=1, effectif_min=10),
        dict(indicateur="duree_mediane", outil=premier, operateur=">", seuil=2.0, semaines=4, effectif_min=10),
        dict(indicateur="analystes", outil=premier, operateur="<", seuil=3, semaines=2, effectif_min=12),
    ],
)

# %% name="surveillance-code"
suivi = base.execute("""
    WITH v AS (SELECT * FROM e WHERE analyste <> 'robot'),
    p AS (SELECT avg((statut <> 'ok')::INT) AS p FROM v WHERE outil = 'duckdb' AND semaine < 13)
    SELECT semaine, count(*) FILTER (WHERE relance_de IS NULL) AS explorations,
      count(*) FILTER (WHERE relance_de IS NULL AND outil = 'duckdb') / explorations AS part_duckdb,
      count(*) FILTER (WHERE outil = 'duckdb') AS executions, count(*) FILTER (WHERE outil = 'duckdb' AND statut <> 'ok') AS echecs,
      (SELECT p FROM p) + 3 * sqrt((SELECT p * (1 - p) FROM p) / executions) AS limite
    FROM v WHERE semaine > 12 GROUP BY semaine ORDER BY semaine DESC
""").df()


def alerter(semaines, p0):
    """Cumul des écarts (CUSUM), effectif par effectif ; rien n’est décidé sous vingt exécutions."""
    cumul = 0.0
    for i, (n, k) in enumerate(semaines):
        if n < 20:
            continue
        z = (k - n * p0) / np.sqrt(n * p0 * (1 - p0))
        cumul = max(0.0, cumul + z - 1.0)
        if cumul > 3.5:
            return np.int64(i)
    return None
