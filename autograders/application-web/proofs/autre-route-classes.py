# %% name="fiche-code"
table = essai.assign(estime=modele.predict(essai[CHAMPS]))
table["relatif"] = (table["estime"] - table["prix"]).abs() / table["prix"]
dans = table["prix"].between(table["estime"] * (1 - MARGE), table["estime"] * (1 + MARGE))
fiche = pd.Series({
    "couverture": dans.mean(), "part_20": table["relatif"].le(0.2).mean(), "erreur_mediane": table.eval("abs(estime - prix)").median(),
}).to_dict()

# %% name="valider-code"
class Champ:
    def __init__(self, types, bas=None, haut=None, liste=None, obligatoire=True):
        self.types, self.bas, self.haut, self.liste, self.obligatoire = types, bas, haut, liste, obligatoire

    def erreur(self, valeur):
        if type(valeur) not in self.types:
            return "type"
        if self.liste is not None and valeur not in self.liste:
            return "valeur"
        if self.bas is not None and (valeur != valeur or valeur < self.bas or valeur > self.haut):
            return "bornes"
        return None


MODELE = {
    "climatisation": Champ((bool,), obligatoire=False),
    "chauffage": Champ((str,), liste={"air", "eau", "electrique"}),
    "age": Champ((int,), 0, 225),
    "pieces": Champ((int,), 2, 12),
    "surface": Champ((int, float), 50, 500),
}


def valider(demande):
    if type(demande) is not dict:
        return {"demande": "type"}
    resultat = {}
    for nom in set(demande) | set(MODELE):
        champ = MODELE.get(nom)
        if champ is None:
            resultat[nom] = "inconnu"
        elif champ.obligatoire and demande.get(nom) is None:
            resultat[nom] = "manquant"
        elif nom in demande and (code := champ.erreur(demande[nom])):
            resultat[nom] = code
    return resultat

# %% name="api-code"
from http import HTTPStatus


class Erreur(Exception):
    def __init__(self, code, **entetes):
        self.code, self.entetes = code, entetes


class Api:
    routes = {"/estimation": ("POST", "estimation"), "/sante": ("GET", "sante")}

    def __call__(self, environ, start_response):
        entetes = {"content-type": "application/json; charset=utf-8", "cache-control": "private, no-store"}
        try:
            if environ["PATH_INFO"] not in self.routes:
                raise Erreur(404)
            methode, nom = self.routes[environ["PATH_INFO"]]
            if environ["REQUEST_METHOD"] != methode:
                raise Erreur(405, Allow=methode + ", OPTIONS")
            code, contenu = getattr(self, nom)(environ)
        except Erreur as erreur:
            code, contenu = erreur.code, {"type": "about:blank", "status": erreur.code}
            entetes |= erreur.entetes
        start_response(f"{code} {HTTPStatus(code).phrase}", list(entetes.items()))
        yield json.dumps(contenu, ensure_ascii=False).encode("utf-8")

    def sante(self, environ):
        return 200, {"etat": "ok"}

    def estimation(self, environ):
        from email.message import Message

        message = Message()
        message["content-type"] = environ.get("CONTENT_TYPE") or "text/plain"
        if message.get_content_type() != "application/json":
            raise Erreur(415)
        octets = environ["wsgi.input"].read(2001)
        if len(octets) > 2000:
            raise Erreur(413)
        try:
            demande = json.loads(str(octets, "utf-8"))
        except ValueError:
            raise Erreur(400) from None
        fautes = valider(demande)
        return (422, {"erreurs": fautes}) if fautes else (200, estimer(demande))


api = Api()

# %% name="page-code"
from string import Template

GABARIT = Template("""<!DOCTYPE html>
<HTML LANG="fr-FR"><HEAD><TITLE>Votre estimation &ndash; Clairmont</TITLE></HEAD>
<BODY><H1>Votre maison</H1>$resume
<form method="POST">
<label for="c1">Surface</label><input type="text" name="surface" id="c1" value="$surface" $a_surface>
<label for="c2"><span>Pièces</span></label><input type="text" name="pieces" id="c2" value="$pieces" $a_pieces>
<label for="c3">Âge</label><input type="text" name="age" id="c3" value="$age" $a_age>
<label for="c4">Chauffage</label><select name="chauffage" id="c4" $a_chauffage><option value="">…</option><option>air</option>
<option>eau</option><option value="electrique">électrique</option></select>
<input type="checkbox" name="climatisation" id="c5"> <label for="c5">Climatisation</label>
<ul>$fautes</ul><button type="submit">Calculer</button></form>
<footer><a href="/vos-donnees" rel="privacy-policy">Ce que nous faisons de vos données</a></footer></BODY></HTML>""")


def page(environ, start_response):
    texte = environ["wsgi.input"].read().decode() if environ["REQUEST_METHOD"] == "POST" else ""
    recu = {cle: v[0].strip(" ") for cle, v in parse_qs(texte, keep_blank_values=True).items()}
    trous = {f"a_{nom}": "" for nom in CHAMPS} | {"resume": "", "fautes": ""}
    trous |= {nom: html.escape(recu.get(nom, ""), quote=True) for nom in ("surface", "pieces", "age")}
    code = 200
    if environ["REQUEST_METHOD"] == "POST":
        lu = {}
        for nom, genre in (("surface", float), ("pieces", int), ("age", int)):
            brut = recu.get(nom, "").replace(",", ".") if nom == "surface" else recu.get(nom, "")
            if brut:
                try:
                    lu[nom] = genre(brut)
                except ValueError:
                    lu[nom] = brut
        if recu.get("chauffage"):
            lu["chauffage"] = recu["chauffage"]
        if "climatisation" in recu:
            lu["climatisation"] = True
        fautes = valider(lu)
        for nom in fautes:
            trous["a_" + nom] = f'aria-invalid="true" aria-describedby="aide err-{nom}"'
            trous["fautes"] += f'<li id="err-{nom}">{nom} : à corriger</li>'
        code = 422 if fautes else 200
        if not fautes:
            p = estimer(lu)
            montants = [f"{p[c]:,}".replace(",", "\u202f") for c in ("prix", "bas", "haut")]
            trous["resume"] = "<p>{} $ (<b>{}</b> – <b>{}</b>)</p><a href='/recours'>Contester</a>".format(*montants)
    start_response(f"{code} X", [("Content-Type", "text/html; charset=UTF-8"), ("Cache-Control", "no-store")])
    return [GABARIT.substitute(trous).encode("utf-8")]

# %% name="recours-code"
import uuid


class Recours:
    def __init__(self):
        self.tiroir = {}

    def __call__(self, environ, start_response):
        def rendre(statut, corps=b'{"etat": "recu"}', **entetes):
            start_response(statut, [("Content-Type", "application/json"), *entetes.items()])
            return [corps]

        morceaux = environ["PATH_INFO"].strip("/").split("/")
        if environ["REQUEST_METHOD"] == "POST":
            try:
                demande = json.load(environ["wsgi.input"])
            except json.JSONDecodeError:
                return rendre("400 Non", b"{}")
            try:
                motif = demande["motif"].strip()
                assert 0 < len(motif) < 501
            except (TypeError, KeyError, AttributeError, AssertionError):
                return rendre("422 Non", b"{}")
            nom = str(uuid.uuid4())
            self.tiroir[nom] = motif
            return rendre("201 Cree", Location="/recours/" + nom)
        if morceaux[-1] not in self.tiroir:
            return rendre("404 Non", b"{}")
        if environ["REQUEST_METHOD"] == "DELETE":
            self.tiroir.pop(morceaux[-1])
            return rendre("204 Vide", b"")
        return rendre("200 Oui")


recours = Recours()

# %% name="journal-code"
class Journal:
    def __init__(self, application, journal):
        self.application, self.journal = application, journal

    def __call__(self, environ, start_response):
        vus = []
        chemin = environ["PATH_INFO"]
        court = chemin if chemin in {"/", "/sante", "/estimation", "/recours"} else "/recours/*" if chemin[:9] == "/recours/" else "?"
        try:
            corps = self.application(environ, lambda s, e, x=None: (vus.append(s.split()[0]), start_response(s, e))[1])
        except BaseException:
            self.journal.append(" ".join((environ["REQUEST_METHOD"], court, "500")))
            raise
        self.journal.append(" ".join((environ["REQUEST_METHOD"], court, vus[-1])))
        return corps


journaliser = Journal

# %% name="audit-code"
import urllib.error
import urllib.request


def appel(url, donnees=None, genre="application/json"):
    requete = urllib.request.Request(url, data=donnees, headers={"Content-Type": genre} if donnees is not None else {})
    try:
        with urllib.request.urlopen(requete, timeout=5) as reponse:
            return reponse.status, reponse.read().decode(), reponse.headers
    except urllib.error.HTTPError as erreur:
        return erreur.code, erreur.read().decode(), erreur.headers


def auditer(adresse):
    valide = dict(surface=120, pieces=6, age=30, chauffage="air")
    estimation = adresse + "/estimation"
    references = []
    for _ in "ab":
        _, _, entetes = appel(adresse + "/recours", b'{"motif": "controle"}')
        references.append(entetes["Location"].split("/")[-1])
    constats = {
        "devinable": all(r.isdecimal() for r in references) and int(references[1]) - int(references[0]) == 1,
        "gourmand": appel(estimation, json.dumps({**valide, "courriel": "x"}).encode())[0] == 200,
        "laxiste": appel(estimation, json.dumps({**valide, "pieces": True}).encode())[0] == 200,
        "bavard": "Traceback" in appel(estimation, b"pas du json")[1],
        "injection": any(
            "<i>v</i>" in appel(adresse + "/", urlencode({champ: "<i>v</i>"}).encode(), "application/x-www-form-urlencoded")[1]
            for champ in ("age", "pieces", "surface")
        ),
        "adresse": appel(estimation + "?surface=120&pieces=6&age=30&chauffage=air")[0] == 200,
    }
    return {nom for nom, vrai in constats.items() if vrai}
