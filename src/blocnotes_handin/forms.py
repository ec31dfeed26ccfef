"""What an answer must look like, said in French to the learner. Formative only: never the mark."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Form:
    """An expected shape: its description, and a predicate that says what is wrong with a value, or None."""

    description: str
    fault: Callable[[Any], str | None]


@dataclass(frozen=True)
class Review:
    """What the learner reads under an answer cell."""

    ready: bool
    headline: str
    lines: tuple[tuple[str, bool], ...] = ()


def review(name: str, value: Any, form: Form | None, checks: Mapping[str, Callable[[Any], Any]]) -> Review:
    """Run the visible checks on a value, and say what is still missing."""
    from blocnotes_handin import answers

    if value is answers._UNGIVEN:
        return Review(False, f"la variable « {name} » n’est pas encore définie.")
    if value is None or value is Ellipsis:
        return Review(False, "pas encore de réponse.")
    fault = form.fault(value) if form else None
    if form and fault:
        return Review(False, f"{fault} Attendu : {form.description}.")
    lines = tuple((sentence, _passes(check, value)) for sentence, check in checks.items())
    if all(ok for _, ok in lines):
        return Review(True, "réponse prête à être remise (elle sera vérifiée à la correction).", lines)
    return Review(False, "réponse à revoir.", lines)


def _passes(check: Callable[[Any], Any], value: Any) -> bool:
    try:
        return bool(check(value))
    except Exception:  # noqa: BLE001 - a formative check on a learner's value may fail in any way
        return False


def number(minimum: float | None = None, maximum: float | None = None) -> Form:
    """One number, perhaps within bounds."""
    bounds = _bounds(minimum, maximum)

    def fault(value: Any) -> str | None:
        if not _is_number(value):
            return f"Ce n’est pas un nombre ({_kind(value)})."
        if value != value:
            return "La valeur n’est pas définie (NaN)."
        if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
            return "La valeur sort des bornes possibles."
        return None

    return Form("un nombre" + bounds, fault)


def integer(minimum: int | None = None, maximum: int | None = None) -> Form:
    """One whole number, perhaps within bounds."""
    inner = number(minimum, maximum)

    def fault(value: Any) -> str | None:
        found = inner.fault(value)
        return found or (None if float(value).is_integer() else "Ce n’est pas un nombre entier.")

    return Form("un nombre entier" + _bounds(minimum, maximum), fault)


def numbers(length: int | None = None) -> Form:
    """A list (or tuple, or array) of numbers."""
    size = f" de {length} nombres" if length else " de nombres"

    def fault(value: Any) -> str | None:
        items = _items(value)
        if items is None:
            return f"Ce n’est pas une suite ({_kind(value)})."
        if length is not None and len(items) != length:
            return f"La suite compte {len(items)} éléments."
        return None if all(_is_number(item) for item in items) else "Un élément n’est pas un nombre."

    return Form("une liste" + size, fault)


def sequence(length: int | None = None, of: Form | None = None) -> Form:
    """A list (or tuple, set, array, Series) of anything, or of items of one form."""

    def fault(value: Any) -> str | None:
        items = _items(value)
        if items is None:
            return f"Ce n’est pas une liste ({_kind(value)})."
        if length is not None and len(items) != length:
            return f"La liste compte {len(items)} éléments."
        return next((found for item in items if of and (found := of.fault(item))), None)

    return Form(f"une liste{f' de {length} éléments' if length else ''}", fault)


def text(minimum: int = 1, maximum: int = 20_000) -> Form:
    """A text of some length, in characters."""

    def fault(value: Any) -> str | None:
        if not isinstance(value, str):
            return f"Ce n’est pas un texte ({_kind(value)})."
        size = len(value.strip())
        if size < minimum:
            return f"Le texte est trop court ({size} caractères)."
        return f"Le texte est trop long ({size} caractères)." if size > maximum else None

    return Form(f"un texte de {minimum} à {maximum} caractères", fault)


def choice(*options: Any) -> Form:
    """One of the options."""
    shown = ", ".join(repr(option) for option in options)
    return Form(
        f"l’une des valeurs {shown}",
        lambda value: None if any(_same(value, option) for option in options) else "Valeur hors de la liste.",
    )


def truth() -> Form:
    """True or False."""
    return Form(
        "True ou False",
        lambda value: None if type(value).__name__ in ("bool", "bool_") else f"Reçu : {_kind(value)}.",
    )


def table(columns: list[str] | None = None, rows: int | None = None) -> Form:
    """A pandas table with at least these columns."""

    def fault(value: Any) -> str | None:
        if not hasattr(value, "columns") or not hasattr(value, "index"):
            return f"Ce n’est pas une table pandas ({_kind(value)})."
        names = {str(name) for name in [*value.columns, *value.index.names]}
        missing = [name for name in columns or [] if name not in names]
        if missing:
            return f"Il manque les colonnes {', '.join(missing)}."
        return f"La table compte {len(value)} lignes." if rows is not None and len(value) != rows else None

    named = f" avec les colonnes {', '.join(columns)}" if columns else ""
    return Form(f"une table pandas{named}", fault)


def mapping(keys: list[str] | None = None, of: Form | None = None) -> Form:
    """A dictionary with these keys, whose values have a form."""

    def fault(value: Any) -> str | None:
        if not isinstance(value, Mapping):
            return f"Ce n’est pas un dictionnaire ({_kind(value)})."
        missing = [key for key in keys or [] if key not in value]
        if missing:
            return f"Il manque {', '.join(missing)}."
        wrong = {key: found for key, item in value.items() if of and (found := of.fault(item))}
        return next((f"« {key} » : {found}" for key, found in wrong.items()), None)

    return Form(f"un dictionnaire{' avec les clés ' + ', '.join(keys) if keys else ''}", fault)


def figure() -> Form:
    """A matplotlib figure or axes."""
    return Form(
        "une figure ou un repère matplotlib",
        lambda value: None if hasattr(getattr(value, "figure", value), "axes") else f"Reçu : {_kind(value)}.",
    )


def function() -> Form:
    """Something that can be called."""
    return Form("une fonction", lambda value: None if callable(value) else f"Reçu : {_kind(value)}.")


def model() -> Form:
    """A fitted model with a `predict` method."""
    return Form(
        "un modèle entraîné, avec une méthode predict",
        lambda value: None if callable(getattr(value, "predict", None)) else f"Reçu : {_kind(value)}.",
    )


def source(language: str = "sql") -> Form:
    """A text in a programming or query language."""
    return Form(
        f"un texte {language}",
        lambda value: None if isinstance(value, str) and value.strip() else f"Reçu : {_kind(value)}.",
    )


def _is_number(value: Any) -> bool:
    if type(value).__name__ in ("bool", "bool_"):
        return False
    return isinstance(value, int | float) or (hasattr(value, "dtype") and getattr(value, "ndim", 1) == 0)


def _items(value: Any) -> list[Any] | None:
    if isinstance(value, str | bytes | Mapping) or not hasattr(value, "__iter__"):
        return None
    return list(value)


def _same(value: Any, option: Any) -> bool:
    return type(value) is type(option) and bool(value == option)


def _bounds(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f" entre {minimum} et {maximum}"
    if minimum is not None:
        return f" d’au moins {minimum}"
    return f" d’au plus {maximum}" if maximum is not None else ""


def _kind(value: Any) -> str:
    return f"reçu : {type(value).__name__}"
