# %% name="usages-code"
comptes = {"lignes": True, "renvois": float("nan"), "robot": float("inf"), "relances": "x" * 100000, "explorations": [1]}
usages = pd.DataFrame({"technique": ["quantiles", "quantiles"], "explorations": [np.nan, np.inf], "analystes": [True, False], "outil": ["pandas", None]})
executions = journal.drop_duplicates("id")

# %% name="recherches-code"
recherches = pd.DataFrame({"question": [f"q{i:02d}" for i in range(1, 13)], "essais": np.inf, "echecs": np.nan, "etat": "établi", "resultat": np.nan})

# %% name="accords-code"
causes = {f"q0{i}": ["grain", {"a": None}] for i in range(1, 9)}
par_pandas = {"q01": True, "q02": float("nan"), "q03": float("inf"), "q04": "0.99", "q05": None, "q06": [524], "q07": -0.0, "q08": 1e300}
requetes = {"q01": "SELECT 'nan'::DOUBLE", "q02": "DROP TABLE cyclones", "q03": "SELECT 'abc'", "q04": "", "q05": 5, "q06": "SELECT 1; SELECT", "q07": "SELECT [1]", "q08": "SELECT 1e308 * 10"}

# %% name="comparer-code"
def comparer(executions, version, a, b):
    return {"questions": True, "rapport": float("nan"), "echecs_a": float("inf"), "echecs_b": None}


bilan = {"questions": True, "rapport": np.nan, "echecs_a": np.inf, "echecs_b": {"a": {"b": []}}}

# %% name="choix-code"
notes = {"duckdb": True, "pandas": np.nan, "tableur": np.inf}
premiers = {"duckdb": "0.6", "pandas": None, "tableur": [0]}
seuils = dict.fromkeys(criteres.index)

# %% name="registre-code"
decision = {
    "date": 20260525, "contexte": " " * 500, "options": [["pandas"], None, {}], "preuves": [True] * 10 + [np.nan], "choix": ["duckdb"],
    "consequences": "a" * 90000, "responsable": 10**250, "echeance": "9999-99-99",
    "revision": [{"indicateur": [1], "outil": None, "operateur": ">", "seuil": True, "semaines": np.nan, "effectif_min": np.inf}, "x", {"a": {"b": {"c": {}}}}],
}

# %% name="surveillance-code"
suivi = pd.DataFrame({"semaine": range(13, 27), "explorations": np.nan, "part_duckdb": True, "executions": np.inf, "echecs": "1", "limite": None})


def alerter(semaines, p0):
    return [True, float("nan"), -1, 10**200, "0", [0]][len(semaines) % 6]
