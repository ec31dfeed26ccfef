"""Checks of moyens-projet-data: volumes, computing time, load, a full cost function, rent or buy, uncertainty."""

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, close, fold, wrong
from blocnotes.grading.items import Item, by_key, keyed, number, same, same_reply, tally

grader = Grader()


# Question 1. A mistake is paid once: what follows from the learner's own figure counts, as far as that one counts.


@grader.check("volumes")
def volumes(case: Case) -> Result:
    given, expected = keyed(case.given["volumes"]), case.reference["volumes"]
    ok = {key: same(given.get(key), value) for key, value in expected.items()}
    mine = {key: number(given.get(key)) for key in expected}
    rows, share, size, text = (mine[key] for key in ("lignes_etude", "completude", "octets_par_ligne", "go_etude"))
    if rows is not None and share is not None:
        ok["lignes_etude"] |= same(rows, expected["lignes_etude"] / expected["completude"] * share, 0)
    if rows is not None and size is not None and ok["lignes_etude"]:
        ok["go_etude"] |= same(text, rows * size / 1e9)
    if text is not None and ok["go_etude"]:
        ok["go_stockes"] |= same(mine["go_stockes"], text * 1.35 * 3)
    weights = {
        "lignes": 0.1,
        "octets_par_ligne": 0.2,
        "completude": 0.25,
        "lignes_etude": 0.2,
        "go_etude": 0.1,
        "go_stockes": 0.15,
    }
    items: list[Item] = [(weight, ok[key], key) for key, weight in weights.items()]
    return tally(items, list(_volume_hints(given, expected, case.reference["volumes-autres"], ok)))


def _volume_hints(
    given: dict[str, Any], expected: Mapping[str, Any], others: Mapping[str, Any], ok: Mapping[str, bool]
) -> Iterator[str]:
    if not ok["octets_par_ligne"] and any(
        same(given.get("octets_par_ligne"), others[name]) for name in ("caracteres", "sans_fin")
    ):
        yield "octets_par_ligne : un octet n’est pas un caractère, et chaque ligne a sa fin de ligne."
    if same(given.get("lignes"), expected["lignes"] + 1):
        yield "lignes : l’en-tête n’est pas un relevé."
    if not ok["completude"] and same(given.get("completude"), others["en_double"]):
        yield "completude : une heure vue deux fois n’est là qu’une fois."
    if not ok["lignes_etude"] and same(given.get("lignes_etude"), others["sans_trous"], 0):
        yield "lignes_etude : vous comptez des heures qui ne seront pas là."
    if not ok["go_etude"] and same(given.get("go_etude"), others["gio"]):
        yield "go_etude : 2³⁰ octets font un gibioctet ; on demande des gigaoctets décimaux."
    if not ok["go_stockes"] and any(
        same(given.get("go_stockes"), others[name]) for name in ("une_copie", "sans_resultats")
    ):
        yield "go_stockes : les résultats et tous les exemplaires prennent de la place."


# Question 2


@grader.check("calcul")
def computing(case: Case) -> Result:
    given, expected = keyed(case.given["calcul"]), case.reference["calcul"]
    others = case.reference["calcul-autres"]
    items: list[Item] = [(0.25, same(given.get(key), value), key) for key, value in expected.items()]
    hints = []
    if same(given.get("par_million"), others["moyen"]):
        hints.append(
            "par_million : une moyenne de rapports étale le temps fixe sur les lignes ; la droite l’en sépare."
        )
    if same(given.get("par_million"), expected["par_million"] / 1e6, 8):
        hints.append("par_million : la pente est demandée par million de lignes.")
    if same(given.get("heures"), others["sans_marge"]):
        hints.append("heures : la marge manque ; une fois sur deux, un essai dépasse la droite.")
    if same(given.get("heures"), others["un_passage"]):
        hints.append("heures : l’étude rejoue la chaîne plus d’une fois.")
    value = number(given.get("heures"))
    if value is not None and same(value / 3600, expected["heures"]):
        hints.append("heures : ce sont des secondes.")
    return tally(items, hints)


# Question 3


@grader.check("charge")
def load(case: Case) -> Result:
    given = by_key(case.given["charge"], "profil")
    expected = by_key(case.reference["charge"], "profil")
    if not given or set(given) != set(expected):
        return wrong("La table doit avoir une ligne pour chacun des trois profils.")
    items: list[Item] = []
    for profile, row in expected.items():
        mine = given[profile]
        days, peak = same(mine.get("jours"), row["jours"]), same(mine.get("pic"), row["pic"])
        # Capacities and small whole numbers count with the load that they are compared with.
        items += [
            (0.25 / 3, days, "jours"),
            (0.15 / 3, days and same(mine.get("capacite"), row["capacite"]), "capacite"),
            (0.25 / 3, peak, "pic"),
            (0.15 / 3, peak and same(mine.get("mois_en_surcharge"), row["mois_en_surcharge"]), "mois_en_surcharge"),
            (0.2 / 3, peak and same(mine.get("renfort"), row["renfort"]), "renfort"),
        ]
    missed = list(dict.fromkeys(name for _, proven, name in items if not proven))
    hints = list(_load_hints(case, given, expected)) or [f"À revoir : {', '.join(missed)}."]
    return tally(items, hints)


def _load_hints(case: Case, given: dict[Any, Any], expected: dict[Any, Any]) -> Iterator[str]:
    sums = by_key(case.reference["charge-taches"], "profil")
    if all(same(given[key].get("jours"), sums[key]["probable"]) for key in expected):
        yield "jours : la seule estimation probable oublie que les retards pèsent plus que les avances."
    averages = {
        key: sum(row[name] for name in ("optimiste", "probable", "pessimiste")) / 3 for key, row in sums.items()
    }
    if all(same(given[key].get("jours"), averages[key]) for key in expected):
        yield "jours : les trois estimations n’ont pas le même poids."
    if all(same(given[key].get("pic"), expected[key]["jours"] / 6) for key in expected):
        yield "pic : une moyenne sur six mois cache les mois chargés."
    whole = [key for key in expected if not same(given[key].get("capacite"), expected[key]["capacite"])]
    if whole and all(same(given[key].get("capacite"), 18) for key in whole):
        yield "capacite : tout le monde ne travaille pas à temps plein."


# Question 4. The calls come in blocks of fixed sizes.

ORDINARY, IDLE, UNPRODUCTIVE, NEGATIVE = 14, 3, 4, 4
BLOCKS = {"ordinary": ORDINARY, "idle": IDLE, "unproductive": UNPRODUCTIVE, "negative": NEGATIVE}
MISTAKES: list[tuple[Callable[..., float], str]] = [
    (
        lambda pay, rate, working, away, days, share: pay * (1 + rate) / working * days * (1 + share),
        "Les jours d’absence sont payés aussi : le coût annuel se répartit sur les seuls jours productifs.",
    ),
    (
        lambda pay, rate, working, away, days, share: pay / (working - away) * days * (1 + share),
        "Les charges patronales manquent.",
    ),
    (
        lambda pay, rate, working, away, days, share: pay * (1 + rate) / (working - away) * days,
        "Les frais de structure manquent.",
    ),
    (
        lambda pay, rate, working, away, days, share: pay * (1 + rate + share) / (working - away) * days,
        "Les frais de structure s’ajoutent au coût chargé, pas au seul salaire brut.",
    ),
]


@grader.challenge("cout_complet")
def cost_calls(draw: random.Random, case: Challenge) -> list[list[Any]]:
    calls = [
        [
            draw.randint(28_000, 80_000),
            draw.randint(38, 47) / 100,
            draw.randint(248, 256),
            draw.randint(33, 60),
            draw.randint(3, 180),
            draw.randint(5, 30) / 100,
        ]
        for _ in range(sum(BLOCKS.values()))
    ]
    for index, call in enumerate(calls[ORDINARY:]):
        if index < IDLE:
            call[4] = 0
        elif index < IDLE + UNPRODUCTIVE:
            call[3] = call[2] + index % 2
        else:
            call[4] = -call[4]
    return calls


@grader.check("cout")
def cost_function(case: Case) -> Result:
    given, expected = case.given["cout_complet"], case.reference["cout_complet"]
    if len(given) != len(expected) or len(expected) != sum(BLOCKS.values()):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs, decimals=2) for mine, theirs in zip(given, expected, strict=True)]
    passed, start = {}, 0
    for name, size in BLOCKS.items():
        passed[name] = all(hits[start : start + size])
        start += size
    if not passed["ordinary"]:
        mine = [number(call.get("value")) for call in given[:ORDINARY]]
        for formula, sentence in MISTAKES:
            if close(mine, [formula(*call) for call in case.kept["cout_complet"][:ORDINARY]], decimals=2):
                return wrong(sentence)
        return wrong("Sur des appels ordinaires, le coût ne correspond pas à la règle énoncée.")
    return tally(
        [
            (0.6, True, ""),
            (0.1, passed["idle"], "le coût de zéro jour"),
            (0.15, passed["unproductive"], "l’exception attendue quand aucun jour n’est productif"),
            (0.15, passed["negative"], "l’exception attendue pour des jours négatifs"),
        ]
    )


# Question 5


@grader.check("machine")
def machine(case: Case) -> Result:
    given, expected = keyed(case.given["machine"]), case.reference["machine"]
    others = case.reference["machine-autres"]
    rent, buy = (same(given.get(key), expected[key], 2) for key in ("location_36", "achat_36"))
    named = isinstance(given.get("six_mois"), str) and fold(given["six_mois"]) == expected["six_mois"]
    months = number(given.get("mois_seuil"))
    items: list[Item] = [
        (0.2, rent, "location_36"),
        (0.2, buy, "achat_36"),
        (0.2, months is not None and months == expected["mois_seuil"], "mois_seuil"),
        (0.2, same(given.get("heures_seuil"), expected["heures_seuil"], 2), "heures_seuil"),
        (0.1, rent and buy and named, "six_mois"),
        (0.1, same(given.get("part_machine"), expected["part_machine"]), "part_machine"),
    ]
    hints = []
    if same(given.get("achat_36"), others["watts"], 2):
        hints.append("achat_36 : le prix est au kilowattheure, la puissance en watts.")
    if same(given.get("achat_36"), others["allumee"], 2):
        hints.append("achat_36 : la machine achetée reste allumée, même quand elle ne calcule pas.")
    if same(given.get("location_36"), others["sans_service"], 2):
        hints.append("location_36 : la mise en service se paie aussi.")
    if same(given.get("heures_seuil"), others["sans_stockage"], 2):
        hints.append("heures_seuil : le stockage loué se paie quel que soit le nombre d’heures.")
    if months is not None and months == expected["mois_seuil"] - 1:
        hints.append("mois_seuil : ce mois-là, l’achat coûte encore plus que la location.")
    if same(given.get("part_machine"), others["sur_personnel"]):
        hints.append("part_machine : la part se prend dans le total, machine comprise.")
    return tally(items, hints)


# Question 6


@grader.check("budget")
def budget(case: Case) -> Result:
    given, expected = keyed(case.given["budget"]), case.reference["budget"]
    others = case.reference["budget-autres"]
    middle = same(given.get("p50"), expected["p50"], 2)
    named = isinstance(given.get("poste_dominant"), str) and fold(given["poste_dominant"]) == "personnel"
    items: list[Item] = [
        (0.2, middle, "p50"),
        (0.25, same(given.get("p80"), expected["p80"], 2), "p80"),
        (0.25, same(given.get("risque"), expected["risque"]), "risque"),
        (0.2, same(given.get("prudence"), expected["prudence"], 2), "prudence"),
        (0.1, middle and named, "poste_dominant"),
    ]
    hints = []
    if same(given.get("p80"), others["somme_p80"], 2) or same(given.get("p50"), others["somme_p50"], 2):
        hints.append(
            "Un percentile de total n’est pas un total de percentiles : les postes ne dérapent pas tous ensemble."
        )
    if same(given.get("risque"), others["tient"]):
        hints.append("risque : c’est la part des simulations qui tiennent dans l’enveloppe.")
    return tally(items, hints)
