# %% name="qualite-code"
profond = 1.0
for _ in range(20):
    profond = [profond]
qualite = {"doublons": True, "centimes": float("nan"), "erreur_export": profond, "erreur_corrigee": 10**400}

# %% name="courbe-code"
courbe = pd.DataFrame({nom: pd.Series([], dtype="float64") for nom in ("k", "appris", "hasard", "mois")})

# %% name="selection-code"
selection = {"sans": "4" * 5000, "fournisseur": float("inf"), "honnete": None, "fideles": float("-inf")}

# %% name="recherche-code"
recherche = dict.fromkeys([
    "grille", "tirage", "reduction", "erreur_grille", "erreur_tirage", "erreur_reduction", "cout_grille", "cout_tirage", "cout_reduction",
], float("nan"))

# %% name="imbriquee-code"
imbriquee = pd.DataFrame({"pli": ["9" * 5000] * 5, "gagnant": [True] * 5, "interne": [float("nan")] * 5, "externe": [float("inf")] * 5})

# %% name="apprentissage-code"
apprentissage = dict.fromkeys([*(f"lignes_{p}" for p in (25, 50, 75, 100)), *(f"mois_{n}" for n in (2, 4, 6, 8))], float("nan"))

# %% name="comparaison-code"
comparaison = {"difference": 10**400, "t_naif": True, "t_corrige": float("nan"), "p_corrige": "0.05"}

# %% name="simple-code"
def le_plus_simple(complexites, erreurs):
    return [float("nan"), True, 10**400, "0" * 5000, None, {"a": [[]]}][len(complexites) % 6]

# %% name="modele-code"
class Hostile:
    def predict(self, table):
        return [float("nan"), True, 10**400, "1", None] * (len(table) // 5)


modele = Hostile()
