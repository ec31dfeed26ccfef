# %% name="seuils-code"
seuils = {
    nom: max((i / 100 for i in range(1, 100)), key=lambda s: ((valid[f"p_{nom}"] >= s) == (valid["defaut"] == 1)).mean())
    for nom in ("logit", "boosting")
}

# %% name="modele-code"
class Regle:
    def predict(self, table):
        return (logit.predict_proba(table[du_dossier])[:, 1] >= 1 / (1 + cout_defaut / cout_refus)).astype(int)


modele = Regle()
