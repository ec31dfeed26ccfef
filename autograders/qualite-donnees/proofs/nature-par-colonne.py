# %% name="nature-code"
absents = livraison_2.isna().sum()
nature = pd.DataFrame({
    "colonne": ["revenu_commun", "verification_revenu_commun", "endettement", "mois_depuis_retard", "anciennete_emploi"],
    "sans_objet": [absents["revenu_commun"], absents["verification_revenu_commun"], absents["endettement"], absents["mois_depuis_retard"], 0],
    "manque_reel": [0, 0, 0, 0, absents["anciennete_emploi"]],
})
