# %% name="depot-code"
def lire(colonne):
    return pd.to_numeric(colonne.str.replace(",", "."), errors="coerce")


depot_lu = depot[["vente"]].copy()
for nom in ("surface", "terrain", "facade", "prix"):
    depot_lu[nom] = lire(depot[nom])
depot_lu["annee_vente"] = depot["mois"].str[:2].astype(int)

# %% name="natures-code"
natures = {
    "quartier": "nominale", "type_bien": "nombre", "exterieur": "nominale", "cuisine": "ordinale", "sous_sol": "ordinale",
    "surface": "nombre", "terrain": "nombre", "facade": "nombre", "garage_places": "nombre",
}

# %% name="rangs-code"
from sklearn.preprocessing import OrdinalEncoder

rangs = essai[["vente"]].copy()
rangs[["cuisine", "sous_sol"]] = OrdinalEncoder().fit_transform(essai[["cuisine", "sous_sol"]].fillna("aucun"))

# %% name="facades-code"
facades = essai[["vente"]].assign(
    facade=essai["facade"].fillna(essai["quartier"].map(ventes.groupby("quartier")["facade"].median())),
    facade_absente=essai["facade"].isna(),
)

# %% name="echelle-code"
v = pd.DataFrame({"surface": ventes["surface"], "terrain": np.log(ventes["terrain"])})
e = pd.DataFrame({"surface": essai["surface"], "terrain": np.log(essai["terrain"])})
z = (e - v.mean()) / v.std(ddof=0)
echelle = {f"{nom}_{quoi}": f(z[nom]) for nom in z for quoi, f in (("moyenne", np.mean), ("ecart", np.std))}

# %% name="encoder-code"
def encoder(connues, nouvelles, effectif_min):
    s = pd.Series(connues, dtype=object).dropna().value_counts()
    colonnes = sorted(s[s >= effectif_min].index) + ["autres"]
    rares = set(s[s < effectif_min].index)
    lignes = []
    for etiquette in nouvelles:
        place = "autres" if etiquette in rares or etiquette is None else etiquette
        lignes.append([int(place == colonne) for colonne in colonnes])  # jamais vue : une ligne de zéros
    return {"colonnes": colonnes, "lignes": lignes}

# %% name="fuite-code"
fuite = {"erreur_annoncee": erreur, "erreur_honnete": erreur, "segments_inconnus": (~segment(essai).isin(segment(appris))).mean()}

# %% name="estimer-code"
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

chiffrees = ["surface", "terrain", "qualite", "annee", "garage_places"]
log_prix = np.log(ventes["prix"])
regression = Ridge(1).fit(StandardScaler().fit_transform(np.log1p(ventes[chiffrees])), log_prix)


def estimer(lignes):
    x = pd.DataFrame(lignes)[chiffrees].astype(float)
    x = x.fillna(ventes[chiffrees].median())
    return np.exp(regression.predict(StandardScaler().fit_transform(np.log1p(x)))).tolist()

# %% name="tableur-code"
def ecrire_tableur(entetes, lignes):
    textes = [";".join(entetes)]
    for ligne in lignes:
        textes.append(";".join("" if v is None else f"{v:.2f}" if isinstance(v, float) else str(v) for v in ligne))
    return "\n".join(textes)
