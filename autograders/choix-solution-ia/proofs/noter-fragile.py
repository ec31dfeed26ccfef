# %% name="echecs-code"
cinq = ["hebergement", "explication", "accessibilite", "budget", "utilite"]
echecs = {nom: list(cinq) for nom in solutions}

# %% name="noter-code"
def noter(valeurs, poids, sens):
    notes = dict.fromkeys(valeurs, 0.0)
    for critere, s in sens.items():
        connues = [v[critere] for v in valeurs.values()]
        bas, haut = min(connues), max(connues)
        for nom, v in valeurs.items():
            part = (v[critere] - bas) / (haut - bas)
            notes[nom] += poids[critere] / sum(poids.values()) * (part if s == "max" else 1 - part)
    return notes

# %% name="sensibilite-code"
appel = fiches.join(mesures.set_index("solution"))[list(sens)]
ok = (fiches["explication"] == "individuelle") & (fiches["rgaa"] >= 75) & (fiches["cout_3ans"] <= plafond)
retenues = sorted(nom for nom in solutions if ok[nom])
valeurs = appel.loc[retenues].to_dict("index")
def premiere(poids):
    rendu = noter(valeurs, poids, sens)
    return min(rendu, key=lambda nom: (-rendu[nom], nom))
notes = noter(valeurs, poids_moyens.to_dict(), sens)
premieres = {membre: premiere(poids_membres[membre].to_dict()) for membre in poids_membres}
gagnantes = pd.Series([premiere(poids) for poids in tirages.to_dict("records")])
parts = gagnantes.value_counts(normalize=True).reindex(retenues, fill_value=0.0).to_dict()
bascules = {c: next((w / 100 for w in range(1, 101) if w / 100 > poids_moyens[c] and premiere({**poids_moyens.to_dict(), c: w / 100}) != premiere(poids_moyens.to_dict())), None) for c in sens}
