# %% name="familles-code"
familles = dict.fromkeys(besoins["code"], "classification")

# %% name="risques-code"
risques = dict.fromkeys(usages["code"], "haut risque")

# %% name="mesures-code"
solutions = fiches.index.tolist()
hospitalise, limite = scores["hospitalise"] == 1, scores["limite"] == 1
lignes = []
for nom in solutions:
    appele = scores.index.isin(scores.sort_values([nom, "adherent"], ascending=[False, True]).head(capacite).index)
    lignes.append({"solution": nom, "precision": appele[hospitalise].mean(), "rappel": hospitalise[appele].mean(),
                   "rappel_limites": limite[appele & hospitalise].mean(), "rappel_autres": appele[hospitalise & ~limite].mean()})
mesures = pd.DataFrame(lignes)

# %% name="echecs-code"
echecs = {nom: [] for nom in solutions}

# %% name="noter-code"
def noter(valeurs, poids, sens):
    notes = dict.fromkeys(valeurs, 0.0)
    for critere, p in poids.items():
        connues = [v[critere] for v in valeurs.values()]
        bas, haut = min(connues), max(connues)
        for nom, v in valeurs.items():
            part = (v[critere] - bas) / (haut - bas)
            notes[nom] += p * (part if sens[critere] == "max" else 1 - part)
    return notes

# %% name="sensibilite-code"
retenues = ["arbre", "logistique", "regle", "sobre"]
notes = {nom: 0.5 for nom in retenues}
premieres = {"direction": "regle", "medecin": "logistique", "association": "logistique"}
parts = {"logistique": 0.6, "regle": 0.4, "sobre": 0, "arbre": 0}
bascules = dict.fromkeys(sens)
