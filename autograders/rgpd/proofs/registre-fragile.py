# %% name="registre-code"
def controler(fiche):
    codes = []
    if any(not fiche[mention] for mention in MENTIONS):
        codes.append("mention_absente")
    if fiche["base_legale"] == "consentement" and not fiche["refus_possible"]:
        codes.append("consentement_non_libre")
    if fiche["colonnes_article_9"] and fiche["exception_article_9"] not in EXCEPTIONS_ARTICLE_9:
        codes.append("article_9_sans_exception")
    if fiche["finalites"] and set(fiche["colonnes"] or []) - set().union(*(besoins[f] for f in fiche["finalites"])):
        codes.append("colonne_inutile")
    if fiche["finalites"] and fiche["duree_mois"] and fiche["duree_mois"] > max(politique[f] for f in fiche["finalites"]):
        codes.append("duree_excessive")
    if any(d["role"] == "sous-traitant" and not d["contrat_article_28"] for d in fiche["destinataires"] or []):
        codes.append("sous_traitant_sans_contrat")
    if any(protection[d["pays"]] == "aucune" and d["garantie"] is None for d in fiche["destinataires"] or []):
        codes.append("transfert_sans_garantie")
    if len(set(fiche["criteres_aipd"])) >= 2 and not fiche["aipd_faite"]:
        codes.append("aipd_absente")
    return codes


anomalies = pd.DataFrame([(f["fiche"], c) for f in lot for c in controler(f)], columns=["fiche", "anomalie"])
