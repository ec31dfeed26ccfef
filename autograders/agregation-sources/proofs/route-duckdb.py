# %% name="cle-code"
import duckdb

duck = duckdb.connect(config={"threads": 1})
with sqlite3.connect(depot / "vols.sqlite") as c:
    lus = pd.read_sql("SELECT * FROM vol", c)
en_trop = {
    nom: duck.sql(f"SELECT count(*) - count(DISTINCT ({', '.join(cols)})) FROM lus").fetchall()[0][0] for nom, cols in CANDIDATES.items()
}
cle = ["origine", "compagnie", "jour", "numero"]

# %% name="lire-code"
def lire_vol(texte):
    try:
        net = re.sub(r"[\s.-]+", "", texte).upper()
    except TypeError:
        return None
    m = re.match(r"^(?=.{0,1}[A-Z])([A-Z0-9]{2})(0*[1-9][0-9]*)$", net)
    return [m.group(1), int(m.group(2))] if m and len(m.group(2)) <= 4 else None

# %% name="recolter-code"
class Abandon(RuntimeError):
    pass


def recolter(adresse, aeroport, essais=0, suite=None, connus=None):
    connus = {} if connus is None else connus
    suite = suite or f"/observations?aeroport={aeroport}&champs=aeroport,instant,version,vent_mph,visibilite_milles,pluie_pouces"
    try:
        page = json.loads(urllib.request.urlopen(adresse + suite).read())
    except urllib.error.HTTPError as erreur:
        if erreur.code == 404:
            raise LookupError(aeroport)
        if essais == 5:
            raise Abandon()
        return recolter(adresse, aeroport, essais + 1, suite, connus)
    table_page = sorted(page["observations"], key=lambda o: o["version"])
    for o in table_page:
        if o["instant"] not in connus or connus[o["instant"]]["version"] <= o["version"]:
            connus[o["instant"]] = o
    if page["suite"]:
        return recolter(adresse, aeroport, 0, page["suite"], connus)
    return [connus[i] for i in sorted(connus)]

# %% name="reclamations-code"
saisie = pd.read_csv(depot / "reclamations.csv", sep=";", dtype="string", usecols=["reclamation", "recue_le", "contrat", "vol", "date_vol", "aeroport"], keep_default_na=False)
saisie["lu"] = [lire_vol(t) for t in saisie["vol"]]
saisie["compagnie"] = saisie["lu"].str[0].astype("string")
saisie["numero"] = saisie["lu"].str[1].astype("Int64")
entree = saisie.drop(columns=["lu", "vol"])
duck.register("entree", entree)
propre = duck.sql("""
    SELECT reclamation, contrat, compagnie, numero::INTEGER AS numero, strptime(date_vol, '%d/%m/%Y') AS jour, upper(trim(aeroport)) AS origine
    FROM entree WHERE compagnie IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY contrat, compagnie, numero, date_vol, upper(trim(aeroport)) ORDER BY recue_le) = 1
""").df()
reclamations = propre.astype({"compagnie": "category", "origine": "category"})

# %% name="dossiers-code"
formules = json.loads((depot / "contrats.json").read_text(encoding="utf-8"))["formules"]
contrats = pd.DataFrame([(c, f["code"], f["franchise_heures"] * 60, f["exclut_intemperies"]) for f in formules for c in f["contrats"]], columns=["contrat", "formule", "seuil", "exclut"])
paliers = pd.DataFrame([(f["code"], p["jusqu_a_km"] or 1e9, p["indemnite_centimes"]) for f in formules for p in f["paliers"]], columns=["formule", "limite", "centimes"])
duck.register("propre", propre)
tout = duck.sql("""
    SELECT r.reclamation, r.origine, CASE WHEN v.jour IS NULL THEN 'vol inconnu' WHEN c.contrat IS NULL THEN 'contrat inconnu' ELSE 'rattaché' END AS statut,
           c.formule, v.retard_arrivee IS NULL AS annule, v.retard_arrivee AS retard, v.distance_milles * 1.609344 AS distance_km,
           date_trunc('hour', v.depart_prevu::TIMESTAMP + INTERVAL 4 HOUR) AS heure_utc, seuil, exclut
    FROM propre r LEFT JOIN lus v ON v.compagnie = r.compagnie AND v.numero = r.numero AND v.jour::DATE = r.jour::DATE AND v.origine = r.origine
    LEFT JOIN contrats c USING (contrat)
""").df()
dossiers = tout[["reclamation", "statut", "formule", "annule", "retard", "distance_km"]].assign(heure_utc=tout["heure_utc"].dt.tz_localize("UTC"))
sorts = tout["statut"].value_counts()
bilan = {"recues": len(saisie), "illisibles": int(saisie["compagnie"].isna().sum()), "vol_inconnu": sorts["vol inconnu"], "contrat_inconnu": sorts["contrat inconnu"], "rattachees": sorts["rattaché"]}
bilan["doublons"] = bilan["recues"] - bilan["illisibles"] - len(propre)

# %% name="temps-code"
moisson = pd.DataFrame([{"aeroport": a} | r for a in ("EWR", "JFK", "LGA") for r in recolter(adresse, a)])
moisson["vent_mph"] = moisson["vent_mph"].astype(float)
temps = duck.sql("""
    SELECT reclamation, m.instant IS NOT NULL AS releve, vent_mph * 1.609344 AS vent_kmh, visibilite_milles * 1.609344 AS visibilite_km,
           pluie_pouces * 25.4 AS pluie_mm,
           coalesce(vent_mph * 1.609344 >= 45, false) OR coalesce(visibilite_milles * 1.609344 < 5, false) OR coalesce(pluie_pouces * 25.4 >= 1, false) AS intemperie
    FROM tout t LEFT JOIN moisson m ON m.aeroport = t.origine AND m.instant = strftime(t.heure_utc, '%Y-%m-%dT%H:%M:%SZ')
    WHERE statut = 'rattaché'
""").df()

# %% name="montants-code"
montants = duck.sql("""
    WITH droits AS (
        SELECT t.*, m.intemperie, annule OR retard >= seuil AS droit, (annule OR retard >= seuil) AND exclut AND intemperie AS exclue,
               (SELECT min(limite) FROM paliers p WHERE p.formule = t.formule AND p.limite >= t.distance_km) AS limite
        FROM tout t JOIN temps m USING (reclamation))
    SELECT d.formule, count(*) AS rattachees, count_if(exclue) AS exclues, count_if(droit AND NOT exclue) AS indemnisees,
           sum(CASE WHEN droit AND NOT exclue THEN centimes ELSE 0 END) / 100 AS total_euros
    FROM droits d JOIN paliers p ON p.formule = d.formule AND p.limite = d.limite GROUP BY d.formule
""").df()
