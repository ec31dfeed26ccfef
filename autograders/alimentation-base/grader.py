"""Checks of alimentation-base: a schema that refuses, a conversion, a load that is whole, repeatable and reported."""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, close, fold, wrong
from blocnotes.grading.items import Item, by_key, keyed, near, number, same, same_reply, tally

grader = Grader()

Row = dict[str, Any]
TABLES = ("site", "borne", "badge", "session")
KEYS = {"site": "site_id", "borne": "borne_id", "badge": "badge_id", "session": "session_id"}

# The schema on which functions are tried: it reaches the kernel with the hidden inputs only.
SCHEMA = """
CREATE TABLE site (site_id INTEGER PRIMARY KEY, maj TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('fabrication', 'bureaux', 'recherche', 'autre'))) STRICT;
CREATE TABLE borne (borne_id INTEGER PRIMARY KEY, maj TEXT NOT NULL,
    site_id INTEGER NOT NULL REFERENCES site (site_id)) STRICT;
CREATE TABLE badge (badge_id TEXT NOT NULL PRIMARY KEY, maj TEXT NOT NULL,
    plateforme TEXT CHECK (plateforme IN ('android', 'ios', 'web'))) STRICT;
CREATE TABLE session (session_id INTEGER PRIMARY KEY, maj TEXT NOT NULL,
    borne_id INTEGER NOT NULL REFERENCES borne (borne_id), badge_id TEXT NOT NULL REFERENCES badge (badge_id),
    debut TEXT NOT NULL, fin TEXT NOT NULL, kwh REAL NOT NULL CHECK (kwh BETWEEN 0 AND 100),
    centimes INTEGER NOT NULL CHECK (centimes >= 0), CHECK (fin > debut)) STRICT;
CREATE TABLE rejet (livraison INTEGER NOT NULL, table_cible TEXT NOT NULL, cle TEXT NOT NULL,
    PRIMARY KEY (livraison, table_cible, cle)) STRICT;
"""


def _moment(draw: random.Random, year: int = 2015) -> str:
    day = f"{year}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
    return f"{day} {draw.randint(0, 21):02d}:{draw.randint(0, 59):02d}:{draw.randint(0, 59):02d}"


class World:
    """A few valid rows of each table, and what can be done to them."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.site = [
            {"site_id": n, "type": draw.choice(("bureaux", "recherche")), "maj": _moment(draw)}
            for n in draw.sample(range(1, 90), 3)
        ]
        self.borne = [
            {"borne_id": n, "site_id": draw.choice(self.site)["site_id"], "maj": _moment(draw)}
            for n in draw.sample(range(100, 990), 4)
        ]
        self.badge = [
            {"badge_id": f"B{n}", "plateforme": draw.choice(("android", "ios", None)), "maj": _moment(draw)}
            for n in draw.sample(range(1000, 9990), 3)
        ]
        self.session = [self.stay(n) for n in draw.sample(range(10_000, 60_000), 6)]

    def stay(self, key: int, **changes: Any) -> Row:
        day = _moment(self.draw)[:10]
        return {
            "session_id": key,
            "borne_id": self.draw.choice(self.borne)["borne_id"],
            "badge_id": self.draw.choice(self.badge)["badge_id"],
            "debut": f"{day} 08:{self.draw.randint(10, 59)}:00",
            "fin": f"{day} 11:{self.draw.randint(10, 59)}:00",
            "kwh": round(self.draw.uniform(1, 30), 2),
            "centimes": self.draw.randint(1, 900),
            "maj": _moment(self.draw),
        } | changes

    def all(self) -> dict[str, list[Row]]:
        return {name: [dict(row) for row in getattr(self, name)] for name in TABLES}

    def changed(self, maj: str | None) -> dict[str, list[Row]]:
        """Every row with other contents, at another moment, or at the same one."""
        rows = self.all()
        for row in rows["site"]:
            row |= {"type": "fabrication"}
        for row in rows["borne"]:
            row |= {"site_id": self.draw.choice(self.site)["site_id"]}
        for row in rows["badge"]:
            row |= {"plateforme": "web"}
        for row in rows["session"]:
            row |= {"centimes": row["centimes"] + 1000}
        for row in (row for name in TABLES for row in rows[name]):
            row |= {"maj": maj or row["maj"]}
        return rows


def _delivery(number_: int, rows: Mapping[str, Sequence[Row]], **more: Any) -> Row:
    lists = {name: list(rows.get(name, ())) for name in TABLES}
    return {"numero": number_, "attendus": {name: len(lists[name]) for name in TABLES}, **lists, **more}


# Question 1. The insertions come in groups of fixed sizes.

GROUPS = (
    ("ordinary", 8),
    ("edge", 4),
    ("keys", 5),
    ("nulls_in_keys", 2),
    ("links", 3),
    ("required", 7),
    ("domains", 2),
    ("values", 5),
    ("types", 4),
)


@grader.challenge("essai_schema")
def insertions(draw: random.Random, case: Challenge) -> list[list[Any]]:
    return [[_insertions(World(draw))] for _ in range(3)]


def _insertions(w: World) -> list[list[Any]]:
    site, borne, badge = w.site[0], w.borne[0], w.badge[0]
    borne["site_id"] = site["site_id"]
    link = {"borne_id": borne["borne_id"], "badge_id": badge["badge_id"]}
    keys = iter(range(70_000 + w.draw.randint(0, 900), 99_999))

    def stay(**changes: Any) -> list[Any]:
        return ["session", w.stay(next(keys), **(link | changes))]

    known = stay()
    refusal = {"livraison": 1, "table_cible": "session", "cle": str(w.draw.randint(1, 999))}
    day = known[1]["debut"]
    return [
        # ordinary
        ["site", site],
        ["site", w.site[1] | {"type": "autre"}],
        ["borne", borne],
        ["badge", badge | {"plateforme": "ios"}],
        known,
        stay(),
        ["rejet", refusal],
        ["rejet", refusal | {"livraison": 2}],
        # edge
        stay(kwh=0),
        stay(kwh=100, centimes=0),
        ["badge", w.badge[1] | {"plateforme": None}],
        ["rejet", refusal | {"table_cible": "borne"}],
        # keys
        ["site", site | {"type": "autre"}],
        ["borne", dict(borne)],
        ["badge", badge | {"plateforme": "web"}],
        ["session", known[1] | {"kwh": 1}],
        ["rejet", dict(refusal)],
        # nulls_in_keys
        ["badge", badge | {"badge_id": None}],
        ["rejet", refusal | {"cle": None}],
        # links
        ["borne", borne | {"borne_id": 1, "site_id": 991}],
        stay(borne_id=99_999),
        stay(badge_id="B0"),
        # required
        ["site", w.site[2] | {"type": None}],
        ["site", w.site[2] | {"maj": None}],
        ["borne", borne | {"borne_id": 2, "site_id": None}],
        ["badge", badge | {"badge_id": "B3", "maj": None}],
        stay(debut=None),
        stay(kwh=None),
        stay(centimes=None),
        # domains
        ["site", w.site[2] | {"type": w.draw.choice(("plage", "Bureaux", "gare"))}],
        ["badge", badge | {"badge_id": "B4", "plateforme": w.draw.choice(("linux", "minitel"))}],
        # values
        stay(kwh=-0.01),
        stay(kwh=100.01),
        stay(centimes=-1),
        stay(fin=day, debut=day),
        stay(fin="2013-12-31 23:00:00"),
        # types
        stay(centimes="douze"),
        stay(centimes=12.5),
        stay(kwh="beaucoup"),
        ["rejet", refusal | {"livraison": "trois"}],
    ]


@grader.check("schema")
def schema(case: Case) -> Result:
    given, expected = case.given["essai_schema"], case.reference["essai_schema"]
    if len(given) != len(expected):
        return wrong("Le schéma n’a pas été essayé.")
    passed = {name: True for name, _ in GROUPS}
    for mine, theirs in zip(given, expected, strict=True):
        fates, awaited = mine.get("value"), theirs["value"]
        if not isinstance(fates, list) or len(fates) != len(awaited):
            return wrong("SQLite refuse de créer votre schéma ; exécutez-le dans une base neuve pour lire l’erreur.")
        start = 0
        for name, size in GROUPS:
            part = slice(start, start + size)
            passed[name] &= close(fates[part], awaited[part])
            start += size
    if not passed["ordinary"]:
        return wrong("Des lignes justes sont refusées, ou une table ou une colonne n’a pas le nom du dictionnaire.")
    edge = passed["edge"] and (passed["values"] or passed["domains"])  # what refuses nothing proves nothing
    items: list[Item] = [
        (0.15, edge, "les lignes justes à la limite"),
        (0.1, passed["keys"], "les clés primaires"),
        (0.05, passed["nulls_in_keys"], "les clés vides"),
        (0.25, passed["links"], "les clés étrangères"),
        (0.15, passed["required"], "les colonnes obligatoires"),
        (0.1, passed["domains"], "les listes de valeurs"),
        (0.1, passed["values"], "les bornes et les dates"),
        (0.1, passed["types"], "les types"),
    ]
    hints = []
    if not passed["edge"]:
        hints.append("Une ligne juste, à la limite d’une règle, est refusée.")
    if not passed["types"]:
        hints.append("Un texte ou un nombre à virgule entre dans une colonne d’entiers : par défaut, SQLite le tolère.")
    if not passed["nulls_in_keys"]:
        hints.append("Dans SQLite, une clé primaire en texte accepte NULL si rien ne l’interdit.")
    if not passed["links"]:
        hints.append("Une ligne peut citer un parent qui n’existe pas : une clé étrangère manque.")
    return tally(items, hints if len(hints) < 2 or passed["links"] else hints[-2:])


# Question 2

ORDINARY, CENTS, ABSENT, NUMBERS, DATES, LIMITS = 12, 10, 6, 8, 8, 6
TRICKY = [cents for cents in range(1, 1000) if int(float(f"{cents / 100:.2f}") * 100) != cents]
PLAIN_CENTS = sorted(set(range(1, 100)) - set(TRICKY))


@grader.challenge("convertir")
def lines(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def line(**changes: Any) -> Row:
        day, cents = (
            f"{draw.randint(13, 28)}/{draw.randint(1, 12):02d}/{draw.choice((2014, 2015))}",
            draw.choice(PLAIN_CENTS),
        )
        return {
            "session": str(draw.randint(1, 99_999)),
            "borne": str(draw.randint(1, 999)),
            "badge": f"B{draw.randint(1000, 9999)}",
            "debut": f"{day} 0{draw.randint(1, 9)}:{draw.randint(10, 59)}:00",
            "fin": f"{day} 1{draw.randint(1, 9)}:{draw.randint(10, 59)}:00",
            "kwh": f"{draw.randint(0, 60)}{draw.choice(',.')}{draw.randint(10, 99)}",
            "montant": draw.choice(("3", f"{draw.randint(0, 9)},5", f"{draw.randint(1, 9)}.25", f"0,{cents:02d}")),
            "maj": f"{day} 20:00:{draw.randint(10, 59)}",
        } | changes

    cents = draw.sample(TRICKY, CENTS)
    absent = [line() for _ in range(3)]
    for row, key in zip(absent, draw.sample(sorted(absent[0]), 3), strict=True):
        del row[key]
    numbers = [{"session": "12a"}, {"session": "-5"}, {"borne": "12.0"}, {"borne": "1234567890"}]
    numbers += [{"kwh": "7,"}, {"kwh": "1e1"}, {"montant": "1,234"}, {"montant": "2 €"}]
    dates = [{"debut": "31/02/2015 08:00:00"}, {"debut": "2015-02-03 08:00:00"}, {"fin": "03/13/2015 09:00:00"}]
    dates += [{"fin": "3/02/2015 09:00:00"}, {"maj": "03/02/2015"}, {"maj": "03/02/2015 24:10:00"}]
    dates += [{"debut": "29/02/2015 08:00:00"}, {"maj": "03/02/15 08:00:00"}]
    same_moment = line()
    limits = [
        line(fin=same_moment["debut"], debut=same_moment["debut"]),
        line(fin="01/01/2014 10:00:00"),
        line(kwh="100,00"),
        line(kwh=draw.choice(("100.01", "100,5", "999"))),
        line(kwh="700", fin="01/01/2014 10:00:00"),
        line(kwh="beaucoup", debut="31/02/2015 08:00:00"),
    ]
    rows = [
        *[line(badge=draw.choice(("B7 ", " B8", "B9"))) for _ in range(ORDINARY)],
        *[line(montant=f"{value / 100:.2f}".replace(".", draw.choice(",."))) for value in cents],
        *absent,
        *[line(**{key: value}) for key, value in (("badge", "  "), ("kwh", None), ("maj", ""))],
        *[line(**change) for change in numbers],
        *[line(**change) for change in dates],
        *limits,
    ]
    return [[row] for row in rows]


@grader.check("convertir")
def conversion(case: Case) -> Result:
    given, expected = case.given["convertir"], case.reference["convertir"]
    if len(given) != len(expected):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(a, b) and _whole_cents(a, b) for a, b in zip(given, expected, strict=True)]
    blocks, start = [], 0
    for size in (ORDINARY, CENTS, ABSENT, NUMBERS, DATES, LIMITS):
        blocks.append(all(hits[start : start + size]))
        start += size
    ordinary, cents, absent, numbers, dates, limits = blocks
    if not ordinary:
        return wrong(
            "Sur des lignes ordinaires, le dictionnaire n’est pas celui demandé : noms, types, dates, espaces."
        )
    items: list[Item] = [
        (0.3, True, ""),
        (0.2, cents, "les centimes"),
        (0.1, absent, "les champs absents"),
        (0.15, numbers, "les nombres illisibles"),
        (0.15, dates, "les dates illisibles"),
        (0.1, limits, "les limites et l’ordre des raisons"),
    ]
    hints = []
    if not cents:
        hints.append("Certains montants perdent un centime, ou n’en sont pas un entier : en binaire, 0,1 est approché.")
    if not dates:
        hints.append("Une date qui n’existe pas, ou écrite autrement, doit être refusée.")
    if not numbers:
        hints.append("Un nombre écrit autrement que la règle le permet doit être refusé.")
    return tally(items, hints)


def _whole_cents(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    if not isinstance(theirs.get("value"), Mapping):
        return True
    value = mine.get("value")
    cents = number(value.get("centimes")) if isinstance(value, Mapping) else None
    return cents is not None and cents.is_integer()


# Question 3

PLAIN, AGAIN, NEWER, OLDER = 2, 2, 2, 2


@grader.challenge("essai_chargement")
def loads(draw: random.Random, case: Challenge) -> list[list[Any]]:
    plain = [[_delivery(1, World(draw).all())] for _ in range(PLAIN)]
    again = []
    for _ in range(AGAIN):
        first = World(draw)
        more = {"session": [*first.all()["session"][:3], first.stay(draw.randint(70_000, 79_000))]}
        again.append([_delivery(1, first.all()), _delivery(1, first.all()), _delivery(2, more)])
    newer, older = [], []
    for _ in range(NEWER):
        first, later = World(draw), "2016-02-03 04:05:06"
        rows = first.changed(later)
        rows["session"].append(rows["session"][0] | {"centimes": 7, "maj": "2016-03-01 00:00:00"})
        newer.append([_delivery(1, first.all()), _delivery(2, rows)])
    for maj in (None, "2014-01-01 00:00:00"):
        first = World(draw)
        older.append([_delivery(1, first.all()), _delivery(2, first.changed(maj))])
    return [[SCHEMA, suite] for suite in (*plain, *again, *newer, *older)]


@grader.check("chargement")
def loading(case: Case) -> Result:
    given, expected = case.given["essai_chargement"], case.reference["essai_chargement"]
    if len(given) != len(expected):
        return wrong("La fonction n’a pas été essayée jusqu’au bout.")
    mine, theirs = [_steps(call) for call in given], [_steps(call) for call in expected]
    hits = [_same_states(a, b, TABLES) for a, b in zip(mine, theirs, strict=True)]
    plain, again = hits[:PLAIN], hits[PLAIN : PLAIN + AGAIN]
    newer, older = hits[PLAIN + AGAIN : -OLDER], hits[-OLDER:]
    if not all(plain):
        return wrong(_plain_hint(mine[0]))
    items: list[Item] = [
        (0.3, True, ""),
        (0.2, all(again), "le rejeu d’une livraison"),
        (0.3, all(newer), "les lignes plus récentes"),
        (0.2, all(older), "les lignes anciennes ou de même date"),
    ]
    hints = []
    if not items[1][1]:
        hints.append("Rejouer la même livraison change la base, ou échoue.")
    if not items[2][1]:
        hints.append(
            "Une ligne plus récente doit remplacer toutes les colonnes, même quand d’autres lignes citent sa clé."
        )
    if not items[3][1]:
        hints.append("Une ligne ancienne, ou de même date, ne doit rien changer.")
    return tally(items, hints)


def _plain_hint(steps: Sequence[Mapping[str, Any]]) -> str:
    first = steps[0] if steps else {}
    state = first.get("etat")
    if "erreur" in first:
        return "Sur une livraison sans défaut, la fonction échoue."
    if isinstance(state, Mapping) and all(state.get(name) == [] for name in TABLES):
        return "Au retour de la fonction, une autre connexion ne voit rien : une transaction se valide."
    if isinstance(state, Mapping) and state.get("rejet"):
        return "Des lignes sans défaut sont refusées : dans quel ordre les tables doivent-elles être chargées ?"
    return "Sur une livraison sans défaut, la base ne contient pas toutes les lignes, une fois chacune."


# Question 4

LINKS, RULES, TWICE, COUNTS, CUTS = 2, 2, 1, 1, 2


@grader.challenge("essai_refus")
def refusals(draw: random.Random, case: Challenge) -> list[list[Any]]:
    links = []
    for _ in range(LINKS):
        w = World(draw)
        rows = w.all()
        lost = {"borne_id": 5, "site_id": 95, "maj": _moment(draw)}
        rows["borne"].insert(1, lost)
        rows["session"].insert(0, w.stay(5, borne_id=5))
        rows["session"].insert(3, w.stay(6, badge_id="B1"))
        rows["session"].append(w.stay(7, borne_id=99_999))
        moved = w.borne[0] | {"site_id": 96, "maj": "2016-01-01 00:00:00"}
        links.append([_delivery(1, rows), _delivery(2, {"borne": [moved], "session": [w.stay(8)]})])
    rules = []
    for _ in range(RULES):
        w = World(draw)
        rows = w.all()
        rows["site"].insert(0, {"site_id": 97, "type": "plage", "maj": _moment(draw)})
        rows["badge"].insert(1, {"badge_id": "B2", "plateforme": "minitel", "maj": _moment(draw)})
        rows["session"].insert(1, w.stay(5, kwh=100.5))
        rows["session"].insert(2, w.stay(6, fin="2014-01-01 00:00:00"))
        rows["session"].append(w.stay(7, centimes=-draw.randint(1, 9)))
        spoiled = w.session[0] | {"kwh": -1.0, "maj": "2016-01-01 00:00:00"}
        rules.append([_delivery(1, rows), _delivery(2, {"session": [spoiled, spoiled, w.stay(8)]})])
    twice = [links[0][0], links[0][0], links[0][1]]
    w = World(draw)
    short = _delivery(
        2, {"session": [w.stay(5), w.stay(6, borne_id=99_999)], "badge": w.changed("2016-01-01 00:00:00")["badge"]}
    )
    short["attendus"]["session"] += draw.choice((-1, 1))
    counts = [_delivery(1, w.all()), short, _delivery(3, {"session": [w.stay(9)]})]
    cuts = []
    for cut in ("session", "badge"):
        w = World(draw)
        rows = w.changed("2016-01-01 00:00:00")
        rows["session"] = [w.stay(5), w.stay(6, badge_id="B1"), *rows["session"]]
        cuts.append(
            [_delivery(1, w.all()), _delivery(2, rows, coupure={cut: 2}), _delivery(3, {"session": [w.stay(9)]})]
        )
    return [[SCHEMA, suite] for suite in (*links, *rules, twice, counts, *cuts)]


@grader.check("rejets")
def refusing(case: Case) -> Result:
    given, expected = case.given["essai_refus"], case.reference["essai_refus"]
    if len(given) != len(expected):
        return wrong("La fonction n’a pas été essayée jusqu’au bout.")
    mine, theirs = [_steps(call) for call in given], [_steps(call) for call in expected]
    pairs = list(zip(mine, theirs, strict=True))
    links, rules = pairs[:LINKS], pairs[LINKS : LINKS + RULES]
    noted = pairs[: LINKS + RULES + TWICE]
    counts, cuts = pairs[-CUTS - COUNTS : -CUTS], pairs[-CUTS:]

    def hold(some: Iterable[tuple[Any, Any]], names: Sequence[str]) -> bool:
        return all(_same_states(a, b, names) for a, b in some)

    refused, checked = hold(links, TABLES), hold(rules, TABLES)
    both = (*TABLES, "rejet")
    items: list[Item] = [
        (0.2, refused, "les clés étrangères pendant le chargement"),
        (0.15, checked, "les autres règles pendant le chargement"),
        (0.15, hold(noted, ["rejet"]), "la table rejet"),
        (0.15, all(_same_reports(a, b) for a, b in noted), "le rapport"),
        (0.15, hold(counts, both) and _same_errors(counts), "la livraison aux effectifs faux"),
        (0.2, hold(cuts, both) and _same_errors(cuts), "la livraison coupée en route"),
    ]
    hints = []
    if not refused and all(_more_rows(a, b) for a, b in links):
        hints.append("Des lignes citent un parent absent : SQLite n’active les clés étrangères que si on le demande.")
    elif not (refused and checked) and any("erreur" in step for a, _ in (*links, *rules) for step in a):
        hints.append("Une ligne refusée arrête tout : les autres doivent continuer.")
    if not items[5][1]:
        hints.append("Une livraison coupée en route laisse une trace en base, ou l’exception ne ressort pas.")
    if not items[4][1]:
        hints.append("Une livraison aux effectifs faux doit lever l’exception prévue et ne rien changer.")
    if not items[2][1]:
        hints.append("La table rejet n’est pas celle attendue : une ligne par refus, une seule fois par livraison.")
    return tally(items, hints)


def _steps(call: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    value = call.get("value")
    return [step for step in value if isinstance(step, Mapping)] if isinstance(value, list) else []


def _same_states(mine: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]], names: Sequence[str]) -> bool:
    if len(mine) != len(theirs) or not theirs:
        return False
    states = [(a.get("etat"), b["etat"]) for a, b in zip(mine, theirs, strict=True)]
    return all(isinstance(a, Mapping) and all(close(a.get(name), b[name]) for name in names) for a, b in states)


def _same_reports(mine: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool:
    return len(mine) == len(theirs) > 0 and all(
        close(a.get("rapport"), b["rapport"]) for a, b in zip(mine, theirs, strict=True)
    )


def _same_errors(pairs: Iterable[tuple[Any, Any]]) -> bool:
    return all(a.get("erreur") == b.get("erreur") for mine, theirs in pairs for a, b in zip(mine, theirs, strict=True))


def _more_rows(mine: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool:
    state = mine[0].get("etat") if mine else None
    rows = state.get("session") if isinstance(state, Mapping) else None
    return isinstance(rows, list) and len(rows) > len(theirs[0]["etat"]["session"])


# Question 5


@grader.check("controle")
def control(case: Case) -> Result:
    mine = by_key(case.given["controle"], "table_cible")
    theirs = by_key(case.reference["controle"], "table_cible")

    def column(name: str) -> bool:
        return mine.keys() == theirs.keys() and all(same(mine[key].get(name), theirs[key][name], 0) for key in theirs)

    earned = case.given["recettes"]
    items: list[Item] = [
        (0.2, column("recues"), "recues"),
        (0.25, column("en_base"), "en_base"),
        (0.2, column("refusees"), "refusees"),
        (0.15, near(case.given["energie"], case.reference["energie"], 0.00501), "energie"),
        (0.2, near(earned, case.reference["recettes"], 0.00501), "recettes"),
    ]
    hints = []
    if near(earned, case.reference["recettes"] * 100, 0.5):
        hints.append("Les recettes sont en centimes.")
    if near(earned, case.reference["recettes-doublees"], 0.00501):
        hints.append("Les recettes additionnent toutes les lignes reçues, envois répétés et lignes refusées compris.")
    if near(earned, case.reference["recettes-premieres"], 0.00501):
        hints.append("Les recettes ignorent les corrections, ou comptent des lignes refusées.")
    return tally(items, hints)


# Question 6


@grader.check("raccourcis")
def shortcuts(case: Case) -> Result:
    given, expected = keyed(case.given["raccourcis"]), case.reference["raccourcis"]
    said = [fold(value) for value in given.values() if isinstance(value, str) and len(value) < 100]
    if len(set(said)) != len(expected):  # one effect for all shortcuts would be right once
        return wrong("Chaque effet sert une fois, et une seule.")
    items: list[Item] = [(1 / len(expected), given.get(key) == effect, key) for key, effect in expected.items()]
    return tally(items)
