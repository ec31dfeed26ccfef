# %% name="modele-code"
from sklearn.pipeline import Pipeline

modele = chaine(LogisticRegression(max_iter=1000))
modele.steps.insert(0, ("colonnes", make_column_transformer(("passthrough", du_dossier), verbose_feature_names_out=False).set_output(transform="pandas")))
modele.fit(appris, appris["defaut"])
