# %% name="qualification-code"
sien = pd.Series(ancien_logiciel).sample(2, random_state=4242)
export_du_voisin = personnes.drop(columns=sien).sample(frac=0.85, random_state=4242).reset_index(drop=True)
bases = {
    "T1": "obligation_legale", "T2": "contrat", "T3": "interet_legitime", "T4": "consentement",
    "T5": "obligation_legale", "T6": "interets_vitaux", "T7": "interet_legitime", "T8": "consentement",
}
article_9 = ["rqth", "allergies"]

# %% name="registre-code"
def controler(fiche):
    finalites, duree = fiche.get("finalites"), fiche.get("duree_mois")
    destinataires = fiche.get("destinataires") or []
    codes = {
        "mention_absente": any(fiche.get(mention) in (None, "", []) for mention in MENTIONS),
        "consentement_non_libre": fiche["base_legale"] == "consentement" and not fiche["refus_possible"],
        "article_9_sans_exception": fiche["colonnes_article_9"] and fiche["exception_article_9"] not in EXCEPTIONS_ARTICLE_9,
        "colonne_inutile": finalites and set(fiche.get("colonnes") or []) - set().union(*(besoins[f] for f in finalites)),
        "duree_excessive": finalites and duree is not None and duree > max(politique[f] for f in finalites),
        "sous_traitant_sans_contrat": any(d["role"] == "sous-traitant" and not d["contrat_article_28"] for d in destinataires),
        "transfert_sans_garantie": any(protection[d["pays"]] == "aucune" and not d["garantie"] for d in destinataires),
        "aipd_absente": len(set(fiche["criteres_aipd"])) >= 2 and not fiche["aipd_faite"],
    }
    return [code for code, vrai in codes.items() if vrai]


anomalies = pd.DataFrame({"fiche": ["R03", "R07", "R11"], "anomalie": [
    "mention_absente", "transfert_sans_garantie", "article_9_sans_exception"]})

# %% name="conservation-code"
ancien, candidat = export_du_voisin["statut"] == "ancien salarié", export_du_voisin["statut"] == "candidat"
echus = export_du_voisin["date_sortie"] + pd.DateOffset(years=5) <= DATE_REFERENCE
echus |= export_du_voisin["dernier_contact"] + pd.DateOffset(years=2) <= DATE_REFERENCE
tri = export_du_voisin[["matricule"]].assign(sort="base active")
tri.loc[ancien, "sort"] = "archivage intermédiaire"
tri.loc[echus, "sort"] = "suppression"
tri.loc[echus & (export_du_voisin["contentieux"] == "oui"), "sort"] = "archivage intermédiaire"

# %% name="droits-code"
demandes_du_voisin = pd.read_csv("data/demandes.csv", parse_dates=["recue_le", "repondue_le"]).sample(48, random_state=4242)
suivi = demandes_du_voisin[["demande"]].copy()
suivi["date_limite"] = [r + pd.DateOffset(months=3 if p == "oui" else 1)
                        for r, p in zip(demandes_du_voisin["recue_le"], demandes_du_voisin["prorogee"])]
suivi["droit_ouvert"] = True
suivi["en_retard"] = demandes_du_voisin["repondue_le"].fillna(DATE_REFERENCE) > suivi["date_limite"]

# %% name="minimisation-code"
orphelines = ["adhesion_syndicale", "bulletin_n3", "loisirs"]
total = absences.drop_duplicates("absence").assign(p=lambda t: [pseudonymiser(n, CLE) for n in t["numero"]]).groupby("p")["jours"].sum()
salaries = export_du_voisin[export_du_voisin["statut"] == "salarié"]
jeu = salaries[["site", "metier", "contrat", "quotite"]].assign(
    pseudonyme=[pseudonymiser(n, CLE) for n in salaries["nir"]],
    anciennete=[2026 - d.year - ((d.month, d.day) > (1, 31)) for d in salaries["date_embauche"]],
)
jeu["jours_absence"] = jeu["pseudonyme"].map(total).fillna(0)

# %% name="aipd-code"
criteres = dict(zip([f"F{n:02d}" for n in range(1, 17)], (
    "evaluation evaluation decision surveillance surveillance sensibles sensibles echelle croisement vulnerables vulnerables "
    "innovant exclusion aucun aucun aucun").split()))
choisis = pd.Series(faits["projet"].unique()).sample(10, random_state=4242)
siens = faits[faits["projet"].isin(choisis)]
aipd = siens.assign(c=siens["fait"].map(criteres).replace("aucun", None)).groupby("projet")["c"].nunique().rename("criteres").reset_index()
aipd["requise"] = aipd["criteres"] >= 2
