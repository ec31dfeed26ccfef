# %% name="modele-code"
class Fuyard:
    def predict(self, table):
        return (externe.predict_proba(table[du_fichier])[:, 1] >= 0.17).astype(int)


modele = Fuyard()
