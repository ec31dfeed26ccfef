# %% name="anomalies-code"
p = livraison_2
t = p["taux"] / 1200
theorique = p["montant"] * t / (1 - (1 + t) ** -p["duree"])
m = (p["mensualite"] - theorique).abs() > 1
c = (p["capital_restant"] - (p["montant"] - p["capital_rembourse"])).abs() > 0.05
a = ~p["annee_premier_credit"].between(1950, 2018)
retablie = (p["mensualite"] / 100).round(2)
anomalies = pd.concat([
    pd.DataFrame({"dossier": p["dossier"][m], "regle": "mensualite",
                  "correction": retablie.where((retablie - theorique).abs() <= 1)[m]}),
    pd.DataFrame({"dossier": p["dossier"][c], "regle": "capital", "correction": np.nan}),
    pd.DataFrame({"dossier": p["dossier"][a], "regle": "annee", "correction": np.nan}),
])
