# %% name="references-code"
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.metrics import accuracy_score, mean_absolute_error, precision_recall_fscore_support, r2_score

y, ye = appris["resistance"], essai["resistance"]
rapport_ = lambda t: (t[["eau"]].to_numpy() / t[["ciment"]].to_numpy())
references = {
    "exactitude_majorite": DummyClassifier(strategy="most_frequent").fit(appris[variables], y >= 35).score(essai[variables], ye >= 35),
    "erreur_mediane": mean_absolute_error(ye, DummyRegressor(strategy="median").fit(appris, y).predict(essai)),
    "erreur_eau_ciment": np.float64(mean_absolute_error(ye, LinearRegression().fit(rapport_(appris), y).predict(rapport_(essai)))),
}

# %% name="regressions-code"
from sklearn.base import clone

regressions = pd.DataFrame(columns=["r2_essai", "modele", "erreur_essai", "erreur_appris"])
for place, (nom, m) in enumerate(reversed(regressions_prevues.items())):
    p, q = (clone(m).fit(appris[variables].to_numpy(), y).predict(t[variables].to_numpy()) for t in (essai, appris))
    regressions.loc[place] = [r2_score(ye, p), nom.upper(), mean_absolute_error(ye, p), mean_absolute_error(y, q)]

# %% name="classements-code"
lignes = []
for nom, m in classements_prevus.items():
    dit = clone(m).fit(appris[variables].to_numpy(), (y >= 35).astype(int)).predict(essai[variables].to_numpy())
    p, r, *_ = precision_recall_fscore_support((ye >= 35).astype(int), dit, average="binary")
    lignes.append((nom, accuracy_score(ye >= 35, dit), p, r))
classements = pd.DataFrame(lignes[::-1], columns=["modele", "exactitude", "precision", "rappel"])

# %% name="coefficients-code"
chaine = make_pipeline(StandardScaler(), LinearRegression()).fit(appris[variables], y)
une, deux = essai[variables].head(1), essai[variables].head(1).assign(eau=lambda t: t["eau"] + 10)
coefficients = {"eau_plus_10": (chaine.predict(deux) - chaine.predict(une))[0], **pd.Series(chaine[-1].coef_, index=variables).to_dict()}

# %% name="importances-code"
x = essai[variables].to_numpy()
avant = mean_absolute_error(ye, foret.predict(essai[variables]))
importances = {}
for j, v in enumerate(variables):
    total = 0
    for p in permutations:
        copie = x.copy()
        copie[:, j] = x[p, j]
        total += mean_absolute_error(ye, foret.predict(pd.DataFrame(copie, columns=variables)))
    importances[v] = np.float32(total / 5 - avant)
importances = {v: float(total) for v, total in importances.items()}

# %% name="dependance-code"
from sklearn.inspection import partial_dependence

droite8 = LinearRegression().fit(appris[variables], y)
foret8 = foret
colonnes = {}
for nom, m in {"lineaire": droite8, "foret": foret8}.items():
    reels = essai[variables].astype(float)
    colonnes[nom] = partial_dependence(m, reels, ["age"], custom_values={"age": np.array(ages, dtype=float)}, method="brute", kind="average")["average"][0]
dependance = pd.DataFrame({"age": np.array(ages, dtype=float), **colonnes})[::-1]

# %% name="modele-code"
from sklearn.ensemble import GradientBoostingRegressor

modele = make_pipeline(StandardScaler(), GradientBoostingRegressor(n_estimators=150, max_depth=4, random_state=3)).fit(appris[variables], y)

# %% name="trieur-code"
from sklearn.preprocessing import FunctionTransformer

journaux = FunctionTransformer(lambda t: t.assign(age=np.log(t["age"]), rapport=t["eau"] / t["ciment"]))
trieur = make_pipeline(journaux, StandardScaler(), LogisticRegression(max_iter=2000)).fit(tous[variables], tous["resistance"] >= SEUIL)
