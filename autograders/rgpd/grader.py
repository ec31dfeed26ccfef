"""Checks of the RGPD checklist: consistency is decided here, judgement is left to the marker."""

import hashlib
import hmac
import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from blocnotes.grading.graders import (
    Case,
    Challenge,
    Grader,
    Result,
    close,
    fold,
    partial,
    right,
    same_items,
    same_table,
    wrong,
)

grader = Grader()


# --- 1. Qualification ---

NOT_ARTICLE_9 = {"nir", "bulletin_n3"}


@grader.check("qualification")
def qualification(case: Case) -> Result:
    return weigh((0.5, legal_bases(case)), (0.5, special_categories(case)))


def legal_bases(case: Case) -> Result:
    given, expected = case.given["bases"], case.reference["bases"]
    mine = {fold(str(key)): fold(str(value)) for key, value in given.items()}
    errors = [key for key, value in expected.items() if mine.get(fold(key)) != fold(value)]
    if not errors:
        return right()
    sentence = f"bases : {len(errors)} base(s) légale(s) ne conviennent pas."
    if any(mine.get(fold(key)) == "consentement" for key in errors):
        sentence += (
            " Un consentement n’est valable que s’il est libre : face à son employeur, ou quand un "
            "texte ou un contrat impose le traitement, la personne n’a pas de vrai choix "
            "(article 4, point 11, et article 7)."
        )
    return graded(1 - len(errors) / 4, sentence)


def special_categories(case: Case) -> Result:
    given = {fold(item) for item in case.given["article_9"] if isinstance(item, str)}
    expected = {fold(item) for item in case.reference["article_9"]}
    if given == expected and len(case.given["article_9"]) == len(expected):
        return right()
    extra = given - expected
    if given > expected and extra <= NOT_ARTICLE_9:
        return partial(
            0.5,
            "article_9 : le numéro de sécurité sociale et les condamnations ont leur propre régime "
            "(articles 87 et 10) ; ils ne font pas partie des catégories de l’article 9.",
        )
    if extra:
        return wrong(
            "article_9 : une colonne au moins n’entre pas dans l’article 9, ou n’est pas dans votre "
            "export. Une donnée peut être confidentielle sans appartenir à ces catégories."
        )
    return wrong(
        "article_9 : il manque au moins une colonne qui révèle la santé, les opinions ou l’appartenance "
        "d’une personne."
    )


# --- 2. The register ---

RULES = {
    "mention_absente": "une mention peut manquer de plusieurs façons : clé absente, None, texte vide ou "
    "liste vide",
    "consentement_non_libre": "le consentement ne vaut que si la personne peut refuser",
    "article_9_sans_exception": "une base légale de l’article 6 n’est pas une exception de l’article 9",
    "colonne_inutile": "une colonne est utile dès qu’une seule des finalités en a besoin",
    "duree_excessive": "comparez à la plus longue des durées prévues ; l’égalité n’est pas un dépassement",
    "sous_traitant_sans_contrat": "le contrat de l’article 28 ne concerne que les sous-traitants, tous "
    "les sous-traitants",
    "transfert_sans_garantie": "l’EEE n’est pas la seule destination permise sans garantie, et la "
    "France n’est pas seule dans l’EEE",
    "aipd_absente": "deux critères distincts suffisent, et un critère répété ne compte qu’une fois",
}
MENTIONS = ["responsable", "finalites", "personnes", "colonnes", "destinataires", "duree_mois", "mesures"]
NEEDS = {
    "paie": ["matricule", "nom", "iban", "salaire_brut", "quotite"],
    "dossier_personnel": ["matricule", "nom", "date_naissance", "courriel", "site", "metier", "contentieux"],
    "recrutement": ["nom", "prenom", "courriel", "telephone", "dernier_contact"],
    "controle_acces": ["matricule", "nom", "site", "plaque_vehicule"],
    "temps_travail": ["matricule", "nom", "site", "quotite"],
    "evaluation": ["matricule", "nom", "metier", "date_embauche"],
    "enquete_interne": ["site", "metier", "courriel"],
}
MONTHS = {
    "paie": 60,
    "dossier_personnel": 60,
    "recrutement": 24,
    "controle_acces": 3,
    "temps_travail": 60,
    "evaluation": 24,
    "enquete_interne": 12,
}
SAFE = ["France", "Irlande", "Allemagne", "Norvège", "Suisse", "Japon", "Nouvelle-Zélande"]
UNSAFE = ["Maroc", "Inde", "Tunisie"]
CRITERIA = [
    "evaluation",
    "surveillance_systematique",
    "donnees_sensibles",
    "croisement",
    "personnes_vulnerables",
    "grande_echelle",
]


@grader.challenge("controler")
def records(draw: random.Random, case: Challenge) -> list[list[Any]]:
    """Draw records: each rule is broken alone and mixed, and sits right on its border."""
    fiches = [record(draw, {rule}) for rule in RULES for _ in range(3)]
    fiches += [record(draw, {rule for rule in RULES if draw.random() < 0.3}) for _ in range(24)]
    fiches += [record(draw, set()) for _ in range(8)]
    draw.shuffle(fiches)
    return [[fiche] for fiche in fiches]


def record(draw: random.Random, broken: set[str]) -> dict[str, Any]:
    purposes = draw.sample(sorted(NEEDS), draw.choice([1, 1, 2]))
    useful = sorted(set().union(*(NEEDS[purpose] for purpose in purposes)))
    columns = draw.sample(useful, draw.randint(2, len(useful)))
    if "colonne_inutile" in broken:
        columns.append(draw.choice(["loisirs", "bulletin_n3", "adhesion_syndicale"]))
        draw.shuffle(columns)
    limit = max(MONTHS[purpose] for purpose in purposes)
    fiche: dict[str, Any] = {
        "fiche": f"X{draw.randint(100, 999)}",
        "nom": "Traitement tiré au sort",
        "responsable": "Fraîcheval SAS ; dpo@fraicheval.example",
        "finalites": purposes,
        "base_legale": draw.choice(["contrat", "obligation_legale", "interet_legitime", "consentement"]),
        "refus_possible": True,
        "personnes": ["salariés"],
        "colonnes": columns,
        "colonnes_article_9": [],
        "exception_article_9": None,
        "destinataires": [recipient(draw) for _ in range(draw.randint(1, 3))],
        "duree_mois": limit + draw.choice([1, 6])
        if "duree_excessive" in broken
        else draw.choice([limit, limit, 1]),
        "mesures": ["accès par rôle"],
        "criteres_aipd": [],
        "aipd_faite": False,
    }
    if "consentement_non_libre" in broken:
        fiche |= {"base_legale": "consentement", "refus_possible": False}
    elif fiche["base_legale"] != "consentement":
        fiche["refus_possible"] = draw.random() < 0.4
    if "article_9_sans_exception" in broken:
        exception = draw.choice([None, "intérêt légitime", "6.1.f", "9.1"])
        fiche |= {"colonnes_article_9": ["rqth"], "exception_article_9": exception}
    elif draw.random() < 0.4:
        fiche |= {
            "colonnes_article_9": ["rqth"],
            "exception_article_9": draw.choice(["9.2.a", "9.2.b", "9.2.h", "9.2.j"]),
        }
    if "sous_traitant_sans_contrat" in broken:
        fiche["destinataires"].append(
            recipient(draw) | {"role": "sous-traitant", "contrat_article_28": False}
        )
    if "transfert_sans_garantie" in broken:
        fiche["destinataires"].append(recipient(draw) | {"pays": draw.choice(UNSAFE), "garantie": None})
    draw.shuffle(fiche["destinataires"])
    criterion = draw.choice(CRITERIA)
    if "aipd_absente" in broken:
        fiche["criteres_aipd"] = draw.sample(CRITERIA, draw.choice([2, 2, 3]))
    elif draw.random() < 0.5:
        fiche["criteres_aipd"] = [criterion] * draw.choice([1, 2, 3])
    else:
        fiche |= {"criteres_aipd": draw.sample(CRITERIA, draw.randint(0, 4)), "aipd_faite": True}
    if "mention_absente" in broken:
        remove_mention(draw, fiche)
    return fiche


def recipient(draw: random.Random) -> dict[str, Any]:
    role = draw.choice(["service interne", "destinataire", "sous-traitant"])
    if draw.random() < 0.25:
        country, guarantee = (
            draw.choice(UNSAFE),
            draw.choice(["clauses contractuelles types", "règles d’entreprise contraignantes"]),
        )
    else:
        country, guarantee = draw.choice(SAFE), None
    contract = role == "sous-traitant"
    return {
        "nom": "destinataire",
        "role": role,
        "pays": country,
        "contrat_article_28": contract,
        "garantie": guarantee,
    }


def remove_mention(draw: random.Random, fiche: dict[str, Any]) -> None:
    mention = draw.choice(MENTIONS)
    how = draw.choice(["key", "none", "empty"])
    if how == "key":
        del fiche[mention]
    elif how == "none" or mention == "duree_mois":
        fiche[mention] = None
    else:
        fiche[mention] = "" if mention == "responsable" else []


@grader.check("registre")
def register(case: Case) -> Result:
    return weigh((2 / 3, rules(case)), (1 / 3, anomalies(case)))


def rules(case: Case) -> Result:
    given, expected = case.given["controler"], case.reference["controler"]
    if len(given) != len(expected):
        return wrong("controler : la fonction n’a pas été appelée sur toutes les fiches.")
    calls = list(zip(map(codes, given), map(codes, expected), strict=True))
    answered = [(mine, theirs) for mine, theirs in calls if mine is not None and theirs is not None]
    if len(answered) < 0.6 * len(calls):
        return wrong(
            "controler : sur la plupart des fiches, la fonction échoue ou ne rend pas une liste de codes."
        )
    failed = [rule for rule in RULES if any((rule in mine) != (rule in theirs) for mine, theirs in answered)]
    if len(answered) < len(calls) and "mention_absente" not in failed:
        failed.append("mention_absente")
    if not failed:
        return right()
    sentence = f"controler : règle(s) en défaut : {', '.join(failed)}. Rappel : {RULES[failed[0]]}."
    return graded(1 - len(failed) / len(RULES), sentence)


def codes(call: Mapping[str, Any]) -> set[str] | None:
    value = call.get("value")
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value[:100]):
        return None
    return {fold(item) for item in value[:100]}


def anomalies(case: Case) -> Result:
    given, expected = pairs(case.given["anomalies"]), pairs(case.reference["anomalies"])
    if given is None or expected is None:
        return wrong("anomalies : la table n’a pas les colonnes demandées, ou répète une ligne.")
    gap = len(given ^ expected)
    if not gap:
        return right()
    sentence = (
        "anomalies : la table ne correspond pas aux fiches de votre lot ; relisez une fiche à la "
        "main, règle par règle."
    )
    return partial(0.5, sentence) if gap <= 2 else wrong(sentence)


def pairs(table: Any) -> set[tuple[str, str]] | None:
    columns = named(table)
    if "fiche" not in columns or "anomalie" not in columns or len(table) > 500:
        return None
    rows = [(fold(str(a)), fold(str(b))) for a, b in zip(columns["fiche"], columns["anomalie"], strict=True)]
    return set(rows) if len(rows) == len(set(rows)) else None


# --- 3. Retention ---


@grader.check("conservation")
def retention(case: Case) -> Result:
    def same(name: str) -> bool:
        return same_table(
            case.given["tri"], case.reference[name], ordered=False, columns=["matricule", "sort"]
        )

    if same("tri"):
        return right()
    known = {
        "tri-sans-litige": "Un dossier échu dont le litige est en cours reste nécessaire à la défense "
        "de droits en justice.",
        "tri-en-jours": "Les durées se comptent en années de calendrier, et certaines années ont 366 jours.",
        "tri-strict": "La durée est écoulée dès que le jour anniversaire est atteint, ce jour compris.",
    }
    for name, sentence in known.items():
        if same(name):
            return partial(0.5, sentence)
    if same("tri-embauche"):
        return wrong(
            "La durée d’un ancien salarié ne se compte pas depuis l’embauche : revoyez son point de départ."
        )
    return wrong(
        "Le tri ne suit pas la règle pour une partie des dossiers : vérifiez chaque statut, puis chaque "
        "point de départ."
    )


# --- 4. Rights ---


@grader.check("droits")
def rights(case: Case) -> Result:
    given, expected = by_key(case.given["suivi"], "demande"), reference_rows(case, "suivi", "demande")
    if given is None or given.keys() != expected.keys():
        return wrong("suivi : chaque demande doit figurer une fois et une seule.")
    if not {"date_limite", "droit_ouvert", "en_retard"} <= next(iter(given.values())).keys():
        return wrong("suivi : il manque une des colonnes demandées.")
    limits = {key: day(row["date_limite"]) for key, row in given.items()}
    return weigh(
        (0.4, deadlines(case, limits)), (0.35, openings(case, given)), (0.25, delays(case, given, limits))
    )


def deadlines(case: Case, limits: Mapping[str, str]) -> Result:
    def of(name: str) -> dict[str, str]:
        return {key: day(row["date_limite"]) for key, row in reference_rows(case, name, "demande").items()}

    if limits == of("suivi"):
        return right()
    if limits == of("limites-30-jours"):
        return wrong("date_limite : le délai de l’article 12 se compte en mois, pas en jours.")
    if limits == of("limites-deux-mois"):
        return wrong("date_limite : la prolongation de deux mois s’ajoute au premier mois.")
    return wrong("date_limite : une partie des échéances ne suit pas l’article 12, paragraphe 3.")


def openings(case: Case, given: Mapping[str, Mapping[str, Any]]) -> Result:
    rows = reference_rows(case, "demandes-completes", "demande")
    expected = reference_rows(case, "suivi", "demande")
    missed = {
        rows[key]["droit"]
        for key, row in expected.items()
        if not close(given[key]["droit_ouvert"], row["droit_ouvert"])
    }
    if not missed:
        return right()
    reminders = {
        "opposition": "le droit d’opposition de l’article 21 n’existe pas pour toutes les bases légales",
        "portabilité": "l’article 20 réserve la portabilité à certaines bases légales",
        "effacement": "l’article 17 cède devant l’obligation légale de conserver",
    }
    hints = [text for right_name, text in reminders.items() if right_name in missed]
    sentence = (
        "droit_ouvert : " + (" ; ".join(hints) if hints else "ce droit ne dépend pas de la base légale") + "."
    )
    return partial(0.5, sentence) if len(missed) == 1 else wrong(sentence)


def delays(case: Case, given: Mapping[str, Mapping[str, Any]], limits: Mapping[str, str]) -> Result:
    # Judged on the learner's own deadlines, so that one mistake is not paid twice.
    # Deadlines made up to suit earn nothing.
    expected = reference_rows(case, "suivi", "demande")
    rows = reference_rows(case, "demandes-completes", "demande")
    if all(close(given[key]["en_retard"], row["en_retard"]) for key, row in expected.items()):
        return right()
    near = all(same_month_or_next(limits[key], day(row["date_limite"])) for key, row in expected.items())
    if near and all(close(given[key]["en_retard"], late(rows[key], limits[key])) for key in expected):
        return right()
    return wrong(
        "en_retard : même un refus se répond dans le délai, et une réponse peut partir trop tard. "
        "Relisez les deux cas."
    )


def late(row: Mapping[str, Any], limit: str) -> bool:
    answered = day(row["repondue_le"])
    return (answered or "2026-01-31") > limit


def same_month_or_next(given: str, expected: str) -> bool:
    if not given or not expected:
        return False
    return abs((date.fromisoformat(expected) - date.fromisoformat(given)).days) <= 32


def day(value: Any) -> str:
    """Give a date as text, or the empty text for what is none."""
    text = value if isinstance(value, str) else value.isoformat() if hasattr(value, "isoformat") else ""
    parts = text[:10].split("-")
    if (
        len(parts) != 3
        or [len(part) for part in parts] != [4, 2, 2]
        or not all(part.isdecimal() for part in parts)
    ):
        return ""
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])).isoformat()
    except ValueError:
        return ""


# --- 5. Pseudonyms ---

ALGORITHMS = [
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha3_256",
    "sha3_512",
    "blake2b",
    "blake2s",
]
HEXADECIMAL = frozenset("0123456789abcdef")
PEOPLE = 40


def pseudonym_inputs(variant: int) -> dict[str, Any]:
    """Draw numbers and keys. The check draws the same ones again, to know which call was which."""
    draw = random.Random(f"pseudonymes:{variant}")  # noqa: S311 - nothing secret: only properties of the outputs count
    numbers: list[str] = []
    while len(numbers) < PEOPLE:
        department = draw.choice(["44", "49", "35", "75", "2A", "2B"])
        number = (
            f"{draw.choice('12')}{draw.randint(40, 99)}{draw.randint(13, 19)}{department}"
            f"{draw.randint(0, 999):03d}{draw.randint(0, 999):03d}{draw.randint(0, 99):02d}"
        )
        if number not in numbers:
            numbers.append(number)
    key = "".join(draw.choice("0123456789abcdef") for _ in range(64))
    other = "".join(draw.choice("0123456789abcdef") for _ in range(64))
    flipped = key[:-1] + ("0" if key[-1] != "0" else "1")
    neighbours = [n[:-1] + str((int(n[-1]) + 1) % 10) for n in numbers[:8]]
    written = [spaced(n, draw) for n in numbers]
    calls = (
        [[n, key] for n in numbers]
        + [[n, key] for n in written]
        + [[n, other] for n in numbers]
        + [[n, flipped] for n in numbers[:8]]
        + [[n, key] for n in neighbours]
        + [[n, key] for n in numbers[:8]]
    )
    return {"numbers": numbers, "key": key, "calls": calls}


def spaced(number: str, draw: random.Random) -> str:
    cuts = [0, 1, 3, 5, 7, 10, 13, 15]
    text = draw.choice([" ", "\u00a0", "\u202f"]).join(number[a:b] for a, b in itertools.pairwise(cuts))
    return text.lower() if draw.random() < 0.5 else text


@grader.challenge("pseudonymiser")
def pseudonym_calls(draw: random.Random, case: Challenge) -> list[list[Any]]:
    return pseudonym_inputs(case.variant)["calls"]  # type: ignore[no-any-return]


@grader.check("pseudonymisation")
def pseudonyms(case: Case) -> Result:
    drawn = pseudonym_inputs(case.variant)
    numbers, key, size = drawn["numbers"], drawn["key"], len(drawn["calls"])
    reference = [call.get("value") for call in case.reference["pseudonymiser"]]
    expected = hmac.new(bytes.fromhex(key), numbers[0].encode(), "sha256").hexdigest()
    assert len(reference) == size and reference[0] == expected, "the calls are not those of this variant"

    results = [call.get("value") for call in case.given["pseudonymiser"]]
    if len(results) != size:
        return wrong("La fonction n’a pas été appelée sur toutes les entrées.")
    compact, rest = results[:PEOPLE], results[PEOPLE:]
    written, rest = rest[:PEOPLE], rest[PEOPLE:]
    other, rest = rest[:PEOPLE], rest[PEOPLE:]
    flipped, neighbours, again = rest[:8], rest[8:16], rest[16:24]
    if not all(map(is_pseudonym, [*compact, *other, *flipped, *neighbours, *again])):
        return wrong(
            "Au moins un résultat n’est pas un texte de 32 à 128 chiffres hexadécimaux, ou la fonction "
            "échoue."
        )
    compact, other, flipped, neighbours, again = (
        [str(item).lower() for item in group] for group in (compact, other, flipped, neighbours, again)
    )
    if again != compact[:8]:
        return wrong(
            "La même entrée ne donne pas toujours le même pseudonyme : on ne pourrait pas rapprocher "
            "deux fichiers."
        )
    if len(set(compact)) < PEOPLE:
        return wrong("Deux numéros différents reçoivent le même pseudonyme.")
    if any(a == b for a, b in zip(compact, other, strict=True)):
        return wrong(
            "Le pseudonyme ne dépend pas de la clé : qui essaie tous les numéros possibles avec "
            "l’algorithme retrouve la personne."
        )
    if any(number[:13].lower() in out or key in out for number, out in zip(numbers, compact, strict=True)):
        return wrong("Le numéro ou la clé se lit dans le pseudonyme.")
    near = list(zip(compact[:8], neighbours, strict=True)) + list(zip(compact[:8], flipped, strict=True))
    if min(spread(a, b) for a, b in near) < 0.5:
        return wrong(
            "Deux entrées voisines, ou deux clés voisines, donnent des pseudonymes qui se ressemblent : "
            "l’opération peut se remonter."
        )
    share, sentences = 1.0, []
    if any(recognised(number, key, out) for number, out in zip(numbers[:4], compact, strict=False)):
        share *= 0.5
        sentences.append(
            "La clé est simplement accolée au numéro avant un hachage ordinaire : il existe des "
            "constructions à clé, étudiées pour cela."
        )
    if [str(item).lower() for item in written] != compact:
        share *= 0.5
        sentences.append("Deux écritures du même numéro (espaces, casse) ne donnent pas le même pseudonyme.")
    return right() if not sentences else partial(share, " ".join(sentences))


def is_pseudonym(value: Any) -> bool:
    return isinstance(value, str) and 32 <= len(value) <= 128 and set(value.lower()) <= HEXADECIMAL


def spread(first: str, second: str) -> float:
    """Give the share of hexadecimal digits that differ: about 15/16 for unrelated texts."""
    if len(first) != len(second):
        return 0.0
    return sum(a != b for a, b in zip(first, second, strict=True)) / len(first)


def recognised(number: str, key: str, out: str) -> bool:
    """Tell whether an ordinary digest of the number beside the key gives (the start or end of) this text."""
    for text in concatenations(number, key):
        for name in ALGORITHMS:
            digest = hashlib.new(name, text, usedforsecurity=False).hexdigest()
            if digest.startswith(out) or digest.endswith(out):
                return True
    return False


def concatenations(number: str, key: str) -> Iterator[bytes]:
    for form in (number, number.lower()):
        for secret in (key.encode(), key.upper().encode(), bytes.fromhex(key)):
            for between in (b"", b":", b"|", b"-", b"_", b" ", b".", b";", b"/"):
                yield secret + between + form.encode()
                yield form.encode() + between + secret
                yield secret + between + form.encode() + between + secret


# --- 6. Minimisation ---

NEEDED = ["site", "metier", "contrat", "quotite", "anciennete", "jours_absence"]


@grader.check("minimisation")
def minimisation(case: Case) -> Result:
    orphans = (
        right()
        if same_items(
            [fold(str(item)) for item in case.given["orphelines"]],
            [fold(c) for c in case.reference["orphelines"]],
        )
        else wrong(
            "orphelines : comparez toutes les colonnes de l’export à toutes celles que les douze fiches "
            "déclarent."
        )
    )
    return weigh((0.25, orphans), (0.75, prototype(case)))


def prototype(case: Case) -> Result:
    given, expected = case.given["jeu"], case.reference["jeu"]
    columns = named(given)
    extra = set(columns) - {"pseudonyme", *NEEDED}
    if extra == {"index"} and numbers(columns["index"], 1e6) is not None:
        extra = set()  # row numbers that pandas kept from the export: they say nothing of anybody
    if extra:
        return wrong(
            "jeu : la table contient plus que ce dont la note de cadrage a besoin (article 5, "
            "paragraphe 1, point c)."
        )
    if not {"pseudonyme", *NEEDED} <= set(columns):
        return wrong("jeu : il manque au moins une colonne demandée.")
    if len(given) != len(expected):
        return wrong("jeu : il faut une ligne par personne dont le statut est « salarié », et aucune autre.")
    if not masked(columns["pseudonyme"], case.reference["identifiants-directs"]):
        return wrong(
            "jeu : les pseudonymes doivent être des textes hexadécimaux tous différents, où le numéro "
            "ne se lit pas."
        )
    if same_table(given, expected, ordered=False, columns=NEEDED):
        return right()
    known = {
        "jeu-doublons": "jeu : une absence exportée deux fois ne compte qu’une fois.",
        "jeu-annees": "jeu : l’ancienneté compte les années révolues ; l’anniversaire de l’embauche "
        "est-il passé ?",
        "jeu-casse": "jeu : des absences ne sont pas rattachées ; le journal n’écrit pas toujours les "
        "lettres comme l’export.",
        "jeu-espaces": "jeu : des absences ne sont pas rattachées ; toutes les espaces ne sont pas le "
        "même caractère.",
    }
    for name, sentence in known.items():
        if same_table(given, case.reference[name], ordered=False, columns=NEEDED):
            return partial(0.5, sentence)
    if same_table(given, case.reference["jeu-maladie"], ordered=False, columns=NEEDED):
        return wrong(
            "jeu : ne compter que les maladies produit une donnée de santé, dont le prototype n’a pas besoin."
        )
    if same_table(given, expected, ordered=False, columns=NEEDED[:-1]):
        return partial(
            0.25,
            "jeu : les jours d’absence ne correspondent pas ; le rapprochement des deux sources a perdu "
            "ou ajouté des lignes.",
        )
    return wrong("jeu : les lignes ne correspondent pas à votre export.")


def masked(values: Sequence[Any], direct: Any) -> bool:
    """Tell whether the pseudonyms are distinct hexadecimal texts in which no number can be read."""
    if not all(
        isinstance(value, str) and 16 <= len(value) <= 200 and set(value.lower()) <= HEXADECIMAL
        for value in values
    ):
        return False
    numbers = {fold(str(item)) for item in direct["nir"].tolist()}
    read = {part for value in values for part in (value.lower()[:15], value.lower()[-15:])}
    return len(set(values)) == len(values) and not read & numbers


# --- 7. k-anonymity ---

PLANS = "ABCDE"
FAMILIES = {
    "logistique": ["préparateur de commandes", "cariste", "agent de quai", "chef d’équipe"],
    "transport": ["conducteur", "exploitant transport"],
    "technique": ["technicien frigoriste", "agent de maintenance", "technicien informatique"],
    "gestion": ["assistant administratif", "gestionnaire de paie", "comptable"],
}
FAMILY = {fold(job): family for family, jobs in FAMILIES.items() for job in jobs}
BRITTANY = {"rennes", "vannes"}
MEASURES = ["k", "seuls", "l", "perte"]


@grader.check("kanonymat")
def anonymity(case: Case) -> Result:
    given, expected = by_key(case.given["mesures"], "plan"), reference_rows(case, "mesures", "plan")
    if (
        given is None
        or given.keys() != expected.keys()
        or not set(MEASURES) <= next(iter(given.values())).keys()
    ):
        return wrong("mesures : il faut une ligne par plan, et les colonnes demandées.")
    chosen = case.reference["plan_retenu"]
    own = measured(case)
    hits = {name: column_agrees(given, expected, name) for name in MEASURES}
    if own is not None and sum(hits.values()) < len(MEASURES):
        # The learner measured the table that they handed in themselves: its mistakes are paid in part 6 only.
        mine = {name: column_agrees(given, own, name) for name in MEASURES}
        if sum(mine.values()) > sum(hits.values()):
            hits, chosen = mine, retained(own)
    if not (hits["k"] or hits["seuls"] or hits["perte"]):
        hits["l"] = False
    plan = fold(str(case.given["plan_retenu"]))
    follows = hits["seuls"] and plan == fold(retained(given))
    right_plan = bool(plan) and (follows or (plan == fold(chosen) and (hits["seuls"] or hits["perte"])))
    share = (sum(hits.values()) + right_plan) / 5
    if share == 1.0:
        return right()
    return graded(share, anonymity_sentence(case, given, hits, right_plan))


def anonymity_sentence(
    case: Case, given: Mapping[str, Any], hits: Mapping[str, bool], right_plan: bool
) -> str:
    known = {
        "mesures-seuls-k": "perte : une classe nombreuse où tous ont la même valeur livre aussi cette "
        "valeur.",
        "mesures-inclusif": "perte : une classe de cinq personnes n’en compte pas moins de cinq.",
    }
    for name, sentence in known.items():
        if not hits["perte"] and column_agrees(given, reference_rows(case, name, "plan"), "perte"):
            return sentence
    if (
        column_agrees(given, reference_rows(case, "mesures-avec-sensible", "plan"), "seuls")
        and not hits["seuls"]
    ):
        return (
            "Les classes se forment sur les seuls quasi-identifiants : l’attribut sensible n’est pas "
            "connu de l’observateur."
        )
    failed = [name for name in MEASURES if not hits[name]]
    if failed:
        return (
            f"mesures : à revoir : {', '.join(failed)}. Relisez la définition d’une classe et de "
            "chaque mesure."
        )
    return "plan_retenu : ce n’est pas le premier plan qui respecte la limite fixée."


def column_agrees(given: Mapping[str, Any], expected: Mapping[str, Any], name: str) -> bool:
    mine = numbers([given[plan][name] for plan in expected], 1e6)
    return mine is not None and all(
        close(value, row[name], decimals=1 if name == "perte" else None)
        for value, row in zip(mine, expected.values(), strict=True)
    )


def retained(table: Mapping[str, Mapping[str, Any]]) -> str:
    """Give the plan that a table of measures leads to; the empty text where its losses are no percentages."""
    losses = numbers([table[fold(plan)]["perte"] for plan in PLANS], 100)
    if losses is None:
        return ""
    return next((plan for plan, loss in zip(PLANS, losses, strict=True) if loss <= 4), "aucun")


def measured(case: Case) -> dict[str, dict[str, Any]] | None:
    """Measure the learner's own `jeu`, where it is a plausible one; None elsewhere."""
    given, expected = case.given.get("jeu"), case.reference["jeu"]
    columns = named(given)
    if given is None or not set(NEEDED) <= set(columns) or len(given) != len(expected):
        return None
    if not same_table(given, expected, ordered=False, columns=NEEDED[:4]):
        return None
    seniority, days = numbers(columns["anciennete"], 60), numbers(columns["jours_absence"], 1000)
    if seniority is None or days is None or len(set(seniority)) <= 10:
        return None
    rows = list(
        zip(
            columns["site"],
            columns["metier"],
            columns["contrat"],
            columns["quotite"],
            seniority,
            days,
            strict=True,
        )
    )
    return {fold(plan): measure(rows, plan) for plan in PLANS}


def measure(rows: Sequence[tuple[Any, ...]], plan: str) -> dict[str, Any]:
    classes: dict[tuple[Any, ...], list[str]] = {}
    for site, job, contract, quota, seniority, days in rows:
        key = [fold(str(site)), fold(str(job)), fold(str(contract)), str(float(quota)), str(seniority)]
        if plan >= "B":
            key[4] = step(seniority, (1, 4, 9))
        if plan >= "C":
            key[1] = FAMILY.get(key[1], "?")
            key[2] = "cdi" if key[2] == "cdi" else "autre"
            key[3] = "plein" if float(quota) == 100 else "partiel"
        if plan >= "D":
            key[0] = "bretagne" if key[0] in BRITTANY else "loire"
        if plan >= "E":
            key[3] = "*"
        classes.setdefault(tuple(key), []).append(step(days, (0, 10, 30)))
    sizes = [(len(values), len(set(values))) for values in classes.values()]
    lost = sum(size for size, variety in sizes if size < 5 or variety < 2)
    return {
        "k": min(size for size, _ in sizes),
        "seuls": sum(size == 1 for size, _ in sizes),
        "l": min(variety for _, variety in sizes),
        "perte": round(100 * lost / len(rows), 1),
    }


def step(value: float, bounds: Sequence[float]) -> str:
    return next((str(index) for index, bound in enumerate(bounds) if value <= bound), str(len(bounds)))


def numbers(values: Sequence[Any], most: float) -> list[float] | None:
    if not all(
        isinstance(v, int | float) and not isinstance(v, bool) and math.isfinite(v) and 0 <= v <= most
        for v in values
    ):
        return None
    return [float(value) for value in values]


# --- 8. Impact assessment ---


@grader.check("aipd")
def assessment(case: Case) -> Result:
    given, expected = case.given["criteres"], case.reference["criteres"]
    mine = {fold(str(key)): fold(str(value)) for key, value in given.items()}
    errors = [fact for fact, criterion in expected.items() if mine.get(fold(fact)) != criterion]
    if not errors:
        mapping = right()
    else:
        sentence = f"criteres : {len(errors)} fait(s) ne sont pas rattachés au bon critère."
        if {"F10", "F11"} & set(errors):
            sentence += (
                " Pensez à qui se trouve, face au responsable du traitement, dans un rapport de "
                "force déséquilibré."
            )
        mapping = partial(0.5, sentence) if len(errors) <= 2 else wrong(sentence)
    return weigh((0.5, mapping), (0.5, counting(case, mine if len(errors) <= 4 else None)))


def counting(case: Case, mine: Mapping[str, str] | None) -> Result:
    given, expected = by_key(case.given["aipd"], "projet"), reference_rows(case, "aipd", "projet")
    if (
        given is None
        or given.keys() != expected.keys()
        or not {"criteres", "requise"} <= next(iter(given.values())).keys()
    ):
        return wrong("aipd : chaque projet doit figurer une fois, avec les colonnes demandées.")
    facts = case.reference["projets-faits"]
    candidates = [{key: row["criteres"] for key, row in expected.items()}]
    if mine is not None:
        candidates.append(count_criteria(facts, mine))
    results = [compare_counts(given, counts) for counts in candidates]
    best = max(results, key=lambda result: result.share)
    if best.share == 1.0:
        return best
    by_fact = count_criteria(
        facts, {fact: fact for fact, criterion in _folded(case).items() if criterion != "aucun"}
    )
    if compare_counts(given, by_fact).share == 1.0:
        return wrong("aipd : deux faits qui remplissent le même critère ne font qu’un critère.")
    return best


def compare_counts(given: Mapping[str, Mapping[str, Any]], counts: Mapping[str, int]) -> Result:
    counted = all(close(given[key]["criteres"], count) for key, count in counts.items())
    decided = all(close(given[key]["requise"], count >= 2) for key, count in counts.items())
    if counted and decided:
        return right()
    if counted:
        return partial(
            0.5,
            "aipd : les critères sont bien comptés, mais la règle générale n’est pas appliquée au bon seuil.",
        )
    if decided:
        return partial(0.5, "aipd : le nombre de critères est faux pour au moins un projet.")
    return wrong("aipd : le nombre de critères est faux pour au moins un projet, et la conclusion aussi.")


def count_criteria(facts: Any, criterion_of: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, set[str]] = {}
    for project, fact in zip(facts["projet"].tolist(), facts["fait"].tolist(), strict=True):
        criterion = criterion_of.get(fold(str(fact)), "aucun")
        found.setdefault(fold(str(project)), set()).update([] if criterion == "aucun" else [criterion])
    return {project: len(criteria) for project, criteria in found.items()}


def _folded(case: Case) -> dict[str, str]:
    return {fold(fact): criterion for fact, criterion in case.reference["criteres"].items()}


# --- Common ---


def weigh(*parts: tuple[float, Result]) -> Result:
    """Give the weighted mean of several results, with the sentences of those that are not right."""
    sentences = [result.sentence for _, result in parts if result.share < 1.0]
    share = math.fsum(weight * result.share for weight, result in parts)
    return right() if not sentences else Result(min(share, 0.999), " ".join(filter(None, sentences)))


def graded(share: float, sentence: str) -> Result:
    return partial(share, sentence) if 0.0 < share < 1.0 else wrong(sentence)


def named(table: Any) -> dict[str, list[Any]]:
    """Give the columns of a table by folded name; nothing for what is no table."""
    if not hasattr(table, "columns"):
        return {}
    return {fold(str(name)): table[name].tolist() for name in table.columns}


def reference_rows(case: Case, name: str, key: str) -> dict[str, dict[str, Any]]:
    """Give the rows of a table that the solution handed in."""
    rows = by_key(case.reference[name], key)
    assert rows is not None, f"the solution's {name} has no key {key}"
    return rows


def by_key(table: Any, key: str) -> dict[str, dict[str, Any]] | None:
    """Give the rows of a table by their key; None when the key is missing, repeated, or the table empty."""
    columns = named(table)
    if key not in columns or not 0 < len(table) <= 5000:
        return None
    keys = [fold(str(value)) for value in columns[key]]
    if len(set(keys)) != len(keys):
        return None
    return {
        value: {name: items[index] for name, items in columns.items()} for index, value in enumerate(keys)
    }
