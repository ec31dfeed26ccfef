# %% name="registre-code"
def controler(fiche):
    return []


anomalies = pd.DataFrame({"fiche": [], "anomalie": []})
