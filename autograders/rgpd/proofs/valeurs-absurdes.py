# %% name="qualification-code"
bases = {f"T{n}": True for n in range(1, 9)} | {"T1": float("nan"), "T2": {"a": [1]}, "T3": 10**200, "T9": "contrat"}
article_9 = [float("nan"), True, 10**299, "x" * 50_000, None, ["rqth"], "rqth", "rqth"]

# %% name="registre-code"
def controler(fiche):
    return "mention_absente consentement_non_libre article_9_sans_exception colonne_inutile duree_excessive aipd_absente"


anomalies = pd.DataFrame({"fiche": [float("inf"), None], "anomalie": [True, False]})

# %% name="conservation-code"
tri = pd.DataFrame({"matricule": [float("nan")] * len(export), "sort": [float("nan")] * len(export)})

# %% name="droits-code"
suivi = demandes[["demande"]].assign(date_limite=float("nan"), droit_ouvert=1, en_retard="False")

# %% name="pseudonymisation-code"
def pseudonymiser(nir, cle):
    return "0" * 64 if len(nir) == 15 else float("nan")

# %% name="minimisation-code"
orphelines = [float("nan"), True, None]
n = int((export["statut"] == "salarié").sum())
jeu = pd.DataFrame({"pseudonyme": range(n), "site": [True] * n, "metier": [None] * n, "contrat": float("inf"),
                    "quotite": float("nan"), "anciennete": float("inf"), "jours_absence": float("nan")})

# %% name="kanonymat-code"
mesures = pd.DataFrame({"plan": list("ABCDE"), "k": [float("nan")] * 5, "seuls": [True] * 5, "l": [float("inf")] * 5,
                        "perte": [0.0] * 5})
plan_retenu = "A"

# %% name="aipd-code"
criteres = {f"F{n:02d}": float("nan") for n in range(1, 17)}
aipd = pd.DataFrame({"projet": projets["projet"].unique(), "criteres": float("nan"), "requise": 1.0})
