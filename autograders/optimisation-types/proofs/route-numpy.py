# %% name="type-entier-code"
def type_entier(minimum, maximum, absents):
    if minimum > maximum:
        raise ValueError("rien à garder")
    famille = ["uint8", "uint16", "uint32", "uint64"] if minimum >= 0 else ["int8", "int16", "int32", "int64"]
    for nom in famille:
        bornes = np.iinfo(nom)
        if int(bornes.min) <= minimum and maximum <= int(bornes.max):
            return {"u": "UInt", "i": "Int"}[nom[0]] + nom.lstrip("uint") if absents else nom
    raise ValueError("trop grand")

# %% name="types-code"
colonnes = {}
for c in vols:
    if c == "date":
        colonnes[c] = vols[c].to_numpy().astype("datetime64[D]")
    elif c in ("heure_prevue", "compagnie", "immatriculation", "origine", "destination"):
        colonnes[c] = pd.Categorical(vols[c])
    else:
        valeurs = vols[c].dropna().astype("int64")
        # Un type signé de la même taille, quand il suffit.
        taille = next(t for t in (8, 16, 32, 64) if -(2 ** (t - 1)) <= valeurs.min() and valeurs.max() < 2 ** (t - 1))
        if valeurs.min() >= 0 and valeurs.max() < 2 ** (taille // 2):
            colonnes[c] = vols[c].astype("Int64").astype(type_entier(int(valeurs.min()), int(valeurs.max()), bool(vols[c].isna().any())))
        else:
            colonnes[c] = vols[c].astype("Int64").astype(("Int" if vols[c].isna().any() else "int") + str(taille))
allegee = pd.DataFrame(colonnes, index=vols.index)
types = {c: allegee[c].dtype.name for c in allegee.columns}

# %% name="pertes-code"
pertes = {c: len(vols) - sum(map(str.__eq__, vols[c].fillna("?").tolist(), map(str, essai[c].tolist()))) for c in list(essai)}
