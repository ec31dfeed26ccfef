# %% name="familles-code"
familles = {"b1": "classification", "b2": "régression", "b3": "classification", "b4": "série temporelle",
            "b5": "sans apprentissage", "b6": "anomalies", "b7": "classification", "b8": "recommandation"}

# %% name="risques-code"
risques = {"u1": "minimal", "u2": "transparence", "u3": "minimal", "u4": "interdit", "u5": "haut risque", "u6": "minimal",
           "u7": "interdit", "u8": "interdit", "u9": "minimal", "u10": "haut risque"}

# %% name="mesures-code"
solutions = fiches.index.tolist()
hospitalise, limite = scores["hospitalise"] == 1, scores["limite"] == 1
lignes = []
for nom in solutions:
    appele = scores.index.isin(scores.sort_values(nom, ascending=False, kind="stable").head(capacite).index)
    lignes.append({"solution": nom, "precision": hospitalise[appele].mean(), "rappel": appele[hospitalise].mean(),
                   "rappel_limites": appele[hospitalise & limite].mean(), "rappel_autres": appele[hospitalise & ~limite].mean()})
mesures = pd.DataFrame(lignes)

# %% name="echecs-code"
rappels = mesures.set_index("solution")["rappel"]
remplis = pd.DataFrame({
    "hebergement": (fiches["hebergement_hds"] != "non") | (fiches["champs_sante"] == 0),
    "explication": fiches["explication"] == "individuelle",
    "accessibilite": ~(fiches["rgaa"] < 75),
    "budget": fiches["cout_3ans"] <= plafond,
    "utilite": rappels.reindex(fiches.index) >= 0.28,
})
echecs = {nom: [critere for critere in remplis if not remplis.loc[nom, critere]] for nom in solutions}

# %% name="noter-code"
def juste(valeurs, poids, sens):
    total, notes = sum(poids.values()), dict.fromkeys(valeurs, 0.0)
    for critere, p in poids.items():
        connues = [v[critere] for v in valeurs.values() if v[critere] == v[critere]]
        bas, haut = min(connues), max(connues)
        for nom, v in valeurs.items():
            part = 0.0 if v[critere] != v[critere] and sens[critere] == "max" else (v[critere] - bas) / (haut - bas)
            notes[nom] += p / total * (part if sens[critere] == "max" else 1 - part)
    return notes

def noter(valeurs, poids, sens):
    return juste(valeurs, poids, dict.fromkeys(sens, "max"))

# %% name="sensibilite-code"
retenues = sorted(nom for nom in solutions if not echecs[nom])
valeurs = fiches.join(mesures.set_index("solution"))[list(sens)].to_dict("index")
def premiere(poids):
    rendu = juste(valeurs, poids, sens)
    return max(retenues, key=lambda nom: rendu[nom])
notes = {nom: note for nom, note in juste(valeurs, poids_moyens.to_dict(), sens).items() if nom in retenues}
premieres = {membre: premiere(poids_membres[membre].to_dict()) for membre in poids_membres}
gagnantes = pd.Series([premiere(poids) for poids in tirages.to_dict("records")])
parts = {nom: float((gagnantes == nom).mean()) for nom in retenues}
bascules = dict.fromkeys(sens)
