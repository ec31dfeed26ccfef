# %% name="jeu-code"
conjointe = livraison_2["type_demande"] == "conjointe"
tranche = pd.cut(livraison_2["revenu_annuel"], TRANCHES, right=False, labels=False)
fevrier = livraison_2["mois_emission"] == "2018-02"
recent = (livraison_2["retards_24m"] > 0) | (livraison_2["mois_depuis_retard"] < 24)


def completer(colonne: str, groupes: pd.Series) -> pd.Series:
    """Combler une colonne par la médiane de son groupe, apprise sur février seulement."""
    apprises = livraison_2.loc[fevrier, colonne].groupby(groupes[fevrier]).median()
    return livraison_2[colonne].fillna(groupes.map(apprises))


jeu = pd.DataFrame({
    "dossier": livraison_2["dossier"],
    "lot": np.where(fevrier, "apprentissage", "test"),
    "revenu_foyer": livraison_2["revenu_commun"].where(conjointe, livraison_2["revenu_annuel"]),
    "endettement_foyer": livraison_2["endettement_commun"].where(conjointe, livraison_2["endettement"]),
    "retard": np.select([recent, livraison_2["mois_depuis_retard"].notna()], ["recent", "ancien"], "aucun"),
    "anciennete_emploi": completer("anciennete_emploi", tranche),
    "anciennete_absente": 0,
    "plafond_credit": completer("plafond_credit", livraison_2["logement"]),
    "plafond_absent": 0,
})
