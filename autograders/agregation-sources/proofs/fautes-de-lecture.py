# %% name="cle-code"
with sqlite3.connect(depot / "vols.sqlite") as connexion:
    vol = pd.read_sql("SELECT * FROM vol", connexion)
# Toutes les lignes en cause, au lieu des lignes en trop ; et une clé trop large.
en_trop = {nom: int(vol.duplicated(colonnes, keep=False).sum()) for nom, colonnes in CANDIDATES.items()}
cle = ["compagnie", "numero", "jour", "origine", "destination"]

# %% name="lire-code"
def lire_vol(texte):
    trouve = re.match(r"([A-Z]{2})(\d+)", re.sub(r"[\s.\-]", "", str(texte)).upper())
    return [trouve[1], int(trouve[2])] if trouve else None

# %% name="recolter-code"
def recolter(adresse, aeroport):
    derniers, suite = {}, f"/observations?aeroport={aeroport}"
    while suite:
        with urllib.request.urlopen(adresse + suite) as reponse:
            page = json.load(reponse)
        for releve in page["observations"]:
            derniers[releve["instant"]] = releve
        suite = page["suite"]
    return list(derniers.values())

# %% name="reclamations-code"
brut = pd.read_csv(depot / "reclamations.csv", sep=";")
lisibles = brut[[references[numero] is not None for numero in brut["reclamation"]]].copy()
lisibles["compagnie"] = [references[numero][0] for numero in lisibles["reclamation"]]
lisibles["numero"] = [references[numero][1] for numero in lisibles["reclamation"]]
lisibles["jour"] = pd.to_datetime(lisibles["date_vol"], format="%d/%m/%Y").dt.strftime("%Y-%m-%d")
lisibles["origine"] = lisibles["aeroport"].str.strip().str.upper()
reclamations = lisibles.sort_values("recue_le").drop_duplicates(["contrat", "compagnie", "numero", "jour", "origine"], keep="last")
reclamations = reclamations[["reclamation", "contrat", "compagnie", "numero", "jour", "origine", "message"]]
reclamations_bonnes = reclamations.assign(contrat=reclamations["contrat"].map("{:06d}".format)).drop(columns="message")

# %% name="dossiers-code"
formules = json.loads((depot / "contrats.json").read_text(encoding="utf-8"))["formules"]
formule_de = {contrat: formule["code"] for formule in formules for contrat in formule["contrats"]}
joint = reclamations_bonnes.merge(vol, how="left", on=["compagnie", "numero", "jour", "origine"])
joint["formule"] = joint["contrat"].map(formule_de)
joint["statut"] = "rattaché"
joint.loc[joint["formule"].isna(), "statut"] = "contrat inconnu"
joint.loc[joint["depart_prevu"].isna(), "statut"] = "vol inconnu"
joint["annule"] = joint["retard_arrivee"].isna()
joint["retard"] = joint["retard_arrivee"]
joint["distance_km"] = joint["distance_milles"] * 1.609344
joint["heure_utc"] = (pd.to_datetime(joint["depart_prevu"]) + pd.Timedelta(hours=4)).dt.strftime("%Y-%m-%dT%H:00:00Z")
dossiers = joint[["reclamation", "statut", "formule", "annule", "retard", "distance_km", "heure_utc"]]
compte = Counter(dossiers["statut"])
bilan = {
    "recues": len(brut), "illisibles": len(brut) - len(lisibles), "doublons": len(lisibles) - len(reclamations),
    "vol_inconnu": compte["vol inconnu"], "contrat_inconnu": compte["contrat inconnu"], "rattachees": compte["rattaché"],
}
