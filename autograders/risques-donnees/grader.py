"""Checks of the protected service: functions are called on drawn forgeries, and each kind of forgery counts."""

import copy
import hashlib
import hmac
import json
import math
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, fold, partial, right, wrong
from blocnotes.grading.items import Item, by_key, keyed, labels, near, number, same, same_reply, tally, weigh

grader = Grader()
Kinds = Sequence[tuple[str, bool]]


# What is right here is to say "nothing wrong", as a function that sees nothing would.
ALLOWED = {"recouvrement", "autre", "grandi"}


def by_kind(kinds: Kinds, gate: str, hints: Mapping[str, str], name: str) -> Result:
    """Give the share of the kinds of inputs that are all right.

    Nothing is given where most plain inputs (`gate`) are wrong, nor where no forgery at all is found.
    """
    plain = [ok for kind, ok in kinds if kind == gate]
    if sum(plain) * 2 <= len(plain):
        return wrong(f"{name} : {hints[gate]}")
    present = {kind for kind, _ in kinds}
    missed = [kind for kind in hints if kind in present and not all(ok for other, ok in kinds if other == kind)]
    found = present - set(missed) - {gate}
    if not missed:
        return right()
    sentence = f"{name} : {hints[missed[0]]}"
    return partial(min(len(found) / (len(present) - 1), 0.95), sentence) if found - ALLOWED else wrong(sentence)


def few_errors(errors: int, most: int, sentence: str) -> Result:
    """Give all for no error, nothing from `most` errors on."""
    if not errors:
        return right()
    return partial(1 - errors / most, sentence) if errors < most else wrong(sentence)


def mapping_errors(given: Any, expected: Any) -> int:
    mine = keyed(given)
    return sum(words(mine.get(fold(key))) != fold(value) for key, value in expected.items())


def words(value: Any) -> str:
    """Give a folded text; the empty one for anything else."""
    return fold(value) if isinstance(value, str) else ""


# --- 1. The map ---


@grader.check("carte")
def risk_map(case: Case) -> Result:
    errors = mapping_errors(case.given["types"], case.reference["types"])
    vocabulary = few_errors(
        errors,
        2,
        "types : distinguez ce qui compte (valeur métier) de ce qui le porte (bien support), et l’acteur de son but.",
    )
    mine, theirs = (by_key(answers["carte"], "scenario") for answers in (case.given, case.reference))
    everything = by_key(case.reference["carte-tout"], "scenario")

    def agrees(column: str, expected: Mapping[tuple[str, ...], Mapping[str, Any]]) -> bool:
        return mine.keys() == expected.keys() and all(
            words(mine[key].get(column)) == fold(row[column]) for key, row in expected.items()
        )

    hints = []
    if not agrees("residuel", theirs):
        hints.append(
            "carte : une mesure prévue ou abandonnée ne protège encore personne."
            if agrees("residuel", everything)
            else "carte : le niveau résiduel se lit dans la matrice, après les baisses et sans descendre sous 1."
        )
    elif not agrees("brut", theirs):
        hints.append("carte : le niveau brut se lit dans la matrice : ce n’est ni un produit, ni une moyenne.")
    weak = labels(case.given["fragiles"]) == labels(case.reference["fragiles"])
    table = tally(
        [
            (0.3, agrees("brut", theirs), "carte (brut)"),
            (0.4, agrees("residuel", theirs), "carte (residuel)"),
            (0.3, weak, "fragiles (un cran de vraisemblance de plus, et le niveau devient élevé)"),
        ],
        hints,
    )
    return weigh((0.3, vocabulary), (0.7, table))


# --- 2. What a breach costs ---


@grader.check("pertes")
def losses(case: Case) -> Result:
    mine, theirs = (by_key(answers["pertes"], "cause") for answers in (case.given, case.reference))

    def column(name: str, answer: str) -> bool:
        expected = by_key(case.reference[answer], "cause")
        return mine.keys() == expected.keys() and all(
            same(mine[key].get(name), row[name], 2) for key, row in expected.items()
        )

    hints = []
    cost, yearly = column("cout_moyen", "pertes"), column("perte_annuelle", "pertes")
    if column("cout_moyen", "pertes-mediane"):
        hints.append("pertes : quelques incidents énormes portent le coût ; la médiane les ignore.")
    elif column("cout_moyen", "pertes-sans-plafond"):
        hints.append("pertes : la mutuelle ne peut pas perdre plus de dossiers qu’elle n’a d’adhérents.")
        yearly = column("perte_annuelle", "pertes-sans-plafond")
    elif cost and not yearly:
        hints.append("pertes : la fréquence est celle que la mutuelle attend, pas celle des causes dans le fichier.")
    assert theirs
    table = tally([(0.5, cost, "cout_moyen"), (0.5, yearly, "perte_annuelle")], hints)
    return weigh((1 / 3, table), (1 / 3, simulated_year(case)), (1 / 3, first_cause(case)))


def simulated_year(case: Case) -> Result:
    given, true = keyed(case.given["annee"]), case.reference["annee-vraie"]
    years = number(given.get("annees"))
    if years is None or not 100_000 <= years <= 1e9:
        return wrong("annee : la simulation compte au moins 100 000 années.")
    error = true["ecart_type"] / math.sqrt(years)
    mean, low, high = (number(given.get(key)) for key in ("moyenne", "bas", "haut"))
    if mean is None or low is None or high is None:
        return wrong("annee : la moyenne et ses bornes sont des nombres.")
    ratio = (high - low) / (2 * 1.96 * error)
    right_mean = abs(mean - true["moyenne"]) <= 5 * error
    right_bounds = right_mean and 0.9 <= ratio <= 1.1 and abs((low + high) / 2 - mean) <= 0.2 * error
    exceeding = near(given.get("depassement"), true["depassement"], 0.007)
    hints = []
    if ratio > 10:
        hints.append(
            "annee : cet intervalle est celui d’une année, pas celui de la moyenne de toutes les années simulées."
        )
    if not exceeding and near(given.get("depassement"), true["une_moyenne"], 0.02):
        hints.append(
            "annee : donner à chaque incident son coût moyen efface les gros incidents, et fausse le dépassement."
        )
    return tally(
        [
            (0.35, right_mean, "moyenne"),
            (0.35, right_bounds, "bas et haut (intervalle à 95 % de la moyenne)"),
            (0.3, exceeding, "depassement"),
        ],
        hints,
    )


def first_cause(case: Case) -> Result:
    given, expected = keyed(case.given["premiere"]), case.reference["premiere"]
    if all(near(given.get(fold(cause)), share, 0.011) for cause, share in expected.items()):
        return right()
    if sorted(number(value) or 0.0 for value in given.values())[-1:] == [1.0]:
        return wrong("premiere : le rang change avec la fréquence ; tirez-la au sort avant de désigner la première.")
    return wrong("premiere : comptez, tirage par tirage, la cause dont la fréquence tirée × le coût moyen l’emporte.")


# --- 3. Signed deliveries ---

DELIVERY_HINTS = {
    "bonne": "des livraisons authentiques et intactes sont refusées, ou la fonction échoue. La signature porte sur les "
    "octets exacts du manifeste reçu, fins de ligne comprises.",
    "periode": "la date du manifeste doit tomber dans la période de la clé, bornes comprises.",
    "revoquee": "une clé révoquée ne vaut plus rien, même pour une date ancienne.",
    "pirate": "une clé livrée avec le manifeste ne prouve rien : l’attaquant a pu la joindre.",
    "contrefaite": "un manifeste signé par une autre clé que celle qu’il nomme est accepté, ou mal nommé.",
    "manifeste": "un manifeste dont un caractère a changé n’est plus signé.",
    "absent": "un fichier annoncé et non livré est une anomalie, et elle n’est pas la seule possible.",
    "en_trop": "un fichier que le manifeste n’annonce pas n’est couvert par aucune signature.",
    "contenu": "l’empreinte se calcule sur tous les octets du fichier : une espace ou une fin de ligne comptent.",
    "plusieurs": "une livraison peut avoir plusieurs anomalies de fichiers à la fois.",
}


@grader.challenge("controler_livraison")
def deliveries(draw: random.Random, case: Challenge) -> list[list[Any]]:
    pool = json.loads((case.folder / "data" / "livraisons.json").read_text(encoding="utf-8"))
    sizes = {"bonnes": 12, "cle_refusee": 12, "contrefaites": 4}
    calls = [call for name, size in sizes.items() for call in draw.sample(pool[name], size)]
    for change in (reworded, without_file, with_file, altered, all_at_once):
        calls += [change(copy.deepcopy(delivery), draw) for delivery in draw.sample(pool["bonnes"], 3)]
    draw.shuffle(calls)
    return [[call] for call in calls]


def reworded(delivery: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    old, new = draw.choice([("Tarifa", "Tarifà"), ("fournisseur", "fournisseu"), ('"cle"', '"cle" ')])
    delivery["manifeste"] = delivery["manifeste"].replace(old, new, 1)
    return delivery


def without_file(delivery: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    announced = sorted(json.loads(delivery["manifeste"])["fichiers"].keys() & delivery["fichiers"].keys())
    intact = [name for name in announced if digest(delivery["fichiers"][name]) in delivery["manifeste"]]
    del delivery["fichiers"][draw.choice(intact)]
    return delivery


def with_file(delivery: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    delivery["fichiers"][draw.choice(["bonus.csv", "tarifs (1).csv"])] = "acte;tarif\nImplant;1,00\n"
    return delivery


def altered(delivery: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    name = draw.choice(sorted(json.loads(delivery["manifeste"])["fichiers"]))
    content = delivery["fichiers"][name]
    swapped = content.replace("\r\n", "\n") if "\r\n" in content else content.replace("\n", "\r\n")
    delivery["fichiers"][name] = draw.choice([content + " ", swapped, content.replace("1", "7", 1) + ";"])
    return delivery


def all_at_once(delivery: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    return without_file(altered(with_file(delivery, draw), draw), draw)


def digest(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


@grader.check("livraison")
def signed(case: Case) -> Result:
    calls = case.kept["controler_livraison"]
    mine, theirs = case.given["controler_livraison"], case.reference["controler_livraison"]
    if len(mine) != len(calls):
        return wrong("controler_livraison : la fonction n’a pas été appelée sur toutes les livraisons.")
    kinds = [
        (delivery_kind(call[0], expected["value"]), codes(given) == codes(expected))
        for call, given, expected in zip(calls, mine, theirs, strict=True)
    ]
    held = labels(case.given["quarantaine"]) == labels(case.reference["quarantaine"])
    own = right() if held else wrong("quarantaine : une livraison au moins est mal jugée.")
    return weigh((0.75, by_kind(kinds, "bonne", DELIVERY_HINTS, "controler_livraison")), (0.25, own))


def codes(call: Mapping[str, Any]) -> set[str] | None:
    return labels(call.get("value"))


def delivery_kind(delivery: Mapping[str, Any], expected: Sequence[str]) -> str:
    if not expected:
        return "bonne"
    if len(expected) > 1:
        return "plusieurs"
    if expected[0] == "cle_refusee":
        key = json.loads(delivery["manifeste"])["cle"]
        return {"tarifs-2026": "pirate", "tarifs-2025b": "revoquee"}.get(key, "periode")
    if expected[0] == "signature_fausse":
        text = delivery["manifeste"]
        return "contrefaite" if "Tarifa" in text and '"fournisseur"' in text and '"cle" ' not in text else "manifeste"
    return {"fichier_absent": "absent", "fichier_en_trop": "en_trop"}.get(expected[0], "contenu")


# --- 4. The chained log ---

LOG_HINTS = {
    "intact": "des journaux intacts sont déclarés rompus, ou la fonction échoue : revoyez la forme canonique.",
    "grandi": "un journal peut avoir grandi depuis son ancre : c’est la n-ième entrée qui compte, pas la dernière.",
    "contenu": "une entrée modifiée ne correspond plus à son empreinte, jusque dans ses détails.",
    "recalcule": "une entrée modifiée et resignée est juste pour elle-même ; c’est la suivante qui la trahit.",
    "efface": "une entrée effacée rompt le maillon de celle qui a pris sa place.",
    "echange": "deux entrées échangées rompent la chaîne dès la première des deux.",
    "debut": "la première entrée a, elle aussi, une précédente : soixante-quatre zéros.",
    "rang": "le rang d’une entrée doit être sa position.",
    "reecrit": "une chaîne recalculée en entier est cohérente : seule l’ancre la contredit.",
    "tronque": "une fin effacée ne rompt aucun maillon : seule l’ancre la révèle.",
}


def seal(entry: Mapping[str, Any]) -> str:
    bare = {key: value for key, value in entry.items() if key != "empreinte"}
    text = json.dumps(bare, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def chain(entries: list[dict[str, Any]], start: int, previous: str, renumber: bool = True) -> list[dict[str, Any]]:
    for place in range(start, len(entries)):
        entry = entries[place]
        entry["rang"] = place if renumber else entry["rang"]
        entry["precedente"] = previous
        entry["empreinte"] = previous = seal(entry)
    return entries


def drawn_log(draw: random.Random) -> list[dict[str, Any]]:
    entries = [
        {
            "acteur": draw.choice(["Éloïse", "g-ménard", "svc-clarté"]),
            "horodatage": f"2025-11-{1 + place % 28:02d}T07:00:00Z",
            "action": draw.choice(["consultation", "droits modifiés", "export"]),
            "rang": place,
            "details": {"objet": f"dossier {draw.randint(1000, 9999)}", "lignes": draw.randint(1, 900), "à": [1, "é"]},
        }
        for place in range(draw.randint(6, 14))
    ]
    return chain(entries, 0, "0" * 64)


@grader.challenge("controler_journal")
def logs(draw: random.Random, case: Challenge) -> list[list[Any]]:
    return [tampered(kind, draw) for kind in LOG_HINTS for _ in range(4)]


def tampered(kind: str, draw: random.Random) -> list[Any]:
    log = drawn_log(draw)
    size, place = len(log), draw.randrange(1, len(log) - 2)
    anchor = {"longueur": size, "empreinte": log[-1]["empreinte"]}
    if kind == "grandi":
        size = draw.randint(1, size - 1)
        anchor = {"longueur": size, "empreinte": log[size - 1]["empreinte"]}
    elif kind == "contenu":
        log[place]["details"]["lignes"] += 1
    elif kind == "recalcule":
        log[place]["acteur"] = "personne"
        log[place]["empreinte"] = seal(log[place])
    elif kind == "efface":
        del log[place]
    elif kind == "echange":
        log[place], log[place + 1] = log[place + 1], log[place]
    elif kind == "debut":
        chain(log, 0, "f" * 64)
    elif kind == "rang":
        log[place]["rang"] += 1
        chain(log, place, log[place - 1]["empreinte"], renumber=False)
    elif kind == "reecrit":
        log[place]["acteur"] = "personne"
        chain(log, place, log[place - 1]["empreinte"])
    elif kind == "tronque":
        log = log[: draw.choice([0, place, size - 1])]
    return [log, anchor]


@grader.check("journal")
def chained(case: Case) -> Result:
    mine, theirs = case.given["controler_journal"], case.reference["controler_journal"]
    kinds = [kind for kind in LOG_HINTS for _ in range(4)]
    if len(mine) != len(kinds):
        return wrong("controler_journal : la fonction n’a pas été appelée sur tous les journaux.")
    hits = [(kind, same_reply(a, b)) for kind, a, b in zip(kinds, mine, theirs, strict=True)]
    given, expected = keyed(case.given["etats"]), case.reference["etats"]
    agreed = all(fold(key) in given and same_state(given[fold(key)], value) for key, value in expected.items())
    own = right() if agreed else wrong("etats : l’état d’un journal au moins n’est pas le bon.")
    return weigh((0.75, by_kind(hits, "intact", LOG_HINTS, "controler_journal")), (0.25, own))


def same_state(given: Any, expected: Any) -> bool:
    return same_reply({"value": given}, {"value": expected})


# --- 5. Requests ---

KEYS = {
    "k-101": ("opticien-12", "5b1e" * 16, 1_759_000_000, 1_761_955_200),
    "k-102": ("opticien-12", "c07d" * 16, 1_761_696_000, 1_769_000_000),
    "k-201": ("dentiste-07", "88a3" * 16, 1_760_000_000, 1_768_000_000),
}
REQUEST_HINTS = {
    "acceptee": "des requêtes justes sont refusées, ou la fonction échoue.",
    "recouvrement": "pendant la rotation, l’ancienne et la nouvelle clé sont bonnes, jusqu’à la dernière seconde.",
    "periode": "une clé inconnue ou hors de sa période est refusée, à l’heure de réception.",
    "code": "un code calculé avec une autre clé, ou un message modifié, n’est pas authentique.",
    "delai": "une horloge peut avancer comme retarder ; l’écart égal à la fenêtre est admis.",
    "rejeu": "la même requête, présentée deux fois, est un rejeu.",
    "rotation": "un partenaire qui change de clé reste le même partenaire : son nonce a déjà servi.",
    "autre": "deux partenaires peuvent tirer le même nonce sans se connaître.",
    "brule": "une requête refusée ne doit pas user le nonce : sinon, un attaquant bloque une requête honnête.",
    "accent": "un code reçu peut contenir n’importe quel caractère : la fonction ne doit pas s’arrêter.",
}


def request(
    draw: random.Random, key: str, at: int, *, lag: int = 0, nonce: str = "", signer: str = ""
) -> dict[str, Any]:
    act = {"acte": draw.choice(["monture", "détartrage"]), "montant": draw.randint(20, 900)}
    made = {
        "recue_a": at,
        "methode": draw.choice(["POST", "GET"]),
        "chemin": draw.choice(["/v1/estimations", "/v1/modèle"]),
        "horodatage": at - lag,
        "nonce": nonce or f"{draw.getrandbits(48):012x}",
        "corps": json.dumps(act, ensure_ascii=False),
        "cle": key,
    }
    body = digest(made["corps"])
    text = "\n".join([made["methode"], made["chemin"], str(made["horodatage"]), made["nonce"], body])
    secret = bytes.fromhex(KEYS[signer or key][1])
    return made | {"code": hmac.new(secret, text.encode("utf-8"), "sha256").hexdigest()}


SEQUENCE = (
    *("acceptee", "acceptee", "recouvrement", "recouvrement", "periode", "periode", "periode", "code", "code"),
    *("delai", "delai", "delai", "rejeu", "acceptee", "rotation", "autre", "brule", "brule"),
)


def sequence(draw: random.Random) -> list[dict[str, Any]]:
    """Draw requests whose kinds are those of SEQUENCE."""
    now = 1_761_800_000 + draw.randint(0, 100_000)
    key, lag = draw.choice(list(KEYS)), draw.choice([-299, -20, 5, 250])
    first = request(draw, key, now, lag=lag)
    shared = f"{draw.getrandbits(40):010x}"
    burnt = request(draw, "k-201", now, nonce=f"b{draw.getrandbits(30)}")
    return [
        first,
        request(draw, draw.choice(list(KEYS)), now, lag=lag),
        request(draw, "k-101", 1_761_955_200, lag=draw.randint(-200, 200)),
        request(draw, "k-102", 1_761_696_000),
        request(draw, "k-101", 1_761_955_201, lag=60),
        request(draw, "k-102", 1_761_695_999, lag=-60),
        request(draw, "k-201", now) | {"cle": draw.choice(["k-999", "", "opticien-12"])},
        request(draw, "k-102", now, signer="k-101"),
        request(draw, "k-201", now) | {"corps": '{"acte": "implant", "montant": 1}'},
        request(draw, key, now, lag=draw.choice([300, -300])),
        request(draw, key, now, lag=301),
        request(draw, key, now, lag=-draw.randint(301, 9000)),
        first | {"recue_a": now + draw.choice([0, 1])},
        request(draw, "k-101", now, nonce=shared),
        request(draw, "k-102", now, nonce=shared),
        request(draw, "k-201", now, nonce=shared),
        burnt | {"code": "0" * 64},
        burnt,
    ]


@grader.challenge("authentifier")
def requests(draw: random.Random, case: Challenge) -> list[list[Any]]:
    odd = [request(draw, "k-201", 1_761_800_000) | {"code": code} for code in ("é" * 64, "", "☃", "0" * 64)]
    return [[sequence(draw)] for _ in range(10)] + [[[item]] for item in odd]


@grader.check("authentification")
def authentic(case: Case) -> Result:
    mine, theirs = case.given["authentifier"], case.reference["authentifier"]
    if len(mine) != len(theirs):
        return wrong("authentifier : la fonction n’a pas été appelée sur toutes les requêtes.")
    kinds: list[tuple[str, bool]] = []
    for given, expected in zip(mine, theirs, strict=True):
        verdicts, value = expected["value"], given.get("value")
        names = SEQUENCE if len(verdicts) > 1 else ("accent",)
        proven = isinstance(value, list) and len(value) == len(verdicts)
        kinds += [(name, proven and words(value[place]) == verdicts[place]) for place, name in enumerate(names)]
    errors = mapping_errors(case.given["revue"], case.reference["revue"])
    review = few_errors(
        errors,
        3,
        f"revue : {errors} extrait(s) mal jugé(s). Demandez-vous ce qu’un attaquant apprend, devine ou contourne.",
    )
    return weigh((2 / 3, by_kind(kinds, "acceptee", REQUEST_HINTS, "authentifier")), (1 / 3, review))


# --- 6. Abuse ---

RULES = ("enumeration", "quota", "export_hors_heures", "sans_dossier")


def rows_of(table: Any) -> set[tuple[str, str]]:
    return {(row[0], row[1]) for row in by_key(table, "compte", "regle")}


def of_rule(rows: Iterable[tuple[str, str]], rule: str) -> set[str]:
    return {account for account, name in rows if name == rule}


@grader.check("abus")
def abuse(case: Case) -> Result:
    mine, theirs = rows_of(case.given["alertes"]), rows_of(case.reference["alertes"])
    found = {rule: of_rule(mine, rule) for rule in RULES}
    hit = {rule: bool(found[rule]) and found[rule] == of_rule(theirs, rule) for rule in RULES}
    known = {
        "alertes-sans-derogations": "alertes : un usage autorisé n’est pas un abus ; retirez d’abord ses lignes.",
        "exports-utc": "alertes : 7 h à Paris n’est pas 7 h UTC, et l’écart change avec la saison.",
        "dossiers-sans-dates": "alertes : un dossier clos, ou pas encore ouvert, ne justifie pas une consultation.",
        "quota-tranches": "alertes : une rafale à cheval sur deux heures échappe aux tranches d’une heure fixe.",
    }
    missed = [rule for rule in RULES if found[rule] and not hit[rule]]
    hints = [
        sentence
        for name, sentence in known.items()
        if any(found[rule] == of_rule(rows_of(case.reference[name]), rule) for rule in missed)
    ]
    ignored, expected = rows_of(case.given["ecartees"]), rows_of(case.reference["ecartees"])
    unfiltered = rows_of(case.reference["alertes-sans-derogations"])
    applied = {rule: hit[rule] or (bool(found[rule]) and found[rule] == of_rule(unfiltered, rule)) for rule in RULES}
    alert_items: list[Item] = [(0.1, applied[rule], f"alertes ({rule})") for rule in RULES]
    alert_items += [(0.07, hit[rule], "") for rule in RULES]
    return tally(
        [
            *alert_items,
            (0.16, bool(expected) and ignored == expected, "ecartees"),
            (0.16, quality(case, mine if sum(applied.values()) >= 2 else set()), "qualite (précision et rappel)"),
        ],
        hints,
    )


def quality(case: Case, rows: set[tuple[str, str]]) -> bool:
    """Tell whether precision and recall are right, on the solution's alerts or on the learner's own."""
    given, candidates = keyed(case.given["qualite"]), [case.reference["qualite"]]
    inquiries = by_key(case.reference["enquetes"], "compte")
    abusers = {key[0] for key, row in inquiries.items() if row["abus"] == "oui"}
    flagged = {account for account, _ in rows}
    if flagged:
        both = len(flagged & abusers)
        candidates.append({"precision": both / len(flagged), "rappel": both / len(abusers)})
    return any(all(same(given.get(key), value) for key, value in item.items()) for item in candidates)


# --- 7. Poison ---


@grader.check("sources")
def sources(case: Case) -> Result:
    mine = by_key(case.given["sources"], "partenaire")

    def column(name: str, answer: str, slack: float) -> bool:
        expected = by_key(case.reference[answer], "partenaire")
        return mine.keys() == expected.keys() and all(
            near(mine[key].get(name), row[name], slack) for key, row in expected.items()
        )

    disagreement = column("desaccord", "sources", 0.012)
    hints = []
    if not disagreement and column("desaccord", "sources-avec-soi", 0.012):
        hints.append(
            "sources : entraîné sur les lignes qu’il juge, le modèle a déjà avalé le poison ; mettez-les de côté."
        )
    given, expected = keyed(case.given["effet"]), case.reference["effet"]
    before, after = (near(given.get(key), expected[key], 0.012) for key in ("avant", "apres"))
    return tally(
        [
            (0.35, disagreement, "desaccord (le modèle n’apprend que sur les autres partenaires)"),
            (0.2, column("repetees", "sources", 0.0005), "repetees (la première ligne n’en répète aucune)"),
            (0.2, labels(case.given["suspects"]) == labels(case.reference["suspects"]), "suspects"),
            (0.25, before and after, "effet (rappel sur les devis témoins, avant et après)"),
        ],
        hints,
    )


# --- 8. What an incident calls for ---


@grader.check("suites")
def aftermath(case: Case) -> Result:
    mine, theirs = (by_key(answers["suites"], "incident") for answers in (case.given, case.reference))
    if mine.keys() != theirs.keys():
        return wrong("suites : chaque incident doit figurer une fois.")
    decided = {key: words(row.get("suite")) for key, row in mine.items()}
    errors = sum(decided[key] != row["suite"] for key, row in theirs.items())
    decisions = few_errors(
        errors, 4, f"suite : {errors} incident(s) mal qualifié(s). Suivez la grille dans l’ordre, et les faits seuls."
    )
    # A deadline is judged where the decision to notify is right, so that one mistake is not paid twice.
    judged = [
        key
        for key, row in theirs.items()
        if decided[key].startswith("cnil") == row["suite"].startswith("cnil") and decided[key]
    ]
    notified = [key for key in judged if theirs[key]["suite"].startswith("cnil")]
    limits = {key: moment(row.get("limite")) for key, row in mine.items()}

    def agrees(name: str) -> bool:
        expected = by_key(case.reference[name], "incident")
        return len(notified) >= 2 and all(limits[key] == moment(expected[key]["limite"]) for key in notified)

    if agrees("suites") and all(not limits[key] for key in judged if key not in notified):
        deadline = right()
    elif agrees("limites-sans-heure-hiver"):
        deadline = partial(0.5, "limite : le passage à l’heure d’hiver ajoute une heure à la pendule, pas au délai.")
    elif agrees("limites-depuis-les-faits"):
        deadline = wrong("limite : le délai court du moment où la mutuelle est certaine, pas de celui des faits.")
    else:
        deadline = wrong(
            "limite : comptez 72 heures écoulées depuis certain_le, et laissez vide ce qui ne se notifie pas."
        )
    return weigh((0.65, decisions), (0.35, deadline))


def moment(value: Any) -> str:
    """Give a moment as the statement writes it; the empty text for none, a mark that fits nothing for the rest."""
    if isinstance(value, str):
        return value.strip().replace("T", " ")[:16]
    if value is None or type(value).__name__ in ("NaTType", "NAType") or (isinstance(value, float) and value != value):
        return ""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else "?"
