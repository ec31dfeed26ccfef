# %% name="anomalies-code"
p = livraison_2
lignes = []
for regle, colonne in {"mensualite": "mensualite", "capital": "capital_restant", "annee": "annee_premier_credit"}.items():
    z = (p[colonne] - p[colonne].mean()) / p[colonne].std()
    lignes += [{"dossier": d, "regle": regle, "correction": np.nan} for d in p.loc[z.abs() > 3, "dossier"]]
anomalies = pd.DataFrame(lignes)
