# %% name="references-code"
def erreur(predictions, jeu):
    return 0.0


profond = 1.0
for _ in range(20):
    profond = [profond]
references = {"erreur_mediane": float("nan"), "erreur_eau_ciment": True, "exactitude_majorite": profond}

# %% name="regressions-code"
regressions = pd.DataFrame({"modele": ["lineaire", "arbre", "foret"], "erreur_appris": [True] * 3, "erreur_essai": [float("inf")] * 3, "r2_essai": ["0.8" * 500] * 3})

# %% name="classements-code"
classements = pd.DataFrame({nom: pd.Series([], dtype="float64") for nom in ("modele", "exactitude", "precision", "rappel")})

# %% name="coefficients-code"
coefficients = dict.fromkeys([*variables, "eau_plus_10"], 10**400)

# %% name="importances-code"
importances = dict.fromkeys(variables, float("nan"))

# %% name="dependance-code"
dependance = pd.DataFrame({"age": [3] * 6, "foret": [float("nan")] * 6, "lineaire": [float("-inf")] * 6})

# %% name="modele-code"
class Hostile:
    def predict(self, table):
        return [float("nan"), True, 10**400, "1", None] * (len(table) // 5)


modele = Hostile()

# %% name="trieur-code"
class Infini:
    def predict(self, table):
        return np.full(len(table), np.inf)


trieur = Infini()
