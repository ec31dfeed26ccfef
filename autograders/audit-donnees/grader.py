"""Checks of the data audit: volumes, types by rules, quality, personal data, the map of links, decisions."""

import random
from collections.abc import Mapping
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, fold, partial, right, same_text, wrong
from blocnotes.grading.items import Item, agree, by_key, keyed, labels, number, same, tally, weigh

grader = Grader()

CSV, JOURNAL = "prelevements.csv", "automate.jsonl.gz"


# --- 1. Inventory ---


@grader.check("inventaire")
def inventory(case: Case) -> Result:
    given, expected = by_key(case.given["inventaire"], "source"), by_key(case.reference["inventaire"], "source")
    if given.keys() != expected.keys():
        return wrong("inventaire : chacune des six sources doit figurer une fois, sous le nom donné.")
    items: list[Item] = []
    for key, row in expected.items():
        names = ["lignes", "colonnes", "octets"]
        items += [(0.04, same(given[key].get(name), row[name]), f"{name} de {key[0]}") for name in names]
    lines = {name: given[(name,)].get("lignes") for name in (CSV, JOURNAL)}
    hints = []
    if same(lines[CSV], case.reference["lignes-physiques"]):
        hints.append(
            "prelevements.csv : une remarque entre guillemets peut aller à la ligne sans finir l’enregistrement."
        )
    if same(lines[JOURNAL], case.reference["journal-avec-vides"]):
        hints.append("automate.jsonl.gz : une ligne vide n’est pas un événement.")
    if same(given[(JOURNAL,)].get("octets"), case.reference["journal-decompresse"]):
        hints.append("automate.jsonl.gz : la taille demandée est celle du fichier sur le disque, compressé.")
    mine, theirs = keyed(case.given["lecture"]), keyed(case.reference["lecture"])
    read = [same_text(mine.get(key), value) for key, value in theirs.items()]
    items.append((0.28, all(read), "lecture"))
    if not same_text(mine.get("encodage"), theirs["encodage"]):
        hints.append("lecture : regardez les octets d’un « é » ; en UTF-8 il en faut deux.")
    return tally(items, hints)


# --- 2. Types ---

RULES = {
    "vide": "None, un texte vide et des espaces seules ne comptent pas comme des valeurs",
    "booléen": "la casse ne compte pas, et toutes les valeurs doivent convenir",
    "code": "un zéro de tête suffit, mais « 0 » seul n’en est pas un",
    "entier": "un signe est admis, un « 0 » seul aussi, et une seule valeur contraire change le type",
    "décimal": "la virgule et le point sont admis, à condition d’avoir un chiffre de chaque côté",
    "date": "un jour doit exister dans le calendrier",
    "catégorie": "les deux bornes comptent : 20, et la moitié du nombre de valeurs, comprises",
    "texte": "c’est ce qui reste quand rien d’autre ne convient",
}
WORDS = ["urgences", "réanimation", "néonatalogie", "consultation", "bloc", "hôpital de jour"]


@grader.challenge("typer")
def columns(draw: random.Random, case: Challenge) -> list[list[Any]]:
    """Draw lists of texts: each type, and what nearly is one."""

    def some(*values: str, size: int = 0) -> list[str | None]:
        found: list[str | None] = [*values, *(draw.choice(values) for _ in range(size))]
        found += draw.sample([None, "", "  "], draw.randint(0, 2))
        draw.shuffle(found)
        return found

    n = [str(draw.randint(10, 9999)) for _ in range(4)]
    lists = [
        [None, "", "   "],
        [],
        some("Oui", "NON", size=4),
        some("true", "Faux", size=3),
        some("oui", "non", "peut-être", size=6),
        some("oui", n[0], "non"),
        some("00" + n[0], n[1]),
        some("0" + n[2], n[1], size=5),
        some("0" + n[2], "-" + n[1]),
        some("0", n[0], n[1]),
        some("+" + n[0], "-" + n[1], n[2]),
        some(" " + n[0] + " ", n[1]),
        some(n[0] + ",5", n[1]),
        some("-0." + n[0], "+3,25", n[1], size=4),
        some("0" + n[0], n[1] + ",5"),
        some(n[0] + ".", n[1], n[2]),
        some("." + n[0], n[1], n[2]),
        some("1 " + n[0], n[1], "12"),
        some("1,234.5", n[0], n[1]),
        some("2024-02-29", "31/12/2023"),
        some(f"{draw.randint(1, 28):02d}/0{draw.randint(1, 9)}/2020", size=4),
        some("2023-02-29", "2024-01-01", "2024-01-02"),
        some("31/04/2024", "01/04/2024", "02/04/2024"),
        some("1/4/2024", "02/04/2024", "03/04/2024"),
        some(*WORDS[:3], size=3),
        some(*WORDS[:3], size=2),
        some(*(f"salle {i}" for i in range(20)), size=20),
        some(*(f"salle {i}" for i in range(21)), size=60),
        some(draw.choice(WORDS)),
        some(n[0], n[1], "inconnu"),
        some("A", "a", size=2),
    ]
    draw.shuffle(lists)
    return [[values] for values in lists]


@grader.check("types")
def types(case: Case) -> Result:
    given, expected = case.given["typer"], case.reference["typer"]
    if len(given) != len(expected):
        function = wrong("typer : la fonction n’a pas été appelée sur toutes les listes.")
    else:
        failed: set[str] = set()
        for mine, theirs in zip(given, expected, strict=True):
            answered = text(mine.get("value"))
            if answered != theirs["value"]:
                failed |= {theirs["value"]} | ({answered} & RULES.keys())
        missed = [rule for rule in RULES if rule in failed]
        function = right()
        if missed:
            sentence = f"typer : à revoir pour {', '.join(missed)}. Rappel pour {missed[0]} : {RULES[missed[0]]}."
            share = 1 - len(missed) / 6
            function = partial(share, sentence) if share > 0 else wrong(sentence)
    mine_types, their_types = keyed(case.given["types"]), keyed(case.reference["types"])
    errors = [key for key, value in their_types.items() if not same_text(mine_types.get(key), value)]
    if not errors:
        table = right()
    elif len(errors) <= 2:
        table = partial(0.5, f"types : à revoir pour {', '.join(errors)} ; lisez bien la colonne comme du texte.")
    else:
        table = wrong("types : plusieurs colonnes n’ont pas le type que donnent les règles.")
    return weigh((2 / 3, function), (1 / 3, table))


# --- 3. Quality ---


@grader.check("qualite")
def quality(case: Case) -> Result:
    given = by_key(case.given["completude"], "source", "colonne")
    expected = by_key(case.reference["completude"], "source", "colonne")
    found = [key for key, row in expected.items() if same(given.get(key, {}).get("manquants"), row["manquants"])]
    extra = given.keys() - expected.keys()
    naive = case.reference["sans-nc"]
    hints = []
    if any(key not in found and same(given.get(key, {}).get("manquants"), naive[" ".join(key)]) for key in expected):
        hints.append("completude : « NC » ne dit rien de plus qu’une case vide.")
    mine, theirs = keyed(case.given["integrite"]), keyed(case.reference["integrite"])
    if same(mine.get("patients_inconnus"), case.reference["tous-les-patients"]):
        hints.append(
            "patients_inconnus : si aucun patient n’est connu, les deux écritures du numéro ne se sont pas rencontrées."
        )
    if same(mine.get("sans_resultat"), case.reference["lignes-sans-resultat"]) and not agree(
        mine, theirs, ["sans_resultat"]
    ):
        hints.append("sans_resultat : comptez des prélèvements différents, pas des lignes.")
    items: list[Item] = [(0.4 / len(expected), key in found, f"completude ({key[1]})") for key in expected]
    items.append((0.1, len(found) == len(expected) and not extra, "completude" if extra else ""))
    return tally(items + [(0.1, same(mine.get(key), value), key) for key, value in theirs.items()], hints)


# --- 4. Personal data ---

KINDS = {
    "telephone": "des chiffres de plus, avant ou après, font un autre nombre ; le + compte",
    "courriel": "le domaine a un point, puis au moins deux lettres",
    "ipp": "la casse est libre, et il faut sept chiffres exactement",
}


@grader.challenge("reperer")
def remarks(draw: random.Random, case: Challenge) -> list[list[Any]]:
    """Draw remarks that hold one kind, several, none, or something that only looks like one."""

    def pairs(mark: str) -> str:
        return mark.join(["0" + draw.choice("1679"), *(f"{draw.randint(0, 99):02d}" for _ in range(4))])

    seven = str(draw.randint(10**6, 10**7 - 1))
    phones = [pairs(mark) for mark in ("", " ", ".", "-")] + ["06 39.98-12 34", "+33639981234", "+33 6 39981234"]
    mails = ["lea.m@foyer.example", "A_B-c@poste.foyer.example", "x9@y.fr"]
    codes = ["IPP" + seven, "ipp " + seven, "Ipp" + seven, "dossierIPP" + seven]
    near = [
        "1" + pairs(""),
        pairs("") + "5",
        "00 39 98 12 34",
        "06 39 98 12",
        "06  39 98 12 34",
        "+33 06 39 98 12 34 5",
        "lea@foyer",
        "@foyer.example",
        "lea.m@foyer.e",
        "IPP" + seven[:6],
        "IPP" + seven + "1",
        "IPP  " + seven,
        "tube " + seven,
        "",
    ]
    texts = phones + mails + codes + near
    texts += [f"Rappeler {draw.choice(phones)}, écrire à {draw.choice(mails)}." for _ in range(3)]
    texts += [f"({draw.choice(codes)})\n{draw.choice(phones)} ; {draw.choice(near[:2])}" for _ in range(3)]
    texts += [
        f"Voir {draw.choice(codes)} ; copie à {draw.choice(mails)}, tube {draw.choice(near[:4])}" for _ in range(3)
    ]
    draw.shuffle(texts)
    return [[item] for item in texts]


@grader.check("personnelles")
def personal(case: Case) -> Result:
    given, expected = case.given["reperer"], case.reference["reperer"]
    if len(given) != len(expected):
        function = wrong("reperer : la fonction n’a pas été appelée sur tous les textes.")
    else:
        replies = [
            (labels(mine.get("value")), labels(theirs["value"]) or set())
            for mine, theirs in zip(given, expected, strict=True)
        ]
        missed = [
            kind
            for kind in KINDS
            if any(mine is None or (kind in mine) != (kind in theirs) for mine, theirs in replies)
        ]
        extra = any(mine and mine - KINDS.keys() for mine, _ in replies)
        if extra or len(missed) == len(KINDS):
            function = wrong(
                "reperer : la fonction se trompe sur chacune des trois sortes, ou ne rend pas la liste demandée."
            )
        elif missed:
            sentence = f"reperer : à revoir pour {', '.join(missed)}. Rappel : {KINDS[missed[0]]}."
            function = partial(1 - len(missed) / len(KINDS), sentence)
        else:
            function = right()
    mine, theirs = keyed(case.given["fuites"]), keyed(case.reference["fuites"])
    counts = tally([(1 / 3, same(mine.get(key), value), f"fuites ({key})") for key, value in theirs.items()])
    mine, theirs = keyed(case.given["sensibilite"]), keyed(case.reference["sensibilite"])
    errors = [key for key, value in theirs.items() if not same_text(mine.get(key), value)]
    if not errors:
        classes = right()
    else:
        sentence = f"sensibilite : à revoir pour {', '.join(errors[:4])}."
        if "patient" in errors:
            sentence += " Un numéro qui suit une personne n’est pas anonyme, mais il ne la nomme pas."
        share = 1 - len(errors) / 5
        classes = partial(share, sentence) if share > 0 else wrong(sentence)
    return weigh((0.4, function), (0.2, counts), (0.4, classes))


# --- 5. The map ---


@grader.check("carte")
def links(case: Case) -> Result:
    given, expected = by_key(case.given["carte"], "source"), by_key(case.reference["carte"], "source")
    if given.keys() != expected.keys():
        return wrong("carte : chacune des cinq autres sources doit figurer une fois, sous le nom donné.")
    items: list[Item] = []
    hints = []
    for key, row in expected.items():
        mine = given[key]
        linked = same_text(mine.get("cle"), row["cle"])
        items.append(
            (0.1, linked and same_text(mine.get("cardinalite"), row["cardinalite"]), f"cardinalité ({key[0]})")
        )
        items.append((0.1, linked and same(mine.get("couverture"), row["couverture"], 2), f"couverture ({key[0]})"))
        if same_text(mine.get("cardinalite"), row["cardinalite"][::-1]) and row["cardinalite"] in ("1-n", "n-1"):
            hints.append("carte : le premier signe de la cardinalité regarde le CSV, le second l’autre source.")
        if same(mine.get("couverture"), 0):
            hints.append("carte : une couverture nulle vient souvent de deux écritures de la même clé.")
    return tally(items, hints)


# --- 6. Decisions ---


@grader.check("decisions")
def decisions(case: Case) -> Result:
    given, expected = by_key(case.given["decisions"], "source"), by_key(case.reference["decisions"], "source")
    if given.keys() != expected.keys():
        return wrong("decisions : chacune des six sources doit figurer une fois, sous le nom donné.")
    # Judged on the learner's own coverages where most are right, so that one mistake is not paid twice.
    truth = {key[0]: row["couverture"] for key, row in by_key(case.reference["carte"], "source").items()}
    own = {key[0]: number(row.get("couverture")) for key, row in by_key(case.given.get("carte"), "source").items()}
    if sum(same(own.get(name), value, 2) for name, value in truth.items()) < 3:
        own = {}
    right_ones = 0
    missed = []
    for sheet in case.reference["fiches"]:
        name = fold(sheet["source"])
        mine = text(given[(name,)].get("decision"))
        ways = {fold(expected[(name,)]["decision"]), decide(sheet, own.get(name, truth.get(name)))}
        right_ones += mine in ways
        missed += [] if mine in ways else [sheet["source"]]
    if not missed:
        return right()
    sentence = f"decisions : à revoir pour {', '.join(missed[:3])} ; lisez les conditions dans l’ordre."
    share = 1 - len(missed) / 3
    return partial(share, sentence) if share > 0 else wrong(sentence)


def decide(sheet: Mapping[str, Any], coverage: float | None) -> str:
    coverage = 100.0 if coverage is None else coverage
    if sheet["acces"] == "fermé" or coverage < 60:
        return "écartée"
    people = sheet["source"] not in ("services.json", JOURNAL)
    late = sheet["age_jours"] > 2 * sheet["frequence_jours"]
    return "sous condition" if (people and not sheet["accord_dpo"]) or late or coverage < 98 else "retenue"


# --- Common ---


def text(value: Any) -> str:
    return fold(value) if isinstance(value, str) and len(value) < 1000 else ""
