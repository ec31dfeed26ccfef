# %% name="cle-code"
connexion = sqlite3.connect(depot / "vols.sqlite")
connexion.row_factory = sqlite3.Row
lignes_vol = [dict(ligne) for ligne in connexion.execute("SELECT * FROM vol")]
connexion.close()
en_trop = {
    nom: len(lignes_vol) - len({tuple(ligne[c] for c in colonnes) for ligne in lignes_vol}) for nom, colonnes in CANDIDATES.items()
}
cle = {"origine", "jour", "numero", "compagnie"}

# %% name="lire-code"
def lire_vol(texte):
    if type(texte) is not str:
        return None
    net = "".join(c for c in texte if not c.isspace() and c not in "-.").upper()
    lettres, chiffres = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
    code, numero = net[:2], net[2:]
    if len(code) != 2 or any(c not in lettres + chiffres for c in code) or all(c in chiffres for c in code):
        return None
    if not 1 <= len(numero) <= 4 or any(c not in chiffres for c in numero) or int(numero) < 1:
        return None
    return code, int(numero)

# %% name="recolter-code"
import http.client


def recolter(adresse, aeroport):
    hote = adresse.removeprefix("http://")
    chemin = f"/observations?aeroport={aeroport}&champs=instant,vent_mph,visibilite_milles,pluie_pouces,version"
    vus = {}
    while chemin is not None:
        for essai in range(1, 7):
            liaison = http.client.HTTPConnection(hote, timeout=20)
            liaison.request("GET", chemin)
            reponse = liaison.getresponse()
            corps = reponse.read()
            liaison.close()
            if reponse.status == 404:
                raise LookupError("aéroport inconnu")
            if reponse.status == 200:
                break
            if essai == 6:
                raise RuntimeError("abandon")
        page = json.loads(corps)
        for o in page["observations"]:
            vus.setdefault(o["instant"], []).append(o)
        chemin = page["suite"]
    rendu = []
    for instant, versions in vus.items():
        meilleure = max(versions, key=lambda o: o["version"])
        rendu.append({"instant": instant, **{c: meilleure[c] for c in ("vent_mph", "visibilite_milles", "pluie_pouces")}})
    return rendu

# %% name="reclamations-code"
import csv
from datetime import date, datetime, timedelta

with open(depot / "reclamations.csv", encoding="utf-8", newline="") as fichier:
    saisies_lues = [
        {c: r[c] for c in ("reclamation", "recue_le", "contrat", "vol", "date_vol", "aeroport")}
        for r in csv.DictReader(fichier, delimiter=";")
    ]
gardees, illisibles = {}, 0
for r in sorted(saisies_lues, key=lambda r: r["recue_le"]):
    if references[r["reclamation"]] is None:
        illisibles += 1
        continue
    compagnie, numero = references[r["reclamation"]]
    j, m, a = map(int, r["date_vol"].split("/"))
    cle_dossier = (r["contrat"], compagnie, numero, date(a, m, j), r["aeroport"].strip().upper())
    gardees.setdefault(cle_dossier, r["reclamation"])
reclamations = pd.DataFrame(
    [(nom, *cle_dossier) for cle_dossier, nom in gardees.items()],
    columns=["reclamation", "contrat", "compagnie", "numero", "jour", "origine"],
).set_index("reclamation")

# %% name="dossiers-code"
par_cle = {(v["compagnie"], v["numero"], v["jour"], v["origine"]): v for v in lignes_vol}
with open(depot / "contrats.json", encoding="utf-8") as fichier:
    conditions_lues = json.load(fichier)["formules"]
lignes = []
for (contrat, compagnie, numero, jour, origine), nom in gardees.items():
    v = par_cle.get((compagnie, numero, jour.isoformat(), origine))
    f = next((f["code"] for f in conditions_lues if contrat in f["contrats"]), None)
    ligne = {"reclamation": nom, "statut": "vol inconnu" if v is None else "rattaché" if f else "contrat inconnu"}
    if ligne["statut"] == "rattaché":
        depart = datetime.strptime(v["depart_prevu"], "%Y-%m-%d %H:%M") + timedelta(hours=4)
        ligne |= {
            "formule": f, "annule": v["retard_arrivee"] is None, "retard": v["retard_arrivee"],
            "distance_km": round(v["distance_milles"] * 1.609344, 2), "heure_utc": depart.strftime("%Y-%m-%dT%H:00:00Z"),
            "origine": origine, "exacte": v["distance_milles"] * 1.609344,
        }
    lignes.append(ligne)
dossiers = pd.DataFrame([{c: l.get(c) for c in ("heure_utc", "distance_km", "retard", "annule", "formule", "statut", "reclamation")} for l in lignes])
statuts = [l["statut"] for l in lignes]
bilan = {
    "recues": len(saisies_lues), "illisibles": illisibles, "doublons": len(saisies_lues) - illisibles - len(gardees),
    "vol_inconnu": statuts.count("vol inconnu"), "contrat_inconnu": statuts.count("contrat inconnu"),
    "rattachees": statuts.count("rattaché"),
}

# %% name="temps-code"
par_heure = {(m["aeroport"], m["instant"]): m for m in meteo.to_dict("records")}
ciel = []
for l in lignes:
    if l["statut"] != "rattaché":
        continue
    m = par_heure.get((l["origine"], l["heure_utc"]))
    if m is None:
        ciel.append({"reclamation": l["reclamation"], "releve": False, "intemperie": False})
        continue
    vent, vue, pluie = m["vent_mph"] * 1.609344, m["visibilite_milles"] * 1.609344, m["pluie_pouces"] * 25.4
    ciel.append({
        "reclamation": l["reclamation"], "releve": True, "vent_kmh": round(vent, 2), "visibilite_km": round(vue, 2),
        "pluie_mm": round(pluie, 2), "intemperie": vent >= 45 or vue < 5 or pluie >= 1,
    })
temps = pd.DataFrame(ciel, columns=["reclamation", "releve", "vent_kmh", "visibilite_km", "pluie_mm", "intemperie"])

# %% name="montants-code"
mauvais = {c["reclamation"]: c["intemperie"] for c in ciel}
totaux = {f["code"]: {"formule": f["code"], "rattachees": 0, "exclues": 0, "indemnisees": 0, "total_euros": 0.0} for f in conditions_lues}
for l in lignes:
    if l["statut"] != "rattaché":
        continue
    f, t = next(f for f in conditions_lues if f["code"] == l["formule"]), totaux[l["formule"]]
    t["rattachees"] += 1
    if not l["annule"] and l["retard"] < f["franchise_heures"] * 60:
        continue
    if f["exclut_intemperies"] and mauvais[l["reclamation"]]:
        t["exclues"] += 1
        continue
    t["indemnisees"] += 1
    for palier in f["paliers"]:
        if palier["jusqu_a_km"] is None or l["exacte"] <= palier["jusqu_a_km"]:
            t["total_euros"] += palier["indemnite_centimes"] / 100
            break
montants = pd.DataFrame(totaux.values()).set_index("formule")
