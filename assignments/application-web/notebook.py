# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Mettre un estimateur en ligne : une application web sûre, accessible et respectueuse
#
# ## Situation
#
# Le réseau d’agences Clairmont estime chaque semaine des centaines de maisons. Un modèle supervisé donne déjà un prix aux
# agents ; la directrice, Hélène Vasseur, veut l’ouvrir au public : une page pour les visiteurs, une API pour les agences
# partenaires. Un prestataire a livré un premier service en deux jours. Le délégué à la protection des données (DPO) refuse de
# le mettre en ligne : il a vu passer des adresses de courriel dans le journal du serveur.
#
# Vous reprenez l’application, pièce par pièce, puis vous écrivez l’outil qui contrôlera tout service de ce genre.
#
# ## Objectifs
#
# - dire ce que vaut le modèle avant de le montrer ;
# - valider toute entrée, et refuser ce qui n’est pas nécessaire ;
# - servir le modèle par une API dont les codes de réponse disent vrai ;
# - écrire un formulaire accessible, qui explique les erreurs et n’exécute rien de ce qu’on y saisit ;
# - offrir un recours humain, tenir un journal sans donnée personnelle, auditer un service par de vraies requêtes ;
# - rédiger l’information des personnes et les conditions de la mise en service.
#
# **Durée** : 90 minutes. **Prérequis** : Python (fonctions, dictionnaires, module `json`), notions de HTTP, de HTML et de RGPD.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1. Ce que vaut le modèle | un dictionnaire | 1 |
# | 2. Valider une demande | une fonction, appelée sur des demandes que vous ne voyez pas | 3 |
# | 3. L’API | une application, essayée par de vraies requêtes HTTP | 4 |
# | 4. La page | une application, essayée de même | 3 |
# | 5. Le recours humain | une application, essayée de même | 2 |
# | 6. Un journal sans personne | une fonction, essayée de même | 1 |
# | 7. Auditer un service | une fonction, lancée sur des services que vous ne voyez pas | 3 |
# | 8. La note de mise en service | un texte, noté par une personne avec une grille | 3 |
# | Total | huit questions | 20 |
#
# Les questions 1 à 7 sont vérifiées par la machine, sur vos données puis sur un autre tirage : une valeur recopiée ne
# rapporte rien. Les questions 3 à 7 ne dépendent pas les unes des autres ; seules les questions 3 et 4 se servent de votre `valider`.
#
# ## Les données
#
# `data/maisons.csv` : 1 728 ventes **réelles** dans un comté des États-Unis, en 2006. L’entreprise, ses visiteurs et leurs demandes sont
# inventés. Origine, licence et modifications : `data/SOURCES.toml`.
#
# | Colonne | Sens |
# |---|---|
# | `surface` | surface habitable, en mètres carrés |
# | `pieces` | nombre de pièces |
# | `age` | âge de la maison, en années |
# | `chauffage` | `air`, `eau` ou `electrique` |
# | `climatisation` | 1 si la maison est climatisée, 0 sinon |
# | `prix` | prix de vente, en dollars |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="modele" role="setup"
import html
import http.client
import io
import json
import math
import secrets
import socketserver
import threading
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import numpy as np
import pandas as pd
from blocnotes_handin import function, mapping, number
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

CHAMPS = ["surface", "pieces", "age", "chauffage", "climatisation"]
CHAUFFAGES = ["air", "eau", "electrique"]
MARGE = 0.20 + 0.01 * (variante % 10)  # la fourchette affichée : prix × (1 − MARGE) à prix × (1 + MARGE)

maisons = pd.read_csv("data/maisons.csv").sample(frac=0.9, random_state=variante).reset_index(drop=True)
coupure = len(maisons) * 3 // 4
apprentissage, essai = maisons[:coupure], maisons[coupure:]
modele = make_pipeline(
    make_column_transformer((OneHotEncoder(), ["chauffage"]), remainder="passthrough"), LinearRegression()
).fit(apprentissage[CHAMPS], apprentissage["prix"])


def estimer(demande):
    """Estime une maison décrite par une demande valide : prix et fourchette, arrondis au millier."""
    ligne = pd.DataFrame([{"climatisation": False} | demande])[CHAMPS].astype({"climatisation": int})
    prix = max(float(modele.predict(ligne)[0]), 10_000.0)
    return {nom: int(round(prix * part, -3)) for nom, part in (("prix", 1), ("bas", 1 - MARGE), ("haut", 1 + MARGE))}


print(f"Fourchette affichée : ± {MARGE:.0%}. Une maison :", estimer({"surface": 120, "pieces": 6, "age": 30, "chauffage": "air"}))
valider = api = page = recours = journaliser = auditer = None  # ce que vous écrirez

# %% [markdown]
# ## Question 1. Ce que vaut le modèle (1 point)
#
# Avant de montrer un prix au public, il faut pouvoir dire ce qu’il vaut. Sur la table `essai`, que le modèle n’a pas vue, et avec
# `modele.predict(essai[CHAMPS])` **sans arrondi**, remettez le dictionnaire `fiche` :
#
# - `erreur_mediane` : la médiane de l’écart absolu entre prix estimé et prix de vente, en dollars ;
# - `part_20` : la part des maisons dont cet écart est **au plus 20 % du prix de vente** (entre 0 et 1) ;
# - `couverture` : la part des maisons dont le prix de vente est dans la fourchette affichée, de estimation × (1 − `MARGE`) à
#   estimation × (1 + `MARGE`), bornes comprises.

# %% name="fiche-code" role="solution"
### BEGIN SOLUTION
predit = modele.predict(essai[CHAMPS])
ecart = np.abs(predit - essai["prix"].to_numpy())
fiche = {
    "erreur_mediane": float(np.median(ecart)),
    "part_20": float((ecart <= 0.2 * essai["prix"].to_numpy()).mean()),
    "couverture": float((ecart <= MARGE * predit).mean()),
}
### END SOLUTION

# %% name="fiche" role="answer" points=1
answer("fiche", form=mapping(["erreur_mediane", "part_20", "couverture"], of=number(0)), decimals=4, checks={
    "Les deux parts sont entre 0 et 1.": lambda f: f["part_20"] <= 1 and f["couverture"] <= 1,
})

# %% name="fiche-autres" role="reference"
vu = modele.predict(apprentissage[CHAMPS])
ecart_vu = np.abs(vu - apprentissage["prix"].to_numpy())
answer("fiche-apprentissage", {
    "erreur_mediane": float(np.median(ecart_vu)), "part_20": float((ecart_vu <= 0.2 * apprentissage["prix"].to_numpy()).mean()),
    "couverture": float((ecart_vu <= MARGE * vu).mean()),
})
answer("fiche-moyenne", float(ecart.mean()))
answer("fiche-relative", {
    "part_20": float((ecart <= 0.2 * predit).mean()), "couverture": float((ecart <= MARGE * essai["prix"].to_numpy()).mean()),
})

# %% [markdown]
# ## Question 2. Valider une demande (3 points)
#
# Écrivez `valider(demande)`. Elle rend un dictionnaire **champ → code d’erreur**, vide si la demande est valide. Elle ne lève aucune
# exception et ne modifie pas la demande, qui peut être n’importe quelle valeur tirée d’un texte JSON.
#
# | Champ | Attendu | Obligatoire |
# |---|---|---|
# | `surface` | un nombre, entier ou à virgule, de 50 à 500 | oui |
# | `pieces` | un entier, de 2 à 12 | oui |
# | `age` | un entier, de 0 à 225 | oui |
# | `chauffage` | l’un des textes de `CHAUFFAGES`, à l’identique | oui |
# | `climatisation` | `True` ou `False` | non |
#
# Les bornes sont comprises. Pour chaque champ, le code est le premier qui convient :
#
# 1. `"manquant"` : champ obligatoire absent, ou qui vaut `None` ;
# 2. `"type"` : valeur d’un autre type. `True` n’est pas un nombre, `"120"` non plus ; `7.0` n’est pas un entier ; pour `climatisation`, `None` et
#    1 sont des erreurs de type ;
# 3. `"bornes"` : nombre hors des bornes, infini ou NaN ;
# 4. `"valeur"` : texte qui n’est pas dans la liste.
#
# Un champ qui n’est pas dans la table a le code `"inconnu"`, quelle que soit sa valeur : un courriel qu’on ne demande pas est un
# courriel qu’on n’a pas à protéger. Une demande qui n’est pas un dictionnaire donne `{"demande": "type"}`.

# %% name="valider-code" role="solution"
### BEGIN SOLUTION
BORNES = {"surface": (50, 500), "pieces": (2, 12), "age": (0, 225)}


def valider(demande):
    """Rend les erreurs d’une demande, champ par champ."""
    if not isinstance(demande, dict):
        return {"demande": "type"}
    erreurs = {champ: "inconnu" for champ in demande if champ not in CHAMPS}
    for champ in CHAMPS[:4]:
        valeur = demande.get(champ)
        if valeur is None:
            erreurs[champ] = "manquant"
        elif champ == "chauffage":
            if not isinstance(valeur, str):
                erreurs[champ] = "type"
            elif valeur not in CHAUFFAGES:
                erreurs[champ] = "valeur"
        elif isinstance(valeur, bool) or not isinstance(valeur, (int, float) if champ == "surface" else int):
            erreurs[champ] = "type"
        elif not BORNES[champ][0] <= valeur <= BORNES[champ][1]:
            erreurs[champ] = "bornes"
    if not isinstance(demande.get("climatisation", False), bool):
        erreurs["climatisation"] = "type"
    return erreurs
### END SOLUTION

# %% name="valider" role="answer" points=3
answer("valider", form=function(), calls=[[{"surface": 120, "pieces": 6, "age": 30, "chauffage": "air"}], [{"surface": 20}]], checks={
    "Une demande valide ne donne aucune erreur.": lambda f: f({"surface": 120, "pieces": 6, "age": 30, "chauffage": "air"}) == {},
    "Un champ absent est « manquant ».": lambda f: f({"surface": 120, "pieces": 6, "age": 30}) == {"chauffage": "manquant"},
})

# %% [markdown]
# ## Servir pour de vrai
#
# Une application web Python suit la convention **WSGI** : une fonction `application(environ, start_response)`. `environ` décrit la requête :
#
# | clé | contenu |
# |---|---|
# | `REQUEST_METHOD` | `GET`, `POST`, `DELETE`… |
# | `PATH_INFO`, `QUERY_STRING` | le chemin, et ce qui suit le `?` |
# | `CONTENT_TYPE`, `CONTENT_LENGTH` | l’en-tête du même nom, en texte (vide ou absent s’il manque) |
# | `wsgi.input` | le corps, en octets : `environ["wsgi.input"].read()` (la passerelle en garde au plus 65 536) |
#
# L’application appelle `start_response("200 OK", [("Content-Type", "application/json")])`, puis rend une **liste d’octets**, par
# exemple `[b"{}"]`. Si elle lève une exception, le client reçoit un 500.
#
# La cellule suivante ouvre un vrai serveur HTTP sur la boucle locale, et fournit `demander`, qui envoie une vraie requête.

# %% name="serveur" role="setup"
class Passerelle(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass

    def get_stderr(self):
        return io.StringIO()


class Serveur(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def server_bind(self):
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.server_address[1]
        self.setup_environ()


def proteger(application):
    """Lit le corps avant l’application, et rend 500 si elle échoue."""

    def protegee(environ, start_response):
        taille = environ.get("CONTENT_LENGTH") or "0"
        corps = environ["wsgi.input"].read(min(int(taille), 65_536)) if taille.isascii() and taille.isdigit() else b""
        environ["wsgi.input"] = io.BytesIO(corps)
        debut = []

        def commencer(statut, entetes, exc_info=None):
            debut[:] = [str(statut), [(str(nom), str(valeur)) for nom, valeur in entetes]]
            return lambda octets: None

        try:
            morceaux = b"".join(application(environ, commencer))
            start_response(*debut)
        except Exception:
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            morceaux = b"erreur interne"
        return [morceaux]

    return protegee


def ouvrir(application):
    """Ouvre un serveur ; rend le serveur et son adresse."""
    serveur = Serveur(("127.0.0.1", 0), Passerelle)
    serveur.set_app(proteger(application))
    threading.Thread(target=serveur.serve_forever, args=(0.01,), daemon=True).start()
    return serveur, f"http://127.0.0.1:{serveur.server_port}"


def demander(adresse, methode, cible, corps=b"", entetes=None):
    """Envoie une requête ; rend le code, les en-têtes (noms en minuscules) et le corps en texte."""
    liaison = http.client.HTTPConnection(urlsplit(adresse).netloc, timeout=5)
    try:
        liaison.request(methode, cible, corps.encode() if isinstance(corps, str) else corps, entetes or {})
        reponse = liaison.getresponse()
        texte = reponse.read(40_000).decode("utf-8", "replace")
        return reponse.status, {nom.lower(): valeur for nom, valeur in reponse.getheaders()}, texte
    except (OSError, http.client.HTTPException):
        return 0, {}, ""
    finally:
        liaison.close()


def essayer(application, requetes):
    """Sert une application le temps de quelques requêtes [méthode, cible, corps, en-têtes]."""
    utiles = ("content-type", "allow", "cache-control", "location")
    serveur, adresse = ouvrir(application)
    try:
        rendus = [demander(adresse, methode, cible, corps, entetes) for methode, cible, corps, entetes in requetes]
    finally:
        serveur.shutdown()
        serveur.server_close()
    return [[code, {nom: entetes[nom] for nom in utiles if nom in entetes}, texte] for code, entetes, texte in rendus]


def bonjour(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"Bonjour, vous demandez {environ['PATH_INFO']}".encode()]


JSON = {"Content-Type": "application/json"}
essayer(bonjour, [["GET", "/maison", "", {}]])

# %% [markdown]
# ## Question 3. L’API (4 points)
#
# Écrivez l’application WSGI `api` :
#
# | requête | réponse |
# |---|---|
# | `GET /sante` | 200, `{"etat": "ok"}` |
# | `POST /estimation`, demande valide | 200, ce que rend `estimer(demande)` |
# | … demande non valide | 422, `{"erreurs": …}` avec ce que rend `valider` |
# | … corps qui n’est pas du JSON en UTF-8 | 400 |
# | … type autre que `application/json` (les paramètres comme `; charset=utf-8` et la casse ne comptent pas) | 415 |
# | … corps de plus de 2 000 octets | 413 |
# | autre méthode sur l’un de ces deux chemins | 405, et l’en-tête `Allow` nomme la méthode permise |
# | tout autre chemin | 404 |
#
# Toute réponse est du JSON, avec l’en-tête `Content-Type: application/json` (charset facultatif) ; le contenu des réponses 400, 404, 405, 413 et
# 415 est libre. Toute réponse de `/estimation` porte `Cache-Control: no-store`. Une requête d’essai n’a jamais deux défauts à la fois. Si votre `valider` n’est
# pas au point, seules les réponses 200 et 422 en souffrent.

# %% name="api-code" role="solution"
### BEGIN SOLUTION
RAISONS = {200: "OK", 201: "Created", 204: "No Content", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
           413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content"}


def repondre(start_response, code, contenu, *entetes):
    """Répond en JSON."""
    start_response(f"{code} {RAISONS[code]}", [("Content-Type", "application/json"), *entetes])
    return [json.dumps(contenu).encode()]


def api(environ, start_response):
    methodes = {"/sante": "GET", "/estimation": "POST"}
    chemin, methode = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if chemin not in methodes:
        return repondre(start_response, 404, {"erreur": "chemin inconnu"})
    cache = ("Cache-Control", "no-store")
    if methode != methodes[chemin]:
        return repondre(start_response, 405, {"erreur": "méthode"}, ("Allow", methodes[chemin]), cache)
    if chemin == "/sante":
        return repondre(start_response, 200, {"etat": "ok"})
    if environ.get("CONTENT_TYPE", "").split(";")[0].strip().lower() != "application/json":
        return repondre(start_response, 415, {"erreur": "application/json attendu"}, cache)
    if int(environ.get("CONTENT_LENGTH") or 0) > 2000:
        return repondre(start_response, 413, {"erreur": "corps trop long"}, cache)
    try:
        demande = json.loads(environ["wsgi.input"].read().decode("utf-8"))
    except (ValueError, RecursionError):
        return repondre(start_response, 400, {"erreur": "JSON attendu"}, cache)
    erreurs = valider(demande)
    if erreurs:
        return repondre(start_response, 422, {"erreurs": erreurs}, cache)
    return repondre(start_response, 200, estimer(demande), cache)
### END SOLUTION

# %% name="essai-api" role="setup"
def essai_api(requetes):
    """Sert votre `api` et lui envoie de vraies requêtes."""
    return essayer(api, requetes)


for reponse in essai_api([
    ["GET", "/sante", "", {}],
    ["POST", "/estimation", json.dumps({"surface": 120, "pieces": 6, "age": 30, "chauffage": "air"}), JSON],
    ["POST", "/estimation", '{"surface": 12', JSON],
]):
    print(reponse)

# %% name="api" role="answer" points=4
answer("essai_api", form=function(), calls=[[[["GET", "/sante", "", {}]]]])

# %% [markdown]
# ## Question 4. La page (3 points)
#
# Écrivez l’application WSGI `page`, qui ne sert que le chemin `/`. Toute réponse est en `text/html; charset=utf-8`.
#
# **`GET /`** (200) rend un formulaire :
#
# - `<html lang="fr">`, un `<title>` non vide, un seul `<h1>` ;
# - un contrôle (`input` ou `select`) par champ, dont le `name` est celui du champ ; `climatisation` est une case à cocher. Chaque contrôle a un
#   `id` et un `<label for="…">` non vide qui le désigne ;
# - le formulaire envoie par la méthode POST : ce que le visiteur saisit n’a pas à passer dans une adresse ;
# - un lien `<a href="/vos-donnees">` vers l’information des personnes.
#
# **`POST /`** reçoit le formulaire (`application/x-www-form-urlencoded`, UTF-8). Les textes sont débarrassés des espaces de bord ; `surface` accepte la virgule
# décimale ; un champ vide est manquant ; un texte qui n’est pas un nombre est une erreur (`type`) ; une case cochée envoie `climatisation=on`, une case
# décochée n’envoie rien. Toute réponse à POST porte `Cache-Control: no-store`.
#
# - Demande valide (200) : la page montre le prix, le bas et le haut de la fourchette, en chiffres (espaces entre les milliers permises), et un lien
#   `<a href="/recours">` vers le recours humain.
# - Demande non valide (422) : le formulaire revient. Chaque contrôle **en erreur**, et lui seul, porte `aria-invalid="true"` et `aria-describedby`, l’`id` d’un
#   élément qui contient le message. `surface`, `pieces` et `age` gardent dans `value` **ce que le visiteur a saisi** (espaces de bord mis à part), même faux, échappé : `html.escape` transforme un texte
#   en HTML inoffensif.

# %% name="page-code" role="solution"
### BEGIN SOLUTION
ETIQUETTES = {"surface": "Surface habitable, en m² (50 à 500)", "pieces": "Nombre de pièces (2 à 12)", "age": "Âge de la maison, en années (0 à 225)",
              "chauffage": "Chauffage", "climatisation": "Maison climatisée"}
MESSAGES = {"manquant": "Ce champ est obligatoire.", "type": "Un nombre est attendu.", "bornes": "La valeur est hors des bornes.",
            "valeur": "Choisissez dans la liste."}


def lire_nombre(texte, entier):
    """Lit un nombre saisi ; rend le texte lui-même s’il n’en est pas un, None s’il est vide."""
    try:
        return (int(texte) if entier else float(texte.replace(",", "."))) if texte else None
    except ValueError:
        return texte


def controle(nom, saisie, erreurs):
    """Un contrôle, son étiquette et son message d’erreur."""
    etat = message = ""
    if nom in erreurs:
        etat = f' aria-invalid="true" aria-describedby="{nom}-erreur"'
        message = f'<p id="{nom}-erreur">Erreur : {MESSAGES[erreurs[nom]]}</p>'
    if nom == "chauffage":
        options = "".join(
            f'<option value="{c}"{" selected" if saisie.get(nom) == c else ""}>{c}</option>' for c in CHAUFFAGES
        )
        champ = f'<select id="{nom}" name="{nom}"{etat}><option value="">Choisir</option>{options}</select>'
    elif nom == "climatisation":
        champ = f'<input type="checkbox" id="{nom}" name="{nom}"{" checked" if nom in saisie else ""}{etat}>'
    else:
        champ = f'<input id="{nom}" name="{nom}" inputmode="decimal" value="{html.escape(saisie.get(nom, ""))}"{etat}>'
    return f'<p><label for="{nom}">{ETIQUETTES[nom]}</label> {champ}</p>{message}'


def page(environ, start_response):
    saisie, erreurs, resultat, entetes = {}, {}, "", []
    if environ["REQUEST_METHOD"] == "POST":
        entetes = [("Cache-Control", "no-store")]
        recu = parse_qs(environ["wsgi.input"].read().decode("utf-8", "replace"))
        saisie = {nom: recu[nom][-1].strip() for nom in CHAMPS if nom in recu}
        demande = {nom: lire_nombre(saisie.get(nom, ""), nom != "surface") for nom in CHAMPS[:3]}
        demande |= {"chauffage": saisie.get("chauffage") or None, "climatisation": "climatisation" in saisie}
        erreurs = valider(demande)
        if not erreurs:
            e = estimer(demande)
            resultat = (f'<p role="status">Estimation : {e["prix"]} $, entre {e["bas"]} et {e["haut"]} $. '
                        '<a href="/recours">Demander l’avis d’un agent</a></p>')
    corps = (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Estimer une maison</title></head><body><main>'
        f'<h1>Estimer une maison</h1>{resultat}<form method="post" action="/">'
        + "".join(controle(nom, saisie, erreurs) for nom in CHAMPS)
        + '<button>Estimer</button></form><p><a href="/vos-donnees">Vos données</a></p></main></body></html>'
    )
    start_response("422 Unprocessable Content" if erreurs else "200 OK", [("Content-Type", "text/html; charset=utf-8"), *entetes])
    return [corps.encode()]
### END SOLUTION

# %% name="essai-page" role="setup"
def essai_page(envois):
    """Demande votre `page`, puis lui envoie des formulaires ; rend les réponses."""
    requetes = [["GET", "/", "", {}]]
    requetes += [["POST", "/", urlencode(envoi), {"Content-Type": "application/x-www-form-urlencoded"}] for envoi in envois]
    return essayer(page, requetes)


for code, entetes, texte in essai_page([{"surface": "120,5", "pieces": "6", "age": "30", "chauffage": "eau"}, {"surface": "<b>", "pieces": "6"}]):
    print(code, entetes, texte[:1500], "\n")

# %% name="page" role="answer" points=3
answer("essai_page", form=function(), calls=[[[]]])

# %% [markdown]
# ## Question 5. Le recours humain (2 points)
#
# Un visiteur qui conteste son estimation a droit à l’avis d’un agent. Écrivez l’application WSGI `recours`, qui garde les demandes en mémoire :
#
# | requête | réponse |
# |---|---|
# | `POST /recours`, corps JSON `{"motif": texte}`, de 1 à 500 caractères une fois les espaces de bord retirés | 201 ; l’en-tête `Location` vaut `/recours/` suivi d’une **référence** |
# | … JSON, mais autre chose | 422 |
# | … pas du JSON | 400 |
# | `GET /recours/<référence>` | 200, JSON `{"etat": "recu"}` : l’adresse peut circuler, le motif n’y figure donc pas |
# | `DELETE /recours/<référence>` | 204, sans corps : la demande est effacée |
# | `GET` ou `DELETE` sur une référence inconnue ou effacée | 404 |
#
# La référence compte **au moins 16 caractères** parmi lettres, chiffres, `-` et `_`. Elle est tirée par un générateur fait pour le secret : ni compteur, ni date, ni
# empreinte du motif ; deux demandes identiques ont deux références, et une référence n’aide pas à en deviner une autre.

# %% name="recours-code" role="solution"
### BEGIN SOLUTION
demandes_recues = {}


def recours(environ, start_response):
    chemin, methode = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if chemin == "/recours" and methode == "POST":
        try:
            recu = json.loads(environ["wsgi.input"].read().decode("utf-8"))
        except (ValueError, RecursionError):
            return repondre(start_response, 400, {"erreur": "JSON attendu"})
        motif = recu.get("motif") if isinstance(recu, dict) else None
        if not isinstance(motif, str) or not 1 <= len(motif.strip()) <= 500:
            return repondre(start_response, 422, {"erreur": "motif attendu"})
        reference = secrets.token_urlsafe(16)
        demandes_recues[reference] = motif.strip()
        return repondre(start_response, 201, {"etat": "recu"}, ("Location", f"/recours/{reference}"))
    reference = chemin.removeprefix("/recours/")
    if reference not in demandes_recues or methode not in ("GET", "DELETE"):
        return repondre(start_response, 404, {"erreur": "inconnu"})
    if methode == "GET":
        return repondre(start_response, 200, {"etat": "recu"})
    del demandes_recues[reference]
    start_response("204 No Content", [])
    return []
### END SOLUTION

# %% name="essai-recours" role="setup"
def essai_recours(etapes):
    """Joue un parcours : ["POST", corps], ou ["GET", n] et ["DELETE", n] sur la référence du n-ième dépôt réussi (−1 : inconnue)."""
    serveur, adresse = ouvrir(recours)
    references, rendus = [], []
    try:
        for methode, quoi in etapes:
            if methode == "POST":
                code, entetes, texte = demander(adresse, "POST", "/recours", quoi, JSON)
                if code == 201:
                    references.append(entetes.get("location", "").removeprefix("/recours/"))
            else:
                connue = references[quoi] if 0 <= quoi < len(references) else "inconnue-0123456789"
                code, entetes, texte = demander(adresse, methode, "/recours/" + quote(connue[:200], safe=""))
            rendus.append([code, entetes.get("location", ""), texte[:2000]])
    finally:
        serveur.shutdown()
        serveur.server_close()
    return rendus


essai_recours([["POST", '{"motif": "Jardin oublié"}'], ["GET", 0], ["DELETE", 0], ["GET", 0]])

# %% name="recours" role="answer" points=2
answer("essai_recours", form=function(), calls=[[[["GET", -1]]]])

# %% [markdown]
# ## Question 6. Un journal sans personne (1 point)
#
# Le journal du prestataire gardait tout : `GET /estimation?courriel=…`. Écrivez `journaliser(application, journal)`, qui rend une **application WSGI**. Celle-ci se
# comporte comme `application`, et ajoute à la liste `journal` **un texte par requête**, `"MÉTHODE CHEMIN CODE"`, par exemple `"POST /estimation 200"` :
#
# - `/`, `/sante`, `/estimation` et `/recours` sont écrits tels quels ; un chemin qui commence par `/recours/` est écrit `/recours/*` ; **tout autre chemin est écrit `?`**,
#   car un chemin inconnu peut contenir n’importe quoi ;
# - rien de ce qui suit le `?` d’une adresse, ni corps, ni adresse IP ;
# - `CODE` est le code à trois chiffres de la réponse ; si `application` lève une exception, la ligne porte 500 et l’exception suit son chemin.

# %% name="journal-code" role="solution"
### BEGIN SOLUTION
def journaliser(application, journal):
    def journalisee(environ, start_response):
        chemin = environ["PATH_INFO"]
        if chemin.startswith("/recours/"):
            chemin = "/recours/*"
        elif chemin not in ("/", "/sante", "/estimation", "/recours"):
            chemin = "?"
        code = "500"

        def commencer(statut, *suite):
            nonlocal code
            code = statut[:3]
            return start_response(statut, *suite)

        try:
            return list(application(environ, commencer))
        except Exception:
            code = "500"
            raise
        finally:
            journal.append(f"{environ['REQUEST_METHOD']} {chemin} {code}")

    return journalisee
### END SOLUTION

# %% name="essai-journal" role="setup"
def essai_journal(requetes):
    """Entoure une application témoin de votre journal ; rend les codes reçus, puis le journal."""

    def temoin(environ, start_response):
        if environ["PATH_INFO"] == "/panne":
            raise RuntimeError("panne voulue")
        start_response(environ.get("HTTP_X_STATUT", "200") + " Temoin", [("Content-Type", "text/plain")])
        return [b"temoin"]

    journal = []
    codes = essayer(journaliser(temoin, journal), [[methode, cible, "", {"X-Statut": code}] for methode, cible, code in requetes])
    return [[code for code, _, _ in codes], journal[:200]]


try:
    print(essai_journal([["GET", "/", "200"], ["GET", "/estimation?courriel=lea@exemple.example", "405"]]))
except Exception as erreur:
    print("Le journal ne peut pas encore être essayé :", type(erreur).__name__)

# %% name="journal" role="answer" points=1
answer("essai_journal", form=function(), calls=[[[["GET", "/", "200"]]]])

# %% [markdown]
# ## Question 7. Auditer un service (3 points)
#
# Le service du prestataire, et ceux qui suivront, doivent passer le même contrôle. Écrivez `auditer(adresse)` : elle interroge le service par de vraies requêtes (avec `demander`, ou
# avec l’outil de votre choix) et rend la **liste des défauts trouvés**, dans un ordre quelconque. Un service sans défaut suit les règles des
# questions 2 à 5.
#
# | Défaut | Ce qu’on observe |
# |---|---|
# | `adresse` | `GET /estimation?surface=120&pieces=6&age=30&chauffage=air` rend 200 : les données passent dans l’adresse |
# | `injection` | `POST /` renvoie dans sa page un texte saisi **sans l’échapper** |
# | `bavard` | un corps qui n’est pas du JSON, envoyé à `POST /estimation`, fait rendre un texte qui contient `Traceback` |
# | `laxiste` | `POST /estimation` accepte (200) une demande où `pieces` vaut `true` |
# | `gourmand` | `POST /estimation` accepte (200) une demande valide à laquelle s’ajoute un champ `courriel` |
# | `devinable` | les références de deux recours déposés l’un après l’autre sont deux entiers qui se suivent |
#
# Les défauts se combinent librement. Pour `bavard`, ne jugez que sur le texte rendu : selon le service, le code est 400 ou 500. Un service peut aussi échapper la saisie dans un champ et pas
# dans un autre : essayez `surface`, `pieces` et `age`, **l’un après l’autre**.

# %% name="suspect" role="setup"
def service_suspect(defauts, champ="surface", code=500, depart=1):
    """Un service qui a les défauts nommés."""
    numeros = iter(range(depart, depart + 10_000))

    def rendre(start_response, code, texte, genre="application/json", *entetes):
        start_response(f"{code} Suspect", [("Content-Type", genre + "; charset=utf-8"), *entetes])
        return [texte.encode()]

    def suspect(environ, start_response):
        chemin, methode = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        corps = environ["wsgi.input"].read().decode("utf-8", "replace")
        if chemin == "/" and methode == "POST":
            saisie = {nom: valeurs[-1] for nom, valeurs in parse_qs(corps).items()}
            rendus = []
            for nom in ("surface", "pieces", "age"):
                texte = saisie.get(nom, "")
                if not ("injection" in defauts and nom == champ):
                    texte = html.escape(texte)
                rendus.append(f'<input name="{nom}" value="{texte}">')
            return rendre(start_response, 422, "<form>" + "".join(rendus) + "</form>", "text/html")
        if chemin == "/recours" and methode == "POST":
            reference = str(next(numeros)) if "devinable" in defauts else secrets.token_urlsafe(16)
            return rendre(start_response, 201, "{}", "application/json", ("Location", "/recours/" + reference))
        if chemin != "/estimation":
            return rendre(start_response, 404, "{}")
        prix = json.dumps({"prix": 180000, "bas": 140000, "haut": 220000})
        if methode == "GET":
            return rendre(start_response, 200, prix) if "adresse" in defauts else rendre(start_response, 405, "{}")
        try:
            demande = json.loads(corps)
        except ValueError:
            if "bavard" in defauts:
                return rendre(start_response, code, "Traceback (most recent call last):", "text/plain")
            return rendre(start_response, 400, '{"erreur": "JSON attendu"}')
        if not isinstance(demande, dict):
            return rendre(start_response, 422, "{}")
        inconnu = set(demande) - set(CHAMPS) and "gourmand" not in defauts
        faux = type(demande.get("pieces")) is not int and not ("laxiste" in defauts and demande.get("pieces") is True)
        nombres = all(type(demande.get(nom)) in (int, float) for nom in ("surface", "age")) and demande.get("chauffage") in CHAUFFAGES
        return rendre(start_response, 200, prix) if nombres and not inconnu and not faux else rendre(start_response, 422, "{}")

    return suspect

# %% name="audit-code" role="solution"
### BEGIN SOLUTION
def auditer(adresse):
    """Interroge un service et nomme ses défauts."""
    bonne = {"surface": 120, "pieces": 6, "age": 30, "chauffage": "air"}
    trouves = []

    def estimation(corps):
        return demander(adresse, "POST", "/estimation", corps, JSON)

    if demander(adresse, "GET", "/estimation?" + urlencode(bonne))[0] == 200:
        trouves.append("adresse")
    marque = '"><b>essai</b>'
    for champ in ("surface", "pieces", "age"):
        envoi = urlencode({nom: str(valeur) for nom, valeur in bonne.items()} | {champ: marque})
        if marque in demander(adresse, "POST", "/", envoi, {"Content-Type": "application/x-www-form-urlencoded"})[2]:
            trouves.append("injection")
            break
    if "Traceback" in estimation("{")[2]:
        trouves.append("bavard")
    if estimation(json.dumps(bonne | {"pieces": True}))[0] == 200:
        trouves.append("laxiste")
    if estimation(json.dumps(bonne | {"courriel": "a@exemple.example"}))[0] == 200:
        trouves.append("gourmand")
    refs = [demander(adresse, "POST", "/recours", '{"motif": "essai"}', JSON)[1]["location"].rsplit("/", 1)[-1] for _ in range(2)]
    if all(ref.isdigit() for ref in refs) and int(refs[1]) == int(refs[0]) + 1:
        trouves.append("devinable")
    return trouves
### END SOLUTION

# %% name="essai-audit" role="setup"
def essai_audit(defauts, champ, code, depart):
    """Ouvre un service suspect et lance votre audit, qui ne connaît que son adresse."""
    serveur, adresse = ouvrir(service_suspect(defauts, champ, code, depart))
    try:
        return sorted(str(nom)[:40] for nom in list(auditer(adresse))[:50])
    finally:
        serveur.shutdown()
        serveur.server_close()


try:
    print("Sans défaut :", essai_audit([], "surface", 500, 1))
    print("adresse et gourmand :", essai_audit(["adresse", "gourmand"], "surface", 500, 1))
except Exception as erreur:
    print("L’audit ne peut pas encore être essayé :", type(erreur).__name__)

# %% name="audit" role="answer" points=3
answer("essai_audit", form=function(), calls=[[[], "surface", 500, 1]])

# %% [markdown]
# ## Question 8. La note de mise en service (3 points)
#
# Le service du prestataire a les défauts `adresse`, `gourmand` et `devinable`. Rédigez, en 250 à 350 mots, la note que liront Hélène Vasseur et le DPO :
#
# 1. **l’information des visiteurs**, telle qu’elle figurera sur `/vos-donnees` : responsable et contact, finalité, base légale, durées, droits ;
# 2. **le recours et les limites** : qui répond, sous quel délai, avec quel pouvoir ; ce que vaut une estimation (vos chiffres de la question 1) ; ce à quoi elle ne doit pas servir ;
# 3. **les conditions de mise en service**, vérifiables (sécurité, accessibilité, surveillance, arrêt), et ce que vous faites du service du prestataire.

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres de la variante 0, à titre d’exemple.)*
#
# **Vos données.** Le réseau Clairmont, responsable du service, estime votre maison d’après les cinq caractéristiques saisies. Elles ne sont pas conservées. Si vous demandez l’avis d’un agent, votre
# motif est gardé jusqu’à la réponse, deux mois au plus. Base légale : l’intérêt légitime pour l’estimation, que vous demandez vous-même sans vous identifier, et les mesures précontractuelles, prises à votre demande, pour le recours. Un journal
# technique, sans adresse IP ni saisie, est effacé après 30 jours. Vous pouvez accéder à votre demande, la rectifier, vous opposer, l’effacer avec sa référence, écrire au délégué (dpo@clairmont.example) et saisir la CNIL.
#
# **Recours et limites.** Un agent du secteur répond sous cinq jours ouvrés ; il peut corriger l’estimation, et sa réponse remplace celle du modèle. Sur des maisons jamais vues, l’erreur médiane
# dépasse 37 000 dollars, et une maison sur deux seulement est estimée à 20 % près : la fourchette doit toujours être montrée avec le prix. L’estimation ne sert ni à refuser un mandat, ni à accorder un prêt. Les maisons
# très anciennes ou très grandes, rares dans les données, sont mal servies.
#
# **Conditions.** Le service du prestataire n’est pas mis en ligne : il fait passer des données dans les adresses, en accepte qu’il ne demande pas, et ses recours se devinent. Les références déjà données sont
# révoquées, les journaux purgés, et le DPO juge s’il y a eu violation. Avant l’ouverture : audit sans défaut à chaque livraison ; HTTPS seul et débit limité ; formulaire essayé au clavier et avec un lecteur d’écran, audit RGAA ; erreur médiane recalculée chaque
# trimestre sur les ventes conclues. Arrêt si elle augmente d’un quart, ou à la première fuite.
# ### END SOLUTION
