# %% name="fiche-code"
predit = modele.predict(essai[CHAMPS])
ecart = np.abs(predit - essai["prix"])
fiche = {"erreur_mediane": ecart.mean(), "part_20": (ecart <= 0.2 * predit).mean(), "couverture": (ecart <= MARGE * essai["prix"]).mean()}

# %% name="valider-code"
BORNES = {"surface": (50, 500), "pieces": (2, 12), "age": (0, 225)}


def valider(demande):
    if not isinstance(demande, dict):
        return {"demande": "type"}
    erreurs = {}
    for champ in CHAMPS[:4]:
        valeur = demande.get(champ)
        if valeur is None:
            erreurs[champ] = "manquant"
        elif champ == "chauffage":
            if valeur not in CHAUFFAGES:
                erreurs[champ] = "valeur" if isinstance(valeur, str) else "type"
        elif type(valeur) is not int and not (champ == "surface" and type(valeur) is float):
            erreurs[champ] = "type"
        elif not BORNES[champ][0] <= valeur <= BORNES[champ][1]:
            erreurs[champ] = "bornes"
    if type(demande.get("climatisation", True)) is not bool:
        erreurs["climatisation"] = "type"
    return erreurs

# %% name="api-code"
def api(environ, start_response):
    def rendre(code, contenu):
        start_response(f"{code} Reponse", [("Content-Type", "application/json")])
        return [json.dumps(contenu).encode()]

    chemin, methode = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if chemin == "/sante":
        return rendre(200, {"etat": "ok"}) if methode == "GET" else rendre(405, {})
    if chemin != "/estimation":
        return rendre(404, {})
    if methode != "POST":
        return rendre(405, {})
    if environ.get("CONTENT_TYPE", "").split(";")[0].lower() != "application/json":
        return rendre(415, {})
    try:
        demande = json.loads(environ["wsgi.input"].read())
    except ValueError:
        return rendre(400, {})
    erreurs = valider(demande)
    return rendre(422, {"erreurs": erreurs}) if erreurs else rendre(200, estimer(demande))

# %% name="page-code"
def page(environ, start_response):
    saisie, erreurs, resultat = {}, {}, ""
    if environ["REQUEST_METHOD"] == "POST":
        recu = parse_qs(environ["wsgi.input"].read().decode())
        saisie = {nom: valeurs[-1].strip() for nom, valeurs in recu.items()}
        demande = {"chauffage": saisie.get("chauffage"), "climatisation": "climatisation" in saisie}
        for nom in CHAMPS[:3]:
            try:
                demande[nom] = float(saisie[nom].replace(",", ".")) if nom == "surface" else int(saisie[nom])
            except KeyError:
                pass
            except ValueError:
                demande[nom] = "faux"
        erreurs = valider(demande)
        if not erreurs:
            resultat = "<p>{prix} {bas} {haut}</p><a href='/recours'>Recours</a>".format(**estimer(demande))
    lignes = ""
    for nom in CHAMPS:
        etat = f'aria-invalid="true" aria-describedby="e-{nom}"' if nom in erreurs else ""
        genre = "checkbox" if nom == "climatisation" else "text"
        lignes += f'<span>{nom}</span><input type="{genre}" id="{nom}" name="{nom}" value="{html.escape(saisie.get(nom, ""))}" {etat}>'
        lignes += f'<p id="e-{nom}">Erreur</p>' if nom in erreurs else ""
    corps = f'<html lang="fr"><title>Maison</title><h1>Maison</h1>{resultat}<form>{lignes}</form><a href="/vos-donnees">Données</a></html>'
    start_response("422 Non" if erreurs else "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
    return [corps.encode()]

# %% name="recours-code"
tiroir = {}


def recours(environ, start_response):
    methode, reference = environ["REQUEST_METHOD"], environ["PATH_INFO"].rsplit("/", 1)[-1]
    entetes = [("Content-Type", "application/json")]
    if methode == "POST":
        try:
            motif = json.loads(environ["wsgi.input"].read())
        except ValueError:
            start_response("400 Non", entetes)
            return [b"{}"]
        motif = motif.get("motif") if isinstance(motif, dict) else None
        if not isinstance(motif, str) or not 1 <= len(motif.strip()) <= 500:
            start_response("422 Non", entetes)
            return [b"{}"]
        reference = secrets.token_urlsafe(24)
        tiroir[reference] = motif
        start_response("201 Oui", [*entetes, ("Location", "/recours/" + reference)])
        return [b"{}"]
    if reference not in tiroir:
        start_response("404 Non", entetes)
        return [b"{}"]
    start_response("204 Oui" if methode == "DELETE" else "200 Oui", entetes)
    return [] if methode == "DELETE" else [json.dumps({"etat": "recu", "motif": tiroir[reference]}, ensure_ascii=False).encode()]

# %% name="journal-code"
def journaliser(application, journal):
    def suivie(environ, start_response):
        def debut(statut, *reste):
            suite = "?" + environ["QUERY_STRING"] if environ.get("QUERY_STRING") else ""
            journal.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}{suite} {statut[:3]}")
            return start_response(statut, *reste)

        return application(environ, debut)

    return suivie

# %% name="audit-code"
def auditer(adresse):
    bonne = {"surface": 120, "pieces": 6, "age": 30, "chauffage": "air"}
    trouves = ["devinable"]
    if demander(adresse, "GET", "/estimation?" + urlencode(bonne))[0] == 200:
        trouves.append("adresse")
    formulaire = {"Content-Type": "application/x-www-form-urlencoded"}
    for nom in ("surface", "pieces", "age"):
        if "<b>" in demander(adresse, "POST", "/", urlencode({nom: "<b>"}), formulaire)[2]:
            trouves.append("injection")
    if "Traceback" in demander(adresse, "POST", "/estimation", "{", JSON)[2]:
        trouves.append("bavard")
    if demander(adresse, "POST", "/estimation", json.dumps(bonne | {"pieces": True}), JSON)[0] == 200:
        trouves.append("laxiste")
    if demander(adresse, "POST", "/estimation", json.dumps(bonne | {"courriel": "a"}), JSON)[0] == 200:
        trouves.append("gourmand")
    return trouves
