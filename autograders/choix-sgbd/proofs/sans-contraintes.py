# %% name="chargement-code"
mairies = pd.DataFrame(fiches)[["code", "nom", "departement", "population"]]
ouvertures = pd.DataFrame(
    [(fiche["code"], jour, *plage) for fiche in fiches for jour, plages in fiche["horaires"].items() for plage in plages],
    columns=["code", "jour", "debut", "fin"],
)
mairies.to_sql("mairie", sqlite, index=False, if_exists="replace")
ouvertures.to_sql("ouverture", sqlite, index=False, if_exists="replace")

for jour in JOURS:
    mairies[jour] = [minutes(fiche["horaires"].get(jour, [])) for fiche in fiches]
duck.execute("CREATE OR REPLACE TABLE mairies AS SELECT * FROM mairies")
surreal.query("INSERT INTO mairie $liste RETURN NONE", {"liste": [{"id": fiche["code"], **fiche} for fiche in fiches]})
with cles.begin(write=True) as transaction:
    for fiche in fiches:
        transaction.put(fiche["code"].encode(), en_octets(fiche))
