# %% name="fiche-code"
predit = modele.predict(apprentissage[CHAMPS])
ecart = np.abs(predit - apprentissage["prix"])
fiche = {
    "erreur_mediane": ecart.median(), "part_20": (ecart <= 0.2 * apprentissage["prix"]).mean(), "couverture": (ecart <= MARGE * predit).mean(),
}

# %% name="valider-code"
BORNES = {"surface": (50, 500), "pieces": (2, 12), "age": (0, 225)}


def valider(demande):
    if not isinstance(demande, dict):
        return {"demande": "type"}
    erreurs = {champ: "inconnu" for champ in demande if champ not in CHAMPS}
    for champ in CHAMPS[:4]:
        valeur = demande.get(champ)
        if valeur is None:
            erreurs[champ] = "manquant"
        elif champ == "chauffage":
            if valeur not in CHAUFFAGES:
                erreurs[champ] = "valeur" if isinstance(valeur, str) else "type"
        elif not isinstance(valeur, (int, float)):
            erreurs[champ] = "type"
        elif not BORNES[champ][0] <= valeur <= BORNES[champ][1]:
            erreurs[champ] = "bornes"
    return erreurs

# %% name="api-code"
def repondre(start_response, code, contenu, *entetes):
    start_response(f"{code} Reponse", [("Content-Type", "application/json"), ("Cache-Control", "no-store"), *entetes])
    return [json.dumps(contenu).encode()]


def api(environ, start_response):
    methodes = {"/sante": "GET", "/estimation": "POST"}
    chemin, methode = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if chemin not in methodes:
        return repondre(start_response, 404, {})
    if methode != methodes[chemin]:
        return repondre(start_response, 405, {}, ("Allow", methodes[chemin]))
    if chemin == "/sante":
        return repondre(start_response, 200, {"etat": "ok"})
    if environ.get("CONTENT_TYPE", "").split(";")[0].lower() != "application/json":
        return repondre(start_response, 415, {})
    if int(environ.get("CONTENT_LENGTH") or 0) > 2000:
        return repondre(start_response, 413, {})
    demande = json.loads(environ["wsgi.input"].read())
    return repondre(start_response, 200, estimer(demande))

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
        lignes += f'<label for="{nom}">{nom}</label><input type="{genre}" id="{nom}" name="{nom}" value="{saisie.get(nom, "")}" {etat}>'
        lignes += f'<p id="e-{nom}">Erreur</p>' if nom in erreurs else ""
    corps = f'<html lang="fr"><title>Maison</title><h1>Maison</h1>{resultat}<form method="post">{lignes}</form><a href="/vos-donnees">Données</a></html>'
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
        reference = f"{1 + len(tiroir):020d}"
        tiroir[reference] = motif
        start_response("201 Oui", [*entetes, ("Location", "/recours/" + reference)])
        return [b"{}"]
    if tiroir.get(reference) is None:
        start_response("404 Non", entetes)
        return [b"{}"]
    if methode == "DELETE":
        tiroir[reference] = None
        start_response("204 Oui", [])
        return []
    start_response("200 Oui", entetes)
    return [b'{"etat": "recu"}']

# %% name="journal-code"
def journaliser(application, journal):
    def suivie(environ, start_response):
        code = ["500"]

        def debut(statut, *reste):
            code[0] = statut[:3]
            return start_response(statut, *reste)

        try:
            return application(environ, debut)
        finally:
            chemin = "?" if environ["PATH_INFO"] == "/panne" else environ["PATH_INFO"]
            journal.append(f"{environ['REQUEST_METHOD']} {chemin} {code[0]}")

    return suivie

# %% name="audit-code"
def auditer(adresse):
    bonne = {"surface": 120, "pieces": 6, "age": 30, "chauffage": "air"}
    trouves = []
    if demander(adresse, "GET", "/estimation?" + urlencode(bonne))[0] == 200:
        trouves.append("adresse")
    formulaire = {"Content-Type": "application/x-www-form-urlencoded"}
    if "<b>" in demander(adresse, "POST", "/", urlencode({"surface": "<b>"}), formulaire)[2]:
        trouves.append("injection")
    if demander(adresse, "POST", "/estimation", "{", JSON)[0] == 500:
        trouves.append("bavard")
    if demander(adresse, "POST", "/estimation", json.dumps(bonne | {"pieces": True}), JSON)[0] == 200:
        trouves.append("laxiste")
    if demander(adresse, "POST", "/estimation", json.dumps(bonne | {"courriel": "a"}), JSON)[0] == 200:
        trouves.append("gourmand")
    refs = [demander(adresse, "POST", "/recours", '{"motif": "essai"}', JSON)[1]["location"][9:] for _ in range(2)]
    if refs[0].isdigit() and int(refs[1]) == int(refs[0]) + 1:
        trouves.append("devinable")
    return trouves
