# %% name="carte-code"
import csv
from collections import Counter, defaultdict

attendu = "objectif_vise bien_support evenement_redoute source_de_risque valeur_metier mesure".split()
attendu += "evenement_redoute bien_support objectif_vise mesure valeur_metier source_de_risque".split()
types = {c: attendu[int(c[1:]) - 1] for c in elements}
gain = defaultdict(lambda: [0, 0])
for ligne in csv.DictReader(open("data/mesures.csv", encoding="utf-8")):
    if ligne["etat"] == "en place":
        gain[ligne["scenario"]][0] += int(ligne["baisse_gravite"])
        gain[ligne["scenario"]][1] += int(ligne["baisse_vraisemblance"])
lignes, fragiles = [], []
for code, _, g0, v0 in scenarios.itertuples(index=False):
    g1, v1 = max(1, g0 - gain[code][0]), max(1, v0 - gain[code][1])
    lignes.append({"scenario": code.lower(), "brut": NIVEAUX[g0][v0], "residuel": NIVEAUX[g1][v1]})
    if NIVEAUX[g1][v1] in ("faible", "moyen") and v1 < 4 and NIVEAUX[g1][v1 + 1] == "élevé":
        fragiles.append(code)
carte = pd.DataFrame(lignes)

# %% name="pertes-code"
import math
import statistics

r = random.Random(5)
effectifs = defaultdict(list)
for cause, personnes in zip(fuites["cause"], fuites["personnes"]):
    effectifs[cause].append(COUT_FIXE + COUT_PAR_PERSONNE * min(int(personnes), 400_000))
freq = {c: (b, p, h) for c, b, p, h in frequences.itertuples(index=False)}
pertes = pd.DataFrame({"cause": list(freq), "cout_moyen": [round(statistics.fmean(effectifs[c]), 2) for c in freq],
                       "perte_annuelle": [round(freq[c][1] * statistics.fmean(effectifs[c]), 2) for c in freq]})
annees, somme, carres, depasse = 100_000, 0.0, 0.0, 0
attendus = sum(p for _, p, _ in freq.values())
poids = [p for _, p, _ in freq.values()]
for _ in range(annees):
    # Loi de Poisson par inversion, toutes causes réunies ; la cause de chaque incident est tirée ensuite.
    u, k, terme = r.random(), 0, math.exp(-attendus)
    while u > terme and k < 40:
        u -= terme
        k += 1
        terme *= attendus / k
    perte = sum(r.choice(effectifs[c]) for c in r.choices(list(freq), poids, k=k)) if k else 0
    somme += perte
    carres += perte * perte
    depasse += perte > FRANCHISE
moyenne = somme / annees
erreur = math.sqrt((carres / annees - moyenne**2) / annees)
annee = {"annees": annees, "moyenne": moyenne, "bas": moyenne - 1.96 * erreur, "haut": moyenne + 1.96 * erreur, "depassement": depasse / annees}
g = np.random.default_rng()
tirages = np.array([g.triangular(*freq[c], size=200_000) * statistics.fmean(effectifs[c]) for c in freq])
gagne = Counter(tirages.argmax(axis=0).tolist())
premiere = {c: gagne[i] / 200_000 for i, c in enumerate(freq)}

# %% name="livraison-code"
def controler_livraison(livraison):
    brut = bytes(livraison["manifeste"], "utf-8")
    contenu = json.loads(brut.decode("utf-8"))
    if contenu["cle"] not in trousseau:
        return ["cle_refusee"]
    c = trousseau[contenu["cle"]]
    if c["revoquee"] is True or contenu["produit_le"] < c["debut"] or contenu["produit_le"] > c["fin"]:
        return ["cle_refusee"]
    try:
        assert Ed25519PublicKey.from_public_bytes(bytes.fromhex(c["publique"])).verify(bytes.fromhex(livraison["signature"]), brut) is None
    except InvalidSignature:
        return ("signature_fausse",)
    codes = []
    annonces, livres = contenu["fichiers"], livraison["fichiers"]
    if any(nom not in livres for nom in annonces):
        codes.append("fichier_absent")
    if any(nom not in annonces for nom in livres):
        codes.append("fichier_en_trop")
    for nom, texte in livres.items():
        if nom in annonces:
            h = hashlib.sha256()
            h.update(texte.encode("utf-8"))
            if h.hexdigest() != annonces[nom]:
                codes.append("empreinte_differente")
                break
    return codes


quarantaine = [x["livraison"].lower() for x in reversed(livraisons) if controler_livraison(x) != []]

# %% name="journal-code"
def controler_journal(entrees, ancre):
    derniere = 64 * "0"
    vues = []
    for i, e in enumerate(entrees):
        sans = dict(e)
        annoncee = sans.pop("empreinte")
        texte = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(sans)
        if sans["rang"] != i:
            return i
        if sans["precedente"] != derniere:
            return i
        if hashlib.sha256(texte.encode()).hexdigest() != annoncee:
            return i
        derniere = annoncee
        vues.append(annoncee)
    try:
        return None if vues[ancre["longueur"] - 1] == ancre["empreinte"] else -1
    except IndexError:
        return -1


etats = {}
for code in journaux:
    etats[code] = controler_journal(journaux[code]["entrees"], journaux[code]["ancre"])

# %% name="authentification-code"
def authentifier(requetes):
    acceptees, sortie = [], []
    for q in requetes:
        c = cles_api.get(q["cle"], {"debut": 1, "fin": 0, "secret": "", "partenaire": None})
        bon = hmac.digest(bytes.fromhex(c["secret"]), message(q), "sha256").hex()
        ok = hmac.compare_digest(bon.encode(), q["code"].encode("utf-8", "replace"))
        tests = [
            ("cle_refusee", not (c["debut"] <= q["recue_a"] <= c["fin"])),
            ("code_faux", not ok),
            ("hors_delai", abs(q["horodatage"] - q["recue_a"]) > FENETRE),
            ("rejeu", (c["partenaire"], q["nonce"]) in acceptees),
        ]
        verdict = next((nom for nom, vrai in tests if vrai), "acceptee")
        if verdict == "acceptee":
            acceptees.append((c["partenaire"], q["nonce"]))
        sortie.append(verdict)
    return tuple(sortie)


ordre = ["mot_de_passe_rapide", "secret_expose", "verdict_ignore", "alea_previsible", "comparaison", "aucun", "mot_de_passe_rapide",
         "verdict_ignore", "comparaison", "alea_previsible", "secret_expose", "aucun"]
revue = {code: ordre[int(code[1:]) - 1] for code in extraits}

# %% name="abus-code"
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

paris = ZoneInfo("Europe/Paris")


def lire(texte):
    return datetime.strptime(texte, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


lignes = [(lire(h), c, a, None if pd.isna(n) else int(n), s) for _, h, c, a, n, s in acces.itertuples(index=False)]
lignes.sort(key=lambda x: (x[1], x[0]))
locales = [x[0].astimezone(paris) for x in lignes]
jours = [local.date().isoformat() for local in locales]
ouverts = defaultdict(list)
for c, n, o, f in dossiers.itertuples(index=False):
    ouverts[c, n].append((lire(o), lire(f) if isinstance(f, str) else None))
permis = [(c, r, du, au) for c, r, du, au, _ in derogations.itertuples(index=False)]


def declenches(derogation):
    trouves = set()

    def garder(regle):
        mes = defaultdict(list)
        autorises = defaultdict(list)
        for c, r, du, au in permis:
            if r == regle and derogation:
                autorises[c].append((du, au))
        for (t, c, a, n, s), local, jour in zip(lignes, locales, jours):
            if not any(du <= jour <= au for du, au in autorises.get(c, ())):
                mes[c].append((t if regle != "export_hors_heures" else local, a, n, s))
        return mes

    for c, l in garder("enumeration").items():
        suite, avant = 0, None
        for _, a, n, _ in l:
            if a == "consultation":
                suite = suite + 1 if avant is not None and n == avant + 1 else 1
                avant = n
                if suite == 15:
                    trouves.add((c, "enumeration"))
    for c, l in garder("quota").items():
        fenetre = []
        for t, a, _, _ in l:
            if a == "prediction":
                fenetre = [x for x in fenetre if x > t - timedelta(hours=1)] + [t]
                if len(fenetre) > 60:
                    trouves.add((c, "quota"))
    for c, l in garder("export_hors_heures").items():
        for local, a, _, s in l:
            if a == "export" and s == "ok" and (local.isoweekday() > 5 or local.hour < 7 or local.hour > 19):
                trouves.add((c, "export_hors_heures"))
    for c, l in garder("sans_dossier").items():
        nus = set()
        for t, a, n, s in l:
            if c[0] == "g" and a == "consultation" and s == "ok":
                if not any(o <= t and (f is None or t <= f) for o, f in ouverts.get((c, n), [])):
                    nus.add(n)
        if len(nus) > 4:
            trouves.add((c, "sans_dossier"))
    return trouves


oui, tout = declenches(True), declenches(False)
alertes = pd.DataFrame([{"compte": c.upper(), "regle": r} for c, r in oui])
ecartees = pd.DataFrame(list(tout - oui), columns=["compte", "regle"])
coupables = set(enquetes[enquetes.abus == "oui"].compte)
nommes = {c for c, _ in oui}
qualite = {"precision": round(len(nommes & coupables) / len(nommes), 4), "rappel": round(len(nommes & coupables) / len(coupables), 4)}

# %% name="sources-code"
mesures_ = {}
for p in presents:
    moi, eux = apports[apports.partenaire == p], apports[apports.partenaire != p].sample(frac=1, random_state=1)
    modele = nouveau_modele()
    modele.fit(eux[VARIABLES].to_numpy(), eux.a_controler.to_numpy())
    juste = modele.score(moi[VARIABLES].to_numpy(), moi.a_controler)
    uniques = len(moi[VARIABLES + ["a_controler"]].drop_duplicates())
    mesures_[p] = (1 - juste, 1 - uniques / len(moi))
sources = pd.DataFrame.from_dict(mesures_, orient="index", columns=["desaccord", "repetees"]).rename_axis("partenaire").reset_index()
suspects = [p for p, (d, k) in mesures_.items() if d >= 0.30 or k >= 0.20]
from sklearn.metrics import recall_score

effet = {}
for nom, retenus in (("avant", presents), ("apres", [p for p in presents if p not in suspects])):
    jeu = apports[apports.partenaire.isin(retenus)]
    predit = nouveau_modele().fit(jeu[VARIABLES], jeu.a_controler).predict(temoin[VARIABLES])
    effet[nom] = recall_score(temoin.a_controler, predit)

# %% name="suites-code"
decisions = {"aucune": {"I05", "I10"}, "registre": {"I01", "I03", "I07", "I13"}, "cnil": {"I04", "I08", "I12"}}
suites = incidents[["incident", "certain_le"]].copy()
suites["suite"] = [next((d for d, s in decisions.items() if i in s), "cnil_et_personnes") for i in suites["incident"]]
t = pd.to_datetime(suites["certain_le"]).dt.tz_localize("Europe/Paris").dt.tz_convert("UTC") + pd.to_timedelta(3, unit="D")
suites["limite"] = t.dt.tz_convert("Europe/Paris").dt.tz_localize(None).where(suites["suite"].isin(["cnil", "cnil_et_personnes"]))
suites = suites[["incident", "suite", "limite"]]
