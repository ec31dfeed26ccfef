# %% name="doublons-code"
uniques = livraison_1.drop_duplicates()
doublons = {
    "lignes": len(livraison_1),
    "copies": len(livraison_1) - len(uniques),
    "versions_depassees": 0,
    "dossiers": len(uniques),
    "capital_restant": uniques["capital_restant"].str.replace(",", ".").astype(float).sum(),
}
