# %% name="references-code"
def erreur(predictions, jeu):
    return float(np.abs(predictions - jeu["resistance"]).mean())


droite = LinearRegression().fit((appris["eau"] / appris["ciment"]).to_frame("r"), appris["resistance"])
references = {
    "erreur_mediane": erreur(appris["resistance"].median(), appris),
    "erreur_eau_ciment": erreur(droite.predict((essai["eau"] / essai["ciment"]).to_frame("r")), essai),
    "exactitude_majorite": ((essai["resistance"] >= 35) == ((appris["resistance"] >= 35).mean() >= 0.5)).mean(),
}

# %% name="regressions-code"
regressions = pd.DataFrame([
    {"modele": nom, "erreur_appris": e, "erreur_essai": e, "r2_essai": m.score(essai[variables], essai["resistance"])}
    for nom, m in regressions_prevues.items()
    for e in [erreur(m.fit(appris[variables], appris["resistance"]).predict(appris[variables]), appris)]
])

# %% name="classements-code"
vrai = essai["resistance"] >= 35
lignes = []
for nom, m in classements_prevus.items():
    dit = m.fit(appris[variables], appris["resistance"] >= 35).predict(essai[variables])
    lignes.append({"modele": nom, "exactitude": (dit == vrai).mean(), "precision": dit[vrai].mean(), "rappel": vrai[dit].mean()})
classements = pd.DataFrame(lignes)

# %% name="coefficients-code"
brute = LinearRegression().fit(appris[variables], appris["resistance"])
coefficients = dict(zip(variables, brute.coef_)) | {"eau_plus_10": 10 * brute.coef_[variables.index("eau")]}

# %% name="importances-code"
importances = dict(zip(variables, foret.feature_importances_))

# %% name="dependance-code"
lineaire = LinearRegression().fit(appris[variables], appris["resistance"])
vues = essai.assign(foret=foret.predict(essai[variables])).groupby("age")["foret"].mean()
dependance = pd.DataFrame({
    "age": ages, "foret": [vues.get(age, np.nan) for age in ages],
    "lineaire": [lineaire.predict(essai[variables].assign(age=age)).mean() for age in ages],
})

# %% name="modele-code"
modele = LinearRegression().fit(tous[variables], tous["resistance"])

# %% name="trieur-code"
trieur = RandomForestClassifier(40, random_state=0).fit(tous[variables], (tous["resistance"] < 35).astype(int))
