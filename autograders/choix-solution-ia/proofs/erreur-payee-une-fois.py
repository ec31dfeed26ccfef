# %% name="mesures-code"
solutions = fiches.index.tolist()
hospitalise, limite = scores["hospitalise"] == 1, scores["limite"] == 1
lignes = []
for nom in solutions:
    appele = scores.index.isin(scores.sort_values(nom, ascending=False, kind="stable").head(capacite).index)
    lignes.append({"solution": nom, "precision": hospitalise[appele].mean(), "rappel": appele[hospitalise].mean(),
                   "rappel_limites": appele[limite].mean(), "rappel_autres": appele[hospitalise & ~limite].mean()})
mesures = pd.DataFrame(lignes)
