# %% name="chargement-code"
sqlite.execute("CREATE TABLE mairie (code TEXT PRIMARY KEY, nom TEXT, departement TEXT, population INTEGER)")
sqlite.execute("CREATE TABLE ouverture (code TEXT REFERENCES mairie (code), jour TEXT, debut TEXT, fin TEXT)")
sqlite.executemany("INSERT INTO mairie VALUES (:code, :nom, :departement, :population)", fiches)
for fiche in fiches:
    for jour, plages in fiche["horaires"].items():
        for debut, fin in plages:
            sqlite.execute("INSERT INTO ouverture VALUES (?, ?, ?, ?)", (fiche["code"], jour, debut, fin))

large = pd.DataFrame([
    {cle: fiche[cle] for cle in ("code", "nom", "departement", "population")}
    | {jour: minutes(fiche["horaires"].get(jour, [])) for jour in JOURS}
    for fiche in fiches
])
duck.execute("CREATE OR REPLACE TABLE mairies AS SELECT * FROM large")
surreal.query("INSERT INTO mairie $liste RETURN NONE", {"liste": [{"id": fiche["code"], **fiche} for fiche in fiches]})
with cles.begin(write=True) as transaction:
    for fiche in fiches:
        transaction.put(fiche["code"].encode(), en_octets(fiche))
