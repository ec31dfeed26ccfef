# %% name="profil-code"
lignes_profil = []
for nom in vols.columns:
    textes = vols[nom].astype("object").map(str)
    numerique = nom in ("vol", "retard_depart", "retard_arrivee", "duree_vol", "distance")
    presentes = vols[nom].dropna()
    lignes_profil.append({
        "colonne": nom, "absentes": vols[nom].isna().sum(), "distinctes": textes.nunique(), "longueur": textes.str.len().max(),
        "minimum": float(presentes.min()) if numerique else None, "maximum": float(presentes.max()) if numerique else None,
    })
profil = pd.DataFrame(lignes_profil)

# %% name="type-entier-code"
def type_entier(minimum, maximum, absents):
    if minimum > maximum:
        raise ValueError
    for bits in (8, 16, 32, 64):
        if -(2 ** (bits - 1)) <= minimum and maximum < 2 ** (bits - 1):
            return f"Int{bits}" if absents else f"int{bits}"
    raise ValueError

# %% name="types-code"
nombres = ["vol", "retard_depart", "retard_arrivee", "duree_vol", "distance"]
allegee = vols.copy()
allegee["date"] = pd.to_datetime(vols["date"])
allegee["heure_prevue"] = vols["heure_prevue"].astype("int16")
allegee["compagnie"] = vols["compagnie"].astype("category")
for nom in ("immatriculation", "origine", "destination"):
    allegee[nom] = vols[nom].astype("category")
for nom in (*nombres, "cle"):
    valeurs = vols[nom].dropna().astype("int64")
    allegee[nom] = vols[nom].astype("Int64").astype(type_entier(valeurs.min(), valeurs.max(), bool(vols[nom].isna().any())))
allegee["date"] = vols["date"]
types = {nom: str(allegee[nom].dtype) for nom in allegee}

# %% name="pertes-code"
presents = vols["retard_depart"].notna()
pertes = {nom: int((vols[nom] != essai[nom].astype(str)).sum()) for nom in essai}
pertes["retard_depart"] = int((vols.loc[presents, "retard_depart"] != essai.loc[presents, "retard_depart"].astype(str)).sum())
