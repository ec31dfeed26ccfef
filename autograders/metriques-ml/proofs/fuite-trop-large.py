# %% name="fuite-code"
dossiers_valid = dossiers[dossiers["jeu"] == "validation"]
fuite = {
    "colonnes": ["relances", "retard_max", "incidents"],
    "auc_relances": roc_auc_score(dossiers_valid["defaut"], dossiers_valid["relances"]),
}
