# %% name="qualite-code"
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import GridSearchCV, PredefinedSplit, cross_val_score, cross_validate

MAE = "neg_mean_absolute_error"
Xr, yr, gm = reservations[variables].to_numpy(np.float32), reservations["prix"].to_numpy(), PredefinedSplit(reservations["pli_mois"])
gh = PredefinedSplit(reservations["pli_hasard"])
brut = []
for p in range(5):
    m = arbre().fit(export.query("pli_mois != @p")[variables], export.query("pli_mois != @p")["prix"])
    j = reservations.query("pli_mois == @p")
    brut.append(mean_absolute_error(j["prix"], m.predict(j[variables])))
qualite = {
    "erreur_corrigee": -cross_val_score(arbre(), Xr, yr, cv=gm, scoring=MAE).mean(),
    "erreur_export": sum(brut) / 5,
    "centimes": int((export.drop_duplicates()["prix"] >= 1000).sum()),
    "doublons": int(export.duplicated().sum()),
}

# %% name="courbe-code"
lignes = []
for k in reversed(essais_k):
    r = cross_validate(voisins(k), Xr, yr, cv=gm, scoring=MAE, return_train_score=True)
    h = cross_val_score(voisins(k), Xr, yr, cv=gh, scoring=MAE)
    lignes.append((-h.mean(), -r["test_score"].mean(), float(k), -r["train_score"].mean()))
courbe = pd.DataFrame(lignes, columns=["hasard", "mois", "k", "appris"])

# %% name="selection-code"
from sklearn.compose import ColumnTransformer

tout = np.c_[Xr, signaux]
chaine = make_pipeline(
    ColumnTransformer([("v", "passthrough", slice(0, 11)), ("s", SelectKBest(f_regression, k=20), slice(11, 311))]), LinearRegression(),
)
fuite = np.c_[Xr, SelectKBest(f_regression, k=20).fit_transform(signaux, yr)]
gardes = [SelectKBest(f_regression, k=20).fit(signaux[a], yr[a]).get_support() for a, _ in gh.split()]
selection = {
    "sans": -cross_val_score(LinearRegression(), Xr, yr, cv=gh, scoring=MAE).mean(),
    "fournisseur": -cross_val_score(LinearRegression(), fuite, yr, cv=gh, scoring=MAE).mean(),
    "honnete": -cross_val_score(chaine, tout, yr, cv=gh, scoring=MAE).mean(),
    "fideles": int(np.all(gardes, axis=0).sum()),
}

# %% name="recherche-code"
table_erreurs = pd.DataFrame([-cross_val_score(arbre(*c), Xr, yr, cv=gm, scoring=MAE) for c in candidats])
moyenne = table_erreurs.mean(axis=1)
trois = table_erreurs[0].nsmallest(3).index.sort_values()
deux = table_erreurs.loc[trois, [0, 1]].mean(axis=1).nsmallest(2).index.sort_values()
recherche = {"grille": moyenne.idxmin(), "tirage": moyenne[tires].idxmin(), "reduction": moyenne[deux].idxmin()}
recherche |= {f"erreur_{nom}": round(float(moyenne[n]), 4) for nom, n in list(recherche.items())}
recherche |= {"cout_grille": 30.0, "cout_tirage": 15, "cout_reduction": 15}

# %% name="imbriquee-code"
grilles = []
for p in range(5):
    dedans, dehors = reservations.query("pli_mois != @p"), reservations.query("pli_mois == @p")
    grille = GridSearchCV(
        DecisionTreeRegressor(random_state=0), [{"max_depth": [a], "min_samples_leaf": [b]} for a, b in candidats],
        cv=PredefinedSplit(dedans["pli_mois"]), scoring=MAE,
    ).fit(dedans[variables].to_numpy(), dedans["prix"])
    grilles.append({
        "pli": str(p), "gagnant": grille.best_index_, "interne": -grille.best_score_,
        "externe": mean_absolute_error(dehors["prix"], grille.predict(dehors[variables].to_numpy())),
    })
imbriquee = pd.DataFrame(grilles).astype({"pli": int})

# %% name="apprentissage-code"
rangs, mois = reservations["rang"].to_numpy(), reservations["mois"].to_numpy()


def sous(garde):
    coupes = [(a[garde(a)], j) for a, j in gm.split()]
    return -cross_val_score(arbre(), Xr, yr, cv=coupes, scoring=MAE).mean()


def n_mois(n):
    return lambda a: np.isin(mois[a], [m for m in ordre_des_mois if m in set(mois[a])][:n])


apprentissage = {f"mois_{n}": sous(n_mois(n)) for n in nombres}
apprentissage.update({f"lignes_{int(100 * p)}": sous(lambda a, p=p: rangs[a] < p) for p in parts})

# %% name="comparaison-code"
from scipy import stats

coupes = [(np.flatnonzero(~np.isin(mois, j)), np.flatnonzero(np.isin(mois, j))) for j in partages]
ecarts = cross_val_score(arbre(4, 8), Xr, yr, cv=coupes, scoring=MAE) - cross_val_score(voisins(10), Xr, yr, cv=coupes, scoring=MAE)
naif = stats.ttest_1samp(ecarts, 0).statistic
corrige = naif * ((1 / 15) / (1 / 15 + 3 / 8)) ** 0.5
comparaison = {"p_corrige": 2 * (1 - stats.t(14).cdf(abs(corrige))), "t_corrige": corrige, "t_naif": naif, "difference": ecarts.mean()}

# %% name="simple-code"
def le_plus_simple(complexites, erreurs):
    if len(erreurs) == 0:
        raise ValueError("rien à choisir")
    e = np.array(erreurs)
    m = e.mean(axis=1)
    b = m.argmin()
    t = pd.DataFrame({"c": complexites, "m": m})
    return t[t["m"] <= m[b] + stats.sem(e[b])].sort_values(["c", "m"], kind="stable").index[0]

# %% name="modele-code"
from sklearn.ensemble import GradientBoostingRegressor

modele = GradientBoostingRegressor(max_depth=5, random_state=0).fit(Xr, yr)
