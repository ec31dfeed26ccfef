"""Say which learner somebody from the platform is. Roles that the platform gives open nothing here.

The first arrival is recognised by the claim that the school chose; from then on the platform's own number of the person
(`sub`) decides, which nobody there can change, and which is never given to another.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from blocnotes.lti.arrival import Arrival
from blocnotes.lti.platform import Platform

NAME = re.compile(r"[a-z](?:[a-z0-9_-]|\.(?=[a-z0-9])){0,31}", re.ASCII)
"""A name that is a Unix user, a folder and a part of an address alike, and means nothing else in any of them."""
LONGEST = 20
DIGEST = 10


class ArrivalRefused(Exception):
    """Somebody is not let in; the sentence says to them, in French, whom to ask."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A learner; `is_new` where they have to be entered first."""

    learner: str
    is_new: bool = False


def recognise(arrival: Arrival, platform: Platform, emails: Mapping[str, str]) -> Recognised:
    """Find a learner among those who are entered (identifier → address); raise ArrivalRefused where none fits."""
    if not arrival.value and not platform.enrols:
        raise ArrivalRefused(
            f"La plateforme ne transmet pas ce à quoi vous reconnaître («\u00a0{platform.claim}\u00a0»). "
            "Signalez-le à votre formateur."
        )
    found = _find(arrival.value, platform.column, emails) if arrival.value else []
    if len(found) > 1:
        raise ArrivalRefused("Deux inscriptions portent la même adresse. Signalez-le à votre formateur.")
    if found:
        return Recognised(check_name(found[0]))
    if not platform.enrols:
        raise ArrivalRefused(
            f"Vous n’êtes pas inscrit à ce cours sous «\u00a0{arrival.value}\u00a0». Signalez-le à votre formateur."
        )
    if not arrival.is_learner:
        # Who teaches there is no learner here, and no instructor by the platform's word alone.
        raise ArrivalRefused(
            "La plateforme ne vous annonce pas comme apprenant. Pour former ou corriger ici, faites-vous inscrire par "
            f"l’administrateur sous le numéro «\u00a0{arrival.subject}\u00a0»."
        )
    return Recognised(make_name(arrival), is_new=True)


def make_name(arrival: Arrival) -> str:
    """Make the identifier of a new learner: words that people recognise, and a digest that no other account has."""
    words = f"{arrival.given_name} {arrival.family_name}".strip() or "apprenant"
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    digest = hashlib.sha256(f"{arrival.issuer}\n{arrival.subject}".encode()).hexdigest()[:DIGEST]
    return f"{stem if stem[:1].isalpha() else 'apprenant'}-{digest}"


def check_name(learner: str) -> str:
    """Give an identifier back, or raise ArrivalRefused where it cannot be a Unix user."""
    if not NAME.fullmatch(learner):
        raise ArrivalRefused(
            f"L’identifiant «\u00a0{learner}\u00a0» ne peut pas ouvrir de session. Signalez-le à votre formateur."
        )
    return learner


def _find(value: str, column: str, emails: Mapping[str, str]) -> list[str]:
    if column == "id":
        return [value] if value in emails else []
    wanted = value.casefold()
    return [learner for learner, email in emails.items() if email.strip().casefold() == wanted]
