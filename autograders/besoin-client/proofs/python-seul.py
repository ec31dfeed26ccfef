# %% name="acteurs-code"
vus = {(ligne["acteur"], ligne["fait"]) for ligne in temoignages.to_dict("records")}
bareme = dict(P1=3, P2=3, P3=2, P4=2, P5=1, I1=3, I2=2, I3=2, I4=1, I5=2)
lignes = []
for nom in reversed(acteurs["acteur"].tolist()):
    pouvoir = float(sum(bareme[f] for a, f in vus if a == nom and f.startswith("P")))
    interet = float(sum(bareme[f] for a, f in vus if a == nom and f.startswith("I")))
    if pouvoir >= 3:
        strategie = "Associer" if interet >= 3 else "Satisfaire"
    else:
        strategie = "Informer" if interet >= 3 else "Observer"
    lignes.append({"strategie": strategie, "acteur": nom, "interet": interet, "pouvoir": pouvoir})
cartographie = pd.DataFrame(lignes).set_index("acteur")
absents = {a for a, i in zip(acteurs["acteur"], acteurs["invite"]) if i == "non"}
a_inviter = {l["acteur"] for l in lignes if l["acteur"] in absents and (
    l["strategie"] == "Associer" or {(l["acteur"], "I1"), (l["acteur"], "I5")} & vus)}

# %% name="affirmations-code"
d = sejours.to_dict("records")
n = len(d)
part = lambda test: round(100 * sum(1 for s in d if test(s)) / n, 2)
euros = lambda s: (s["nuits_semaine"] + s["nuits_weekend"]) * s["prix_nuit"]
annee = sum(euros(s) for s in d if s["date_arrivee"] > "2016-08-31")
calculs = [
    ("A1", round(100 * sum(euros(s) for s in d if s["date_arrivee"].startswith("2017-08")) / annee, 2)),
    ("A2", part(lambda s: s["delai"] > 59)), ("A3", part(lambda s: s["chambre_reservee"] != s["chambre_attribuee"])),
    ("A4", part(lambda s: s["formule"].startswith("demi"))), ("A5", part(lambda s: s["habitue"] == 1)),
    ("A6", part(lambda s: s["pays"] == "GBR")), ("A7", None),
    ("A8", round(sum(s["nuits_semaine"] + s["nuits_weekend"] for s in d) / n, 2)), ("A9", None), ("A10", part(lambda s: s["delai"] < 8)),
]
attendus = {c: (v, e) for c, v, e in zip(affirmations["code"], affirmations["valeur"], affirmations["ecart_admis"])}
verifications = pd.DataFrame([
    {"code": c, "mesure": m, "verdict": "invérifiable" if m is None else "confirmée" if abs(m - attendus[c][0]) <= attendus[c][1] else "contredite"}
    for c, m in calculs
])

# %% name="angle-mort-code"
from collections import Counter
comptes = Counter(jour[:7] for jour in sejours["date_arrivee"])
couverture = pd.DataFrame([(m, comptes[m], round(100 * comptes[m] / h, 2)) for m, h in zip(registre["mois"], registre["honorees"])],
                          columns=["mois", "extraites", "taux"])
total = int(sum(registre["honorees"]) + sum(registre["annulees"]))
angle_mort = {
    "mois_incomplets": tuple(m for m, h in zip(registre["mois"], registre["honorees"]) if comptes[m] / h < 0.95),
    "taux_annulation": round(100 * int(sum(registre["annulees"])) / total, 2),
    "invisibles": float(total - sum(comptes.values())),
    "annulees_extraites": 0.0,
}

# %% name="obstacles-code"
def obstacles(fiche):
    trouves = set()
    ordre = {"réservation": 0, "arrivée": 1, "départ": 2}
    if fiche["cible"] not in fiche["colonnes"]:
        trouves.add("cible_absente")
    elif fiche["manquants"][fiche["cible"]] > 0.2:
        trouves.add("lacunes")
    for nom in fiche["predicteurs"]:
        if nom == fiche["cible"]:
            trouves.add("fuite")
        if nom not in fiche["colonnes"]:
            trouves.add("predicteur_absent")
            continue
        if ordre[fiche["connue_le"][nom]] > ordre[fiche["moment"]]:
            trouves.add("fuite")
        if fiche["manquants"][nom] > 0.2:
            trouves.add("lacunes")
    if (fiche["plus_rare"] or 1) < 0.05:
        trouves.add("trop_rare")
    if fiche["saisonnier"] and not fiche["mois"] >= 24:
        trouves.add("historique_court")
    return trouves

# %% name="diagnostic-code"
connue = dict(zip(dictionnaire["colonne"], dictionnaire["connue_le"]))
vides = {c: sum(1 for s in d if s[c] is None or s[c] != s[c]) / n for c in sejours.columns}
lignes, exploitables = [], []
for b in besoins:
    rare = None
    if b["nature"] == "classe" and b["cible"] in sejours.columns:
        c = Counter(s[b["cible"]] for s in d)
        rare = min(c.values()) / n
    f = obstacles({"cible": b["cible"], "moment": b["moment"], "predicteurs": b["predicteurs"], "saisonnier": b["saisonnier"], "colonnes": list(sejours.columns),
                   "connue_le": connue, "manquants": vides, "plus_rare": rare, "mois": len(comptes)})
    lignes += [{"obstacle": o, "besoin": b["besoin"]} for o in f]
    if not f:
        exploitables.append(b["besoin"])
diagnostic = pd.DataFrame(lignes)

# %% name="enjeu-code"
nuitees = [s["nuits_semaine"] + s["nuits_weekend"] for s in d]
a = sum(v for m, v in zip(registre["mois"], registre["annulees"]) if m >= "2016-09")
nm, pm = sum(nuitees) / n, sum(map(euros, d)) / sum(nuitees)
p = a * nm * pm * (1 - 0.7)
enjeu = {"nuits_moyennes": nm, "prix_moyen_nuit": pm, "perte": round(p, 2), "gain": round(0.25 * p, 2), "solde": round(0.25 * p - 60000, 2)}

# %% name="ecosysteme-code"
arcs = list(flux.itertuples(index=False))
def remonter(systeme, vus):
    for arc in arcs:
        if arc.destination == systeme and arc.origine not in vus:
            vus.add(arc.origine)
            remonter(arc.origine, vus)
    return vus
def chemins(systeme, passes, total):
    if systeme == "plateforme IA":
        yield total
    for arc in arcs:
        if arc.origine == systeme and arc.destination not in passes:
            yield from chemins(arc.destination, passes | {arc.destination}, total + arc.delai_heures)
europe = dict(zip(systemes["systeme"], systemes["eee"]))
ecosysteme = {
    "amont": list(remonter("plateforme IA", set()) - {"plateforme IA"}),
    "delai": min(chemins("site web", {"site web"}, 0)),
    "hors_eee": list({arc.destination for arc in arcs if arc.personnelles == "oui" and europe[arc.destination] == "non"}),
}
