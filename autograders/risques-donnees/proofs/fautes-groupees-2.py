# %% name="carte-code"
# Un produit au lieu de la matrice, et deux confusions de vocabulaire.
attendu = "source_de_risque valeur_metier evenement_redoute source_de_risque valeur_metier mesure".split()
attendu += "evenement_redoute valeur_metier source_de_risque mesure valeur_metier source_de_risque".split()
types = {code: attendu[int(code[1:]) - 1] for code in elements}


def niveau(g, v):
    return "élevé" if g * v >= 6 else "moyen" if g * v >= 3 else "faible"


b = mesures[mesures["etat"] == "en place"].groupby("scenario")[["baisse_gravite", "baisse_vraisemblance"]].sum()
c = scenarios.merge(b, on="scenario", how="left").fillna(0)
carte = pd.DataFrame({
    "scenario": c["scenario"],
    "brut": [niveau(g, v) for g, v in zip(c["gravite"], c["vraisemblance"])],
    "residuel": [niveau(max(1, g), max(1, v)) for g, v in zip(c["gravite"] - c["baisse_gravite"], c["vraisemblance"] - c["baisse_vraisemblance"])],
})
fragiles = carte[carte["residuel"] == "moyen"]["scenario"].tolist()

# %% name="pertes-code"
# Sans plafond ; intervalle d’une année pour celui de la moyenne ; fréquence uniforme pour triangulaire.
frequence = frequences.set_index("cause")["probable"]
f = fuites.assign(cout=COUT_FIXE + COUT_PAR_PERSONNE * fuites["personnes"])
pertes = f.groupby("cause")["cout"].mean().rename("cout_moyen").reset_index()
pertes["perte_annuelle"] = pertes["cout_moyen"] * pertes["cause"].map(frequence)
g = np.random.default_rng(3)
N = 100_000
totaux = np.zeros(N)
for cause in frequence.index:
    k = g.poisson(frequence[cause], N)
    couts = COUT_FIXE + COUT_PAR_PERSONNE * fuites[fuites["cause"] == cause]["personnes"].clip(upper=400_000).to_numpy()
    totaux += np.bincount(np.repeat(np.arange(N), k), weights=g.choice(couts, k.sum()), minlength=N)
annee = {"annees": N, "moyenne": totaux.mean(), "bas": totaux.mean() - 1.96 * totaux.std(), "haut": totaux.mean() + 1.96 * totaux.std(),
         "depassement": (totaux > FRANCHISE).mean()}
annee["bas"] = max(0.0, annee["bas"])
m = fuites.assign(c=COUT_FIXE + COUT_PAR_PERSONNE * fuites["personnes"].clip(upper=400_000)).groupby("cause")["c"].mean()
u = np.array([g.uniform(r.basse, r.haute, N) * m[r.cause] for r in frequences.itertuples()])
premiere = {c: float((u.argmax(axis=0) == i).mean()) for i, c in enumerate(frequences["cause"])}

# %% name="livraison-code"
# Normalise les fins de ligne, et ne compare que les fichiers communs.
def controler_livraison(livraison):
    m = json.loads(livraison["manifeste"])
    c = trousseau.get(m["cle"])
    if c is None or c["revoquee"] or not c["debut"] <= m["produit_le"] <= c["fin"]:
        return ["cle_refusee"]
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(c["publique"])).verify(bytes.fromhex(livraison["signature"]), livraison["manifeste"].encode())
    except InvalidSignature:
        return ["signature_fausse"]
    for n in set(m["fichiers"]) & set(livraison["fichiers"]):
        t = livraison["fichiers"][n].strip().replace("\r\n", "\n")
        possibles = {hashlib.sha256(x.encode()).hexdigest() for x in (t + "\n", t.replace("\n", "\r\n") + "\r\n")}
        if m["fichiers"][n] not in possibles:
            return ["empreinte_differente"]
    return []


quarantaine = [x["livraison"] for x in livraisons if controler_livraison(x)]

# %% name="journal-code"
# Recalcule chaque empreinte, mais ne suit pas le fil.
def controler_journal(entrees, ancre):
    for i, e in enumerate(entrees):
        if hashlib.sha256(forme_canonique({k: v for k, v in e.items() if k != "empreinte"})).hexdigest() != e["empreinte"]:
            return i
    if len(entrees) < ancre["longueur"] or entrees[ancre["longueur"] - 1]["empreinte"] != ancre["empreinte"]:
        return -1
    return None


etats = {code: controler_journal(j["entrees"], j["ancre"]) for code, j in journaux.items()}

# %% name="authentification-code"
# S’arrête sur un accent, n’admet pas la borne, croit qu’une horloge ne fait que retarder, et retient le nonce par clé.
def authentifier(requetes):
    vus, sortie = set(), []
    for q in requetes:
        c = cles_api.get(q["cle"])
        if c is None or not c["debut"] <= q["recue_a"] < c["fin"]:
            sortie.append("cle_refusee")
        elif not hmac.compare_digest(hmac.new(bytes.fromhex(c["secret"]), message(q), "sha256").hexdigest(), q["code"]):
            sortie.append("code_faux")
        elif q["recue_a"] - q["horodatage"] > 300:
            sortie.append("hors_delai")
        elif (q["cle"], q["nonce"]) in vus:
            sortie.append("rejeu")
        else:
            vus.add((q["cle"], q["nonce"]))
            sortie.append("acceptee")
    return sortie


ordre = ["mot_de_passe_rapide", "secret_expose", "verdict_ignore", "alea_previsible", "comparaison", "aucun", "mot_de_passe_rapide",
         "verdict_ignore", "comparaison", "alea_previsible", "secret_expose", "aucun"]
revue = {code: ordre[int(code[1:]) - 1] for code in extraits}

# %% name="abus-code"
# Seize consultations pour quinze ; tranches d’une heure fixe ; dossiers sans dates ; rappel et précision échangés.
j = acces.assign(t=pd.to_datetime(acces["horodatage"])).sort_values(["compte", "t"])
j["l"] = j["t"].dt.tz_convert("Europe/Paris")


def sans(regle):
    r = derogations[derogations["regle"] == regle]
    x = j.merge(r, on="compte")
    jour = x["l"].dt.strftime("%Y-%m-%d")
    return j[~j["id"].isin(x.loc[(jour >= x["du"]) & (jour <= x["au"]), "id"])]


trouves = []
v = sans("enumeration").query("action == 'consultation'")
bloc = (v.groupby("compte")["adherent"].diff() != 1).fillna(True).cumsum()
n = v.groupby(["compte", bloc]).size() - 1
trouves += [(c, "enumeration") for c in set(n[n >= 15].reset_index()["compte"])]
q = sans("quota").query("action == 'prediction'")
q = q.groupby(["compte", q["l"].dt.floor("h", ambiguous=True)]).size()
trouves += [(c, "quota") for c in set(q[q > 60].reset_index()["compte"])]
e = sans("export_hors_heures").query("action == 'export' and statut == 'ok'")
e = e[(e["l"].dt.dayofweek > 4) | ~e["l"].dt.hour.between(7, 19)]
trouves += [(c, "export_hors_heures") for c in set(e["compte"])]
k = sans("sans_dossier").query("action == 'consultation' and statut == 'ok'")
k = k[k["compte"].str.startswith("g")].merge(dossiers.drop_duplicates(["compte", "adherent"]), on=["compte", "adherent"], how="left")
x = k[k["ouvert_le"].isna()].groupby("compte")["adherent"].nunique()
trouves += [(c, "sans_dossier") for c in x[x >= 5].index]
alertes = pd.DataFrame(trouves, columns=["compte", "regle"])
ecartees = alertes.head(0)
s, a = set(alertes["compte"]), set(enquetes[enquetes["abus"] == "oui"]["compte"])
qualite = {"precision": len(s & a) / len(a), "rappel": len(s & a) / len(s)}

# %% name="sources-code"
# Compte aussi la première des lignes répétées, et mesure l’exactitude pour le rappel.
d = {}
for p, m in apports.groupby("partenaire"):
    a = apports[apports["partenaire"] != p]
    d[p] = [(nouveau_modele().fit(a[VARIABLES], a["a_controler"]).predict(m[VARIABLES]) != m["a_controler"]).mean(),
            m.duplicated([*VARIABLES, "a_controler"], keep=False).mean()]
sources = pd.DataFrame([[p, *x] for p, x in d.items()], columns=["partenaire", "desaccord", "repetees"])
suspects = [p for p, (x, y) in d.items() if x >= 0.3 or y >= 0.2]
bons = apports[~apports["partenaire"].isin(suspects)]
effet = {nom: nouveau_modele().fit(b[VARIABLES], b["a_controler"]).score(temoin[VARIABLES], temoin["a_controler"])
         for nom, b in (("avant", apports), ("apres", bons))}

# %% name="suites-code"
# Oublie l’heure d’hiver, et se contente du registre pour deux incidents internes.
d = {"I05": "aucune", "I10": "aucune", "I01": "registre", "I03": "registre", "I07": "registre", "I13": "registre",
     "I04": "cnil", "I08": "registre", "I12": "registre"}
suites = incidents[["incident"]].assign(suite=[d.get(i, "cnil_et_personnes") for i in incidents["incident"]])
t = pd.to_datetime(incidents["certain_le"]) + pd.Timedelta(hours=72)
suites["limite"] = [m.strftime("%Y-%m-%d %H:%M") if s.startswith("cnil") else "" for m, s in zip(t, suites["suite"])]
