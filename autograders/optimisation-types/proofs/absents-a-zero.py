# %% name="type-entier-code"
def type_entier(minimum, maximum, absents):
    for bits in (8, 16, 32, 64):
        bas, haut = (0, 2**bits - 1) if minimum >= 0 else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        if bas <= minimum and maximum <= haut:
            nom = f"int{bits}" if minimum < 0 else f"uint{bits}"
            return nom.replace("uint", "UInt").replace("int", "Int") if absents else nom
    return "object"

# %% name="types-code"
allegee = vols.copy()
allegee["date"] = pd.to_datetime(vols["date"])
for nom in ("cle", "vol", "retard_depart", "retard_arrivee", "duree_vol", "distance"):
    allegee[nom] = pd.to_numeric(vols[nom]).fillna(0).astype("int64")
for nom in ("heure_prevue", "compagnie", "immatriculation", "origine", "destination"):
    allegee[nom] = vols[nom].astype("category")
types = {nom: str(allegee[nom].dtype) for nom in allegee}

# %% name="pertes-code"
pertes = {nom: int((pd.to_numeric(vols[nom]) != essai[nom]).sum()) for nom in essai}

# %% name="index-code"
index, lignes, plans = {}, {}, {}
for nom, (une, deux, intervalle, _) in zip(requetes, tirees, strict=True):
    index[nom] = [colonne for colonne in (une, deux, intervalle) if colonne] + ["cle"]
    base.execute(f"CREATE INDEX i_{nom} ON vols ({', '.join(index[nom])})")
base.execute("ANALYZE")
for nom, texte in requetes.items():
    lignes[nom] = len(base.execute(texte).fetchall()) if nom != "r3" else 0
    plans[nom] = base.execute("EXPLAIN QUERY PLAN " + texte).fetchall()[-1][-1]
