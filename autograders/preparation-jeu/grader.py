"""Checks of preparation-jeu: a spreadsheet, encodings, imputation, scaling, a leak, an estimate in service."""

import csv
import random
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from blocnotes.grading.graders import Case, Challenge, Grader, Result, close, fold, wrong
from blocnotes.grading.items import Item, agree, by_key, keyed, near, number, same, tally

grader = Grader()


def matches(given: Any, expected: Any, column: str, decimals: int = 4) -> bool:
    """Tell whether two tables hold the same column, sale by sale."""
    mine, theirs = by_key(given, "vente"), by_key(expected, "vente")
    if len(given) != len(expected) or not mine or mine.keys() != theirs.keys():
        return False
    return all(
        close(plain(mine[sale].get(column)), plain(row[column]), decimals=decimals) for sale, row in theirs.items()
    )


def plain(value: Any) -> Any:
    """Give a cell as a number; a truth value of a 0/1 column counts as its number, an absent one as NaN."""
    if isinstance(value, bool):
        return int(value)
    return float("nan") if value is None or value is pd.NA else value


# Question 1

READ = {
    "surface": "La surface porte une virgule décimale : vérifiez une valeur à la main.",
    "terrain": "Un terrain de plus de 999 m² porte une espace entre les milliers : que devient-il chez vous ?",
    "facade": "Une façade inconnue s’écrit de deux façons, et n’est pas une façade de longueur nulle.",
    "prix": "Les prix ne sont pas ceux du fichier : regardez ce que devient l’espace entre les milliers.",
    "annee_vente": "L’année de la vente est dans la colonne « mois ».",
}


@grader.check("depot-lu")
def spreadsheet_read(case: Case) -> Result:
    given, expected = case.given["depot_lu"], case.reference["depot_lu"]
    if not by_key(given, "vente") or len(given) != len(expected):
        return wrong("Il faut une ligne par vente du dépôt, reconnue par son numéro.")
    found = {name: matches(given, expected, name) for name in READ}
    return tally([(0.2, found[name], name) for name in READ], [READ[name] for name in READ if not found[name]])


# Question 2


@grader.check("natures")
def kinds(case: Case) -> Result:
    given, expected = keyed(case.given["natures"]), case.reference["natures"]
    named = {key: fold(value) if isinstance(value, str) else "" for key, value in given.items()}
    weights = {"nominale": 0.5, "ordinale": 0.25, "nombre": 0.25}

    def members(source: Mapping[str, str], kind: str) -> set[str]:
        return {key for key in expected if source.get(key) == kind}

    items: list[Item] = [
        (weight, members(named, kind) == members(expected, kind), f"les colonnes de nature « {kind} »")
        for kind, weight in weights.items()
    ]
    hints = []
    if named.get("type_bien") == "nombre":
        hints.append(
            "Un code écrit avec des chiffres n’est pas une quantité : que dirait la différence de deux types ?"
        )
    if named.get("type_bien") == "ordinale":
        hints.append("Les codes de type de bien ne rangent pas les maisons de la moins bonne à la meilleure.")
    if "nominale" in (named.get("cuisine"), named.get("sous_sol")):
        hints.append("Les appréciations se rangent : les traiter comme des étiquettes perd cet ordre.")
    return tally(items, hints)


# Question 3


@grader.check("rangs")
def ranks(case: Case) -> Result:
    given, expected = case.given["rangs"], case.reference["rangs"]
    items: list[Item] = [(0.5, matches(given, expected, name), name) for name in ("cuisine", "sous_sol")]
    hints = []
    alphabetical = case.reference["rangs-alphabetiques"]
    if _same_order(given, alphabetical, "cuisine") or _same_order(given, alphabetical, "sous_sol"):
        hints.append("Vos rangs suivent l’ordre alphabétique des mots, pas celui des appréciations.")
    elif items[0][1] and not items[1][1]:
        hints.append(
            "Une maison sans sous-sol n’a pas un sous-sol de valeur inconnue : relisez le rang qu’on lui donne."
        )
    return tally(items, hints)


def _same_order(given: Any, alphabetical: Any, column: str) -> bool:
    mine, theirs = by_key(given, "vente"), by_key(alphabetical, "vente")
    if not mine or mine.keys() != theirs.keys():
        return False
    pairs = {(theirs[sale][column], number(mine[sale].get(column))) for sale in theirs}
    values = [value for _, value in sorted(pairs, key=lambda pair: pair[0])]
    if any(value is None for value in values) or len(values) != len({rank for rank, _ in pairs}):
        return False
    return len(values) > 2 and bool(np.all(np.diff(np.array(values, dtype=float)) > 0))


# Question 4

FILLED = {
    "facades-toutes-lignes": "Vos médianes viennent de toutes les ventes : le jeu d’essai prépare ses propres valeurs.",
    "facades-essai": "Vos médianes viennent du jeu d’essai : en service, il n’existera pas encore.",
    "facades-moyennes": "Vous complétez par une moyenne, que quelques grands terrains déplacent.",
    "facades-mediane-generale": "Une même médiane pour toute la ville efface la différence entre quartiers.",
    "facades-zero": "Une façade inconnue n’est pas une façade de longueur nulle.",
}


@grader.check("facades")
def frontages(case: Case) -> Result:
    given, expected = case.given["facades"], case.reference["facades"]
    filled, flagged = matches(given, expected, "facade"), matches(given, expected, "facade_absente")
    hints = (
        [] if filled else [text for name, text in FILLED.items() if matches(given, case.reference[name], "facade")][:1]
    )
    if not flagged:
        hints.append("« facade_absente » doit dire, vente par vente, si la façade était inconnue au départ.")
    return tally([(0.75, filled, "les façades complétées"), (0.25, flagged, "la trace du manque")], hints)


# Question 5

SCALED = {
    "essai": "Vous avez réappris l’échelle sur le jeu d’essai : moyenne 0 et écart type 1 n’apprennent rien ici.",
    "toutes_lignes": "Votre moyenne et votre écart type viennent de toutes les ventes, jeu d’essai compris.",
    "ddof1": "L’énoncé fixe l’écart type : ddof=0.",
    "sans_log": "Le terrain est à transformer par le logarithme avant d’être centré et réduit.",
}


@grader.check("echelle")
def scaling(case: Case) -> Result:
    given, expected = keyed(case.given["echelle"]), case.reference["echelle"]
    items: list[Item] = [(0.25, same(given.get(key), value), key) for key, value in expected.items()]
    missed = [key for key, value in expected.items() if not same(given.get(key), value)]
    others = case.reference["echelle-autres"]
    # More decimals than the mark needs: ddof=1 is close to the right values, and only a hint hangs on it.
    hints = [text for name, text in SCALED.items() if agree(given, others[name], missed, decimals=5)]
    return tally(items, hints[:1])


# Question 6. The calls come in blocks of fixed sizes, so that the check knows what each one tries.

LABELS = ["Nord", "Sud", "Est", "Ouest", "centre", "Étang", "Gare", "Port", "Zénith", "île"]
BLOCKS = {"ordinary": 14, "bounds": 8, "unseen": 8, "absent": 8, "empty": 3}
ENCODED: dict[str, tuple[float, str]] = {
    "bounds": (0.15, "Une étiquette présente exactement « effectif_min » fois a sa colonne."),
    "unseen": (0.2, "Une étiquette jamais vue ne doit ni échouer, ni créer de colonne, ni disparaître."),
    "absent": (0.15, "None n’est pas une étiquette : il ne fait pas de colonne et s’encode dans « autres »."),
    "empty": (0.1, "Une liste vide n’est pas une erreur : la colonne « autres » reste."),
}


@grader.challenge("encoder")
def encoder_calls(draw: random.Random, case: Challenge) -> list[list[Any]]:
    calls: list[list[Any]] = []
    for block, size in BLOCKS.items():
        calls += [_encoder_call(draw, block, index) for index in range(size)]
    return calls


def _encoder_call(draw: random.Random, block: str, index: int) -> list[Any]:
    labels = draw.sample(LABELS, 6)
    least = draw.randint(2, 4)
    # No label of an ordinary call comes exactly `least` times, and every one of `new` is known.
    counts = [least + draw.randint(1, 3) for _ in labels[:3]] + [least - 1 for _ in labels[3:5]]
    known = [label for label, count in zip(labels[:5], counts, strict=True) for _ in range(count)]
    new = [draw.choice(labels[:5]) for _ in range(5)] + labels[3:5]
    if block == "bounds":
        known += [labels[5]] * least
        new += [labels[5]]
    elif block == "unseen":
        new += [labels[5], "Plaine " + str(index)]
    elif block == "absent":
        known += [None] * (least + 2)
        new += [None, None]
    elif block == "empty":
        known, new = [([], labels[:3]), (known, []), ([], [])][index]
    return [draw.sample(known, len(known)), draw.sample(new, len(new)), least]


@grader.check("encoder")
def encoder(case: Case) -> Result:
    given, expected = case.given["encoder"], case.reference["encoder"]
    if len(given) != len(expected) or len(expected) != sum(BLOCKS.values()):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    passed, start = {}, 0
    for name, size in BLOCKS.items():
        passed[name] = all(
            _same_encoding(mine, theirs)
            for mine, theirs in zip(given[start : start + size], expected[start : start + size], strict=True)
        )
        start += size
    if not passed["ordinary"]:
        return wrong(_encoder_hint(given, expected))
    items: list[Item] = [(0.4, True, "")] + [(weight, passed[name], "") for name, (weight, _) in ENCODED.items()]
    return tally(items, [text for name, (_, text) in ENCODED.items() if not passed[name]])


def _same_encoding(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    value, expected = mine.get("value"), theirs["value"]
    if not isinstance(value, dict) or value.keys() != expected.keys() or value["colonnes"] != expected["colonnes"]:
        return False
    return close(_as_numbers(value["lignes"]), expected["lignes"])


def _as_numbers(rows: Any) -> Any:
    # True and False are as good as 1 and 0 in such a row.
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return None
    return [[int(item) if isinstance(item, bool) else item for item in row] for row in rows]


def _encoder_hint(given: list[Any], expected: list[Any]) -> str:
    values = [call.get("value") for call in given[: BLOCKS["ordinary"]]]
    if not all(isinstance(value, dict) and value.keys() == {"colonnes", "lignes"} for value in values):
        return (
            "Sur des appels ordinaires, la fonction échoue ou ne rend pas le dictionnaire « colonnes » et « lignes »."
        )
    wanted = [call["value"]["colonnes"] for call in expected[: BLOCKS["ordinary"]]]
    mine = [value["colonnes"] for value in values]
    if mine != wanted and all(
        isinstance(names, list) and len(names) > len(theirs) for names, theirs in zip(mine, wanted, strict=True)
    ):
        return "Les étiquettes rares ne doivent pas avoir leur propre colonne."
    if mine != wanted:
        return "Sur des appels ordinaires, les colonnes ne viennent pas des étiquettes connues, dans l’ordre demandé."
    return "Sur des appels ordinaires, les colonnes sont justes mais pas les lignes."


# Question 7


@grader.check("fuite")
def leak(case: Case) -> Result:
    given, expected = keyed(case.given["fuite"]), case.reference["fuite"]
    others = case.reference["fuite-autres"]
    honest = same(given.get("erreur_honnete"), expected["erreur_honnete"], 2)
    items: list[Item] = [
        (0.15, same(given.get("erreur_annoncee"), expected["erreur_annoncee"], 2), "erreur_annoncee"),
        (0.6, honest, "erreur_honnete"),
        (0.25, same(given.get("segments_inconnus"), expected["segments_inconnus"], 4), "segments_inconnus"),
    ]
    return tally(items, [] if honest else list(_leak_hints(given, expected, others)))


def _leak_hints(given: dict[str, Any], expected: Mapping[str, Any], others: Mapping[str, Any]) -> Iterator[str]:
    mine = given.get("erreur_honnete")
    if same(mine, expected["erreur_annoncee"], 2):
        yield "Votre erreur honnête est celle du collègue : les prix du jeu d’essai préparent encore les données."
    if same(mine, others["segments_connus_seuls"], 2):
        yield "Vous avez laissé de côté les ventes de segment inconnu : en service, il faudra les estimer aussi."
    if same(mine, others["modele_du_collegue"], 2):
        yield "Vous avez gardé la régression du collègue : elle a appris sur ses moyennes à lui."
    if same(mine, others["quadratique"], 2):
        yield "C’est une erreur quadratique ; on demande la moyenne des écarts absolus."


# Question 8

HOUSES, ALONE, RARE, GAPS = 300, 5, 4, 6
GOOD = 0.5  # of the error of a constant estimate; ordinary pipelines reach 0.3 to 0.4
SOME = 0.75
NULLABLE = [
    "terrain",
    "facade",
    "qualite",
    "annee",
    "cuisine",
    "sous_sol",
    "garage_places",
    "exterieur",
    "climatisation",
]
PLAUSIBLE = (10_000, 2_000_000)
RARE_PLACES = ("Landmrk", "GrnHill", "Greens", "Blueste")


@grader.challenge("estimer")
def houses(draw: random.Random, case: Challenge) -> list[list[Any]]:
    rows = pd.read_csv(case.folder / "data" / "biens_nouveaux.csv")
    is_rare = rows["quartier"].isin(RARE_PLACES)
    drawn = _described(rows[~is_rare].sample(HOUSES, random_state=draw.randrange(2**31)))
    rare = _described(rows[is_rare].sample(RARE, random_state=draw.randrange(2**31)))
    gaps = [dict(house) for house in draw.sample(drawn, GAPS)]
    for house in gaps:
        for name in draw.sample(NULLABLE, 4):
            house[name] = None
    batches = [drawn, *([house] for house in drawn[:ALONE]), *([house] for house in rare + gaps)]
    return [[batch] for batch in batches]


def _described(rows: Any) -> list[dict[str, Any]]:
    records = rows.drop(columns=["vente", "annee_vente", "prix"]).to_dict("records")
    return [{name: None if pd.isna(item) else item for name, item in house.items()} for house in records]


def _prices(case: Case, houses: list[dict[str, Any]]) -> Any:
    rows = pd.read_csv(case.folder / "data" / "biens_nouveaux.csv")
    known = {tuple(house.values()): price for house, price in zip(_described(rows), rows["prix"], strict=True)}
    return np.array([known[tuple(house.values())] for house in houses], dtype=float)


@grader.check("estimer")
def estimate(case: Case) -> Result:
    calls, given = case.kept["estimer"], case.given["estimer"]
    houses = calls[0][0]
    if len(given) != len(calls):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    replies = [_estimates(reply, len(call[0])) for reply, call in zip(given, calls, strict=True)]
    if replies[0] is None:
        return wrong(
            "Sur un lot de 300 maisons, la fonction échoue ou ne rend pas un prix par maison : façades et sous-sols "
            "y sont parfois absents."
        )
    prices = _prices(case, houses)
    error = float(np.abs(np.array(replies[0]) - prices).mean())
    constant = float(np.abs(np.median(prices) - prices).mean())
    if not error <= SOME * constant:
        return wrong("Vos estimations ne sont pas nettement meilleures qu’un prix constant.")
    start = 1 + ALONE
    alone = all(
        reply is not None and near(reply[0], whole, 0.01 * whole)
        for reply, whole in zip(replies[1:start], replies[0], strict=False)
    )
    unseen = all(_is_plausible(reply) for reply in replies[start : start + RARE])
    gaps = all(_is_plausible(reply) for reply in replies[start + RARE :])
    found: list[tuple[float, bool, str]] = [
        (0.25, True, ""),
        (0.25, error <= GOOD * constant, "L’erreur moyenne dépasse la moitié de celle d’un prix constant."),
        (
            0.2,
            alone,
            "Une maison seule ne reçoit pas le prix qu’elle a dans un lot : la préparation réapprend à chaque appel.",
        ),
        (0.15, unseen, "Une maison d’un quartier jamais vu fait échouer la fonction ou reçoit un prix absurde."),
        (
            0.15,
            gaps,
            "Des valeurs absentes (autres que la façade) font échouer la fonction ou donnent un prix absurde.",
        ),
    ]
    return tally(found, [sentence for _, ok, sentence in found if not ok])


def _estimates(reply: Mapping[str, Any], count: int) -> list[float] | None:
    value = reply.get("value")
    if not isinstance(value, list) or len(value) != count:
        return None
    prices = [found for item in value if (found := number(item)) is not None]
    return prices if len(prices) == count else None


def _is_plausible(reply: list[float] | None) -> bool:
    return reply is not None and all(PLAUSIBLE[0] <= price <= PLAUSIBLE[1] for price in reply)


# Question 9

SHEETS = {"ordinary": 6, "quoted": 4, "formulas": 4}
PHRASES = ["belle vue", "proche gare", "calme", "jardin clos", "à rénover"]


@grader.challenge("ecrire_tableur")
def sheets(draw: random.Random, case: Challenge) -> list[list[Any]]:
    calls: list[list[Any]] = []
    for block, size in SHEETS.items():
        calls += [[["vente", "commentaire", "écart", "prix", "pièces"], _sheet(draw, block)] for _ in range(size)]
    return calls


def _sheet(draw: random.Random, block: str) -> list[list[Any]]:
    rows = []
    for place in range(4):
        phrase = draw.choice(PHRASES)
        if block == "quoted":
            phrase = [f"{phrase} ; vendu", f'dite "{phrase}"', f'"{phrase}"; "libre"', phrase][place]
        elif block == "formulas":
            phrase = ["=" + phrase, "+" + phrase, "-" + phrase, "@" + phrase][place]
        gap = draw.randint(1000, 90_000) / 4
        rows.append(
            [
                f"V{draw.randint(1000, 9999)}",
                phrase,
                gap if place % 2 else -gap,
                draw.randint(50_000, 1_500_000),
                None if place == 2 else 5,
            ]
        )
    return rows


@grader.check("ecrire-tableur")
def spreadsheet_written(case: Case) -> Result:
    given, expected = case.given["ecrire_tableur"], case.reference["ecrire_tableur"]
    if len(given) != len(expected) or len(expected) != sum(SHEETS.values()):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    same_cells = [_cells(mine) == _cells(theirs) for mine, theirs in zip(given, expected, strict=True)]
    ordinary, quoted, formulas = SHEETS.values()
    if not all(same_cells[:ordinary]):
        return wrong(_sheet_hint(given[:ordinary], expected[:ordinary]))
    found = {
        "Un texte qui contient un point-virgule ou un guillemet ne se relit pas.": all(
            same_cells[ordinary : ordinary + quoted]
        ),
        "Un texte qu’un tableur prendrait pour une formule n’est pas protégé comme demandé.": all(
            same_cells[-formulas:]
        ),
    }
    return tally(
        [(0.5, True, ""), *((0.25, ok, "") for ok in found.values())], [text for text, ok in found.items() if not ok]
    )


def _cells(reply: Mapping[str, Any]) -> list[list[str]] | None:
    text = reply.get("value")
    if not isinstance(text, str) or len(text) > 20_000:
        return None
    try:
        return list(csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter=";", strict=True))
    except csv.Error:
        return None


def _sheet_hint(given: list[Any], expected: list[Any]) -> str:
    texts = [reply.get("value") for reply in given]
    if not all(isinstance(text, str) for text in texts):
        return "Sur des lignes ordinaires, la fonction échoue ou ne rend pas un texte."
    swapped = [_cells({"value": text.replace(".", ",")}) for text in texts]
    if all(mine == _cells(theirs) for mine, theirs in zip(swapped, expected, strict=True)):
        return "Les nombres gardent un point décimal : un tableur français en ferait du texte, ou une date."
    if any("None" in text or "nan" in text for text in texts):
        return "Une valeur absente doit donner une case vide."
    if all(
        (_cells(mine) or [[]])[0] != (_cells(theirs) or [[]])[0] for mine, theirs in zip(given, expected, strict=True)
    ):
        return "La première ligne n’est pas celle des en-têtes, séparés par des points-virgules."
    return "Sur des lignes ordinaires, les cases relues ne sont pas celles attendues : regardez chaque sorte de nombre."
