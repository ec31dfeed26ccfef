# %% name="profil-code"
import duckdb

parties = []
for nom in vols.columns:
    numerique = nom in ("vol", "retard_depart", "retard_arrivee", "duree_vol", "distance")
    bornes = f"min(try_cast({nom} AS BIGINT)), max(try_cast({nom} AS BIGINT))" if numerique else "NULL::BIGINT, NULL::BIGINT"
    parties.append(
        f"SELECT '{nom}' AS colonne, count(*) - count({nom}), count(DISTINCT {nom}), max(length({nom})), {bornes} FROM vols"
    )
lu = duckdb.sql(" UNION ALL ".join(parties)).fetchall()
profil = pd.DataFrame(lu, columns=["colonne", "absentes", "distinctes", "longueur", "minimum", "maximum"]).sort_values("colonne")

# %% name="type-entier-code"
def type_entier(minimum, maximum, absents):
    if minimum > maximum:
        raise ValueError
    octets_utiles = [1, 2, 4, 8]
    for n in octets_utiles:
        if minimum < 0:
            if -(1 << (8 * n - 1)) <= minimum and maximum < 1 << (8 * n - 1):
                return ("Int" if absents else "int") + str(8 * n)
        elif maximum < 1 << (8 * n):
            return ("UInt" if absents else "uint") + str(8 * n)
    raise ValueError

# %% name="types-code"
noms = {c: "category" for c in ("heure_prevue", "compagnie", "immatriculation", "origine", "destination")}
for c in ("cle", "vol", "retard_depart", "retard_arrivee", "duree_vol", "distance"):
    v = [int(x) for x in vols[c] if isinstance(x, str)]
    noms[c] = type_entier(min(v), max(v), len(v) < len(vols))
entiers = {c: vols[c].astype("Int64") for c in noms if noms[c] != "category"}
allegee = vols.assign(date=vols["date"].astype("datetime64[s]"), **entiers).astype(noms)
types = allegee.dtypes.astype(str).to_dict()

# %% name="temoins-code"
temoins = allegee.iloc[lignes_temoins][list(reversed(allegee.columns))].reset_index(drop=True)

# %% name="pertes-code"
pertes = {}
for c in essai:
    avant = ["" if pd.isna(x) else x for x in vols[c].tolist()]
    pertes[c] = sum(a != str(b) for a, b in zip(avant, essai[c].tolist()))

# %% name="index-code"
index, lignes, plans = {}, {}, {}
for nom, (une, deux, intervalle, _) in zip(requetes, tirees):
    index[nom] = ([deux] if deux else []) + [une] + ([intervalle] if intervalle else [])
    base.execute("CREATE INDEX chercher_" + nom + " ON vols (" + ", ".join(index[nom]) + ")")
base.execute("ANALYZE")
for nom, texte in requetes.items():
    lignes[nom] = base.execute(texte.replace("*", "count(*)")).fetchone()[0]
    plans[nom] = [etape[3] for etape in base.execute("EXPLAIN QUERY PLAN " + texte)][-1]
