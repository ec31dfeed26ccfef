# %% name="mecanismes-code"
temoins = pd.DataFrame([
    {"colonne": c, "temoin": t, "ecart": 0.0}
    for c in ["anciennete_emploi", "plafond_credit", "credit_utilise"]
    for t in ["revenu_annuel", "montant", "lignes_ouvertes"]
])
ecarts_rappels = {"plafond_credit": 0.0, "credit_utilise": 1.0}
mecanismes = {"anciennete_emploi": "mar-ou-mnar", "plafond_credit": "mcar-plausible", "credit_utilise": "mnar-etabli"}
