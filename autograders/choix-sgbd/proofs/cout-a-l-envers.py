# %% name="grille-code"
compatibles = fiches_produits["systemes_du_serveur"].str.contains("Windows") & fiches_produits["fonctionnement"].str.startswith("serveur")
criteres = list(poids_criteres.index)
restants = notes[compatibles].copy()
grille = restants.assign(cout=5 * restants["cout_annuel"] / restants["cout_annuel"].max())
scores = ((grille[criteres] * poids_criteres).sum(axis=1) / poids_criteres.sum()).to_dict()
retenu = max(scores, key=scores.get)
juste = restants.assign(cout=5 * restants["cout_annuel"].min() / restants["cout_annuel"])
autres = [critere for critere in criteres if critere != "schema_souple"]
avance = sum((juste.loc["PostgreSQL", c] - juste.loc["MongoDB", c]) * poids_criteres[c] for c in autres)
bascule = avance / (juste.loc["MongoDB", "schema_souple"] - juste.loc["PostgreSQL", "schema_souple"]) - poids_criteres["schema_souple"]
