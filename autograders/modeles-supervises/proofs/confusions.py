# %% name="references-code"
def erreur(predictions, jeu):
    return float(np.abs(predictions - jeu["resistance"]).mean())


droite = LinearRegression().fit((appris["ciment"] / appris["eau"]).to_frame("r"), appris["resistance"])
references = {
    "erreur_mediane": erreur(appris["resistance"].mean(), essai),
    "erreur_eau_ciment": erreur(droite.predict((essai["ciment"] / essai["eau"]).to_frame("r")), essai),
    "exactitude_majorite": ((essai["resistance"] >= 35) == ((appris["resistance"] >= 35).mean() >= 0.5)).mean(),
}

# %% name="regressions-code"
from sklearn.metrics import mean_squared_error

lignes = []
for nom, m in regressions_prevues.items():
    m.fit(appris[variables], appris["resistance"])
    lignes.append({
        "modele": nom, "erreur_appris": erreur(m.predict(appris[variables]), appris),
        "erreur_essai": mean_squared_error(essai["resistance"], m.predict(essai[variables])),
        "r2_essai": m.score(essai[variables], essai["resistance"]),
    })
regressions = pd.DataFrame(lignes)

# %% name="coefficients-code"
z = (appris[variables] - appris[variables].mean()) / appris[variables].std(ddof=0)
coefficients = dict(zip(variables, LinearRegression().fit(z, appris["resistance"]).coef_))
coefficients["eau_plus_10"] = 10 * coefficients["eau"]

# %% name="importances-code"
importances = {}
for v in variables:
    brouille = essai[variables].copy()
    brouille[v] = brouille[v].to_numpy()[permutations[0]]
    importances[v] = erreur(foret.predict(brouille), essai) - erreur(foret.predict(essai[variables]), essai)

# %% name="dependance-code"
lineaire = LinearRegression().fit(appris[variables], appris["resistance"])
dependance = pd.DataFrame({
    "age": ages, "foret": [foret.predict(appris[variables].assign(age=a)).mean() for a in ages],
    "lineaire": [lineaire.predict(essai[variables].assign(age=a)).mean() for a in ages],
})

# %% name="modele-code"
class Constante:
    def predict(self, table):
        return [tous["resistance"].median()] * len(table)


modele = Constante()

# %% name="trieur-code"
class Conforme:
    def predict(self, table):
        return np.ones(len(table), dtype=int)


trieur = Conforme()
