# %% name="liens-code"
liens = {"conducteurs": True, "part_dix": float("nan"), "conducteurs_rares": 10**400, "part_longues": "0.11"}

# %% name="audit-code"
profond = 1.0
for _ in range(20):
    profond = [profond]
audit = {"sessions_des_deux_cotes": profond, "conducteurs_des_deux_cotes": float("inf"), "part_test_connue": True, "part_test_passee": None}

# %% name="stratifie-code"
class Complaisant(list):
    def __eq__(self, autre):
        return True

    __hash__ = None


def partager_stratifie(classes, part_test, graine):
    return Complaisant([True, None, 10**400, float("nan")] * 10)

# %% name="groupe-code"
def partager_par_groupe(groupes, part_test, graine):
    return ["test" * 1000] * len(groupes)

# %% name="temporel-code"
temporel = dict.fromkeys(["apprentissage", "test", "ecartees", "part_nouveaux", "r2"], float("nan"))

# %% name="cout-code"
cout = {"hasard": float("inf"), "conducteurs": float("-inf"), "conducteurs_min": True, "conducteurs_max": {}, "optimisme": 10**250}

# %% name="protocoles-code"
protocoles = {"a": ["temps"], "b": {"groupe": 1}, "c": None, "d": 10**400, "e": "hasard" * 9999, "f": True}
