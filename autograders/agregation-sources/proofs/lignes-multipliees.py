# %% name="reclamations-code"
utiles = ["reclamation", "recue_le", "contrat", "vol", "date_vol", "aeroport"]
brut = pd.read_csv(depot / "reclamations.csv", sep=";", dtype=str, keep_default_na=False, usecols=utiles)
lus = brut["reclamation"].map(references)
lisibles = brut[lus.notna()].copy()
lisibles["compagnie"] = [vol_lu[0] for vol_lu in lus.dropna()]
lisibles["numero"] = [vol_lu[1] for vol_lu in lus.dropna()]
lisibles["jour"] = pd.to_datetime(lisibles["date_vol"], format="%d/%m/%Y").dt.strftime("%Y-%m-%d")
lisibles["origine"] = lisibles["aeroport"].str.strip().str.upper()
# Les textes saisis comparés tels quels : les envois répétés restent.
reclamations = lisibles.drop_duplicates(["contrat", "vol", "date_vol", "aeroport"])
reclamations = lisibles[["reclamation", "contrat", "compagnie", "numero", "jour", "origine"]]

# %% name="dossiers-code"
formules = json.loads((depot / "contrats.json").read_text(encoding="utf-8"))["formules"]
formule_de = {contrat: formule["code"] for formule in formules for contrat in formule["contrats"]}
bonnes = lisibles.sort_values("recue_le").drop_duplicates(["contrat", "compagnie", "numero", "jour", "origine"])
joint = bonnes.merge(vol.rename(columns={"origine": "depart"}), how="left", on=["compagnie", "numero", "jour"])
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
    "recues": len(brut), "illisibles": int(lus.isna().sum()), "doublons": len(lisibles) - len(bonnes),
    "vol_inconnu": compte["vol inconnu"], "contrat_inconnu": compte["contrat inconnu"], "rattachees": compte["rattaché"],
}

# %% name="temps-code"
temps = dossiers[dossiers["statut"] == "rattaché"].merge(meteo, how="left", left_on="heure_utc", right_on="instant")
temps["releve"] = temps["instant"].notna()
temps["vent_kmh"] = temps["vent_mph"] * 1.609344
temps["visibilite_km"] = temps["visibilite_milles"] * 1.609344
temps["pluie_mm"] = temps["pluie_pouces"] * 25.4
temps["intemperie"] = (temps["vent_kmh"] >= 45) | (temps["visibilite_km"] < 5) | (temps["pluie_mm"] >= 1)
temps = temps[["reclamation", "releve", "vent_kmh", "visibilite_km", "pluie_mm", "intemperie"]]
