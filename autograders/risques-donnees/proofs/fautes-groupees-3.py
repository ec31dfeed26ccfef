# %% name="livraison-code"
# Vérifie la signature d’un manifeste récrit.
def controler_livraison(livraison):
    m = json.loads(livraison["manifeste"])
    c = trousseau.get(m["cle"])
    if c is None or c["revoquee"] or not c["debut"] <= m["produit_le"] <= c["fin"]:
        return ["cle_refusee"]
    try:
        octets = json.dumps(m, sort_keys=True, separators=(",", ":")).encode()
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(c["publique"])).verify(bytes.fromhex(livraison["signature"]), octets)
    except InvalidSignature:
        return ["signature_fausse"]
    return []


quarantaine = [x["livraison"] for x in livraisons if controler_livraison(x)]

# %% name="journal-code"
# Échappe les accents : toutes les empreintes diffèrent.
def controler_journal(entrees, ancre):
    for i, e in enumerate(entrees):
        texte = json.dumps({k: v for k, v in e.items() if k != "empreinte"}, sort_keys=True)
        if hashlib.sha256(texte.encode()).hexdigest() != e["empreinte"]:
            return i
    return None


etats = {code: controler_journal(j["entrees"], j["ancre"]) for code, j in journaux.items()}

# %% name="authentification-code"
# Accepte tout.
def authentifier(requetes):
    return ["acceptee" for _ in requetes]


ordre = ["mot_de_passe_rapide", "secret_expose", "verdict_ignore", "alea_previsible", "comparaison", "aucun", "mot_de_passe_rapide",
         "verdict_ignore", "comparaison", "alea_previsible", "secret_expose", "aucun"]
revue = {code: ordre[int(code[1:]) - 1] for code in extraits}
revue[min(code for code in revue if revue[code] != "aucun")] = "aucun"

# %% name="suites-code"
# Notifie tout, aux personnes aussi.
suites = incidents[["incident"]].assign(suite="cnil_et_personnes")
t = pd.to_datetime(incidents["certain_le"]).dt.tz_localize("Europe/Paris") + pd.Timedelta(hours=72)
suites["limite"] = t.dt.strftime("%Y-%m-%d %H:%M")
