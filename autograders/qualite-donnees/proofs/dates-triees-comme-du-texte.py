# %% name="doublons-code"
sans_copies = livraison_1.drop_duplicates()
derniers = sans_copies.sort_values("date_envoi").drop_duplicates("dossier", keep="last")
doublons = {
    "lignes": len(livraison_1),
    "copies": len(livraison_1) - len(sans_copies),
    "versions_depassees": len(sans_copies) - len(derniers),
    "dossiers": len(derniers),
    "capital_restant": derniers["capital_restant"].str.replace(",", ".").astype(float).sum(),
}
