# %% name="chargement-code"
sqlite.executescript("""
    DROP TABLE IF EXISTS ouverture;
    DROP TABLE IF EXISTS mairie;
    CREATE TABLE mairie (code TEXT PRIMARY KEY, nom TEXT NOT NULL, departement TEXT NOT NULL, population INTEGER NOT NULL);
    CREATE TABLE ouverture (
        code TEXT NOT NULL REFERENCES mairie (code), jour TEXT NOT NULL, debut TEXT NOT NULL, fin TEXT NOT NULL
    );
""")
with sqlite:
    sqlite.executemany("INSERT INTO mairie VALUES (:code, :nom, :departement, :population)", fiches)
    sqlite.executemany(
        "INSERT INTO ouverture VALUES (?, ?, ?, ?)",
        [
            (fiche["code"], jour, debut, fin)
            for fiche in fiches
            for jour, plages in fiche["horaires"].items()
            for debut, fin in plages
        ],
    )

large = pd.DataFrame([
    {cle: fiche[cle] for cle in ("code", "nom", "departement", "population")}
    | {jour: minutes(fiche["horaires"].get(jour, [])) for jour in JOURS}
    for fiche in fiches
])
duck.execute("CREATE OR REPLACE TABLE mairies AS SELECT * FROM large")
aplaties = [{**fiche, "horaires": json.dumps(fiche["horaires"])} for fiche in fiches]
surreal.query("INSERT INTO mairie $liste RETURN NONE", {"liste": aplaties})
with cles.begin(write=True) as transaction:
    for fiche in fiches:
        transaction.put(fiche["code"].encode(), en_octets(fiche))
