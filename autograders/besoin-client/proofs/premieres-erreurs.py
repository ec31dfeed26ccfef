# %% name="acteurs-code"
POIDS = {"P1": 3, "P2": 3, "P3": 2, "P4": 2, "P5": 1, "I1": 3, "I2": 2, "I3": 2, "I4": 1, "I5": 2}
faits = temoignages.assign(points=temoignages["fait"].map(POIDS), axe=temoignages["fait"].str[0])
points = faits.pivot_table(index="acteur", columns="axe", values="points", aggfunc="sum").reindex(acteurs["acteur"], columns=["P", "I"]).fillna(0).astype(int)
cartographie = points.reset_index().set_axis(["acteur", "pouvoir", "interet"], axis=1)
S = {(True, True): "associer", (True, False): "satisfaire", (False, True): "informer", (False, False): "observer"}
cartographie["strategie"] = [S[p >= 3, i >= 3] for p, i in zip(cartographie["pouvoir"], cartographie["interet"])]
uniques = temoignages.drop_duplicates(["acteur", "fait"])
uniques = uniques.assign(points=uniques["fait"].map(POIDS), axe=uniques["fait"].str[0]).groupby(["acteur", "axe"])["points"].sum().unstack(fill_value=0)
a_inviter = [a for a, i in zip(acteurs["acteur"], acteurs["invite"]) if i == "non" and (
    (a in uniques.index and (uniques.loc[a] >= 3).all()) or temoignages.loc[temoignages["acteur"] == a, "fait"].isin(["I1", "I5"]).any())]

# %% name="affirmations-code"
nuits = sejours["nuits_semaine"] + sejours["nuits_weekend"]
recette = nuits * sejours["prix_nuit"]
mesures = {
    "A1": 100 * recette[sejours["date_arrivee"].str[5:7] == "08"].sum() / recette.sum(),
    "A2": 100 * (sejours["delai"] >= 60).mean(), "A3": 100 * (sejours["chambre_attribuee"] != sejours["chambre_reservee"]).mean(),
    "A4": 100 * (sejours["formule"] == "demi-pension").mean(), "A5": 100 * sejours["habitue"].mean(), "A6": 100 * (sejours["pays"] == "GBR").mean(),
    "A7": 100 * (sejours["annulations_passees"] > 0).mean(), "A8": nuits.mean(), "A10": 100 * (sejours["delai"] <= 7).mean(),
}
verifications = affirmations.assign(mesure=affirmations["code"].map(mesures))
ecart = (verifications["mesure"] - verifications["valeur"]).abs()
verifications["verdict"] = (ecart <= verifications["ecart_admis"]).map({True: "confirmée", False: "contredite"})
verifications.loc[verifications["mesure"].isna(), "verdict"] = "invérifiable"

# %% name="angle-mort-code"
couverture = registre.assign(extraites=registre["mois"].map(sejours["date_arrivee"].str[:7].value_counts()))
couverture["taux"] = 100 * couverture["extraites"] / couverture["honorees"]
angle_mort = {
    "mois_incomplets": couverture.loc[couverture["taux"] < 95, "mois"].tolist(),
    "taux_annulation": (100 * registre["annulees"] / (registre["annulees"] + registre["honorees"])).mean(),
    "invisibles": int(registre["honorees"].sum() + registre["annulees"].sum() - len(sejours)),
    "annulees_extraites": int(sejours["annulations_passees"].sum()),
}

# %% name="obstacles-code"
def obstacles(fiche):
    ordre = MOMENTS.index
    la = [c for c in fiche["predicteurs"] if c in fiche["colonnes"]]
    codes = []
    if fiche["cible"] not in fiche["colonnes"]: codes.append("cible_absente")
    if len(la) < len(fiche["predicteurs"]): codes.append("predicteur_absent")
    if any(ordre(fiche["connue_le"][c]) > ordre(fiche["moment"]) for c in la): codes.append("fuite")
    if any(fiche["manquants"][c] > 0.2 for c in la + [fiche["cible"]] if c in fiche["colonnes"]): codes.append("lacunes")
    if fiche["plus_rare"] is not None and fiche["plus_rare"] < 0.05: codes.append("trop_rare")
    if fiche["saisonnier"] and fiche["mois"] < 24: codes.append("historique_court")
    return codes

# %% name="diagnostic-code"
commun = {"colonnes": list(sejours.columns), "connue_le": dictionnaire.set_index("colonne")["connue_le"].to_dict(), "manquants": sejours.isna().mean().to_dict(), "mois": 14}
def juger(b):
    rare = sejours[b["cible"]].value_counts(normalize=True).min() if b["nature"] == "classe" and b["cible"] in sejours else None
    return set(obstacles({**commun, **b, "plus_rare": rare})) | ({"fuite"} if b["cible"] in b["predicteurs"] else set())
diagnostic = pd.DataFrame([(b["besoin"], c) for b in besoins for c in juger(b)], columns=["besoin", "obstacle"])
exploitables = [b["besoin"] for b in besoins if not juger(b)]

# %% name="enjeu-code"
annulees = registre.loc[registre["mois"].between("2016-09", "2017-08"), "annulees"].sum()
perte = annulees * nuits.mean() * sejours["prix_nuit"].mean() * 0.3
enjeu = {"nuits_moyennes": nuits.mean(), "prix_moyen_nuit": sejours["prix_nuit"].mean(), "perte": perte, "gain": perte / 4, "solde": perte / 4 - 60_000}

# %% name="ecosysteme-code"
directs = set(flux.loc[flux["destination"] == "plateforme IA", "origine"])
temps = {s: float("inf") for s in systemes["systeme"]} | {"site web": 0}
for _ in temps:
    for o, dest, t in flux[["origine", "destination", "delai_heures"]].itertuples(index=False):
        temps[dest] = min(temps[dest], temps[o] + t)
hors = set(systemes.loc[systemes["eee"] == "non", "systeme"])
ecosysteme = {"amont": sorted(directs), "delai": int(temps["plateforme IA"]), "hors_eee": sorted(hors & set(flux.loc[flux["personnelles"] == "oui", "destination"]))}
