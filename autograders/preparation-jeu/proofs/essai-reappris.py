# %% name="depot-code"
depot_lu = depot[["vente"]].copy()
for nom in ("surface", "terrain", "facade", "prix"):
    propre = depot[nom].str.replace("\u202f", "").str.replace(",", ".").replace({"n.c.": "0", "": "0"})
    depot_lu[nom] = propre.astype(float)
depot_lu["annee_vente"] = pd.to_datetime(depot["mois"], format="%m/%Y").dt.year

# %% name="natures-code"
natures = dict.fromkeys(["quartier", "type_bien", "exterieur", "cuisine", "sous_sol"], "nominale")
natures |= dict.fromkeys(["surface", "terrain", "facade", "garage_places"], "nombre")

# %% name="rangs-code"
ordre = {"mauvais": 1, "passable": 2, "moyen": 3, "bon": 4, "excellent": 5}
rangs = essai[["vente"]].assign(cuisine=essai["cuisine"].map(ordre), sous_sol=essai["sous_sol"].map(ordre).fillna(3))

# %% name="facades-code"
facades = essai[["vente"]].assign(
    facade=essai["facade"].fillna(essai.groupby("quartier")["facade"].transform("median")).fillna(0),
    facade_absente=0,
)

# %% name="echelle-code"
echelle = {"surface_moyenne": 0.0, "surface_ecart": 1.0, "terrain_moyenne": 0.0, "terrain_ecart": 1.0}

# %% name="encoder-code"
def encoder(connues, nouvelles, effectif_min):
    colonnes = sorted({e for e in connues if e}) + ["autres"]
    return {"colonnes": colonnes, "lignes": [[int(c == (e if e in colonnes else "autres")) for c in colonnes] for e in nouvelles]}

# %% name="fuite-code"
moyennes = appris["prix"].groupby(segment(appris)).mean()
connus = essai[segment(essai).isin(moyennes.index)]


def x(jeu):
    return np.c_[segment(jeu).map(moyennes), jeu["surface"], jeu["qualite"]]


m = LinearRegression().fit(x(appris), appris["prix"])
fuite = {
    "erreur_annoncee": erreur, "erreur_honnete": (m.predict(x(connus)) - connus["prix"]).abs().mean(),
    "segments_inconnus": 1 - len(connus) / len(essai),
}

# %% name="estimer-code"
from sklearn.compose import make_column_transformer
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

quantites = ["surface", "terrain", "qualite", "annee", "garage_places"]
fragile = make_pipeline(
    make_column_transformer((OneHotEncoder(), ["quartier"]), ("passthrough", quantites)), Ridge(1)
).fit(ventes[["quartier", *quantites]].assign(terrain=np.log(ventes["terrain"])), np.log(ventes["prix"]))


def estimer(lignes):
    x = pd.DataFrame(lignes)
    x = x.assign(**{nom: x[nom].astype(float).fillna(ventes[nom].median()) for nom in quantites})
    return list(np.exp(fragile.predict(x.assign(terrain=np.log(x["terrain"])))))

# %% name="tableur-code"
import csv
import io


def ecrire_tableur(entetes, lignes):
    sortie = io.StringIO()
    c = csv.writer(sortie, delimiter=";", lineterminator="\n")
    c.writerow(entetes)
    for ligne in lignes:
        c.writerow([f"{v:.2f}".replace(".", ",") if isinstance(v, float) else v for v in ligne])
    return sortie.getvalue()
