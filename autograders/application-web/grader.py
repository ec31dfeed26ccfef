"""Checks of application-web: validation, an API and a page over real HTTP, a recourse, a log, an audit."""

import itertools
import json
import random
import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, partial, right, wrong
from blocnotes.grading.items import Item, agree, keyed, same, same_reply, tally

grader = Grader()

FIELDS = ("surface", "pieces", "age", "chauffage", "climatisation")
HEATING = ("air", "eau", "electrique")
JSON = {"Content-Type": "application/json"}
MOST_TEXT = 40_000


def _house(draw: random.Random) -> dict[str, Any]:
    house: dict[str, Any] = {
        "surface": draw.choice([draw.randint(60, 300), round(draw.uniform(60, 300), 1)]),
        "pieces": draw.randint(3, 11),
        "age": draw.randint(1, 120),
        "chauffage": draw.choice(HEATING),
    }
    return house | draw.choice([{}, {"climatisation": True}, {"climatisation": False}])


# Question 1


@grader.check("fiche")
def sheet(case: Case) -> Result:
    given, expected = keyed(case.given["fiche"]), case.reference["fiche"]
    items: list[Item] = [(1 / 3, same(given.get(name), expected[name]), name) for name in expected]
    missed = [name for name, (_, ok, _) in zip(expected, items, strict=True) if not ok]
    hints = []
    if missed and agree(given, case.reference["fiche-apprentissage"], missed):
        hints.append("Vous mesurez sur les maisons qui ont servi à l’apprentissage.")
    if "erreur_mediane" in missed and same(given.get("erreur_mediane"), case.reference["fiche-moyenne"]):
        hints.append("L’erreur remise est une moyenne ; c’est la médiane qui est demandée.")
    relative = case.reference["fiche-relative"]
    if any(name in missed and same(given.get(name), relative[name]) for name in relative):
        hints.append("Relisez à quel prix, estimé ou de vente, se rapporte chaque pourcentage.")
    return tally(items, hints)


# Question 2. The calls come in blocks of fixed sizes.

VALID, MISSING, TYPES, BOUNDS, UNKNOWN, OTHER = 10, 6, 12, 10, 5, 5


@grader.challenge("valider")
def requests(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def house(**changes: Any) -> list[Any]:
        return [_house(draw) | changes]

    def without(name: str) -> list[Any]:
        return [{key: value for key, value in _house(draw).items() if key != name}]

    edges = [
        house(surface=50), house(surface=500.0), house(pieces=2), house(pieces=12), house(age=0), house(age=225)
    ]  # fmt: skip
    valid = [*edges, *[house() for _ in range(VALID - len(edges))]]
    missing = [*[without(name) for name in FIELDS[:4]], house(chauffage=None), [{}]]
    types = [
        house(pieces=True), house(surface=True), house(age=False), house(surface="120"), house(pieces="6"),
        house(pieces=7.0), house(age=30.5), house(chauffage=1), house(climatisation=1), house(climatisation=None),
        house(climatisation="oui"), house(surface=[120]),
    ]  # fmt: skip
    bounds = [
        house(surface=49.9), house(surface=500.1), house(surface=-draw.randint(1, 99)), house(pieces=1),
        house(pieces=13), house(age=-1), house(age=226), house(surface=float("inf")),
        house(chauffage="gaz"), house(chauffage="Air"),
    ]  # fmt: skip
    unknown = [
        house(courriel="lea@exemple.example"), house(nom=None), house(Surface=120),
        house(telephone=1, pieces=draw.randint(13, 40)), house(prix=draw.randint(1, 9), age="x"),
    ]  # fmt: skip
    other = [[None], [[]], ["surface"], [draw.randint(1, 99)], [[_house(draw)]]]
    return [*valid, *missing, *types, *bounds, *unknown, *other]


@grader.check("valider")
def validation(case: Case) -> Result:
    given, expected = case.given["valider"], case.reference["valider"]
    sizes = (VALID, MISSING, TYPES, BOUNDS, UNKNOWN, OTHER)
    if len(given) != len(expected) or len(expected) != sum(sizes):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=True)]
    valid, missing, types, bounds, unknown, other = _blocks(hits, sizes)
    if not valid:
        return wrong("Une demande valide est refusée, ou la fonction échoue : vérifiez les bornes, qui sont comprises.")
    items: list[Item] = [
        (0.1, True, ""),
        (0.2, missing, "les champs manquants"),
        (0.25, types, "les types"),
        (0.2, bounds, "les bornes et les valeurs"),
        (0.15, unknown, "les champs inconnus"),
        (0.1, other, "ce qui n’est pas un dictionnaire"),
    ]
    hints = []
    if not types:
        hints.append("Une valeur d’un autre type est acceptée ou mal nommée ; en Python, True est aussi un entier.")
    if not unknown:
        hints.append("Un champ qui n’est pas demandé doit être refusé, même si tout le reste est bon.")
    if not other:
        hints.append("Un texte JSON peut être une liste, un nombre ou null : la fonction ne doit pas échouer.")
    return tally(items, hints)


def _blocks(hits: Sequence[bool], sizes: Sequence[int]) -> list[bool]:
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    return [all(hits[start : start + size]) for start, size in zip(starts, sizes, strict=True)]


# Question 3. One block of requests a call.


@grader.challenge("essai_api")
def api_requests(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def post(body: Any, headers: Mapping[str, str] = JSON) -> list[Any]:
        return ["POST", "/estimation", body if isinstance(body, str) else json.dumps(body), dict(headers)]

    def fault(**changes: Any) -> list[Any]:
        return post(_house(draw) | changes)

    charset = {"Content-Type": draw.choice(["application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])}
    return [
        [[*[post(_house(draw)) for _ in range(4)], post(_house(draw), charset), ["GET", "/sante", "", {}]]],
        [[fault(pieces=True), fault(surface=draw.randint(600, 900)), fault(courriel="l@exemple.example"), post("[]")]],
        [[post('{"surface": 12'), post(""), post("surface=120"), post("{'surface': 120}")]],
        [[post(_house(draw), {"Content-Type": "text/plain"}), post(_house(draw), {})]],
        [[post(json.dumps(_house(draw)) + " " * draw.randint(2000, 4000))]],
        [[["GET", "/", "", {}], ["GET", "/jean", "", {}], ["POST", "/estimation/x", "{}", JSON]]],
        [[["GET", "/estimation", "", {}], ["PUT", "/estimation", "{}", JSON], ["POST", "/sante", "{}", JSON]]],
    ]


@grader.check("api")
def api(case: Case) -> Result:
    mine, theirs = _calls(case, "essai_api"), [call.get("value") for call in case.reference["essai_api"]]
    if mine is None or len(mine) != len(theirs):
        return wrong("L’application n’a pas pu être essayée.")
    codes = [[r[0] for r in block] == [r[0] for r in ref] for block, ref in zip(mine, theirs, strict=True)]
    bodies = [
        codes[place] and all(_same_json(a[2], b[2]) for a, b in zip(mine[place], theirs[place], strict=True))
        for place in range(2)
    ]
    if not codes[0]:
        return wrong("Une demande valide, ou /sante, ne reçoit pas 200 : c’est par là qu’il faut commencer.")
    if not bodies[0]:
        return wrong("Une demande valide reçoit 200, mais pas le JSON que rend `estimer` (ou celui de /sante).")
    allowed = [_header(reply, "allow") for reply in mine[6]]
    allow = codes[6] and ["POST" in a.upper() for a in allowed[:2]] == [True] * 2 and "GET" in allowed[2].upper()
    everything = [reply for block in mine for reply in block]
    kinds = {_header(reply, "content-type").lower().split(";")[0].strip() for reply in everything}
    stored = [reply for place in (0, 1, 2, 3, 4) for reply in mine[place]]
    stored.remove(mine[0][-1])
    headers = kinds == {"application/json"} and all(
        "no-store" in _header(reply, "cache-control").lower() for reply in [*stored, *mine[6][:2]]
    )
    items: list[Item] = [
        (0.25, True, ""),
        (0.25, bodies[1], "les demandes non valides (422)"),
        (0.15, codes[2], "le corps qui n’est pas du JSON (400)"),
        (0.1, codes[3], "le type du corps (415)"),
        (0.05, codes[4], "le corps trop long (413)"),
        (0.1, codes[5] and allow, "le chemin inconnu (404) et la méthode (405)"),
        (0.1, headers, "les en-têtes Content-Type et Cache-Control"),
    ]
    hints = []
    if any(code == 500 for code, _, _ in everything):
        hints.append("Une requête fait échouer l’application (500) : une erreur du client doit donner un code 4xx.")
    if not bodies[1] and any(reply[0] == 200 for reply in mine[1]):
        hints.append(
            "Une demande non valide reçoit une estimation : `valider` n’est pas appelée à temps, ou se trompe."
        )
    elif not bodies[1] and codes[1]:
        hints.append("Le 422 doit dire quels champs sont en cause, tels que `valider` les nomme.")
    if codes[5] and codes[6] and not allow:
        hints.append("Un 405 dit dans l’en-tête Allow quelle méthode convient.")
    return tally(items, hints)


def _calls(case: Case, name: str) -> list[list[list[Any]]] | None:
    """The replies of each call, [code, headers, text]; None where anything is of another shape."""
    found = [call.get("value") for call in case.given[name]]
    for block in found:
        if not isinstance(block, list) or not all(_is_reply(reply) for reply in block):
            return None
    return found


def _is_reply(reply: Any) -> bool:
    return (
        isinstance(reply, list)
        and len(reply) == 3
        and isinstance(reply[0], int)
        and isinstance(reply[1], dict)
        and isinstance(reply[2], str)
        and len(reply[2]) <= MOST_TEXT
    )


def _header(reply: Sequence[Any], name: str) -> str:
    value = reply[1].get(name, "")
    return value[:200] if isinstance(value, str) else ""


def _parsed(text: str) -> Any:
    try:
        return json.loads(text[:10_000])
    except (ValueError, RecursionError):
        return None


def _same_json(mine: str, theirs: str) -> bool:
    expected = _parsed(theirs)
    return expected is not None and same_reply({"value": _parsed(mine)}, {"value": expected})


# Question 4. The page is read as a browser would.

LONGEST = 50_000
EMPTY = {"input", "br", "meta", "link", "hr", "img", "button"}


class Page(HTMLParser):
    """The tags of a page, and the text under each id, title, heading and label."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[tuple[str, int]] = []
        self.text = ""
        self.feed(text[:LONGEST])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in reversed(attrs)}))
        self.texts.append("")
        if tag not in EMPTY and len(self._open) < 50:
            self._open.append((tag, len(self.tags) - 1))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.text += data + "|"  # what stands in two elements is not one number
        for _, place in self._open:
            self.texts[place] += data

    def of(self, *names: str) -> list[tuple[dict[str, str], str]]:
        return [(attrs, text) for (tag, attrs), text in zip(self.tags, self.texts, strict=True) if tag in names]

    def controls(self) -> dict[str, dict[str, str]]:
        found = {attrs.get("name", ""): attrs for attrs, _ in self.of("input", "select")}
        return found if all(name in found for name in FIELDS) else {}

    def under(self, identifier: str) -> str:
        texts = [t for (_, attrs), t in zip(self.tags, self.texts, strict=True) if attrs.get("id") == identifier]
        return texts[0].strip() if len(texts) == 1 else ""

    def links_to(self, path: str) -> bool:
        return any(attrs.get("href") == path and text.strip() for attrs, text in self.of("a"))


MARK = "zqx"


@grader.challenge("essai_page")
def forms(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def form(**changes: str) -> dict[str, str]:
        house = {key: str(value) for key, value in _house(draw).items() if key != "climatisation"}
        return house | draw.choice([{}, {"climatisation": "on"}]) | changes

    comma = f"{draw.randint(60, 300)},{draw.randint(1, 9)}"
    attack = f'"><{MARK}{draw.randint(10, 99)} id="mal">'
    element = f"<{MARK}{draw.randint(10, 99)}>&amp;'"
    return [
        [[form(), form(surface=comma), form(pieces=f"  {draw.randint(3, 11)} ")]],
        [[form(surface="grande"), form(pieces="", age="999"), form(chauffage=""), form(surface="12", pieces="3.5")]],
        [[form(surface=attack), form(age=attack), form(pieces=element)]],
    ]


@grader.check("page")
def page(case: Case) -> Result:
    mine = _calls(case, "essai_page")
    theirs = [call.get("value") for call in case.reference["essai_page"]]
    if mine is None or [len(block) for block in mine] != [len(block) for block in theirs]:
        return wrong("La page n’a pas pu être essayée.")
    sent = [call[0] for call in case.kept["essai_page"]]
    pages = [[Page(text) for _, _, text in block] for block in mine]
    first, reply = pages[0][0], mine[0][0]
    forms_ = [attrs for attrs, _ in first.of("form") if attrs.get("method", "").lower() == "post"]
    titled = any(text.strip() for _, text in first.of("title")) and len(first.of("h1")) == 1
    french = any(re.fullmatch(r"fr(-[a-z]{2})?", attrs.get("lang", "").lower()) for attrs, _ in first.of("html"))
    served = reply[0] == 200 and bool(first.controls())
    if not served:
        return wrong(
            "GET / ne rend pas, avec le code 200, un formulaire qui a un contrôle pour chacun des cinq champs."
        )
    kind = all(
        _header(r, "content-type").lower().replace(" ", "") in ("text/html;charset=utf-8", 'text/html;charset="utf-8"')
        for block in mine
        for r in block
    )
    labelled = _labelled(first)
    results = all(
        _shows(r, p, ref) and p.links_to("/recours")
        for r, p, ref in zip(mine[0][1:], pages[0][1:], theirs[0][1:], strict=True)
    )
    stored = all("no-store" in _header(r, "cache-control").lower() for block in mine for r in block[1:])
    faults = [_explains(r, p, ref) for r, p, ref in zip(mine[1][1:], pages[1][1:], theirs[1][1:], strict=True)]
    refused = [(p, form) for n in (1, 2) for p, form in zip(pages[n][1:], sent[n], strict=True)]
    kept = [_keeps(p, form) for p, form in refused]
    safe = all(r[0] == 422 for r in mine[2][1:]) and not any(
        tag.startswith(MARK) or attrs.get("id") == "mal" for p in pages[2] for tag, attrs in p.tags
    )
    items: list[Item] = [
        (0.15, titled and french and kind, "la langue, le titre, le h1 ou le type de la page"),
        (0.2, labelled, "les étiquettes"),
        (0.1, bool(forms_) and first.links_to("/vos-donnees"), "la méthode d’envoi ou le lien vers /vos-donnees"),
        (0.2, results and stored, "le résultat d’une demande valide, ou Cache-Control"),
        (0.2, all(faults), "les erreurs"),
        (0.15, safe and all(kept), "la saisie rendue, échappée"),
    ]
    hints = []
    if not safe and all(r[0] == 422 for r in mine[2][1:]):
        hints.append("Ce que le visiteur saisit devient du HTML : un texte piégé s’exécuterait dans sa page.")
    if not labelled:
        hints.append("Un contrôle n’a pas son étiquette : le `for` d’un label doit désigner l’`id` du contrôle.")
    if not forms_:
        hints.append("Le formulaire envoie la saisie dans l’adresse de la page.")
    if not all(faults):
        hints.append(
            "Une erreur n’est pas annoncée : code 422, aria-invalid sur les contrôles en cause, message relié."
        )
    return tally(items, hints)


def _labelled(found: Page) -> bool:
    controls = found.controls()
    named = {attrs.get("for", ""): text.strip() for attrs, text in found.of("label")}
    identifiers = [controls[name].get("id", "") for name in FIELDS]
    checkbox = controls["climatisation"].get("type", "").lower() == "checkbox"
    return checkbox and len(set(identifiers)) == len(FIELDS) and all(i and named.get(i) for i in identifiers)


def _shows(reply: Sequence[Any], found: Page, reference: Sequence[Any]) -> bool:
    # The solution's own page is the one place where it writes « Estimation : … $, entre … et … $ ».
    prices = re.search(r"Estimation : (\d+) \$, entre (\d+) et (\d+) \$", reference[2])
    shown = re.sub(r"(?<=\d)[\s\u00a0\u202f]+(?=\d{3}(?!\d))", "", found.text)
    numbers = set(re.findall(r"\d+", shown))
    return reply[0] == 200 and prices is not None and set(prices.groups()) <= numbers


def _explains(reply: Sequence[Any], found: Page, reference: Sequence[Any]) -> bool:
    controls, expected = found.controls(), Page(reference[2]).controls()
    if reply[0] != 422 or not controls:
        return False
    wanted = {name for name in FIELDS if expected[name].get("aria-invalid") == "true"}
    marked = {name for name in FIELDS if controls[name].get("aria-invalid", "false").lower() == "true"}
    return marked == wanted and all(
        any(found.under(i) for i in controls[name].get("aria-describedby", "").split()[:5]) for name in wanted
    )


def _keeps(found: Page, form: Mapping[str, str]) -> bool:
    controls = found.controls()
    return bool(controls) and all(controls[name].get("value", "") == form[name].strip() for name in FIELDS[:3])


# Question 5


@grader.challenge("essai_recours")
def journeys(draw: random.Random, case: Challenge) -> list[list[Any]]:
    reason = f"Dossier {draw.randint(1000, 9999)} : toiture oubliée"
    body = json.dumps({"motif": reason})
    bad = [{}, {"motif": 3}, {"motif": "   "}, {"motif": "x" * draw.randint(501, 900)}, ["motif"], None]
    return [
        [[["POST", body], ["POST", body], ["POST", json.dumps({"motif": "y" * 500})], *[["GET", n] for n in range(3)]]],
        [[["POST", body], ["POST", body], ["DELETE", 0], ["GET", 0], ["DELETE", 0], ["GET", 1]]],
        [[*[["POST", json.dumps(item)] for item in bad], ["POST", "motif=x"], ["GET", -1], ["DELETE", -1]]],
        [[["POST", body] for _ in range(6)]],
    ]


@grader.check("recours")
def recourse(case: Case) -> Result:
    blocks = [call.get("value") for call in case.given["essai_recours"]]
    expected = [call.get("value") for call in case.reference["essai_recours"]]
    if not all(isinstance(b, list) and all(isinstance(r, list) and len(r) == 3 for r in b) for b in blocks):
        return wrong("L’application n’a pas pu être essayée.")
    if [len(b) for b in blocks] != [len(b) for b in expected]:
        return wrong("L’application n’a pas pu être essayée.")
    codes = [[r[0] for r in mine] == [r[0] for r in theirs] for mine, theirs in zip(blocks, expected, strict=True)]
    if not codes[0] or not codes[3]:
        return wrong("Un dépôt valide ne donne pas 201, ou sa référence ne se relit pas.")
    references = [_reference(r[1]) for b in blocks for r in b if r[0] == 201]
    secret = all(references) and len(set(references)) == len(references) and not _guessable(references)
    read = [_parsed(r[2]) if isinstance(r[2], str) else None for r in blocks[0][3:]]
    silent = all(isinstance(v, dict) and v.get("etat") == "recu" for v in read) and not any(
        "toiture" in str(r[2]) or "yyyy" in str(r[2]) for r in blocks[0][3:]
    )
    erased = codes[1] and blocks[1][2][2] == ""
    items: list[Item] = [
        (0.15, True, ""),
        (0.3, secret, "les références"),
        (0.15, silent, "ce que rend la lecture"),
        (0.2, erased, "l’effacement"),
        (0.2, codes[2], "les dépôts refusés et les références inconnues"),
    ]
    hints = []
    if not secret:
        hints.append(
            "Une référence se devine, se répète ou n’a pas la forme demandée : le module `secrets` sert à cela."
        )
    if not silent:
        hints.append("Lire un recours doit rendre son état, et rien du motif.")
    if not erased:
        hints.append("Une demande effacée ne doit plus se lire, et la réponse à DELETE n’a pas de corps.")
    return tally(items, hints)


def _reference(location: Any) -> str:
    if not isinstance(location, str) or not re.fullmatch(r"/recours/[A-Za-z0-9_-]{16,200}", location):
        return ""
    return location.removeprefix("/recours/")


def _guessable(references: Sequence[str]) -> bool:
    """Tell whether two references that follow one another have most of their characters in common, place by place."""
    pairs = itertools.pairwise(references)
    return any(sum(a == b for a, b in zip(x, y, strict=False)) > 0.6 * min(len(x), len(y)) for x, y in pairs)


# Question 6


@grader.challenge("essai_journal")
def visits(draw: random.Random, case: Challenge) -> list[list[Any]]:
    mail = f"lea{draw.randint(10, 99)}@exemple.example"
    known = [
        ["GET", "/", "200"], ["POST", "/", "422"], ["POST", "/estimation", draw.choice(["200", "422", "413"])],
        ["GET", "/sante", "503"], ["POST", "/recours", "201"], ["PUT", "/estimation", "405"],
    ]  # fmt: skip
    private = [
        ["GET", f"/estimation?courriel={mail}", "405"], ["GET", f"/{mail}", "404"],
        ["GET", f"/estimation/{mail}", "404"], ["DELETE", "/recours/aB3dE5gH7jK9mN1pQ", "204"],
        ["GET", f"/recours/x?motif={mail}", "404"], ["GET", "/recoursx", "404"],
    ]  # fmt: skip
    return [[draw.sample(known, len(known))], [draw.sample(private, len(private))], [[["GET", "/panne", "200"]]]]


@grader.check("journal")
def log(case: Case) -> Result:
    given, expected = case.given["essai_journal"], case.reference["essai_journal"]
    if len(given) != len(expected):
        return wrong("La fonction n’a pas été essayée jusqu’au bout.")
    known, private, broken = (same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=True))
    if not known:
        return wrong("Sur des requêtes ordinaires, le journal n’est pas celui demandé, ou la réponse a changé.")
    hints = []
    if not private:
        hints.append("Quelque chose de la requête passe encore dans le journal, ou un chemin y est mal réduit.")
    if not broken:
        hints.append("Une application qui échoue doit laisser une ligne, et l’exception doit suivre son chemin.")
    items: list[Item] = [(0.3, True, ""), (0.5, private, "les chemins"), (0.2, broken, "la panne")]
    return tally(items, hints)


# Question 7

DEFECTS = ("adresse", "injection", "bavard", "laxiste", "gourmand", "devinable")


@grader.challenge("essai_audit")
def suspects(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def service(defects: Sequence[str]) -> list[Any]:
        field = draw.choice(["surface", "pieces", "age"])
        return [sorted(defects), field, draw.choice([400, 500]), draw.randint(1, 9000)]

    fields = [[["injection"], field, 500, 1] for field in ("pieces", "age")]
    talkative = [["bavard"], "surface", 400, 5]
    single = [service([name]) for name in DEFECTS]
    mixed = [service([name for name in DEFECTS if draw.random() < 0.5]) for _ in range(5)]
    return [service([]), service(DEFECTS), *single, *fields, talkative, *mixed]


@grader.check("audit")
def audit(case: Case) -> Result:
    given, services = case.given["essai_audit"], case.kept["essai_audit"]
    if len(given) != len(services):
        return wrong("La fonction n’a pas été essayée jusqu’au bout.")
    found = [call.get("value") for call in given]
    if not all(isinstance(names, list) and all(isinstance(n, str) for n in names) for names in found):
        return wrong("L’audit échoue sur un service, ou ne rend pas une liste de noms.")
    reports = [set(names) for names in found]
    if any(report - set(DEFECTS) for report in reports):
        return wrong("L’audit nomme un défaut qui n’est pas dans la table.")
    # A defect is known only where it is found each time, and never where it is not: guessing proves nothing.
    known = {
        name: all((name in report) == (name in call[0]) for report, call in zip(reports, services, strict=True))
        for name in DEFECTS
    }
    missed = [name for name, ok in known.items() if not ok]
    if not missed:
        return right()
    invented = any(set(report) - set(call[0]) for report, call in zip(reports, services, strict=True))
    what = "accuse un service d’un défaut qu’il n’a pas" if invented else "laisse passer un défaut présent"
    sentence = f"L’audit {what}. À revoir : {', '.join(missed)}."
    return partial(1 - len(missed) / len(DEFECTS), sentence) if len(missed) < len(DEFECTS) else wrong(sentence)
