# %% name="facades-code"
facades = essai[["vente"]].assign(
    facade=essai["facade"].fillna(essai["quartier"].map(appris.groupby("quartier")["facade"].mean())),
    facade_absente=essai["facade"].notna(),
)

# %% name="echelle-code"
z_surface = (essai["surface"] - appris["surface"].mean()) / appris["surface"].std()
z_terrain = (np.log(essai["terrain"]) - np.log(appris["terrain"]).mean()) / np.log(appris["terrain"]).std()
echelle = {
    "surface_moyenne": z_surface.mean(), "surface_ecart": z_surface.std(),
    "terrain_moyenne": z_terrain.mean(), "terrain_ecart": z_terrain.std(),
}

# %% name="encoder-code"
def encoder(connues, nouvelles, effectif_min):
    presentes = [e for e in connues if e is not None]
    gardees = sorted(e for e in set(presentes) if presentes.count(e) > effectif_min)
    if not connues:
        raise ValueError("rien à apprendre")
    return {"colonnes": gardees + ["autres"], "lignes": [[int(e == g) for g in gardees] + [int(e not in gardees)] for e in nouvelles]}

# %% name="fuite-code"
moyennes = appris["prix"].groupby(segment(appris)).mean()
x = np.c_[segment(essai).map(moyennes).fillna(appris["prix"].mean()), essai["surface"], essai["qualite"]]
fuite = {
    "erreur_annoncee": erreur, "erreur_honnete": (du_collegue.predict(x) - essai["prix"]).abs().mean(),
    "segments_inconnus": (segment(essai).map(moyennes).isna()).mean(),
}

# %% name="estimer-code"
def estimer(lignes):
    return [float(ventes["prix"].median())] * len(lignes)

# %% name="tableur-code"
def ecrire_tableur(entetes, lignes):
    def case(v):
        return f"{v:.2f}".replace(".", ",") if isinstance(v, float) else str(v)

    return "\n".join(";".join(case(v) for v in ligne) for ligne in [entetes, *lignes])
