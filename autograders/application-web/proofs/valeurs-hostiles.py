# %% name="fiche-code"
fiche = {"erreur_mediane": 10**400, "part_20": True, "couverture": float("nan")}

# %% name="valider-code"
def valider(demande):
    return {"surface": float("nan"), "x" * 5000: [[[[[10**300]]]]], "demande": True}

# %% name="api-code"
def api(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json" * 200), ("Cache-Control", "no-store"), ("Allow", "GET, POST")])
    return [b"[" * 30_000 + b"NaN"]

# %% name="page-code"
def page(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
    return [b"<div id=a><![CDATA[ <!-- <h1 " * 300 + b"<p>" * 4000 + b"\xff\xfe&#0;&#99999999999;" + b"<a href='" * 500]

# %% name="recours-code"
def recours(environ, start_response):
    start_response("201 Created", [("Location", "/recours/" + "../" * 300)])
    return [b"{" * 3000]

# %% name="journal-code"
class Partout(list):
    def __eq__(self, autre):
        return True

    __hash__ = None


def journaliser(application, journal):
    journal += [float("inf"), None, "{0.__class__}" * 200, Partout()]
    return application

# %% name="audit-code"
def auditer(adresse):
    return ["adresse", "injection", "bavard", "laxiste", "gourmand", "devinable", "x" * 100_000] * 40
