# %% name="carte-code"
import duckdb

lexique = [("valeur_metier", "V05 V11"), ("bien_support", "V02 V08"), ("source_de_risque", "V04 V12"),
           ("objectif_vise", "V01 V09"), ("evenement_redoute", "V03 V07"), ("mesure", "V06 V10")]
types = {}
for nom, liste in lexique:
    for code in liste.split():
        if code in elements:
            types[code] = nom.upper()
matrice = pd.DataFrame([(g, v, n) for g, ligne in NIVEAUX.items() for v, n in ligne.items()], columns=["g", "v", "niveau"])
vue = duckdb.sql("""
    WITH b AS (SELECT scenario, sum(baisse_gravite) bg, sum(baisse_vraisemblance) bv FROM mesures WHERE etat = 'en place' GROUP BY 1),
    r AS (SELECT s.scenario, s.gravite, s.vraisemblance, greatest(1, s.gravite - coalesce(bg, 0)) g,
                 greatest(1, s.vraisemblance - coalesce(bv, 0)) v FROM scenarios s LEFT JOIN b USING (scenario))
    SELECT r.scenario, m1.niveau AS brut, m2.niveau AS residuel, m3.niveau AS suivant
    FROM r JOIN matrice m1 ON (m1.g, m1.v) = (r.gravite, r.vraisemblance) JOIN matrice m2 ON (m2.g, m2.v) = (r.g, r.v)
    JOIN matrice m3 ON m3.g = r.g AND m3.v = least(4, r.v + 1) ORDER BY r.scenario DESC
""").df()
carte = vue[["residuel", "scenario", "brut"]]
fragiles = vue.loc[(vue["residuel"] != "élevé") & (vue["suivant"] == "élevé"), "scenario"].to_numpy()

# %% name="pertes-code"
pertes = duckdb.sql(f"""
    SELECT probable * avg({COUT_FIXE} + {COUT_PAR_PERSONNE} * least(personnes, 400000)) AS perte_annuelle, cause,
           avg({COUT_FIXE} + {COUT_PAR_PERSONNE} * least(personnes, 400000)) AS cout_moyen
    FROM fuites JOIN frequences USING (cause) GROUP BY cause, probable
""").df()
g = np.random.default_rng(99 + variante)
n = 150_000
par_annee = np.zeros(n)
# Une seule loi de Poisson, et une cause tirée pour chaque incident.
total = frequences["probable"].sum()
combien = g.poisson(total, n)
causes = g.choice(frequences["cause"].to_numpy(), combien.sum(), p=frequences["probable"] / total)
montants = np.empty(len(causes))
for nom, groupe in fuites.groupby("cause")["personnes"]:
    ici = causes == nom
    montants[ici] = COUT_FIXE + COUT_PAR_PERSONNE * np.minimum(g.choice(groupe.to_numpy(), ici.sum()), 400_000)
np.add.at(par_annee, np.repeat(np.arange(n), combien), montants)
bornes = [par_annee.mean() + signe * 1.959964 * par_annee.std() / n**0.5 for signe in (-1, 1)]
annee = {"Annees": float(n), "moyenne": round(par_annee.mean(), 2), "bas": bornes[0], "haut": bornes[1],
         "depassement": float(np.count_nonzero(par_annee > FRANCHISE)) / n}
cout = dict(zip(pertes["cause"], pertes["cout_moyen"]))
essais = pd.DataFrame({f.cause: g.triangular(f.basse, f.probable, f.haute, 150_000) * cout[f.cause] for f in frequences.itertuples()})
premiere = essais.idxmax(axis=1).value_counts(normalize=True).reindex(frequences["cause"], fill_value=0).round(4).to_dict()

# %% name="livraison-code"
def controler_livraison(livraison):
    texte = livraison["manifeste"]
    m = json.loads(texte)
    try:
        fiche = trousseau[m["cle"]]
    except KeyError:
        return {"cle_refusee"}
    jour = pd.Timestamp(m["produit_le"])
    if fiche["revoquee"] or jour < pd.Timestamp(fiche["debut"]) or jour > pd.Timestamp(fiche["fin"]):
        return {"cle_refusee"}
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(fiche["publique"])).verify(bytes.fromhex(livraison["signature"]), texte.encode())
    except Exception:
        return {"signature_fausse"}
    trouves = set()
    for nom in set(m["fichiers"]) | set(livraison["fichiers"]):
        if nom not in livraison["fichiers"]:
            trouves.add("fichier_absent")
        elif nom not in m["fichiers"]:
            trouves.add("fichier_en_trop")
        elif hashlib.new("sha256", livraison["fichiers"][nom].encode()).digest() != bytes.fromhex(m["fichiers"][nom]):
            trouves.add("empreinte_differente")
    return sorted(trouves)


quarantaine = {x["livraison"] for x in livraisons if len(controler_livraison(x))}

# %% name="journal-code"
def controler_journal(entrees, ancre):
    calcul = [hashlib.sha256(forme_canonique({k: e[k] for k in e if k != "empreinte"})).hexdigest() for e in entrees]
    avant = ["0" * 64] + [e["empreinte"] for e in entrees[:-1]]
    table_ = pd.DataFrame({"rang": [e["rang"] for e in entrees], "p": [e["precedente"] for e in entrees],
                           "e": [e["empreinte"] for e in entrees], "c": calcul, "a": avant[:len(entrees)]})
    mauvais = table_.index[(table_["rang"] != table_.index) | (table_["p"] != table_["a"]) | (table_["e"] != table_["c"])]
    if len(mauvais):
        return mauvais[0]
    tenue = len(table_) >= ancre["longueur"] and table_["e"].iloc[ancre["longueur"] - 1] == ancre["empreinte"]
    return None if tenue else -1


etats = {code: controler_journal(**j) for code, j in journaux.items()}

# %% name="authentification-code"
def authentifier(requetes):
    memoire = {}

    def juger(r):
        if r["cle"] not in cles_api:
            return "cle_refusee"
        fiche = cles_api[r["cle"]]
        if r["recue_a"] < fiche["debut"] or fiche["fin"] < r["recue_a"]:
            return "cle_refusee"
        h = hmac.HMAC(bytes.fromhex(fiche["secret"]), message(r), hashlib.sha256).hexdigest()
        if not (r["code"].isascii() and hmac.compare_digest(h, r["code"])):
            return "code_faux"
        if not -300 <= r["recue_a"] - r["horodatage"] <= 300:
            return "hors_delai"
        deja = memoire.setdefault(fiche["partenaire"], set())
        if r["nonce"] in deja:
            return "rejeu"
        deja.add(r["nonce"])
        return "acceptee"

    return np.array([juger(r) for r in requetes])


revue = {"E05": "comparaison", "E09": "comparaison", "E02": "secret_expose", "E11": "secret_expose", "E01": "mot_de_passe_rapide",
         "E07": "mot_de_passe_rapide", "E04": "alea_previsible", "E10": "alea_previsible", "E03": "verdict_ignore",
         "E08": "verdict_ignore", "E06": "aucun", "E12": "aucun"}
revue = {k: v for k, v in revue.items() if k in extraits}

# %% name="abus-code"
base = duckdb.connect()
base.execute("SET TimeZone = 'Europe/Paris'")
# Le motif des dérogations peut rester ; les instants deviennent de vrais instants.
base.register("acces_", acces)
base.register("dossiers_", dossiers)
base.register("derogations_", derogations)
base.execute("""CREATE TABLE a AS SELECT id, horodatage::TIMESTAMPTZ AS t, compte, action, adherent, statut FROM acces_;
    CREATE TABLE d AS SELECT compte, adherent, ouvert_le::TIMESTAMPTZ AS o, ferme_le::TIMESTAMPTZ AS f FROM dossiers_;""")
REQUETES = {
    "enumeration": """SELECT DISTINCT compte FROM (
        SELECT compte, adherent - row_number() OVER (PARTITION BY compte ORDER BY t) AS ile FROM j WHERE action = 'consultation')
        GROUP BY compte, ile HAVING count(*) >= 15""",
    "quota": """SELECT DISTINCT compte FROM (SELECT compte, count(*) OVER (PARTITION BY compte ORDER BY t
        RANGE BETWEEN INTERVAL 3599 SECONDS PRECEDING AND CURRENT ROW) AS n FROM j WHERE action = 'prediction') WHERE n > 60""",
    "export_hors_heures": """SELECT DISTINCT compte FROM j WHERE action = 'export' AND statut = 'ok'
        AND NOT (isodow(t) <= 5 AND hour(t) >= 7 AND hour(t) < 20)""",
    "sans_dossier": """SELECT compte FROM j WHERE compte LIKE 'g%' AND action = 'consultation' AND statut = 'ok' AND NOT EXISTS (
        SELECT 1 FROM d WHERE d.compte = j.compte AND d.adherent = j.adherent AND t >= o AND (f IS NULL OR t <= f))
        GROUP BY compte HAVING count(DISTINCT adherent) >= 5""",
}


def lancer(avec_derogations):
    lignes = []
    for regle, requete in REQUETES.items():
        filtre = f"""WHERE NOT EXISTS (SELECT 1 FROM derogations_ x WHERE x.compte = a.compte AND x.regle = '{regle}'
            AND t::DATE BETWEEN x.du::DATE AND x.au::DATE)""" if avec_derogations else ""
        base.execute(f"CREATE OR REPLACE TEMP VIEW j AS SELECT * FROM a {filtre}")
        lignes += [{"regle": regle, "compte": compte} for (compte,) in base.execute(requete).fetchall()]
    return pd.DataFrame(lignes)


alertes, toutes = lancer(True), lancer(False)
ecartees = toutes.merge(alertes, how="left", indicator=True).query("_merge == 'left_only'")[["regle", "compte"]]
croise = enquetes.assign(s=enquetes["compte"].isin(alertes["compte"]), v=enquetes["abus"].eq("oui"))
qualite = {"Rappel": croise.loc[croise["v"], "s"].mean(), "Precision": croise.loc[croise["s"], "v"].mean()}

# %% name="sources-code"
X, y, qui = apports[VARIABLES].to_numpy(float), apports["a_controler"].to_numpy(), apports["partenaire"].to_numpy()


def voisins(apprises, etiquettes, nouvelles):
    centre, echelle = apprises.mean(axis=0), apprises.std(axis=0)
    a, b = (apprises - centre) / echelle, (nouvelles - centre) / echelle
    distances = ((b[:, None, :] - a[None, :, :]) ** 2).sum(axis=2)
    proches = np.argpartition(distances, 15, axis=1)[:, :15]
    return (etiquettes[proches].sum(axis=1) >= 8).astype(int)


lignes = []
for p in sorted(set(qui)):
    ici = qui == p
    copies = sum(1 for i, ligne in enumerate(zip(*X[ici].T, y[ici])) if ligne in set(list(zip(*X[ici].T, y[ici]))[:i]))
    lignes.append({"repetees": copies / ici.sum(), "partenaire": p, "desaccord": (voisins(X[~ici], y[~ici], X[ici]) != y[ici]).mean()})
sources = pd.DataFrame(lignes)
suspects = tuple(l["partenaire"] for l in lignes if l["desaccord"] >= 0.3 or l["repetees"] >= 0.2)
sains = ~np.isin(qui, suspects)
positifs = temoin.query("a_controler == 1")[VARIABLES].to_numpy(float)
effet = {"avant": round(voisins(X, y, positifs).mean(), 4), "apres": round(voisins(X[sains], y[sains], positifs).mean(), 4)}

# %% name="suites-code"
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
nature = {"I01": "registre", "I02": "cnil_et_personnes", "I03": "registre", "I04": "cnil", "I05": "aucune", "I06": "cnil_et_personnes",
          "I07": "registre", "I08": "cnil", "I09": "cnil_et_personnes", "I10": "aucune", "I11": "cnil_et_personnes", "I12": "cnil",
          "I13": "registre"}
lignes = []
for _, i in incidents.iterrows():
    depart = datetime.strptime(i["certain_le"], "%Y-%m-%d %H:%M").replace(tzinfo=PARIS).astimezone(timezone.utc)
    fin = (depart + timedelta(hours=72)).astimezone(PARIS).replace(tzinfo=None)
    suite = nature[i["incident"]]
    lignes.append({"limite": fin.isoformat(sep=" ", timespec="minutes") if "cnil" in suite else "", "suite": suite, "incident": i["incident"]})
suites = pd.DataFrame(lignes[::-1])
