# %% name="carte-code"
types = {code: "x" * 100_000 for code in elements} | {"v" * 5000: [[[[10**300]]]]}
carte = pd.DataFrame({"scenario": [float("nan")] * 11, "brut": [True] * 11, "residuel": [float("inf")] * 11})
fragiles = [True, None, 10**400]

# %% name="pertes-code"
pertes = pd.DataFrame({"cause": frequences["cause"], "cout_moyen": float("inf"), "perte_annuelle": True})
annee = {"annees": 10**400, "moyenne": float("nan"), "bas": float("-inf"), "haut": True, "depassement": "0.13"}
premiere = {cause: True for cause in frequences["cause"]}

# %% name="livraison-code"
def controler_livraison(livraison):
    return {"a": [[[float("nan")]]], "b": 10**400}


quarantaine = "L" * 200_000

# %% name="journal-code"
def controler_journal(entrees, ancre):
    return True if len(entrees) % 2 else float("nan")


etats = {code: True for code in journaux}

# %% name="authentification-code"
class Partout(str):
    def __eq__(self, autre):
        return True

    __hash__ = str.__hash__


def authentifier(requetes):
    return [Partout("tout"), None, float("inf")] * 9


revue = {code: None for code in extraits}

# %% name="abus-code"
alertes = pd.DataFrame({"compte": ["g" * 10_000, None] * 40, "regle": ["quota", float("nan")] * 40})
ecartees = pd.DataFrame({"compte": [], "regle": []})
qualite = {"precision": float("nan"), "rappel": True}

# %% name="sources-code"
sources = pd.DataFrame({"partenaire": presents, "desaccord": [float("nan")] * 16, "repetees": [True] * 16})
suspects = [[[[]]]]
effet = {"avant": 10**300, "apres": float("inf")}

# %% name="suites-code"
suites = pd.DataFrame({"incident": incidents["incident"], "suite": [float("nan")] * 9, "limite": [pd.NaT] * 9})
