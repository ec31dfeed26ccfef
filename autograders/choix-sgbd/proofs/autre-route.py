# %% name="chargement-code"
for nom in ("ouverture", "mairie"):
    sqlite.execute(f"DROP TABLE IF EXISTS {nom}")
sqlite.execute("CREATE TABLE mairie (code VARCHAR(5) NOT NULL, nom VARCHAR(80), departement VARCHAR(3), population INT, PRIMARY KEY (code))")
sqlite.execute(
    "CREATE TABLE ouverture (code VARCHAR(5), jour VARCHAR(8), debut CHAR(5), fin CHAR(5), FOREIGN KEY (code) REFERENCES mairie (code))"
)
for fiche in fiches:
    sqlite.execute(
        "INSERT INTO mairie (code, nom, departement, population) VALUES (?, ?, ?, ?)",
        (fiche["code"], fiche["nom"], fiche["departement"], fiche["population"]),
    )
    for jour in fiche["horaires"]:
        for plage in fiche["horaires"][jour]:
            sqlite.execute("INSERT INTO ouverture (code, jour, debut, fin) VALUES (?, ?, ?, ?)", (fiche["code"], jour, plage[0], plage[1]))
sqlite.commit()

duck.execute("DROP TABLE IF EXISTS mairies")
duck.execute(f"CREATE TABLE mairies (code VARCHAR PRIMARY KEY, nom VARCHAR, departement VARCHAR, population BIGINT, {', '.join(f'{jour} SMALLINT' for jour in JOURS)})")
a_plat = pd.DataFrame([(f["code"], f["nom"], f["departement"], f["population"], *(minutes(f["horaires"].get(j, [])) for j in JOURS)) for f in fiches])
duck.execute("INSERT INTO mairies SELECT * FROM a_plat")

surreal.query("FOR $fiche IN $liste { UPSERT type::thing('mairie', $fiche.code) CONTENT $fiche RETURN NONE }", {"liste": fiches})

ecriture = cles.begin(write=True)
for fiche in fiches:
    ecriture.put(bytes(fiche["code"], "utf-8"), en_octets(fiche))
ecriture.commit()

# %% name="sql-code"
requete_sqlite = """
    WITH ouvertes AS (SELECT DISTINCT code FROM ouverture WHERE jour = 'samedi')
    SELECT m.departement AS Departement, count(m.code) AS Mairies, count(o.code) AS Samedi, sum(m.population) AS Population,
           coalesce(sum(m.population) FILTER (WHERE o.code IS NOT NULL), 0) AS Population_Samedi
    FROM mairie AS m LEFT JOIN ouvertes AS o USING (code)
    GROUP BY m.departement ORDER BY sum(m.population) DESC
"""
requete_duckdb = """
    FROM mairies SELECT departement, sum(population) AS population, count(*) AS mairies,
        sum(CASE WHEN samedi = 0 THEN 0 ELSE 1 END) AS samedi, sum(population * (samedi > 0)::INT) AS population_samedi
    GROUP BY departement
"""

# %% name="nosql-code"
requete_surrealdb = """
    SELECT departement, count() AS mairies, math::sum(IF horaires.samedi THEN 1 ELSE 0 END) AS samedi,
           math::sum(population) AS population, math::sum(IF horaires.samedi THEN population ELSE 0 END) AS population_samedi
    FROM mairie GROUP BY departement ORDER BY departement;
"""


def parcourir_lmdb(base):
    transaction = base.begin()
    toutes = pd.DataFrame([json.loads(valeur.decode("utf-8")) for cle, valeur in transaction.cursor()])
    transaction.abort()
    toutes["ouverte"] = toutes["horaires"].map(lambda horaires: "samedi" in horaires)
    toutes["concernee"] = toutes["population"].where(toutes["ouverte"], 0)
    return toutes.groupby("departement").agg(
        mairies=("code", "size"), samedi=("ouverte", "sum"), population=("population", "sum"), population_samedi=("concernee", "sum")
    )

# %% name="mesures-code"
def avec_lmdb(base, code=None):
    transaction = base.begin()
    try:
        if code:
            return json.loads(transaction.get(code.encode()))["nom"]
        return sum(1 for _, valeur in transaction.cursor() if "samedi" in json.loads(valeur)["horaires"])
    finally:
        transaction.abort()


banc = {moteur: {} for moteur in MOTEURS}
banc["sqlite"]["lecture"] = lambda base, code: pd.read_sql_query("SELECT nom FROM mairie WHERE code = ?", base, params=[code])["nom"].iloc[0]
banc["sqlite"]["total"] = lambda base: base.execute(
    "SELECT count(*) FROM mairie WHERE EXISTS (SELECT 1 FROM ouverture WHERE ouverture.code = mairie.code AND jour = 'samedi')"
).fetchone()[0]
banc["duckdb"]["lecture"] = lambda base, code: base.execute("SELECT nom FROM mairies WHERE code = $1", [code]).df()["nom"][0]
banc["duckdb"]["total"] = lambda base: base.execute("SELECT sum((samedi > 0)::INT) FROM mairies").fetchall()[0][0]
banc["surrealdb"]["lecture"] = lambda base, code: base.query(f"SELECT nom FROM mairie:⟨{code}⟩")[0]["nom"]
banc["surrealdb"]["total"] = lambda base: len(base.query("SELECT VALUE code FROM mairie WHERE horaires.samedi"))
banc["lmdb"]["lecture"] = banc["lmdb"]["total"] = avec_lmdb
mesures = mesurer(banc, repetitions=5)
plus_rapide, rapport = {}, {}
for acces, lot in mesures.groupby("acces"):
    tries = lot.sort_values("millisecondes")
    plus_rapide[acces] = tries["moteur"].iloc[0]
    rapport[acces] = round(tries["millisecondes"].iloc[-1] / tries["millisecondes"].iloc[0], 1)

# %% name="volumes-code"
octets_fiche = round(sum(len(en_octets(f)) + len(f["code"].encode()) for f in fiches) / len(fiches), 1)
volumes_go = {}
complets = modules
for module, ligne in modules.iterrows():
    debit = ligne["par_jour"]
    for annee in (2, 3):
        debit += debit * ligne["hausse_annuelle_pct"] / 100
    octets = octets_fiche if module == "fiches" else ligne["octets"]
    volumes_go[module] = round(float(debit * ligne["conservation_jours"] * octets * ligne["copies"]) / 10**9, 3)

# %% name="reserver-code"
def reserver(connexion, creneau, usager):
    connexion.execute("BEGIN IMMEDIATE")
    places = connexion.execute("SELECT places FROM creneau WHERE code = ?", (creneau,)).fetchone()
    inscrit = connexion.execute("SELECT count(*) FROM rendez_vous WHERE creneau = ? AND usager = ?", (creneau, usager)).fetchone()[0]
    possible = places is not None and places[0] > 0 and not inscrit
    if possible:
        connexion.execute("INSERT INTO rendez_vous (usager, creneau) VALUES (?, ?)", (usager, creneau))
        connexion.execute("UPDATE creneau SET places = ? WHERE code = ?", (places[0] - 1, creneau))
    connexion.execute("COMMIT")
    return possible

# %% name="grille-code"
compatibles = notes.index.isin(["PostgreSQL", "MariaDB", "MongoDB"])
moins_cher = min(notes.loc[produit, "cout_annuel"] for produit in notes.index[compatibles])
scores = {}
for produit in notes.index[compatibles]:
    total = poids_criteres["cout"] * 5 * moins_cher / notes.loc[produit, "cout_annuel"]
    for critere in poids_criteres.index.drop("cout"):
        total += poids_criteres[critere] * notes.loc[produit, critere]
    scores[produit.upper()] = round(total / poids_criteres.sum(), 3)
retenu = max(scores, key=scores.get).lower()


def ecart_au_poids(poids):
    autres = poids_criteres.drop("schema_souple")
    def points(produit):
        n = notes.loc[produit].copy()
        n["cout"] = 5 * moins_cher / n["cout_annuel"]
        return sum(n[c] * autres[c] for c in autres.index) + poids * n["schema_souple"]
    return points("PostgreSQL") - points("MongoDB")


from scipy.optimize import brentq
bascule = round(brentq(ecart_au_poids, 0, 1000), 2)
