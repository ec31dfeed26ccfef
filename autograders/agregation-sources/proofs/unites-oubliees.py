# %% name="recolter-code"
def recolter(adresse, aeroport):
    champs = "instant,version,vent_mph,visibilite_milles,pluie_pouces"
    with urllib.request.urlopen(f"{adresse}/observations?aeroport={aeroport}&champs={champs}") as reponse:
        return json.load(reponse)["observations"]

# %% name="temps-code"
rattachees = dossiers[dossiers["statut"] == "rattaché"].merge(reclamations[["reclamation", "origine"]], on="reclamation")
temps = rattachees.merge(meteo, how="left", left_on=["origine", "heure_utc"], right_on=["aeroport", "instant"])
temps["releve"] = temps["instant"].notna()
temps["vent_kmh"] = temps["vent_mph"]
temps["visibilite_km"] = temps["visibilite_milles"]
temps["pluie_mm"] = temps["pluie_pouces"]
temps["intemperie"] = (temps["vent_kmh"] >= 45) | (temps["visibilite_km"] < 5) | (temps["pluie_mm"] >= 1)
temps = temps[["reclamation", "releve", "vent_kmh", "visibilite_km", "pluie_mm", "intemperie"]]

# %% name="montants-code"
lignes = []
detail = dossiers[dossiers["statut"] == "rattaché"]
for formule in formules:
    siens = detail[detail["formule"] == formule["code"]]
    payees = siens[siens["annule"] | (siens["retard"] >= 60 * formule["franchise_heures"])]
    total = sum(
        next(p["indemnite_centimes"] for p in formule["paliers"] if p["jusqu_a_km"] is None or km <= p["jusqu_a_km"])
        for km in payees["distance_km"]
    )
    lignes.append({"formule": formule["code"], "rattachees": len(siens), "exclues": 0, "indemnisees": len(payees), "total_euros": total})
montants = pd.DataFrame(lignes)
