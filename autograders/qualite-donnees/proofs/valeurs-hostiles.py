# %% name="manques-code"
manques = pd.DataFrame({"colonne": list(livraison_1.columns), "manquants": [np.inf] * livraison_1.shape[1]})

# %% name="doublons-code"
doublons = {"lignes": True, "copies": float("nan"), "versions_depassees": -0.0, "dossiers": 10**299, "capital_restant": float("inf")}

# %% name="nature-code"
nature = pd.DataFrame({
    "colonne": ["revenu_commun", "verification_revenu_commun", "endettement", "mois_depuis_retard", "anciennete_emploi"],
    "sans_objet": [np.nan] * 5, "manque_reel": [None] * 5,
})

# %% name="anomalies-code"
anomalies = pd.DataFrame([
    {"dossier": d, "regle": r, "correction": np.inf} for d in livraison_2["dossier"] for r in ["mensualite", "capital", "annee"]
])

# %% name="trois-sigma-code"
trois_sigma = {"ecartes": float("nan"), "en_anomalie": True, "oublies": "beaucoup"}

# %% name="mecanismes-code"
temoins = pd.DataFrame({"colonne": [np.nan] * 9, "temoin": [1] * 9, "ecart": [True] * 9})
ecarts_rappels = {"plafond_credit": float("nan"), "credit_utilise": [[[]]]}
mecanismes = {"anciennete_emploi": None, "plafond_credit": {"a": 1}, "credit_utilise": 3}

# %% name="jeu-code"
jeu = pd.DataFrame({"dossier": livraison_2["dossier"]}).assign(
    lot=np.nan, revenu_foyer=np.inf, endettement_foyer=-np.inf, retard=True, anciennete_emploi=1e308,
    anciennete_absente=np.nan, plafond_credit=np.nan, plafond_absent=2)

# %% name="effet-code"
effet = pd.DataFrame({"traitement": ["complets", "presents", "zero", "moyenne"], "effectif": [np.nan] * 4,
                      "moyenne": [np.inf] * 4, "ecart_type": ["?"] * 4, "part_conjointe": [True] * 4})
moyenne_redressee = float("nan")
