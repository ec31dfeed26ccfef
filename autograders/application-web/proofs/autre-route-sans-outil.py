# %% name="fiche-code"
estimes = modele.predict(essai[CHAMPS]).tolist()
reels = essai["prix"].tolist()
ecarts = sorted(abs(e - r) for e, r in zip(estimes, reels))
milieu = len(ecarts) // 2
fiche = {
    "erreur_mediane": round(ecarts[milieu] if len(ecarts) % 2 else (ecarts[milieu - 1] + ecarts[milieu]) / 2, 4),
    "part_20": sum(abs(e - r) / r <= 0.2 for e, r in zip(estimes, reels)) / len(reels),
    "couverture": np.float64(sum(e - MARGE * e <= r <= e + MARGE * e for e, r in zip(estimes, reels)) / len(reels)),
}

# %% name="valider-code"
def valider(d):
    if not hasattr(d, "items"):
        return {"demande": "type"}
    e = {}

    def nombre(nom, bas, haut, entier):
        v = d.get(nom)
        if v is None:
            e[nom] = "manquant"
        elif v is True or v is False or isinstance(v, (str, list, dict)) or (entier and isinstance(v, float)):
            e[nom] = "type"
        elif not math.isfinite(v) or min(max(v, bas), haut) != v:
            e[nom] = "bornes"

    nombre("surface", 50, 500, False)
    nombre("pieces", 2, 12, True)
    nombre("age", 0, 225, True)
    c = d.get("chauffage")
    if c not in ("air", "eau", "electrique"):
        e["chauffage"] = "manquant" if c is None else "valeur" if isinstance(c, str) else "type"
    if "climatisation" in d and d["climatisation"] is not True and d["climatisation"] is not False:
        e["climatisation"] = "type"
    e.update((nom, "inconnu") for nom in d if nom not in ("surface", "pieces", "age", "chauffage", "climatisation"))
    return e

# %% name="api-code"
def api(env, sr):
    ou = (env["REQUEST_METHOD"], env["PATH_INFO"])
    statut, dire, plus = "404 Not Found", {}, []
    if ou == ("GET", "/sante"):
        statut, dire = "200 OK", {"etat": "ok"}
    elif ou[1] == "/sante":
        statut, plus = "405 Method Not Allowed", [("Allow", "GET, HEAD")]
    elif ou[1] == "/estimation" and ou[0] != "POST":
        statut, plus = "405 Method Not Allowed", [("Allow", "POST")]
    elif ou[1] == "/estimation":
        octets = env["wsgi.input"].read()
        if not env.get("CONTENT_TYPE", "").lower().replace(" ", "").startswith("application/json"):
            statut = "415 Unsupported Media Type"
        elif len(octets) > 2000:
            statut = "413 Payload Too Large"
        else:
            try:
                demande = json.loads(octets)
            except Exception:
                statut = "400 Bad Request"
            else:
                dire = {"erreurs": valider(demande)}
                statut = "422 Unprocessable Entity"
                if not dire["erreurs"]:
                    statut, dire = "200 OK", estimer(demande)
    sr(statut, plus + [("Content-Type", "application/json"), ("Cache-Control", "no-store, max-age=0")])
    return (json.dumps(dire).encode(),)

# %% name="page-code"
from xml.sax.saxutils import quoteattr


def page(env, sr):
    envoye = env["REQUEST_METHOD"] == "POST"
    recu = {}
    if envoye:
        from urllib.parse import parse_qsl

        recu = {nom: valeur.strip() for nom, valeur in parse_qsl(env["wsgi.input"].read().decode(), keep_blank_values=True)}
    d = {}
    for nom in ("surface", "pieces", "age"):
        saisi = recu.get(nom, "")
        propre = saisi.replace(",", ".", 1) if nom == "surface" else saisi
        if propre.isascii() and propre.isdigit():
            d[nom] = int(propre)
        elif nom == "surface" and propre.replace(".", "", 1).isascii() and propre.replace(".", "", 1).isdigit():
            d[nom] = float(propre)
        else:
            d[nom] = saisi or None
    d["chauffage"] = recu.get("chauffage", "") or None
    if "climatisation" in recu:
        d["climatisation"] = True
    fautes = valider(d) if envoye else {}
    lignes = []
    for nom in CHAMPS:
        aria = f'aria-invalid="true" aria-describedby="m_{nom}"' if nom in fautes else 'aria-invalid="false"'
        genre = {"climatisation": "checkbox", "chauffage": "text"}.get(nom, "text")
        valeur = "" if nom == "climatisation" else "value=" + quoteattr(recu.get(nom, ""))
        lignes += [f'<div><label for="f_{nom}">{nom.capitalize()}</label>', f'<input type="{genre}" name="{nom}" id="f_{nom}" {valeur} {aria}/>']
        lignes += [f'<span id="m_{nom}"><strong>{fautes[nom]}</strong></span></div>' if nom in fautes else "</div>"]
    haut = ""
    if envoye and not fautes:
        x = estimer(d)
        haut = "<table><caption>Estimation</caption><tr>" + "".join(f"<th scope=col>{nom}</th>" for nom in x) + "</tr><tr>" + "".join(
            f"<td>{x[nom] // 1000}&nbsp;{x[nom] % 1000:03d}</td>" for nom in x
        ) + '</tr></table><p><a href="/recours">Parler à un agent</a></p>'
    sr("422 Non" if fautes else "200 OK", [("Content-Type", "text/html;charset=utf-8"), ("Cache-Control", "no-store")])
    debut = '<!doctype html>\n<html lang="fr"><head><title>Estimateur</title></head><body>'
    return [debut.encode(), b"<h1>Estimateur</h1>", haut.encode(), b'<form method="post">', *(x.encode() for x in lignes),
            b'<input type="submit"/></form><a href="/vos-donnees">RGPD</a></body></html>']

# %% name="recours-code"
from random import SystemRandom

dossiers = []


def recours(env, sr):
    genre = [("Content-Type", "application/json")]
    if env["REQUEST_METHOD"] == "POST":
        try:
            lu = json.loads(env["wsgi.input"].read())
        except ValueError:
            sr("400 Bad Request", genre)
            return [b"null"]
        motif = lu.get("motif") if type(lu) is dict else None
        if type(motif) is not str or not motif.strip() or len(motif.strip()) > 500:
            sr("422 Unprocessable Entity", genre)
            return [b"null"]
        ref = "".join(SystemRandom().choices("abcdefghijklmnopqrstuvwxyz0123456789", k=32))
        dossiers.append((ref, motif))
        sr("201 Created", genre + [("Location", f"/recours/{ref}")])
        return [b"{}"]
    cherche = env["PATH_INFO"].rpartition("/")[2]
    trouve = [d for d in dossiers if secrets.compare_digest(d[0], cherche)]
    if trouve and env["REQUEST_METHOD"] == "DELETE":
        dossiers.remove(trouve[0])
        sr("204 No Content", [])
        return []
    sr("200 OK" if trouve else "404 Not Found", genre)
    return [b'{"etat": "recu", "delai": "5 jours"}' if trouve else b"{}"]

# %% name="journal-code"
def journaliser(application, journal):
    connus = dict.fromkeys(["/", "/sante", "/estimation", "/recours"])

    def application_suivie(environ, start_response):
        chemin = environ.get("PATH_INFO", "")
        nom = chemin if chemin in connus else ("/recours/*" if chemin.startswith("/recours/") else "?")
        place = len(journal)
        journal.append(f"{environ['REQUEST_METHOD']} {nom} 500")

        def debut(statut, entetes, exc_info=None):
            journal[place] = f"{environ['REQUEST_METHOD']} {nom} {statut.split(' ', 1)[0]}"
            return start_response(statut, entetes)

        return application(environ, debut)

    return application_suivie

# %% name="audit-code"
def auditer(adresse):
    hote = adresse.split("//")[1]

    def parler(methode, chemin, corps=None, genre="application/json"):
        c = http.client.HTTPConnection(hote)
        c.request(methode, chemin, corps, {"Content-Type": genre})
        r = c.getresponse()
        texte = r.read().decode()
        c.close()
        return r.status, texte, r.getheader("Location", "")

    defauts = []
    if parler("GET", "/estimation?surface=120&pieces=6&age=30&chauffage=air")[0] == 200:
        defauts += ["adresse"]
    for champ in ("surface", "pieces", "age"):
        if "<em>" in parler("POST", "/", champ + "=" + quote("<em>x"), "application/x-www-form-urlencoded")[1]:
            defauts += ["injection"]
    if "Traceback" in parler("POST", "/estimation", "[")[1]:
        defauts += ["bavard"]
    for defaut, corps in (
        ("laxiste", '{"surface": 99, "pieces": true, "age": 3, "chauffage": "eau"}'),
        ("gourmand", '{"surface": 99, "pieces": 4, "age": 3, "chauffage": "eau", "courriel": "q@exemple.example"}'),
    ):
        if parler("POST", "/estimation", corps)[0] == 200:
            defauts += [defaut]
    un, deux = (parler("POST", "/recours", '{"motif": "m"}')[2].removeprefix("/recours/") for _ in range(2))
    try:
        if int(un) + 1 == int(deux):
            defauts.append("devinable")
    except ValueError:
        pass
    return tuple(defauts)
