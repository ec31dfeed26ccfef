# %% name="mecanismes-code"
temoins = pd.DataFrame([
    {
        "colonne": colonne,
        "temoin": temoin,
        "ecart": livraison_2.groupby(livraison_2[colonne].isna())[temoin].mean().diff().iloc[-1] / livraison_2[temoin].std(),
    }
    for colonne in ["anciennete_emploi", "plafond_credit", "credit_utilise"]
    for temoin in ["revenu_annuel", "montant", "lignes_ouvertes"]
])

tranche = pd.cut(livraison_2["revenu_annuel"], TRANCHES, right=False, labels=False)
tranche_du_dossier = pd.Series(tranche.to_numpy(), index=livraison_2["dossier"])
ecarts_rappels = {}
for colonne in ["plafond_credit", "credit_utilise"]:
    retrouves = rappels[rappels["colonne"] == colonne]
    comparables = retrouves["dossier"].map(tranche_du_dossier).map(livraison_2.groupby(tranche)[colonne].mean())
    ecarts_rappels[colonne] = (retrouves["valeur"] - comparables).mean() / livraison_2[colonne].std()

mecanismes = {
    "anciennete_emploi": "mar-etabli",
    "plafond_credit": "mcar-plausible",
    "credit_utilise": "mnar-etabli",
}
