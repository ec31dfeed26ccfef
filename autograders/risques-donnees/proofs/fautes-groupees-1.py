# %% name="carte-code"
# Compte toutes les mesures, même prévues ou abandonnées.
attendu = "objectif_vise bien_support evenement_redoute source_de_risque valeur_metier mesure".split()
attendu += "evenement_redoute bien_support objectif_vise mesure valeur_metier source_de_risque".split()
types = {code: attendu[int(code[1:]) - 1] for code in elements}
b = mesures.groupby("scenario")[["baisse_gravite", "baisse_vraisemblance"]].sum()
c = scenarios.merge(b, on="scenario", how="left").fillna(0)
c["g"] = (c["gravite"] - c["baisse_gravite"]).clip(lower=1).astype(int)
c["v"] = (c["vraisemblance"] - c["baisse_vraisemblance"]).clip(lower=1).astype(int)
c["brut"] = [NIVEAUX[g][v] for g, v in zip(c["gravite"], c["vraisemblance"])]
c["residuel"] = [NIVEAUX[g][v] for g, v in zip(c["g"], c["v"])]
carte = c[["scenario", "brut", "residuel"]]
fragiles = []

# %% name="pertes-code"
# Médiane pour moyenne ; coût moyen pour chaque incident simulé ; rang sans incertitude.
f = fuites.assign(cout=COUT_FIXE + COUT_PAR_PERSONNE * fuites["personnes"].clip(upper=400_000))
m = f.groupby("cause")["cout"]
frequence = frequences.set_index("cause")["probable"]
pertes = m.median().rename("cout_moyen").reset_index()
pertes["perte_annuelle"] = pertes["cout_moyen"] * pertes["cause"].map(frequence)
g = np.random.default_rng(1)
moyens = m.mean()
totaux = sum(g.poisson(frequence[cause], 100_000) * moyens[cause] for cause in frequence.index)
d = 1.96 * totaux.std() / 100_000**0.5
annee = {"annees": 100_000, "moyenne": totaux.mean(), "bas": totaux.mean() - d, "haut": totaux.mean() + d, "depassement": (totaux > FRANCHISE).mean()}
gagne = (moyens * frequence).idxmax()
premiere = {cause: float(cause == gagne) for cause in frequence.index}

# %% name="livraison-code"
# Se fie à la clé jointe, et oublie la révocation.
def controler_livraison(livraison):
    m = json.loads(livraison["manifeste"])
    cle = trousseau.get(m["cle"])
    publique = m.get("cle_publique") or (cle or {}).get("publique")
    if cle and not cle["debut"] <= m["produit_le"] <= cle["fin"]:
        return ["cle_refusee"]
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(publique)).verify(bytes.fromhex(livraison["signature"]), livraison["manifeste"].encode())
    except InvalidSignature:
        return ["signature_fausse"]
    a, r = m["fichiers"], livraison["fichiers"]
    return [code for code, vrai in (
        ("fichier_absent", set(a) - set(r)), ("fichier_en_trop", set(r) - set(a)),
        ("empreinte_differente", [n for n in set(a) & set(r) if hashlib.sha256(r[n].encode()).hexdigest() != a[n]])) if vrai]


quarantaine = [x["livraison"] for x in livraisons if controler_livraison(x)]

# %% name="journal-code"
# Oublie l’ancre.
def controler_journal(entrees, ancre):
    avant = "0" * 64
    for i, e in enumerate(entrees):
        h = hashlib.sha256(forme_canonique({k: v for k, v in e.items() if k != "empreinte"})).hexdigest()
        if (e["rang"], e["precedente"], e["empreinte"]) != (i, avant, h):
            return i
        avant = h
    return None


etats = {code: controler_journal(j["entrees"], j["ancre"]) for code, j in journaux.items()}

# %% name="authentification-code"
# Le nonce est retenu avant toute vérification, et pour tous les partenaires ensemble.
def authentifier(requetes):
    vus, sortie = set(), []
    for q in requetes:
        c = cles_api.get(q["cle"])
        deja = q["nonce"] in vus
        vus.add(q["nonce"])
        if c is None or not c["debut"] <= q["recue_a"] <= c["fin"]:
            sortie.append("cle_refusee")
        elif hmac.new(bytes.fromhex(c["secret"]), message(q), "sha256").hexdigest() != q["code"]:
            sortie.append("code_faux")
        elif abs(q["recue_a"] - q["horodatage"]) > 300:
            sortie.append("hors_delai")
        else:
            sortie.append("rejeu" if deja else "acceptee")
    return sortie


revue = {code: "aucun" for code in extraits}

# %% name="abus-code"
# Ignore les dérogations, et lit les heures UTC comme celles de Paris.
j = acces.assign(t=pd.to_datetime(acces["horodatage"])).sort_values(["compte", "t"])
o = pd.to_datetime(dossiers["ouvert_le"])
p = dossiers.assign(o=o, f=pd.to_datetime(dossiers["ferme_le"]).fillna(pd.Timestamp("2100-01-01", tz="UTC")))
v = j[j["action"] == "consultation"]
bloc = (v.groupby("compte")["adherent"].diff() != 1).fillna(True).cumsum()
n = v.groupby(["compte", bloc]).size()
trouves = [(c, "enumeration") for c in set(n[n >= 15].reset_index()["compte"])]
q = j[j["action"] == "prediction"].set_index("t").groupby("compte")["id"].rolling("60min").count()
trouves += [(c, "quota") for c in set(q[q > 60].reset_index()["compte"])]
e = j[(j["action"] == "export") & (j["statut"] == "ok")]
e = e[(e["t"].dt.dayofweek > 4) | (e["t"].dt.hour < 7) | (e["t"].dt.hour >= 20)]
trouves += [(c, "export_hors_heures") for c in set(e["compte"])]
k = v[v["compte"].str.startswith("g") & (v["statut"] == "ok")]
l = k.merge(p, on=["compte", "adherent"])
x = k[~k["id"].isin(l[(l["t"] >= l["o"]) & (l["t"] <= l["f"])]["id"])].groupby("compte")["adherent"].nunique()
trouves += [(c, "sans_dossier") for c in x[x >= 5].index]
alertes = pd.DataFrame(trouves, columns=["compte", "regle"])
ecartees = alertes[alertes["compte"].isin(derogations["compte"])]
s, a = set(alertes["compte"]), set(enquetes[enquetes["abus"] == "oui"]["compte"])
qualite = {"precision": len(s & a) / len(s), "rappel": len(s & a) / len(a)}

# %% name="sources-code"
# Le modèle juge des lignes qu’il a apprises.
modele = nouveau_modele().fit(apports[VARIABLES], apports["a_controler"])
z = apports.assign(faux=modele.predict(apports[VARIABLES]) != apports["a_controler"],
                   r=apports.duplicated(["partenaire", *VARIABLES, "a_controler"]))
sources = z.groupby("partenaire")[["faux", "r"]].mean().set_axis(["desaccord", "repetees"], axis=1).reset_index()
suspects = sources[(sources["desaccord"] >= 0.3) | (sources["repetees"] >= 0.2)]["partenaire"].tolist()
bons = apports[~apports["partenaire"].isin(suspects)]
t = temoin[temoin["a_controler"] == 1]
effet = {"avant": modele.predict(t[VARIABLES]).mean(), "apres": nouveau_modele().fit(bons[VARIABLES], bons["a_controler"]).predict(t[VARIABLES]).mean()}

# %% name="suites-code"
# Compte depuis les faits.
d = {"I05": "aucune", "I10": "aucune", "I01": "registre", "I03": "registre", "I07": "registre", "I13": "registre",
     "I04": "cnil", "I08": "cnil", "I12": "cnil"}
suites = incidents[["incident"]].assign(suite=[d.get(i, "cnil_et_personnes") for i in incidents["incident"]])
t = pd.to_datetime(incidents["survenu_le"]) + pd.Timedelta(hours=72)
suites["limite"] = [m.strftime("%Y-%m-%d %H:%M") if s.startswith("cnil") else "" for m, s in zip(t, suites["suite"])]
