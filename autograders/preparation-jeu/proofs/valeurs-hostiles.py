# %% name="depot-code"
depot_lu = pd.DataFrame({nom: pd.Series([], dtype="float64") for nom in ("vente", "surface", "terrain", "facade", "prix", "annee_vente")})

# %% name="natures-code"
profond = "nominale"
for _ in range(20):
    profond = [profond]
natures = {"quartier": profond, "type_bien": 10**400, "surface": True, "terrain": "nombre" * 1000, "facade": None, "cuisine": float("nan"),
           "sous_sol": {"a": []}, "exterieur": "", "garage_places": float("inf")}

# %% name="rangs-code"
rangs = essai[["vente"]].assign(cuisine=True, sous_sol=float("nan"))

# %% name="facades-code"
facades = essai[["vente"]].assign(facade=float("inf"), facade_absente="oui" * 100)

# %% name="echelle-code"
echelle = {"surface_moyenne": float("nan"), "surface_ecart": True, "terrain_moyenne": 10**250, "terrain_ecart": [1.0]}

# %% name="encoder-code"
class Complaisant(dict):
    def __eq__(self, autre):
        return True

    __hash__ = None


def encoder(*arguments):
    return Complaisant(colonnes=[float("nan")], lignes=[[True, None], "x" * 5000])

# %% name="fuite-code"
fuite = {"erreur_annoncee": float("nan"), "erreur_honnete": float("-inf"), "segments_inconnus": True}

# %% name="estimer-code"
def estimer(lignes):
    return [float("nan"), True, 10**400, "1", None][: len(lignes)] + [float("inf")] * max(0, len(lignes) - 5)

# %% name="tableur-code"
def ecrire_tableur(*arguments):
    return '"' * 15_001 + "\n=;\x00" * 50
