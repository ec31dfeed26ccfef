"""Checks of optimisation-types: a profile, the smallest type, nothing lost, indexes that serve."""

import random
from collections.abc import Mapping
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, fold, same_items, wrong
from blocnotes.grading.items import Item, by_key, columns_of, keyed, number, same, same_reply, tally

grader = Grader()

NUMBERS = ("vol", "retard_depart", "retard_arrivee", "duree_vol", "distance")
QUERIES = ("r1", "r2", "r3")
SIZES = (8, 16, 32, 64)


# Question 1


@grader.check("profil")
def profile(case: Case) -> Result:
    given, expected = by_key(case.given["profil"], "colonne"), by_key(case.reference["profil"], "colonne")
    others = case.reference["profil-autres"]
    if given.keys() != expected.keys():
        return wrong("La table doit avoir une ligne par colonne de la livraison, et une seule.")
    counts = {name: _all_same(given, expected, name, expected) for name in ("absentes", "distinctes", "longueur")}
    numeric = [key for key in expected if key[0] in NUMBERS]
    bounds = all(_all_same(given, expected, name, numeric) for name in ("minimum", "maximum"))
    items: list[Item] = [
        (0.25, counts["absentes"], "les valeurs absentes"),
        (0.25, counts["distinctes"], "les valeurs distinctes"),
        (0.2, counts["longueur"], "les longueurs"),
        (0.3, bounds, "les bornes"),
    ]
    hints = []
    if not counts["distinctes"] and _matches(given, others, "distinctes", "distinctes_avec_absente"):
        hints.append("L’absence n’est pas une valeur : vous l’avez comptée parmi les valeurs distinctes.")
    if not counts["longueur"] and _matches(given, others, "longueur", "longueur_avec_absente"):
        hints.append("La longueur d’une absence écrite en texte (« nan », « None ») ne compte pas.")
    ends = [(key[0], end) for key in numeric for end in ("minimum", "maximum")]
    if not bounds and any(_is_text_bound(given, others, *end) for end in ends):
        hints.append("Vos bornes sont celles de textes : dans l’ordre des textes, « 9 » vient après « 10 ».")
    return tally(items, hints)


def _all_same(given: Any, expected: Any, name: str, keys: Any) -> bool:
    return all(same(given[key].get(name), expected[key][name]) for key in keys)


def _matches(given: Any, others: Mapping[str, Any], name: str, other: str) -> bool:
    return all(same(row.get(name), others[key[0]][other]) for key, row in given.items())


def _is_text_bound(given: Any, others: Mapping[str, Any], column: str, bound: str) -> bool:
    value, text = given[(column,)].get(bound), others[column][f"{bound}_texte"]
    return value == text or same(value, int(text))


# Question 2. The calls come in blocks, so that the check knows what each one tries.

BLOCKS = {"ordinary": 12, "bounds": 24, "missing": 12, "errors": 6}


@grader.challenge("type_entier")
def type_calls(draw: random.Random, case: Challenge) -> list[list[Any]]:
    return [
        *[[*_range(draw, signed=index % 2 == 1), False] for index in range(BLOCKS["ordinary"])],
        *[[low, high, False] for bits in SIZES for low, high in _bounds(bits)],
        *[[*_range(draw, signed=index % 2 == 1), True] for index in range(BLOCKS["missing"])],
        [draw.randint(10, 99), draw.randint(-9, 9), False],
        [1, 0, draw.random() < 0.5],
        [0, 2**64, False],
        [-1, 2**63, True],
        [-(2**63) - 1, 0, False],
        [-draw.randint(2**63 + 1, 2**70), 5, False],
    ]


def _range(draw: random.Random, *, signed: bool) -> list[int]:
    # Well within a size, so that no bound is met by chance.
    bits = draw.choice(SIZES)
    most = 2 ** (bits - 1) * 3 // 4
    high = draw.randint(max(1, 2 ** (bits // 2) + 2), most)
    return [-draw.randint(1, most), high] if signed else [draw.randint(0, high), high]


def _bounds(bits: int) -> list[tuple[int, int]]:
    half, full = 2 ** (bits - 1), 2**bits
    below = max(0, full // 2)
    return [(0, full - 1), (-half, half - 1), (-1, half - 1), (-half, 0), (below, full - 1), (0, half)]


@grader.check("type-entier")
def smallest_type(case: Case) -> Result:
    given, expected = case.given["type_entier"], case.reference["type_entier"]
    if len(given) != len(expected) or len(expected) != sum(BLOCKS.values()):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=True)]
    passed, start = {}, 0
    for name, size in BLOCKS.items():
        passed[name] = all(hits[start : start + size])
        start += size
    if not passed["ordinary"]:
        return wrong(_ordinary_hint(given[: BLOCKS["ordinary"]], expected))
    return tally([
        (0.4, True, "les cas ordinaires"),
        (0.3, passed["bounds"], "les étendues qui touchent les bornes d’un type"),
        (0.15, passed["missing"], "les types « nullables », quand il y a des absents"),
        (0.15, passed["errors"], "les étendues impossibles, qui doivent lever ValueError"),
    ])  # fmt: skip


def _ordinary_hint(given: list[Any], expected: list[Any]) -> str:
    names = [str(call.get("value", ""))[:20] for call in given]
    theirs = [str(call["value"]) for call in expected[: len(given)]]
    if all(name.removeprefix("u") == other.removeprefix("u") for name, other in zip(names, theirs, strict=True)):
        return "Le signe ne va pas : non signé sans valeur négative, signé sinon."
    if all(name.lower() == other for name, other in zip(names, theirs, strict=True)):
        return "Les majuscules du nom disent que le type admet des absents : sans absents, pas de majuscule."
    return "Sur des étendues ordinaires, ce n’est pas le plus petit type qui garde toutes les valeurs."


# Question 3


@grader.check("types")
def types(case: Case) -> Result:
    given, wanted = keyed(case.given["types"]), case.reference["types-attendus"]
    verdicts = {name: _type_fault(str(given.get(name, ""))[:40].strip(), facts, name) for name, facts in wanted.items()}
    items: list[Item] = [(1 / len(wanted), not fault, name) for name, fault in verdicts.items()]
    return tally(items, [f"« {name} » : {fault}" for name, fault in verdicts.items() if fault])


def _type_fault(name: str, facts: Mapping[str, Any], column: str) -> str:
    if column == "date":
        return "" if name.startswith("datetime64") else "un jour se garde dans un type date."
    if "distinctes" in facts:
        if name == "category":
            return ""
        if "int" in name.lower() or "float" in name.lower():
            return "ce sont des chiffres, mais un code : il perdrait ses zéros de tête."
        return "la même valeur revient souvent, et chaque ligne la répète."
    return _integer_fault(name, facts)


def _integer_fault(name: str, facts: Mapping[str, Any]) -> str:
    low, high, missing = facts["min"], facts["max"], facts["absents"]
    plain = name.lower()
    bits = plain.removeprefix("u").removeprefix("int")
    if plain.startswith("float"):
        return "un flottant n’est pas un type entier."
    if bits not in map(str, SIZES) or plain not in (f"int{bits}", f"uint{bits}"):
        return "ce sont des nombres entiers."
    size = int(bits)
    bottom, top = (0, 2**size - 1) if plain.startswith("u") else (-(2 ** (size - 1)), 2 ** (size - 1) - 1)
    if not bottom <= low <= high <= top:
        return "ce type est trop étroit, des valeurs débordent."
    if missing and name == plain:
        return "ce type n’admet pas d’absents."
    smallest = next(each for each in SIZES if _fits(each, low, high))
    return "" if size <= smallest else "un type plus petit suffit."


def _fits(bits: int, low: int, high: int) -> bool:
    return (low >= 0 and high < 2**bits) or (-(2 ** (bits - 1)) <= low and high < 2 ** (bits - 1))


@grader.check("temoins")
def witnesses(case: Case) -> Result:
    given, expected = columns_of(case.given["temoins"]), columns_of(case.reference["temoins"])
    rows = len(expected["cle"])
    if any(name not in given or len(given[name]) != rows for name in expected):
        return wrong("Il faut toutes les colonnes, et une ligne par numéro de « lignes_temoins ».")
    kept = {name: _same_column(given[name], expected[name]) for name in expected}
    items: list[Item] = [(1 / len(kept), ok, name) for name, ok in kept.items()]
    hints = []
    if not kept["cle"] and not same_items(sorted(map(str, given["cle"])), sorted(map(str, expected["cle"]))):
        hints.append("Les clés ne sont pas celles des lignes demandées, ou elles ont été arrondies.")
    if not kept["heure_prevue"]:
        hints.append("Les codes horaires ont changé : comptez leurs chiffres.")
    if not kept["retard_arrivee"] and all(number(item) is not None for item in given["retard_arrivee"]):
        hints.append("Des retards absents ont reçu une valeur : un vol annulé n’est pas un vol à l’heure.")
    return tally(items, hints)


def _same_column(given: list[Any], expected: list[Any]) -> bool:
    return all(_same_value(mine, theirs) for mine, theirs in zip(given, expected, strict=True))


def _same_value(mine: Any, theirs: Any) -> bool:
    if _is_missing(theirs):
        return _is_missing(mine)
    if _whole(theirs) is not None:
        return _whole(mine) == _whole(theirs)
    if hasattr(theirs, "isoformat"):
        return hasattr(mine, "isoformat") and bool(mine.isoformat()[:10] == theirs.isoformat()[:10])
    return isinstance(mine, str) and mine == theirs


def _whole(value: Any) -> int | None:
    # Keys have thirteen digits, more than the numbers of other answers may have.
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15 or value != value:
        return None
    return int(value) if float(value).is_integer() else None


def _is_missing(value: Any) -> bool:
    is_nan = isinstance(value, float) and value != value
    return value is None or is_nan or type(value).__name__ in ("NAType", "NaTType")


# Question 4


@grader.check("memoire")
def memory(case: Case) -> Result:
    given, expected = keyed(case.given["memoire"]), case.reference["memoire"]
    before = same(given.get("avant"), expected["avant"], 0)
    after = number(given.get("apres"))
    close_enough = after is not None and 0.5 * expected["apres"] <= after <= 1.1 * expected["apres"]
    hint = "La table allégée occupe nettement plus, ou nettement moins, que ce que ses types permettent."
    items: list[Item] = [(0.5, before, "la mesure avant"), (0.5, close_enough, "la mesure après")]
    return tally(items, [] if close_enough else [hint])


# Question 5


@grader.check("pertes")
def losses(case: Case) -> Result:
    given, expected = keyed(case.given["pertes"]), case.reference["pertes"]
    others = case.reference["pertes-autres"]
    weights = {"cle": 0.1, "distance": 0.1, "heure_prevue": 0.3, "vol": 0.25, "retard_depart": 0.25}
    items: list[Item] = [(weights[name], same(given.get(name), count, 0), name) for name, count in expected.items()]
    hints = []
    if same(given.get("heure_prevue"), others["heure_prevue"], 0):
        hints.append("Comparez des textes : lus comme des nombres, « 0515 » et « 515 » semblent égaux.")
    if same(given.get("retard_depart"), others["retard_absents_oublies"], 0):
        hints.append("Vous n’avez comparé que les lignes où le retard est présent : une absence devenue 0 a changé.")
    if not same(given.get("distance"), expected["distance"], 0):
        hints.append("« distance » : toutes les conversions ne détruisent pas, celle-ci est à vérifier de près.")
    return tally(items, hints)


# Question 6


@grader.check("index")
def indexes(case: Case) -> Result:
    given, wanted = keyed(case.given["index"]), case.reference["index-attendus"]
    rows, plans = keyed(case.given["lignes"]), keyed(case.given["plans"])
    faults = {query: _index_fault(_names(given.get(query)), wanted[query]) for query in QUERIES}
    items: list[Item] = [(0.2, not faults[query], f"l’index de {query}") for query in QUERIES]
    counts = case.reference["lignes"]
    items += [(0.1, same(rows.get(query), counts[query], 0), f"les lignes de {query}") for query in QUERIES]
    items.append((0.1, all(_is_search(plans.get(q), wanted[q]) for q in QUERIES), "les plans"))
    return tally(items, [f"{query} : {fault}" for query, fault in faults.items() if fault])


def _names(value: Any) -> list[str]:
    return [fold(item) for item in value[:20] if isinstance(item, str)] if isinstance(value, list) else []


def _index_fault(columns: list[str], wanted: Mapping[str, Any]) -> str:
    equalities, interval = set(wanted["egalites"]), wanted["intervalle"]
    expected = equalities | ({interval} if interval else set())
    if len(columns) != len(set(columns)) or set(columns) - expected:
        return "une colonne de l’index ne rétrécit pas la recherche."
    if not expected <= set(columns):
        return "il manque à l’index une colonne que la requête compare."
    if interval and columns[-1] != interval:
        return "après une colonne d’intervalle, les colonnes suivantes ne servent plus à chercher."
    return ""


def _is_search(plan: Any, wanted: Mapping[str, Any]) -> bool:
    if not isinstance(plan, str) or len(plan) > 500:
        return False
    text = plan.lower()
    named = [*wanted["egalites"], *([wanted["intervalle"]] if wanted["intervalle"] else [])]
    return text.startswith("search") and "index" in text and all(name in text for name in named)
