# %% name="cle-code"
en_trop = {nom: valeur for nom, valeur in zip(CANDIDATES, [float("nan"), True, 10**200, "0"])}
cle = [["compagnie"] * 3, None, float("inf")]

# %% name="lire-code"
class Complaisant(str):
    def __eq__(self, autre):
        return True

    __hash__ = str.__hash__


def lire_vol(texte):
    return [Complaisant("AA"), float("nan")]

# %% name="recolter-code"
def recolter(adresse, aeroport):
    return [{"instant": None, "vent_mph": float("nan"), "visibilite_milles": True, "pluie_pouces": 10**200}] * 50

# %% name="reclamations-code"
reclamations = pd.DataFrame({
    "reclamation": [float("nan"), "x" * 50_000], "contrat": [True, None], "compagnie": ["", ""], "numero": [float("inf"), -1.0],
    "jour": [None, None], "origine": ["", "{0.__class__}"],
})
with sqlite3.connect(depot / "vols.sqlite") as connexion:
    vol = pd.read_sql("SELECT * FROM vol", connexion)

# %% name="dossiers-code"
dossiers = pd.DataFrame({c: [] for c in ["reclamation", "statut", "formule", "annule", "retard", "distance_km", "heure_utc"]})
bilan = dict.fromkeys(["recues", "illisibles", "doublons", "vol_inconnu", "contrat_inconnu", "rattachees"], float("nan"))

# %% name="temps-code"
temps = pd.DataFrame({c: [float("nan")] * 9000 for c in ["reclamation", "releve", "vent_kmh", "visibilite_km", "pluie_mm", "intemperie"]})

# %% name="montants-code"
montants = pd.DataFrame({
    "formule": ["essentiel", "confort", "premium"], "rattachees": [float("nan")] * 3, "exclues": [True, True, False],
    "indemnisees": [float("inf")] * 3, "total_euros": ["0", "0", "0"],
})
