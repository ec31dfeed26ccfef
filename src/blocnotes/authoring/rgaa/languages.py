"""Languages: a passage in another language than the notebook's says so (RGAA 8.7)."""

import re
from collections.abc import Iterator

from blocnotes.authoring.rgaa.prose import Passage
from blocnotes.errors import Defect

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
MARKED = re.compile(r"<(?P<name>\w+)\b[^>]*\blang=[^>]*>.*?</(?P=name)>", re.DOTALL | re.IGNORECASE)
LEAST = 12
"""How many words it takes to tell a language: fewer are a title, a term or a name."""
FRENCH = (
    "le la les un une des du de et est sont dans pour par sur que qui avec ce cette ces vous nous il elle on ne pas "
    "plus au aux en se sa son ses leur à ou où mais donc si votre vos d l"
)
OTHERS = {
    "en": "the of and to is are in that it for with as this be by on not from or which you at an",
    "es": "el los las y es son en que por con para una no se del al como más su lo de la un",
    "de": "der die das und ist sind in den von zu mit für nicht ein eine auf dem des sich im",
}
"""The commonest words of each language: what two of them share tells nothing."""


def review_languages(passages: list[Passage], file: str) -> Iterator[Defect]:
    """Find paragraphs in another language that a voice would read as if they were French."""
    for passage in passages:
        for paragraph in re.split(r"\n\s*\n", MARKED.sub(" ", passage.text)):
            words = [
                word.casefold() for word in WORD.findall(re.sub(r"\]\([^)]*\)|<[^>]*>|https?://\S+", " ", paragraph))
            ]
            if len(words) >= LEAST and (code := _tell(words)):
                begun = " ".join(words[:5])
                cure = f'put it between <span lang="{code}"> and </span> (RGAA 8.7)'
                yield Defect(file, passage.place, f"a passage in another language ({code}): “{begun} …”", cure)


def _tell(words: list[str]) -> str:
    french = frozenset(FRENCH.split())
    for code, common in OTHERS.items():
        theirs = frozenset(common.split())
        own, others = sum(word in theirs - french for word in words), sum(word in french - theirs for word in words)
        if own > 2 * others and own * 6 >= len(words):
            return code
    return ""
