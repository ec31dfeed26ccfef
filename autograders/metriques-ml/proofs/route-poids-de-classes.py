# %% name="modele-code"
# Des coûts dans les poids d’apprentissage plutôt que dans le seuil ; décisions en booléens.
from sklearn.ensemble import HistGradientBoostingClassifier

connues = ["montant", "duree", "anciennete", "emploi", "incidents", "revenu", "charges", "logement", "patrimoine"]
pondere = chaine(HistGradientBoostingClassifier(max_iter=60, learning_rate=0.08, max_leaf_nodes=8, class_weight={0: cout_refus, 1: cout_defaut}, random_state=0))
pondere.fit(appris[connues], appris["defaut"])


class Modele:
    def predict(self, X):
        return pondere.predict(X[connues]) == 1


modele = Modele()
