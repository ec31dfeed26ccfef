# %% name="grille-code"
grille = notes.assign(cout=5 * notes["cout_annuel"].min() / notes["cout_annuel"]).loc[["PostgreSQL", "MariaDB", "MongoDB"]]
criteres = list(poids_criteres.index)
scores = ((grille[criteres] * poids_criteres).sum(axis=1) / poids_criteres.sum()).to_dict()
retenu = max(scores, key=scores.get)
autres = [critere for critere in criteres if critere != "schema_souple"]
avance = sum((grille.loc["PostgreSQL", c] - grille.loc["MongoDB", c]) * poids_criteres[c] for c in autres)
bascule = avance / (grille.loc["MongoDB", "schema_souple"] - grille.loc["PostgreSQL", "schema_souple"])
