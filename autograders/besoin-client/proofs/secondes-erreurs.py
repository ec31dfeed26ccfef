# %% name="acteurs-code"
POIDS = {"P1": 3, "P2": 3, "P3": 2, "P4": 2, "P5": 1, "I1": 3, "I2": 2, "I3": 2, "I4": 1, "I5": 2}
uniques = temoignages.drop_duplicates(["acteur", "fait"])
uniques = uniques.assign(points=uniques["fait"].map(POIDS), axe=uniques["fait"].str[0]).groupby(["acteur", "axe"])["points"].sum().unstack(fill_value=0)
S = {(True, True): "associer", (True, False): "satisfaire", (False, True): "informer", (False, False): "observer"}
cartographie = uniques.rename(columns={"P": "pouvoir", "I": "interet"}).reset_index()
cartographie["strategie"] = [S[p >= 3, i >= 3] for p, i in zip(cartographie["pouvoir"], cartographie["interet"])]
cartographie = cartographie[cartographie["acteur"] != "Bruno Teles"]
forts = set(cartographie.loc[cartographie["strategie"] == "associer", "acteur"]) | set(temoignages.loc[temoignages["fait"].isin(["I1", "I5"]), "acteur"])
a_inviter = sorted(forts & set(acteurs.loc[acteurs["invite"] == "non", "acteur"]))

# %% name="affirmations-code"
nuits = sejours["nuits_semaine"] + sejours["nuits_weekend"]
recette = nuits * sejours["prix_nuit"]
mesures = {
    "A1": 100 * recette[sejours["date_arrivee"] >= "2017-08-01"].sum() / recette[sejours["date_arrivee"] >= "2016-09-01"].sum(),
    "A2": 100 * (sejours["delai"] >= 60).mean(), "A3": 100 * (sejours["chambre_attribuee"] != sejours["chambre_reservee"]).mean(),
    "A4": 100 * (sejours["formule"] == "demi-pension").mean(), "A5": 100 * sejours["habitue"].mean(), "A6": 100 * (sejours["pays"] == "GBR").mean(),
    "A8": nuits.mean(), "A10": 100 * (sejours["delai"] <= 7).mean(),
}
verifications = affirmations.assign(mesure=affirmations["code"].map(mesures))
ecart = (verifications["mesure"] - verifications["valeur"]).abs()
verifications["verdict"] = (ecart > verifications["ecart_admis"]).map({True: "confirmée", False: "contredite"})
verifications.loc[verifications["mesure"].isna(), "verdict"] = "invérifiable"

# %% name="angle-mort-code"
couverture = registre.assign(extraites=registre["mois"].map(sejours["date_arrivee"].str[:7].value_counts()))
couverture["taux"] = 100 * couverture["extraites"] / couverture["honorees"]
angle_mort = {
    "mois_incomplets": couverture.loc[couverture["taux"] < 95, "mois"].tolist(),
    "taux_annulation": 100 * registre["annulees"].sum() / registre["honorees"].sum(),
    "invisibles": int(registre["honorees"].sum() + registre["annulees"].sum() - len(sejours)),
    "annulees_extraites": 0,
}

# %% name="obstacles-code"
def obstacles(fiche):
    ordre = MOMENTS.index
    la = [c for c in fiche["predicteurs"] if c in fiche["colonnes"]]
    codes = []
    if fiche["cible"] not in fiche["colonnes"]: codes.append("cible_absente")
    if len(la) < len(fiche["predicteurs"]): codes.append("predicteur_absent")
    if fiche["cible"] in fiche["predicteurs"] or any(ordre(fiche["connue_le"][c]) > ordre(fiche["moment"]) for c in la): codes.append("fuite")
    if any(fiche["manquants"][c] >= 0.2 for c in la + [fiche["cible"]] if c in fiche["colonnes"]): codes.append("lacunes")
    if fiche["plus_rare"] is not None and fiche["plus_rare"] <= 0.05: codes.append("trop_rare")
    if fiche["saisonnier"] and fiche["mois"] < 24: codes.append("historique_court")
    return codes

# %% name="diagnostic-code"
commun = {"colonnes": list(sejours.columns), "connue_le": dictionnaire.set_index("colonne")["connue_le"].to_dict(), "manquants": sejours.isna().mean().to_dict(), "mois": 14}
def juger(b):
    rare = sejours[b["cible"]].value_counts(normalize=True).min() if b["nature"] == "classe" and b["cible"] in sejours else None
    return [c for c in obstacles({**commun, **b, "plus_rare": rare})]
diagnostic = pd.DataFrame([(b["besoin"], c) for b in besoins for c in juger(b) if b["besoin"] != "B2" or c != "historique_court"], columns=["besoin", "obstacle"])
exploitables = ["B3", "B5"]

# %% name="enjeu-code"
prix = recette.sum() / nuits.sum()
perte = registre["annulees"].sum() * nuits.mean() * prix * 0.3
enjeu = {"nuits_moyennes": nuits.mean(), "prix_moyen_nuit": prix, "perte": perte, "gain": perte / 4, "solde": perte / 4 - 60_000}

# %% name="ecosysteme-code"
amont, a_voir = set(), ["plateforme IA"]
while a_voir:
    for o in flux.loc[flux["destination"] == a_voir.pop(), "origine"]:
        if o not in amont:
            amont.add(o); a_voir.append(o)
temps = {s: float("inf") for s in systemes["systeme"]} | {"site web": 0}
for _ in temps:
    for o, dest, t in flux[["origine", "destination", "delai_heures"]].itertuples(index=False):
        temps[dest] = min(temps[dest], temps[o] + t)
hors = set(systemes.loc[systemes["eee"] == "non", "systeme"])
ecosysteme = {"amont": sorted(amont - {"plateforme IA"}), "delai": int(temps["plateforme IA"]), "hors_eee": sorted(hors & set(flux["destination"]))}
