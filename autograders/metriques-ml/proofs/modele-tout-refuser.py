# %% name="modele-code"
from sklearn.dummy import DummyClassifier

modele = DummyClassifier(strategy="constant", constant=1).fit(appris[du_dossier], appris["defaut"])
