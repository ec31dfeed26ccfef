"""What a person reads where a page cannot be shown: what happened, and what they can do."""

from collections.abc import Mapping
from dataclasses import dataclass

from blocnotes.lab.page import Page


@dataclass(frozen=True, slots=True)
class Failure:
    """A title and a sentence."""

    title: str
    sentence: str


FAILURES: Mapping[int, Failure] = {
    400: Failure("Demande incomplète", "Ce qui a été envoyé ne peut être pris. Revenez à la page, puis recommencez."),
    403: Failure(
        "Accès refusé",
        "Cette page n’est pas ouverte à votre rôle, ou elle est restée trop longtemps ouverte avant l’envoi. "
        "Revenez à l’accueil, puis recommencez.",
    ),
    404: Failure("Page introuvable", "Il n’y a rien à cette adresse. L’accueil mène à tout ce qui vous est ouvert."),
    405: Failure("Demande impossible", "Cette adresse ne se demande pas ainsi. Revenez à l’accueil."),
    413: Failure("Fichier trop lourd", "Effacez les sorties du notebook, enregistrez-le, puis recommencez."),
}
BROKEN = Failure(
    "Incident de notre fait",
    "La page n’a pas pu être établie. Rien de ce que vous avez remis n’est perdu. Réessayez dans un instant\u00a0; "
    "si cela dure, dites-le à la personne qui vous forme.",
)


def make_failure(status: int, sentence: str = "") -> Page:
    """Make the page of a failure; `sentence` says more than the usual one where we know more."""
    failure = FAILURES.get(status, BROKEN)
    return Page("failure.html", failure.title, {"sentence": sentence or failure.sentence}, status)
