# %% name="type-entier-code"
def type_entier(minimum, maximum, absents):
    if minimum > maximum:
        raise ValueError
    for bits in (8, 16, 32, 64):
        bas, haut = (0, 2**bits) if minimum >= 0 else (-(2 ** (bits - 1)), 2 ** (bits - 1))
        if bas < minimum + (minimum >= 0) and maximum <= haut:
            nom = f"int{bits}" if minimum < 0 else f"uint{bits}"
            return nom.replace("uint", "UInt").replace("int", "Int") if absents else nom
    raise ValueError

# %% name="types-code"
allegee = vols.copy()
allegee["date"] = pd.to_datetime(vols["date"])
allegee["vol"] = vols["vol"].astype("int64").to_numpy().astype("int8")
allegee["cle"] = vols["cle"].astype("int64")
allegee["distance"] = vols["distance"].astype("int64").to_numpy().astype("int8")
for nom in ("retard_depart", "retard_arrivee", "duree_vol"):
    allegee[nom] = pd.to_numeric(vols[nom]).astype("float32")
allegee["heure_prevue"] = vols["heure_prevue"].astype("category")
allegee["compagnie"] = vols["compagnie"].astype("category")
allegee["origine"] = vols["origine"].astype("category")
types = {nom: str(allegee[nom].dtype) for nom in allegee}

# %% name="memoire-code"
memoire = {"avant": octets(vols), "apres": octets(allegee)}

# %% name="index-code"
index, lignes, plans = {}, {}, {}
for nom, (une, deux, intervalle, _) in zip(requetes, tirees, strict=True):
    index[nom] = [colonne for colonne in (intervalle, une, deux) if colonne]
    base.execute(f"CREATE INDEX i_{nom} ON vols ({', '.join(index[nom])})")
for nom, texte in requetes.items():
    lignes[nom] = len(base.execute(texte).fetchall())
    plans[nom] = base.execute("EXPLAIN QUERY PLAN " + texte).fetchall()[-1][-1]
