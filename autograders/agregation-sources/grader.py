"""Checks of agregation-sources: a key, a parser, a harvest over HTTP, joins that neither lose nor multiply."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, close, fold, same_items, wrong
from blocnotes.grading.items import Item, agree, by_key, columns_of, keyed, near, number, same, same_reply, tally

grader = Grader()

Row = Mapping[str, Any]
Rows = Mapping[tuple[str, ...], Row]
MILE = 1.609344


# Question 1


@grader.check("cle-vol")
def key_of_a_flight(case: Case) -> Result:
    given, expected = keyed(case.given["en_trop"]), keyed(case.reference["en_trop"])
    counted = agree(given, expected, list(expected), 0)
    named = case.given["cle"]
    key = isinstance(named, list) and same_items(named, case.reference["cle"])
    hints = []
    if not counted and expected and all(number(given.get(name)) is not None for name in expected):
        hints.append("Les lignes en trop se comptent ainsi : nombre de lignes, moins le nombre de valeurs différentes.")
    if not key:
        hints.append("La liste remise n’identifie pas chaque ligne, ou cite plus de colonnes qu’aucune candidate.")
    # The right key is one of four: it counts with the figures that prove it.
    return tally([(0.6, counted, "en_trop"), (0.4, key and counted, "cle")], hints)


# Question 2. The calls come in blocks of fixed sizes.

LETTERS, DIGITS, BARE, OTHER = 14, 12, 14, 2
CARRIERS = ("UA", "AA", "DL", "EV", "MQ", "US", "WN", "VX", "FL", "AS", "YV", "HA", "OO")
MIXED = ("B6", "9E", "F9", "5X", "K4", "2P")


@grader.challenge("lire_vol")
def references(draw: random.Random, case: Challenge) -> list[list[Any]]:
    letters = [[_written(draw, draw.choice(CARRIERS))] for _ in range(LETTERS)]
    mixed = [[_written(draw, draw.choice(MIXED))] for _ in range(DIGITS)]
    return [*letters, *mixed, *[[text] for text in _unreadable(draw)], [None], [draw.randint(1000, 9999)]]


def _written(draw: random.Random, carrier: str) -> str:
    number_ = draw.randint(1, 9999)
    digits = f"{number_:04d}" if draw.random() < 0.3 else str(number_)
    joint = draw.choice(["", " ", "-", ".", "\u00a0", " - ", "\u202f"])
    edge = draw.choice(["", " ", "  "])
    return f"{edge}{draw.choice([carrier, carrier.lower()])}{joint}{digits}{edge}"


def _unreadable(draw: random.Random) -> list[str]:
    a, m = draw.choice(CARRIERS), draw.choice(MIXED)
    n = draw.randint(100, 9999)
    return [
        "",
        " - ",
        str(draw.randint(100, 9999)),
        f"{draw.randint(10, 99)} {draw.randint(100, 9999)}",
        a,
        m,
        f"{a}{draw.randint(10000, 99999)}",
        f"{a} 0000",
        f"{a}{n}{draw.choice('ABX')}",
        f"vol {a}{n}",
        f"{a}/{n}",
        f"{a[0]} {draw.choice('_+')} {n}",
        f"{a}{draw.choice(CARRIERS)}{n}",
        draw.choice(["vol retour", "voir billet", "en attente"]),
    ]


@grader.check("lire")
def reading(case: Case) -> Result:
    given, expected = case.given["lire_vol"], case.reference["lire_vol"]
    if len(given) != len(expected) or len(expected) != LETTERS + DIGITS + BARE + OTHER:
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=True)]
    ends = (LETTERS, LETTERS + DIGITS, LETTERS + DIGITS + BARE)
    plain, mixed = all(hits[: ends[0]]), all(hits[ends[0] : ends[1]])
    bare, other = all(hits[ends[1] : ends[2]]), all(hits[ends[2] :])
    if not plain and not mixed:
        return wrong("La fonction ne lit pas toutes les références ordinaires : relisez la règle de nettoyage.")
    hints = []
    if not mixed:
        hints.append("Certains codes de compagnie contiennent un chiffre ; la fonction ne les lit pas tous.")
    if not plain:
        hints.append("Certains codes faits de deux lettres ne sont pas lus.")
    if not bare:
        hints.append(
            "Un texte qui n’est pas une référence est accepté, ou fait échouer : « exactement » exclut tout reste."
        )
    if not other:
        hints.append("Ce qui n’est pas un texte doit donner None.")
    items: list[Item] = [
        (0.3, plain, "les codes faits de lettres"),
        (0.3, mixed, "les codes avec un chiffre"),
        (0.3, bare, "les textes illisibles"),
        (0.1, other, "ce qui n’est pas un texte"),
    ]
    return tally(items, hints)


# Question 3. One scenario a call; blocks of fixed sizes.

PAGES, CORRECTIONS, FAILURES, BROKEN, UNKNOWN, NOTHING = 3, 3, 4, 1, 1, 1
PASSING = (429, 500, 503)


@grader.challenge("essai_recolte")
def scenarios(draw: random.Random, case: Challenge) -> list[list[Any]]:
    def one(corrections: bool, pages: list[list[int]], days: int = 0, airport: str = "") -> list[Any]:
        airport = airport or draw.choice(("EWR", "JFK", "LGA"))
        size = draw.randint(15, 22)
        return [airport, days or draw.randint(4, 6), corrections, size, pages, draw.randrange(10**6)]

    def failing(longest: int) -> list[list[int]]:
        runs = [[draw.choice(PASSING) for _ in range(draw.randint(0, 3))] for _ in range(3)]
        runs[draw.randrange(3)] = [*PASSING, *draw.choices(PASSING, k=longest - 3)]
        return runs

    return [
        *[one(False, []) for _ in range(PAGES)],
        *[one(True, []) for _ in range(CORRECTIONS)],
        *[one(False, failing(3)) for _ in range(FAILURES - 1)],
        one(False, failing(5)),
        one(False, [[], [503] * 30]),
        one(False, [], airport=draw.choice(("ORD", "SFO", "CDG"))),
        [draw.choice(("EWR", "JFK")), 0, False, 20, [], 0],
    ]


@grader.check("recolte")
def harvest(case: Case) -> Result:
    given, expected = case.given["essai_recolte"], case.reference["essai_recolte"]
    if len(given) != len(expected):
        return wrong("La fonction n’a pas été essayée jusqu’au bout.")
    mine, theirs = [_reply(call) for call in given], [_reply(call) for call in expected]
    hits = [_same_harvest(a, b) for a, b in zip(mine, theirs, strict=True)]
    blocks, start = [], 0
    for size in (PAGES, CORRECTIONS, FAILURES, BROKEN, UNKNOWN, NOTHING):
        blocks.append(slice(start, start + size))
        start += size
    pages, corrections, failures, broken, unknown, nothing = blocks
    if not all(hits[pages]):
        return wrong(_paging_hint(mine[pages], theirs[pages]))
    private = all(call.get("noms_servis") is False for call in mine[: unknown.start])
    gave_up = _fails_with(mine[broken], "RuntimeError") and mine[broken][0].get("demandes") == 7
    refused = _fails_with(mine[unknown], "LookupError") and mine[unknown][0].get("demandes") == 1
    items: list[Item] = [
        (0.25, True, ""),
        (0.2, all(hits[corrections]), "les corrections"),
        (0.2, all(hits[failures]), "les échecs passagers"),
        (0.1, gave_up, "l’échec qui dure"),
        (0.1, refused, "le 404"),
        (0.1, private, "le champ observateur"),
        (0.05, all(hits[nothing]), "le service sans observation"),
    ]
    hints = []
    if not items[1][1]:
        hints.append(
            "Un instant corrigé garde sa version la plus haute, où qu’elle soit servie, et n’apparaît qu’une fois."
        )
    if not items[2][1]:
        hints.append(
            "Un 429, un 500 ou un 503 peut passer : la même page se redemande, jusqu’au nombre d’essais permis."
        )
    if not private:
        hints.append(
            "Le service a rendu des noms d’observateurs : ne demandez que les champs utiles, n’écartez pas après."
        )
    if not gave_up:
        hints.append(
            "Quand une page échoue sans fin, il faut s’arrêter après le nombre d’essais prévu, avec l’exception prévue."
        )
    if not refused:
        hints.append("Un 404 est définitif : une seule demande, puis l’exception prévue.")
    return tally(items, hints)


def _reply(call: Mapping[str, Any]) -> Mapping[str, Any]:
    value = call.get("value")
    return value if isinstance(value, Mapping) else {}


def _same_harvest(mine: Row, theirs: Row) -> bool:
    rows = theirs.get("releves")
    return isinstance(rows, list) and isinstance(mine.get("releves"), list) and close(mine["releves"], rows)


def _fails_with(calls: Sequence[Row], name: str) -> bool:
    return all(call.get("erreur") == name for call in calls)


def _paging_hint(mine: Sequence[Row], theirs: Sequence[Row]) -> str:
    if any("erreur" in call for call in mine):
        return "Sur un service sans panne ni correction, la fonction échoue ou ne s’arrête pas."
    counts = [len(call["releves"]) if isinstance(call.get("releves"), list) else 0 for call in mine]
    if all(count < len(call["releves"]) for count, call in zip(counts, theirs, strict=True)):
        return "Des relevés manquent : la fonction ne va pas au bout des pages."
    return "Sur un service sans panne ni correction, les relevés rendus ne sont pas ceux du service."


# Question 4

SIX = ["reclamation", "contrat", "compagnie", "numero", "jour", "origine"]


@grader.check("reclamations")
def claims(case: Case) -> Result:
    mine = by_key(case.given["reclamations"], "reclamation")
    theirs = by_key(case.reference["reclamations"], "reclamation")
    exact = set(columns_of(case.given["reclamations"])) == set(SIX)
    enough = _enough(mine, theirs)
    kept = mine.keys() == theirs.keys()

    def right_column(name: str) -> bool:
        return enough and all(_cell_agrees(name, mine[key], theirs[key]) for key in theirs if key in mine)

    items: list[Item] = [
        (0.4, kept, "les lignes gardées"),
        (0.15, right_column("contrat"), "contrat"),
        (0.15, right_column("compagnie") and right_column("numero"), "compagnie et numero"),
        (0.15, right_column("jour") and right_column("origine"), "jour et origine"),
        (0.15, exact and enough, "les colonnes, exactement les six demandées"),
    ]
    return tally(items, list(_claim_hints(case, mine, items)))


def _cell_agrees(name: str, mine: Row, theirs: Row) -> bool:
    if name == "numero":
        return same(mine.get(name), theirs[name], 0)
    if name == "jour":
        return _day(mine.get(name)) == _day(theirs[name])
    return isinstance(mine.get(name), str) and mine[name] == theirs[name]


def _claim_hints(case: Case, mine: Rows, items: Sequence[Item]) -> Iterator[str]:
    table = case.given["reclamations"]
    if not mine:
        yield (
            "La table n’a pas de colonne « reclamation », ou un numéro y vient deux fois."
            if len(table)
            else "La table est vide."
        )
        return
    found = {key[0] for key in mine}
    sentences = {
        "derniers-recus": "Parmi les envois répétés, vous gardez le dernier reçu ; on demande le premier.",
        "premiers-du-fichier": "Vous gardez l’envoi premier dans le fichier, qui n’est pas trié par date de réception.",
        "tous-lisibles": "Des envois répétés restent : comparez des références de même forme, pas les textes saisis.",
        "sans-origine": "Deux vols sont pris pour un seul : un numéro peut partir de deux aéroports le même jour.",
    }
    for name, sentence in sentences.items():
        if not items[0][1] and found == {fold(text) for text in case.reference[name]}:
            yield sentence
    if not items[4][1] and set(columns_of(table)) > set(SIX):
        yield "La table garde au moins une colonne qui ne sert à aucun calcul : la règle de minimisation l’interdit."
    if not items[1][1]:
        yield "Les numéros de contrat ont changé de forme en chemin : un identifiant n’est pas un nombre."
    if not items[3][1]:
        yield "Jour ou aéroport faux : le jour vient en tête dans le fichier, l’aéroport est saisi à la main."


# Question 5


@grader.check("dossiers")
def files(case: Case) -> Result:
    theirs = by_key(case.reference["dossiers"], "reclamation")
    mine = by_key(case.given["dossiers"], "reclamation")
    enough = _enough(mine, theirs)
    common = [key for key in theirs if key in mine] if enough else []
    tied = [key for key in common if fold(str(theirs[key]["statut"])) == "rattaché"]

    def holds(keys: Sequence[tuple[str, ...]], test: Callable[[Row, Row], bool]) -> bool:
        return bool(keys) and all(test(mine[key], theirs[key]) for key in keys)

    delay = holds(tied, lambda a, b: _flag(a.get("annule")) is _flag(b["annule"]) and _same_delay(a, b))
    distance = holds(tied, lambda a, b: near(a.get("distance_km"), b["distance_km"], 0.00501))
    hour = holds(tied, lambda a, b: _hour(a.get("heure_utc")) == _hour(b["heure_utc"]))
    status = holds(common, lambda a, b: _text(a.get("statut")) == _text(b["statut"]))
    formula = holds(tied, lambda a, b: _text(a.get("formule")) == _text(b["formule"]))
    balance = agree(keyed(case.given["bilan"]), case.reference["bilan"], list(case.reference["bilan"]), 0)
    exact = set(columns_of(case.given["dossiers"])) == set(columns_of(case.reference["dossiers"]))
    items: list[Item] = [
        (0.2, mine.keys() == theirs.keys() and exact, "une ligne par réclamation, et les sept colonnes"),
        (0.15, status, "statut"),
        (0.1, formula, "formule"),
        (0.1, delay, "annule et retard"),
        (0.1, distance, "distance_km"),
        (0.15, hour, "heure_utc"),
        (0.2, balance, "bilan"),
    ]
    hints = []
    if len(case.given["dossiers"]) > len(theirs) and not mine:
        hints.append("La jointure a multiplié des lignes : la table de droite a plusieurs lignes pour une même clé.")
    elif enough and mine.keys() < theirs.keys():
        hints.append("La jointure a perdu des réclamations : celles qui ne trouvent ni vol ni contrat comptent aussi.")
    elif enough and not exact:
        hints.append("La table n’a pas exactement les sept colonnes demandées.")
    if not delay and holds(tied, lambda a, b: _flag(a.get("annule")) is False):
        hints.append("Aucun vol n’est dit annulé : que veut dire un retard vide dans la base ?")
    if not hour and holds(tied, lambda a, b: _hour(a.get("heure_utc")) == _shifted(b["heure_utc"])):
        hints.append("L’heure est restée en heure locale ; le service météo parle en UTC.")
    if not distance and holds(tied, lambda a, b: near(a.get("distance_km"), b["distance_km"] / MILE, 0.01)):
        hints.append("La distance est restée en milles.")
    return tally(items, hints)


def _same_delay(mine: Row, theirs: Row) -> bool:
    return number(theirs["retard"]) is None or same(mine.get("retard"), theirs["retard"], 0)


# Question 6


@grader.check("temps")
def weather(case: Case) -> Result:
    theirs = by_key(case.reference["temps"], "reclamation")
    mine = by_key(case.given["temps"], "reclamation")
    enough = _enough(mine, theirs)
    common = [key for key in theirs if key in mine] if enough else []

    def measured(name: str, factor: float = 1.0) -> bool:
        known = [key for key in common if number(theirs[key][name]) is not None]
        return bool(known) and all(near(mine[key].get(name), theirs[key][name] * factor, 0.00501) for key in known)

    def flagged(name: str) -> bool:
        return bool(common) and all(_flag(mine[key].get(name)) is _flag(theirs[key][name]) for key in common)

    exact = set(columns_of(case.given["temps"])) == set(columns_of(case.reference["temps"]))
    # A column that says True everywhere shows nothing: an hour without a reading must be among the rows.
    readings = flagged("releve") and any(_flag(theirs[key]["releve"]) is False for key in common)
    units = all(measured(name) for name in ("vent_kmh", "visibilite_km", "pluie_mm"))
    items: list[Item] = [
        (0.2, mine.keys() == theirs.keys() and exact, "une ligne par réclamation rattachée, et les six colonnes"),
        (0.2, readings, "releve"),
        (0.3, units, "les mesures converties"),
        (0.3, flagged("intemperie"), "intemperie"),
    ]
    hints = []
    if len(case.given["temps"]) > len(theirs) and not mine:
        hints.append("La jointure a multiplié des lignes : à une même heure, il y a un relevé par aéroport.")
    elif enough and mine.keys() < theirs.keys():
        hints.append("Des réclamations ont disparu : une heure sans relevé ne doit pas faire perdre un dossier.")
    local = by_key(case.reference["temps-en-heure-locale"], "reclamation")
    told = [key for key in common if key in local and number(local[key]["vent_kmh"]) is not None]
    if not units and told and all(near(mine[key].get("vent_kmh"), local[key]["vent_kmh"], 0.00501) for key in told):
        hints.append("Ce sont les relevés d’une autre heure : l’heure locale a été prise pour de l’UTC.")
    elif not units and (measured("vent_kmh", 1 / MILE) or measured("pluie_mm", 1 / 25.4)):
        hints.append("Au moins une mesure est restée dans son unité d’origine.")
    return tally(items, hints)


# Question 7


@grader.check("montants")
def amounts(case: Case) -> Result:
    mine, theirs = by_key(case.given["montants"], "formule"), by_key(case.reference["montants"], "formule")
    exact = set(columns_of(case.given["montants"])) == set(columns_of(case.reference["montants"]))
    if not exact or mine.keys() != theirs.keys():
        return wrong("La table n’a pas exactement une ligne par formule et les cinq colonnes demandées.")

    def column(name: str, factor: float = 1.0) -> bool:
        return all(near(mine[key].get(name), theirs[key][name] * factor, 0.00501) for key in theirs)

    items: list[Item] = [
        (0.15, column("rattachees"), "rattachees"),
        (0.25, column("exclues"), "exclues"),
        (0.25, column("indemnisees"), "indemnisees"),
        (0.35, column("total_euros"), "total_euros"),
    ]
    hints = []
    if column("total_euros", 100):
        hints.append("Le total est resté en centimes.")
    paid = {key: number(row.get("indemnisees")) for key, row in mine.items()}
    if not items[2][1] and all(value is not None for value in paid.values()):
        if all((paid[key] or 0) == theirs[key]["indemnisees"] + theirs[key]["exclues"] for key in theirs):
            hints.append("Les réclamations exclues par le mauvais temps sont encore indemnisées.")
        elif all((paid[key] or 0) < theirs[key]["indemnisees"] for key in theirs):
            hints.append("Des réclamations qui ouvrent droit manquent : vol annulé, retard égal à la franchise…")
        elif any((paid[key] or 0) > theirs[key]["indemnisees"] for key in theirs):
            hints.append("Trop de réclamations indemnisées : revoyez franchise, unité, exclusion, lignes en double.")
    return tally(items, hints)


# What the checks share: proven readings of a cell.


def _enough(mine: Rows, theirs: Rows) -> bool:
    """A table whose rows are not quite right may still have right columns; a table of a few rows proves nothing."""
    return len(mine.keys() & theirs.keys()) >= 0.8 * len(theirs) > 0 and len(mine) <= 1.3 * len(theirs)


def _text(value: Any) -> str | None:
    return fold(value) if isinstance(value, str) and len(value) < 200 else None


def _flag(value: Any) -> bool | None:
    return bool(value) if type(value).__name__ in ("bool", "bool_") else None


def _day(value: Any) -> str | None:
    moment = value.isoformat() if hasattr(value, "isoformat") else value
    return moment[:10] if isinstance(moment, str) and moment[10:] in ("", "T00:00:00") else None


def _hour(value: Any) -> str | None:
    """An hour as `2013-07-04T22`, from a text or a moment; a moment without a zone is taken as UTC."""
    if getattr(value, "tzinfo", None) is not None and hasattr(value, "tz_convert"):
        value = value.tz_convert("UTC")
    text = value.isoformat() if hasattr(value, "isoformat") else value
    if not isinstance(text, str) or len(text) > 40:
        return None
    rest = text[13:].removesuffix("Z").removesuffix("+00:00")
    return text[:13].replace(" ", "T") if rest in (":00:00", ":00") else None


def _shifted(value: Any) -> str | None:
    """The same hour four hours earlier: what is left when New York's time was not turned into UTC."""
    text = _hour(value)
    if text is None or not text[11:].isdigit():
        return None
    hour = int(text[11:]) - 4
    return f"{text[:11]}{hour:02d}" if hour >= 0 else None
