# %% name="reclamations-code"
utiles = ["reclamation", "recue_le", "contrat", "vol", "date_vol", "aeroport"]
brut = pd.read_csv(depot / "reclamations.csv", sep=";", dtype=str, keep_default_na=False, usecols=utiles)
lus = brut["reclamation"].map(references)
lisibles = brut[lus.notna()].copy()
lisibles["compagnie"] = [vol_lu[0] for vol_lu in lus.dropna()]
lisibles["numero"] = [vol_lu[1] for vol_lu in lus.dropna()]
# Jour et mois échangés partout où c’est possible ; premier du fichier au lieu du premier reçu.
lisibles["jour"] = [f"{a}-{j}-{m}" if int(j) <= 12 else f"{a}-{m}-{j}" for j, m, a in lisibles["date_vol"].str.split("/")]
lisibles["origine"] = lisibles["aeroport"].str.strip().str.upper()
reclamations = lisibles.drop_duplicates(["contrat", "compagnie", "numero", "jour", "origine"])
reclamations = reclamations[["reclamation", "contrat", "compagnie", "numero", "jour", "origine"]].reset_index(drop=True)
corrigees = lisibles.sort_values("recue_le").drop_duplicates(["contrat", "compagnie", "numero", "jour", "origine"])
corrigees = corrigees.assign(jour=["-".join(reversed(d.split("/"))) for d in corrigees["date_vol"]])

# %% name="dossiers-code"
formules = json.loads((depot / "contrats.json").read_text(encoding="utf-8"))["formules"]
formule_de = {contrat: formule["code"] for formule in formules for contrat in formule["contrats"]}
joint = corrigees.merge(vol, how="left", on=cle, indicator=True)
joint["formule"] = joint["contrat"].map(formule_de)
# Le contrat inconnu passe avant le vol inconnu, et rien n’est signalé comme annulé.
joint["statut"] = "rattaché"
joint.loc[joint["_merge"] == "left_only", "statut"] = "vol inconnu"
joint["annule"] = False
joint["retard"] = joint["retard_arrivee"].fillna(0)
joint["distance_km"] = joint["distance_milles"] * 1.609344
joint["heure_utc"] = (pd.to_datetime(joint["depart_prevu"]) + pd.Timedelta(hours=4)).dt.strftime("%Y-%m-%dT%H:00:00Z")
dossiers = joint[["reclamation", "statut", "formule", "annule", "retard", "distance_km", "heure_utc"]]
compte = Counter(dossiers["statut"])
bilan = {
    "recues": len(brut), "illisibles": int(lus.isna().sum()), "doublons": len(lisibles) - len(corrigees),
    "vol_inconnu": compte["vol inconnu"], "contrat_inconnu": 0, "rattachees": compte["rattaché"],
}

# %% name="temps-code"
rattachees = dossiers[(dossiers["statut"] == "rattaché") & dossiers["formule"].notna()].merge(corrigees[["reclamation", "origine"]], on="reclamation")
temps = rattachees.merge(meteo, left_on=["origine", "heure_utc"], right_on=["aeroport", "instant"])
temps["releve"] = True
temps["vent_kmh"] = temps["vent_mph"] * 1.609344
temps["visibilite_km"] = temps["visibilite_milles"] * 1.609344
temps["pluie_mm"] = temps["pluie_pouces"] * 25.4
temps["intemperie"] = (temps["vent_kmh"] >= 45) | (temps["visibilite_km"] < 5) | (temps["pluie_mm"] >= 1)
temps = temps[["reclamation", "releve", "vent_kmh", "visibilite_km", "pluie_mm", "intemperie"]]
