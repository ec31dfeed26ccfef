"""Checks of bilan-exploration: a log told truly, two tools that agree, a fair comparison, a choice and its watch."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from blocnotes.grading.graders import Case, Challenge, Grader, Result, close, fold, same_text, wrong
from blocnotes.grading.items import Item, by_key, keyed, near, number, same, same_reply, tally, weigh

grader = Grader()

TOOLS = ("duckdb", "pandas", "tableur")


# Question 1


@grader.check("usages")
def uses(case: Case) -> Result:
    counts, expected = keyed(case.given["comptes"]), case.reference["comptes"]
    items: list[Item] = [(0.2, same(counts.get(key), value, 0), key) for key, value in expected.items()]
    return weigh((0.4, tally(items, list(_count_hints(counts, expected)))), (0.6, _techniques(case)))


def _count_hints(given: dict[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    if not same(given.get("renvois"), expected["renvois"], 0):
        yield "« renvois » : combien de lignes retirer pour qu’il n’en reste qu’une par exécution ?"
    elif same(given.get("explorations"), expected["explorations"] + expected["relances"], 0):
        yield "« explorations » : une relance n’est pas une exploration de plus."
    elif same(given.get("explorations"), expected["explorations"] + expected["robot"], 0):
        yield "« explorations » : le robot n’explore pas."


USE_HINTS = {
    "usages-lignes": "« usages » : vous comptez des lignes ; renvois, robot et relances gonflent le décompte.",
    "usages-robot": "« usages » : le robot de nuit compte parmi vos explorations.",
    "usages-relances": "« usages » : une relance après un échec n’est pas un nouvel emploi de la technique.",
    "usages-reussies": "« usages » : une exploration qui échoue a été menée ; vous ne comptez que les réussites.",
    "usages-tout": "« usages » : vous dépassez la campagne.",
}


def _techniques(case: Case) -> Result:
    given = by_key(case.given["usages"], "technique")
    expected = by_key(case.reference["usages"], "technique")
    if given and set(given) < set(expected):
        return wrong("« usages » : une technique manque ; elle a été employée, même si rien n’y a réussi.")
    if set(given) != set(expected):
        return wrong("« usages » : il faut une ligne pour chaque technique de la campagne, et une seule.")

    def like(counts: Mapping[str, Any]) -> bool:
        return all(same(given[fold(name),].get("explorations"), value, 0) for name, value in counts.items())

    counted = like({name: row["explorations"] for (name,), row in expected.items()})
    people = all(same(given[name].get("analystes"), row["analystes"], 0) for name, row in expected.items())
    tools = all(_text(given[name].get("outil"), row["outil"]) for name, row in expected.items())
    hints = [hint for name, hint in USE_HINTS.items() if not counted and like(case.reference[name])]
    # Few analysts and tools: they count with the numbers that they go with.
    return tally(
        [
            (0.5, counted, "usages (explorations)"),
            (0.25, counted and people, "usages (analystes)"),
            (0.25, counted and tools, "usages (outil)"),
        ],
        hints,
    )


def _text(given: Any, expected: str) -> bool:
    return isinstance(given, str) and len(given) <= 80 and same_text(given, expected)


# Question 2


@grader.check("recherches")
def research(case: Case) -> Result:
    given = by_key(case.given["recherches"], "question")
    expected = by_key(case.reference["recherches"], "question")
    if set(given) != set(expected):
        return wrong("La table doit avoir une ligne pour chacune des douze questions, et une seule.")
    tries = all(same(given[name].get("essais"), row["essais"], 0) for name, row in expected.items())
    failures = all(same(given[name].get("echecs"), row["echecs"], 0) for name, row in expected.items())
    found = all(
        same(given[name].get("resultat"), row["resultat"], 3)
        if number(row["resultat"]) is not None
        else _absent(given[name].get("resultat"))
        for name, row in expected.items()
    )
    missed = [name for name, row in expected.items() if not _text(given[name].get("etat"), row["etat"])]
    proven = tries or found  # states are few words: they count with what they follow from
    states = (1.0 if not missed else 0.5 if len(missed) <= 2 else 0.0) if proven else 0.0
    return tally(
        [
            (0.25, tries, "essais"),
            (0.2, failures, "echecs"),
            (0.35 * states, True, ""),
            (0.35 * (1 - states), states == 1.0, "etat"),
            (0.2, found, "resultat"),
        ],
        list(_research_hints(given, expected, missed, tries)),
    )


def _research_hints(given: Any, expected: Any, missed: list[Any], tries: bool) -> Iterator[str]:
    if not tries:
        if all(number(row.get("essais")) is not None for row in given.values()) and (
            sum(float(row["essais"]) for row in given.values()) > sum(row["essais"] for row in expected.values())
        ):
            yield "« essais » : votre total est trop haut : renvois, robot ou suivi y sont encore."
        else:
            yield "« essais » : comptez aussi les relances et les exécutions qui échouent."
    named = {fold(str(given[name].get("etat")))[:20] for name in missed}
    right = {fold(str(expected[name]["etat"])) for name in missed}
    if "périmé" in right:
        yield "« etat » : un résultat obtenu sur une livraison précédente n’est pas valable."
    elif "établi" in right and "discordant" in named:
        yield "« etat » : ne comparez entre eux que des résultats obtenus sur la même version des données."
    elif "à confirmer" in right:
        yield "« etat » : un outil qui s’accorde avec lui-même n’établit rien."


def _absent(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value) or type(value).__name__ == "NAType"


# Question 3

AGREEMENT_HINTS = {
    "q01": "q01 : relisez la règle 4, et ce que divise la fonction SQL employée.",
    "q02": "q02 : que rend chaque outil entre deux valeurs voisines ?",
    "q03": "q03 : comptez les groupes que rend chaque outil.",
    "q04": "q04 : en SQL, que vaut une comparaison avec une valeur absente ?",
    "q05": "q05 : quel rang pandas donne-t-il par défaut à trois ex æquo ?",
    "q06": "q06 : deux outils d’accord peuvent se tromper ensemble ; qu’est-ce qu’un cyclone ?",
    "q07": "q07 : par combien de relevés divise-t-on ?",
    "q08": "q08 : un cyclone qui dure compte-t-il plus qu’un autre ?",
}


@grader.check("accords")
def agreements(case: Case) -> Result:
    expected, causes = case.reference["par_pandas"], case.reference["causes"]
    mine, sql = keyed(case.given["par_pandas"]), keyed(case.given["par_sql"])
    named = keyed(case.given["causes"])
    items: list[Item] = []
    hints = []
    for key, value in expected.items():
        first, second = same(mine.get(key), value), same(sql.get(key), value)
        cause = (first or second) and _text(named.get(key), causes[key])
        items += [(1 / 12, first and second, key), (1 / 24, cause, f"{key} (cause)")]
        if not (first and second and cause):
            hints.append(AGREEMENT_HINTS[key])
    return tally(items, hints)


# Question 4. The calls come in blocks of fixed sizes, so that the check knows what each one tries.

BLOCKS = {"ordinaires": 6, "renvois": 4, "versions": 4, "froid": 4, "unites": 4, "echecs": 5, "peu": 4, "vides": 3}
SHARES = {"ordinaires": 0.4, "renvois": 0.1, "versions": 0.1, "froid": 0.1, "unites": 0.1, "echecs": 0.1, "peu": 0.05}
NAMES = {
    "renvois": "les renvois d’une même exécution",
    "versions": "les exécutions sur d’autres données",
    "froid": "les exécutions à froid",
    "unites": "les durées en millisecondes",
    "echecs": "les exécutions qui échouent (leur durée, leur part)",
    "peu": "les questions qui n’ont pas trois réussites par outil",
    "vides": "ce qui est rendu quand rien n’est comparable ou gardé",
}


def _log(draw: random.Random) -> list[dict[str, Any]]:
    rows = []
    for question in draw.sample(["q01", "q02", "q03", "q04", "q05"], draw.randint(3, 4)):
        for tool in ("pandas", "duckdb", "tableur"):
            for _ in range(draw.randint(3, 5) if tool != "tableur" else 1):
                rows.append(
                    {
                        "id": f"e{len(rows):03d}",
                        "question": question,
                        "outil": tool,
                        "donnees": "ref",
                        "rang": draw.randint(2, 4),
                        "duree": round(draw.lognormvariate(0.0, 1.0) + 0.1, 4),
                        "unite": "s",
                        "statut": "ok",
                    }
                )
    draw.shuffle(rows)
    return rows


def _spoil(draw: random.Random, block: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    pair = [row for row in rows if row["outil"] != "tableur"]
    extra = [{**row, "id": f"x{place:03d}"} for place, row in enumerate(draw.sample(pair, 8))]
    if block == "renvois":
        failed = [{**row, "statut": "erreur"} for row in extra[:2]]
        return rows + failed + failed * 3 + [dict(row) for row in draw.sample(pair, 9)]
    if block == "versions":
        return rows + [{**row, "donnees": "avant", "duree": row["duree"] / 50} for row in extra]
    if block == "froid":
        return rows + [{**row, "rang": 1, "duree": row["duree"] * 40} for row in extra]
    if block == "unites":
        return [
            {**row, "duree": row["duree"] * 1000, "unite": "ms"}
            if row["outil"] == "duckdb" or row["rang"] == 3
            else row
            for row in rows
        ]
    if block == "echecs":
        durations = [None, 95.0, 0.001, None, 60.0, 0.002, None, 80.0]
        words = ["erreur", "abandon"] * 4
        changes = zip(extra, durations, words, strict=True)
        return rows + [{**row, "duree": duration, "statut": word} for row, duration, word in changes]
    if block == "peu":
        thin = rows[0]["question"]
        kept = [row for row in pair if row["question"] == thin and row["outil"] == "duckdb"][:2]
        return [row for row in rows if row["question"] != thin or row["outil"] != "duckdb"] + kept
    return rows


@grader.challenge("comparer")
def logs(draw: random.Random, case: Challenge) -> list[list[Any]]:
    calls = []
    for block, size in BLOCKS.items():
        for turn in range(size):
            rows = _spoil(draw, block, _log(draw))
            if block == "vides":
                without = [row for row in rows if row["outil"] != "pandas"]
                rows = [[], without, [{**row, "rang": 1} for row in rows]][turn]
            calls.append([rows, "ref", "pandas", "duckdb"])
    return calls


@grader.check("comparer")
def comparison(case: Case) -> Result:
    return weigh((2 / 3, _compare_function(case)), (1 / 3, _summary(case)))


def _compare_function(case: Case) -> Result:
    given, expected = case.given["comparer"], case.reference["comparer"]
    if len(given) != len(expected) or len(expected) != sum(BLOCKS.values()):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs, decimals=4) for mine, theirs in zip(given, expected, strict=True)]
    passed, start = {}, 0
    for name, size in BLOCKS.items():
        passed[name] = all(hits[start : start + size])
        start += size
    if not passed["ordinaires"]:
        return wrong(_ordinary_hint(given, expected, case.kept["comparer"]))
    names = [name for name in BLOCKS if name != "ordinaires"]
    return tally(
        [(SHARES["ordinaires"], True, ""), *((SHARES.get(name, 0.05), passed[name], NAMES[name]) for name in names)]
    )


def _ordinary_hint(given: Any, expected: Any, calls: Any) -> str:
    replies = [keyed(reply.get("value")) for reply in given[: BLOCKS["ordinaires"]]]
    if not all(replies):
        return "Sur des journaux sans piège, la fonction échoue ou ne rend pas un dictionnaire."
    ratios = [number(reply.get("rapport")) for reply in replies]
    truth = [reply["value"]["rapport"] for reply in expected[: BLOCKS["ordinaires"]]]
    if close(ratios, [1 / value for value in truth], decimals=4):
        return "Votre rapport est l’inverse de celui demandé."
    pooled, means = [], []
    for rows, *_ in calls[: BLOCKS["ordinaires"]]:
        times: dict[str, dict[str, list[float]]] = {}
        for row in rows:
            times.setdefault(row["question"], {}).setdefault(row["outil"], []).append(row["duree"])
        everything = {tool: [t for by_tool in times.values() for t in by_tool[tool]] for tool in ("pandas", "duckdb")}
        pooled.append(float(np.median(everything["pandas"]) / np.median(everything["duckdb"])))
        means.append(float(np.median([np.mean(t["pandas"]) / np.mean(t["duckdb"]) for t in times.values()])))
    if close(ratios, pooled, decimals=4):
        return (
            "Vous mélangez les questions : un outil qui a reçu les plus longues paraît lent. Comparez à question égale."
        )
    if close(ratios, means, decimals=4):
        return "Vous prenez des moyennes : une seule durée extrême y décide de tout."
    return "Sur des journaux sans piège, le dictionnaire rendu ne suit pas le protocole."


def _summary(case: Case) -> Result:
    given, expected = keyed(case.given["bilan"]), case.reference["bilan"]
    # The number of questions is a small one: it counts with the ratio.
    ratio = same(given.get("rapport"), expected["rapport"])
    return tally(
        [
            (0.25, ratio and same(given.get("questions"), expected["questions"], 0), "bilan (questions)"),
            (0.35, ratio, "bilan (rapport)"),
            (0.2, same(given.get("echecs_a"), expected["echecs_a"]), "bilan (echecs_a)"),
            (0.2, same(given.get("echecs_b"), expected["echecs_b"]), "bilan (echecs_b)"),
        ]
    )


# Question 5


@grader.check("choix")
def choice(case: Case) -> Result:
    given, expected = keyed(case.given["notes"]), case.reference["notes"]
    notes = all(same(given.get(tool), expected[tool]) for tool in TOOLS)
    hints = []
    if not notes and all(same(given.get(tool), case.reference["notes-sans-bornes"][tool]) for tool in TOOLS):
        hints.append("« notes » : une valeur plus mauvaise que la pire de l’échelle ne donne pas une part négative.")
    if not notes and all(same(given.get(tool), case.reference["notes-relatives"][tool]) for tool in TOOLS):
        hints.append("« notes » : l’échelle est donnée par les bornes, pas par les outils comparés.")
    firsts = all(same(keyed(case.given["premiers"]).get(tool), case.reference["premiers"][tool]) for tool in TOOLS)
    mine, theirs = keyed(case.given["seuils"]), case.reference["seuils"]
    numeric = [key for key, value in theirs.items() if value is not None]
    good = [key for key in numeric if same(mine.get(key), theirs[key])]
    # « None » alone proves nothing: it counts where another threshold is right.
    blank = [key for key, value in theirs.items() if value is None and key in mine and mine[key] is None and good]
    share = (len(good) + len(blank)) / len(theirs)
    if share < 1:
        hints.append("« seuils » : seule la part de ce critère baisse, jusqu’à rendre l’avance sur le deuxième.")
    return tally(
        [
            (0.35, notes, "notes"),
            (0.25, firsts, "premiers"),
            (0.4 * share, True, ""),
            (0.4 * (1 - share), share == 1.0, "seuils"),
        ],
        hints,
    )


# Question 6

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
WORSE = {"taux_echec": ">", "duree_mediane": ">", "part_usage": "<", "analystes": "<"}


@grader.check("registre")
def register(case: Case) -> Result:
    given = keyed(case.given["decision"])
    winner = fold(case.reference["decision"]["choix"])
    return weigh(
        (0.2, _form(given, winner)), (0.4, _evidence(case, given, winner)), (0.4, _conditions(case, given, winner))
    )


def _form(given: dict[str, Any], winner: str) -> Result:
    options = given.get("options")
    due = _day(given.get("echeance"))
    listed = isinstance(options, list) and len(options) == 3 and all(isinstance(item, str) for item in options)
    parts = {
        "date": _day(given.get("date")) == date(2026, 5, 25),
        "echeance": due is not None and date(2026, 5, 25) < due <= date(2026, 11, 23),
        "responsable": _sized(given.get("responsable"), 3, 80),
        "contexte": _sized(given.get("contexte"), 80, 600),
        "consequences": _sized(given.get("consequences"), 80, 600),
        "options": listed and {fold(item[:40]) for item in options or []} == set(TOOLS),
        "choix": isinstance(given.get("choix"), str) and fold(given["choix"][:40]) == winner,
    }
    return tally([(1 / len(parts), ok, name) for name, ok in parts.items()])


def _day(value: Any) -> date | None:
    if isinstance(value, str) and ISO.fullmatch(value[:20]):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _sized(value: Any, low: int, high: int) -> bool:
    return isinstance(value, str) and low <= len(value.strip()) <= high and len(set(value)) >= min(low, 10)


REFUSALS = {
    "froid": "une exécution à froid mesure l’ouverture de l’outil, pas l’exploration.",
    "version": "des exécutions portent sur une autre version des données.",
    "robot": "le robot ne fait pas partie de l’équipe.",
    "suivi": "une décision ne peut pas s’appuyer sur des semaines à venir.",
}


def _evidence(case: Case, given: dict[str, Any], winner: str) -> Result:
    ids, admitted = given.get("preuves"), case.reference["admissibles"]
    if not isinstance(ids, list) or not 8 <= len(ids) <= 40 or not all(isinstance(item, str) for item in ids):
        return wrong("« preuves » : il faut une liste de 8 à 40 numéros d’exécution.")
    if len(set(ids)) != len(ids):
        return wrong("« preuves » : chaque exécution n’est citée qu’une fois.")
    strangers = [item for item in ids if item not in admitted]
    if strangers:
        why = [text for key, text in REFUSALS.items() if set(strangers) & set(case.reference["refusees"][key])]
        return wrong("« preuves » : " + " De plus, ".join(why[:2] or ["des numéros ne sont pas ceux de la campagne."]))
    facts = [admitted[item] for item in ids]
    done = {(question, fold(tool)) for question, tool, passed in facts if passed}
    paired = {question for question, tool in done if tool == "pandas"} & {q for q, tool in done if tool == "duckdb"}
    failed = any(fold(tool) == winner and not passed for _, tool, passed in facts)
    hints = []
    if not failed:
        hints.append("« preuves » : les échecs de l’outil choisi sont aussi des preuves ; vous n’en citez pas.")
    if len(paired) < 3:
        hints.append("« preuves » : pour comparer, il faut les deux outils sur les mêmes questions, trois au moins.")
    return tally([(0.4, True, ""), (0.3, len(paired) >= 3, ""), (0.3, failed, "")], hints)


def _conditions(case: Case, given: dict[str, Any], winner: str) -> Result:
    listed = given.get("revision")
    if not isinstance(listed, list) or not 2 <= len(listed) <= 6:
        return wrong("« revision » : il faut de deux à six conditions.")
    conditions = [keyed(item) for item in listed]
    if not all(_sound(condition, winner) for condition in conditions):
        return wrong(
            "« revision » : une condition est mal formée, ne porte pas sur l’outil choisi, ou alerte quand les choses "
            "vont mieux."
        )
    indicators = {fold(condition["indicateur"]) for condition in conditions}
    row = by_key(case.reference["criteres"], "critere")["echecs",]
    bounds = [case.reference["seuils"]["echecs"]]
    own = number(keyed(case.given.get("seuils")).get("echecs"))
    if own is not None and row[winner] < own <= 0.3:
        bounds.append(own)  # an error of question 5 is paid for there
    rates = [number(c["seuil"]) or 0.0 for c in conditions if fold(c["indicateur"]) == "taux_echec"]
    placed = bool(rates) and all(row[winner] < rate <= max(bounds) + 1e-4 for rate in rates)
    hints = []
    if not placed:
        hints.append(
            "« revision » : le seuil de taux_echec va du taux actuel, exclu, à celui qui renverserait le choix."
        )
    if len(indicators) < 2:
        hints.append("« revision » : un seul indicateur ne suffit pas à surveiller un choix.")
    return tally([(0.7, placed, ""), (0.3, placed and len(indicators) >= 2, "")], hints)


def _sound(condition: dict[str, Any], winner: str) -> bool:
    texts = [condition.get(key) for key in ("indicateur", "outil", "operateur")]
    if not all(isinstance(text, str) and len(text) <= 40 for text in texts):
        return False
    indicator, tool, operator = (fold(str(text)) for text in texts)
    threshold, weeks, least = (number(condition.get(key)) for key in ("seuil", "semaines", "effectif_min"))
    if threshold is None or weeks is None or least is None or indicator not in WORSE:
        return False
    bounded = 0 < threshold <= (1 if indicator in ("part_usage", "taux_echec") else 1e6)
    return tool == winner and operator == WORSE[indicator] and bounded and weeks in (1, 2, 3, 4) and 10 <= least <= 1000


# Question 7

STABLE, DRIFTS, HOLLOW, EDGES = 80, 60, 60, 4
WEEKS = 16
FALSE_ALARMS, HOLLOW_ALARMS, FOUND = 0.15, 0.20, 0.80
BLIND, WOLF = 0.5, 0.6


@grader.challenge("alerter")
def series(draw: random.Random, case: Challenge) -> list[list[Any]]:
    rng = np.random.default_rng(draw.randrange(2**32))
    calls: list[list[Any]] = []

    def drawn(low: int, high: int, rates: Sequence[float]) -> list[list[int]]:
        sizes = rng.integers(low, high + 1, WEEKS)
        return [list(pair) for pair in zip(sizes.tolist(), rng.binomial(sizes, rates).tolist(), strict=True)]

    for _ in range(STABLE):
        p = round(draw.uniform(0.03, 0.15), 3)
        calls.append([drawn(60, 200, [p] * WEEKS), p])
    for place in range(DRIFTS):
        p = round(draw.uniform(0.03, 0.15), 3)
        start = _start(place)
        calls.append([drawn(60, 200, [p] * start + [max(2 * p, p + 0.12)] * (WEEKS - start)), p])
    for _ in range(HOLLOW):
        p = round(draw.uniform(0.03, 0.05), 3)
        calls.append([drawn(1, 3, [p] * WEEKS), p])
    quiet = [[100, 4], [0, 0], [120, 5], [0, 0], [90, 4]]
    return [*calls, [[], 0.05], [[[0, 0]] * 5, 0.05], [quiet, 0.05], [[*quiet, [0, 0], [100, 70], [100, 70]], 0.05]]


def _start(place: int) -> int:
    return 3 + place % 9


@grader.check("surveillance")
def watch(case: Case) -> Result:
    return weigh((0.5, _indicators(case)), (0.5, _alert(case)))


def _indicators(case: Case) -> Result:
    given, expected = by_key(case.given["suivi"], "semaine"), by_key(case.reference["suivi"], "semaine")
    given = {_week(key): row for key, row in given.items()}
    if set(given) != {_week(key) for key in expected}:
        return wrong("« suivi » : il faut une ligne par semaine, de 13 à 26, et une seule.")

    def like(rows: Any, column: str) -> bool:
        return all(same(given[_week(key)].get(column), row[column]) for key, row in rows.items())

    items: list[Item] = [
        (0.2, like(expected, column), f"suivi ({column})")
        for column in ("explorations", "part_duckdb", "executions", "echecs", "limite")
    ]
    hints = []
    if not items[0][1] and like(by_key(case.reference["suivi-renvois"], "semaine"), "explorations"):
        hints.append("« suivi » : les renvois comptent encore.")
    if not items[4][1] and like(by_key(case.reference["limite-robot"], "semaine"), "limite"):
        hints.append("« limite » : le robot, qui n’échoue presque jamais, abaisse votre taux de référence.")
    if not items[4][1] and like(by_key(case.reference["limite-propre"], "semaine"), "limite"):
        hints.append(
            "« limite » : le taux de référence est celui de la campagne : une dérive ne se juge pas d’après elle."
        )
    return tally(items, hints)


def _week(key: tuple[str, ...]) -> str:
    return key[0].removesuffix(".0")


def _alert(case: Case) -> Result:
    replies = case.given["alerter"]
    if len(replies) != STABLE + DRIFTS + HOLLOW + EDGES:
        return wrong("« alerter » : la fonction n’a pas répondu à tous les appels.")
    found = [_place(reply) for reply in replies]
    stable, found_drifts = found[:STABLE], found[STABLE : STABLE + DRIFTS]
    hollow, edges = found[STABLE + DRIFTS : -EDGES], found[-EDGES:]
    alarms = sum(place != "rien" for place in stable) / STABLE
    seen = (
        sum(isinstance(place, int) and 0 <= place - _start(row) < 4 for row, place in enumerate(found_drifts)) / DRIFTS
    )
    calm, keen = alarms < FALSE_ALARMS, seen >= FOUND
    if calm and keen:
        quiet = sum(place != "rien" for place in hollow) / HOLLOW < HOLLOW_ALARMS
        sober = edges[:3] == ["rien"] * 3 and edges[3] in (6, 7)
        hints = []
        if not quiet:
            hints.append("« alerter » crie au loup dans les semaines creuses, pour un échec ou deux.")
        if not sober:
            hints.append("« alerter » se trompe sur une liste vide ou une semaine sans exécution.")
        return tally([(0.6, True, ""), (0.25, quiet, ""), (0.15, sober, "")], hints)
    if keen or (seen >= BLIND and alarms < WOLF):
        return _half(alarms < WOLF, "« alerter » crie au loup : trop de suites stables déclenchent une alerte.")
    if calm:
        return _half(seen >= BLIND, "« alerter » est trop sourde : de vraies dérives passent plus de quatre semaines.")
    return wrong("« alerter » ne distingue pas une dérive du hasard.")


def _half(earned: bool, sentence: str) -> Result:
    return tally([(0.3 if earned else 0.0, True, ""), (0.7 if earned else 1.0, False, "")], [sentence])


def _place(reply: Any) -> int | str:
    """Read one reply: a week's place, « rien » for no alert, or « erreur »."""
    if "value" not in reply:
        return "erreur"
    if reply["value"] is None:
        return "rien"
    place = number(reply["value"])
    return int(place) if place is not None and 0 <= place < 1000 and near(place, int(place), 0) else "erreur"
