# %% name="registre-code"
def controler(fiche):
    manque = lambda nom: not fiche.get(nom)
    codes = []
    if any(map(manque, MENTIONS)):
        codes.append("mention_absente")
    if fiche["base_legale"] == "consentement" and not fiche["refus_possible"]:
        codes.append("consentement_non_libre")
    if fiche["colonnes_article_9"] and fiche["exception_article_9"] not in EXCEPTIONS_ARTICLE_9:
        codes.append("article_9_sans_exception")
    if not manque("finalites") and not manque("colonnes"):
        if not set(fiche["colonnes"]) <= {c for f in fiche["finalites"] for c in besoins[f]}:
            codes.append("colonne_inutile")
    if not manque("finalites") and not manque("duree_mois"):
        if fiche["duree_mois"] > pd.Series(politique)[fiche["finalites"]].max():
            codes.append("duree_excessive")
    if not manque("destinataires"):
        d = pd.DataFrame(fiche["destinataires"])
        if ((d["role"] == "sous-traitant") & ~d["contrat_article_28"].astype(bool)).any():
            codes.append("sous_traitant_sans_contrat")
        if ((d["pays"].map(protection) == "aucune") & d["garantie"].isna()).any():
            codes.append("transfert_sans_garantie")
    if pd.Series(fiche["criteres_aipd"], dtype="str").nunique() >= 2 and not fiche["aipd_faite"]:
        codes.append("aipd_absente")
    return tuple(codes)


anomalies = pd.DataFrame({"fiche": [f["fiche"] for f in lot], "anomalie": [controler(f) for f in lot]})
anomalies = anomalies.explode("anomalie").dropna()

# %% name="conservation-code"
import numpy as np

debut = export["date_sortie"].fillna(export["dernier_contact"])
duree = export["statut"].map({"ancien salarié": 60, "candidat": 24})
fin = [d + pd.DateOffset(months=int(m)) if pd.notna(m) else pd.NaT for d, m in zip(debut, duree)]
fini = pd.Series(pd.to_datetime(fin), index=export.index).le(DATE_REFERENCE)
choix = np.select(
    [fini & export["contentieux"].eq("oui"), fini, export["statut"].eq("ancien salarié")],
    ["archivage intermédiaire", "suppression", "archivage intermédiaire"], default="base active")
tri = pd.DataFrame({"sort": pd.Categorical(choix), "matricule": export["matricule"]}).sample(frac=1, random_state=3)

# %% name="droits-code"
mois = demandes["prorogee"].map({"oui": 3, "non": 1})
suivi = demandes[["demande"]].assign(
    date_limite=[(r + pd.DateOffset(months=m)).date() for r, m in zip(demandes["recue_le"], mois)])
limite = pd.to_datetime(suivi["date_limite"])
suivi["en_retard"] = demandes["repondue_le"].gt(limite) | (demandes["repondue_le"].isna() & limite.lt(DATE_REFERENCE))
ferme = (
    (demandes["droit"].eq("effacement") & demandes["base_legale"].eq("obligation_legale"))
    | (demandes["droit"].eq("portabilité") & ~demandes["base_legale"].isin(["contrat", "consentement"]))
    | (demandes["droit"].eq("opposition") & demandes["base_legale"].ne("interet_legitime"))
)
suivi["droit_ouvert"] = ~ferme

# %% name="pseudonymisation-code"
import hmac
import re


def pseudonymiser(nir, cle):
    return hmac.digest(cle.encode(), re.sub(r"\s+", "", nir).lower().encode(), "sha512").hex()[:40]

# %% name="minimisation-code"
orphelines = export.columns.difference(pd.Index([c for f in registre for c in f["colonnes"]])).to_numpy()
presents = export.query("statut == 'salarié'").assign(pseudonyme=lambda t: t["nir"].map(lambda n: pseudonymiser(n, CLE)))
journal = absences.drop_duplicates().assign(pseudonyme=lambda t: t["numero"].map(lambda n: pseudonymiser(n, CLE)))
jeu = presents.merge(journal.pivot_table(index="pseudonyme", values="jours", aggfunc="sum"), on="pseudonyme", how="left")
jeu["jours_absence"] = jeu["jours"].fillna(0)
jeu["anciennete"] = [
    2026 - d.year - (d.replace(year=2024) > pd.Timestamp("2024-01-31")) for d in jeu["date_embauche"]]
jeu = jeu.set_index("pseudonyme")[["jours_absence", "anciennete", "quotite", "contrat", "metier", "site"]].reset_index()

# %% name="kanonymat-code"
def ligne(plan):
    vue = generaliser(jeu, plan)
    effectif = vue.groupby(QUASI_IDENTIFIANTS)["classe_absence"].transform("size")
    variete = vue.groupby(QUASI_IDENTIFIANTS)["classe_absence"].transform("nunique")
    return {"perte": 100 * (effectif.lt(5) | variete.lt(2)).mean().round(5), "l": variete.min(), "k": effectif.min(),
            "seuls": effectif.eq(1).sum(), "plan": plan}


mesures = pd.DataFrame([ligne(plan) for plan in "ABCDE"]).round({"perte": 1})
plan_retenu = mesures[mesures["perte"] <= 4]["plan"].min()
