# %% name="nature-code"
conjointe = livraison_2["type_demande"] == "conjointe"
verif = livraison_2["verification_revenu_commun"].isna()
absents = livraison_2.isna().sum()
nature = pd.DataFrame({
    "colonne": ["revenu_commun", "verification_revenu_commun", "endettement", "mois_depuis_retard", "anciennete_emploi"],
    "sans_objet": [absents["revenu_commun"], (verif & ~conjointe).sum(), absents["endettement"], absents["mois_depuis_retard"], 0],
    "manque_reel": [0, (verif & conjointe).sum(), 0, 0, absents["anciennete_emploi"]],
})
