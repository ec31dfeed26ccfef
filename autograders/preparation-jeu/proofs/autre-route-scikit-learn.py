# %% name="depot-code"
import io

texte = depot.to_csv(index=False, sep=";").replace("\u202f", "")
depot_lu = pd.read_csv(io.StringIO(texte), sep=";", decimal=",", na_values="n.c.").iloc[::-1]
depot_lu["annee_vente"] = depot_lu["mois"].str.split("/").str[1].astype("int32")

# %% name="natures-code"
natures = {}
for nature, colonnes in {"Nominale": "quartier type_bien exterieur", "ordinale": "cuisine sous_sol", "nombre": "surface terrain facade garage_places"}.items():
    for colonne in colonnes.split():
        natures[colonne] = nature

# %% name="rangs-code"
from sklearn.preprocessing import OrdinalEncoder

niveaux = ["mauvais", "passable", "moyen", "bon", "excellent"]
codeur = OrdinalEncoder(categories=[["aucun", *niveaux]] * 2, dtype="int8")
rangs = pd.DataFrame(codeur.fit_transform(essai[["cuisine", "sous_sol"]].fillna("aucun")), columns=["cuisine", "sous_sol"], index=essai["vente"]).reset_index()

# %% name="facades-code"
medianes = appris.pivot_table(index="quartier", values="facade", aggfunc="median")
jointe = essai[::-1].join(medianes, on="quartier", rsuffix="_mediane")
facades = pd.DataFrame({
    "vente": jointe["vente"], "facade": np.where(jointe["facade"].isna(), jointe["facade_mediane"], jointe["facade"]),
    "facade_absente": jointe["facade"].isna(), "quartier": jointe["quartier"],
})

# %% name="echelle-code"
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

chaine_echelle = ColumnTransformer([
    ("surface", StandardScaler(), ["surface"]),
    ("terrain", make_pipeline(FunctionTransformer(np.log10), StandardScaler()), ["terrain"]),
]).fit(appris)
t = chaine_echelle.transform(essai)
echelle = {
    "terrain_ecart": np.float32(t[:, 1].std()), "surface_ecart": t[:, 0].std(),
    "terrain_moyenne": t[:, 1].mean(), "surface_moyenne": t[:, 0].mean(),
}

# %% name="encoder-code"
def encoder(connues, nouvelles, effectif_min):
    compte = pd.Series(connues, dtype="object").value_counts()
    retenues = sorted(compte.index[compte >= effectif_min])
    categories = pd.Categorical([n if n in retenues else "autres" for n in nouvelles], categories=[*retenues, "autres"])
    return {"colonnes": [*retenues, "autres"], "lignes": pd.get_dummies(categories).to_numpy().tolist()}

# %% name="fuite-code"
a = appris.assign(segment=segment(appris))
e = essai.assign(segment=segment(essai)).merge(a.groupby("segment", as_index=False)["prix"].mean(), on="segment", how="left", suffixes=("", "_segment"))
a["prix_segment"] = a.groupby("segment")["prix"].transform("mean")
part = e["prix_segment"].isna().mean()
e["prix_segment"] = e["prix_segment"].fillna(a["prix"].mean())
noms = ["prix_segment", "surface", "qualite"]
from sklearn.metrics import mean_absolute_error

fuite = {
    "erreur_annoncee": mean_absolute_error(essai["prix"], du_collegue.predict(variables(essai))),
    "erreur_honnete": mean_absolute_error(e["prix"], LinearRegression().fit(a[noms], a["prix"]).predict(e[noms])),
    "segments_inconnus": part,
}

# %% name="estimer-code"
from sklearn.ensemble import HistGradientBoostingRegressor

quantites = ["surface", "terrain", "facade", "qualite", "annee", "garage_places"]
textes = ["quartier", "exterieur", "cuisine", "sous_sol"]
boosting = make_pipeline(
    ColumnTransformer([
        ("q", "passthrough", quantites),
        ("t", OneHotEncoder(handle_unknown="ignore", sparse_output=False), textes),
    ]),
    HistGradientBoostingRegressor(max_iter=120, learning_rate=0.1, random_state=0),
).fit(ventes[quantites + textes].fillna({nom: "?" for nom in textes}), ventes["prix"])


def estimer(lignes):
    table = pd.DataFrame(lignes).reindex(columns=quantites + textes)
    table[textes] = table[textes].astype(object).fillna("?")
    table[quantites] = table[quantites].apply(pd.to_numeric)
    return boosting.predict(table)

# %% name="tableur-code"
def ecrire_tableur(entetes, lignes):
    def case(v):
        if v is None:
            return ""
        if isinstance(v, float):
            return f"{v:.2f}".replace(".", ",")
        texte = str(v)
        if isinstance(v, str) and texte[:1] in set("=+-@"):
            texte = "'" + texte
        return '"' + texte.replace('"', '""') + '"'

    return "\ufeff" + "\r\n".join(";".join(map(case, ligne)) for ligne in [entetes, *lignes])
