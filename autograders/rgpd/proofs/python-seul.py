# %% name="qualification-code"
bases = dict(zip([f"T{n}" for n in range(1, 9)], [
    "Obligation_legale", "Contrat", "Interet_legitime", "Consentement", "Obligation_legale", "Interets_vitaux",
    "Interet_legitime", "Consentement"]))
article_9 = {c for c in ("allergies", "adhesion_syndicale", "rqth") if c in export}

# %% name="registre-code"
def controler(fiche):
    trouvees = set()
    for mention in MENTIONS:
        if mention not in fiche or fiche[mention] is None or fiche[mention] == "" or fiche[mention] == []:
            trouvees.add("mention_absente")
    if fiche["base_legale"] == "consentement" and fiche["refus_possible"] is False:
        trouvees.add("consentement_non_libre")
    if len(fiche["colonnes_article_9"]) > 0 and not str(fiche["exception_article_9"]).startswith("9.2."):
        trouvees.add("article_9_sans_exception")
    finalites = fiche.get("finalites")
    if finalites:
        for colonne in fiche.get("colonnes") or []:
            if not any(colonne in besoins[f] for f in finalites):
                trouvees.add("colonne_inutile")
        if fiche.get("duree_mois") and all(fiche["duree_mois"] > politique[f] for f in finalites):
            trouvees.add("duree_excessive")
    for d in fiche.get("destinataires") or []:
        if d["role"] == "sous-traitant" and not d["contrat_article_28"]:
            trouvees.add("sous_traitant_sans_contrat")
        if protection[d["pays"]] not in ("EEE", "adéquation") and not d["garantie"]:
            trouvees.add("transfert_sans_garantie")
    if len(set(fiche["criteres_aipd"])) > 1 and not fiche["aipd_faite"]:
        trouvees.add("aipd_absente")
    return trouvees


anomalies = pd.DataFrame(
    [{"Anomalie": code, "Fiche": fiche["fiche"]} for fiche in reversed(lot) for code in sorted(controler(fiche))])

# %% name="conservation-code"
lignes = []
for p in export.to_dict("records"):
    sort = "base active"
    if p["statut"] == "ancien salarié":
        sort, echeance = "archivage intermédiaire", p["date_sortie"].replace(year=p["date_sortie"].year + 5)
    elif p["statut"] == "candidat":
        echeance = p["dernier_contact"].replace(year=p["dernier_contact"].year + 2)
    if p["statut"] != "salarié" and echeance <= DATE_REFERENCE:
        sort = "archivage intermédiaire" if p["contentieux"] == "oui" else "suppression"
    lignes.append({"matricule": p["matricule"], "sort": sort})
tri = pd.DataFrame(lignes)

# %% name="droits-code"
import calendar
import datetime


def plus_mois(jour, mois):
    rang = jour.year * 12 + jour.month - 1 + mois
    annee, numero = rang // 12, rang % 12 + 1
    return datetime.date(annee, numero, min(jour.day, calendar.monthrange(annee, numero)[1]))


lignes = []
for d in demandes.to_dict("records"):
    limite = plus_mois(d["recue_le"], 3 if d["prorogee"] == "oui" else 1)
    reponse = datetime.date(2026, 1, 31) if pd.isna(d["repondue_le"]) else d["repondue_le"].date()
    fermes = {"effacement": ["obligation_legale"], "portabilité": ["obligation_legale", "interet_legitime"],
              "opposition": ["consentement", "contrat", "obligation_legale"]}
    lignes.append({"demande": d["demande"], "date_limite": limite.isoformat(),
                   "droit_ouvert": d["base_legale"] not in fermes.get(d["droit"], []), "en_retard": reponse > limite})
suivi = pd.DataFrame(lignes)

# %% name="pseudonymisation-code"
def pseudonymiser(nir, cle):
    propre = "".join(c for c in nir if c.isalnum()).upper()
    return hashlib.blake2b(propre.encode(), key=bytes.fromhex(cle), digest_size=32).hexdigest().upper()

# %% name="minimisation-code"
orphelines = sorted(set(export.columns) - {c for fiche in registre for c in fiche["colonnes"]})
par_absence = {ligne.absence: ligne for ligne in absences.itertuples()}
totaux = {}
for ligne in par_absence.values():
    cle_personne = "".join(ligne.numero.split()).upper()
    totaux[cle_personne] = totaux.get(cle_personne, 0) + ligne.jours
lignes = []
for p in export.to_dict("records"):
    if p["statut"] == "salarié":
        e = p["date_embauche"]
        lignes.append({"jours_absence": float(totaux.get(p["nir"], 0)), "quotite": float(p["quotite"]), "Site": p["site"],
                       "metier": p["metier"], "contrat": p["contrat"], "pseudonyme": pseudonymiser(p["nir"], CLE),
                       "anciennete": 2026 - e.year - ((1, 31) < (e.month, e.day))})
jeu = pd.DataFrame(lignes).rename(columns={"Site": "site"})

# %% name="kanonymat-code"
from collections import defaultdict

resultats = []
for plan in "EDCBA":
    classes = defaultdict(list)
    for ligne in generaliser(jeu, plan).to_dict("records"):
        classes[tuple(ligne[q] for q in QUASI_IDENTIFIANTS)].append(ligne["classe_absence"])
    perdues = sum(len(v) for v in classes.values() if len(v) < 5 or len(set(v)) == 1)
    resultats.append([plan, float(min(map(len, classes.values()))), sum(len(v) == 1 for v in classes.values()),
                      min(len(set(v)) for v in classes.values()), round(perdues / len(jeu) * 100, 1)])
mesures = pd.DataFrame(resultats, columns=["plan", "k", "seuls", "l", "perte"])
plan_retenu = min(plan for plan, *_, perte in resultats if perte <= 4)

# %% name="aipd-code"
groupes = "evaluation evaluation decision surveillance surveillance sensibles sensibles echelle croisement vulnerables " \
    "vulnerables innovant exclusion aucun aucun aucun"
criteres = {f"F{n:02d}": code for n, code in enumerate(groupes.split(), 1)}
releve = {}
for projet, fait in projets.to_numpy():
    releve.setdefault(projet, set()).update({criteres[fait]} - {"aucun"})
aipd = pd.DataFrame({"projet": list(releve), "criteres": [len(v) for v in releve.values()],
                     "requise": [len(v) > 1 for v in releve.values()]})
