# %% name="doublons-code"
uniques = livraison_1.drop_duplicates("dossier")
doublons = {
    "lignes": len(livraison_1),
    "copies": int(livraison_1["dossier"].duplicated().sum()),
    "versions_depassees": 0,
    "dossiers": len(uniques),
    "capital_restant": uniques["capital_restant"].str.replace(",", ".").astype(float).sum(),
}
