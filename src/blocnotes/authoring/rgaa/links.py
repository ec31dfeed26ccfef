"""Links: a text that says where they lead, and one text for one target (RGAA 6.1, 6.2)."""

import re
from collections.abc import Iterator

from blocnotes.authoring.rgaa.prose import Passage
from blocnotes.errors import Defect

LINK = re.compile(r"(?<!!)\[(?P<text>(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*)\]\(\s*<?(?P<target>[^\s)>]*)[^)]*\)")
BARE = re.compile(r"(?<![\w/(\[\"'=])<?(?P<target>https?://[^\s<>)\]]+)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:[^\n]*", re.MULTILINE)
VAGUE = frozenset(
    {
        "ici", "là", "cliquez ici", "cliquer ici", "clic", "lien", "ce lien", "le lien", "cette page", "page", "site",
        "en savoir plus", "plus", "plus d’informations", "lire la suite", "la suite", "suite", "voir", "voir ici",
        "télécharger", "here", "click here", "link", "more", "read more", "this page",
    }
)  # fmt: skip
NAMED = "name its target in the text of the link (RGAA 6.1)"


def review_links(passages: list[Passage], file: str) -> Iterator[Defect]:
    """Find links that say nothing when they are read one by one, out of their sentence."""
    targets: dict[str, str] = {}
    for passage in passages:
        for text, target in _list(passage):
            said = text.strip(" .:→»«").replace("'", "’").casefold()
            if not said:
                yield Defect(file, passage.place, f"a link to {target} without text", NAMED)
            elif said in VAGUE or said.startswith(("http://", "https://", "www.")):
                yield Defect(file, passage.place, f"the link text {text!r} does not say where it leads", NAMED)
            elif targets.setdefault(said, target) != target:
                what = f"the link text {text!r} leads to {targets[said]} and to {target}"
                yield Defect(file, passage.place, what, "give the two links different texts (RGAA 6.1)")
        prose = DEFINITION.sub("", LINK.sub(" ", re.sub(r"<a\b.*?</a>", " ", passage.text, flags=re.DOTALL | re.I)))
        for match in BARE.finditer(prose):
            what = f"the bare address {match['target']}"
            yield Defect(file, passage.place, what, "write [what it leads to](address) (RGAA 6.1)")


def _list(passage: Passage) -> Iterator[tuple[str, str]]:
    for match in LINK.finditer(passage.text):
        image = re.search(r"!\[([^\]]*)\]", match["text"])
        yield (image[1] if image else re.sub(r"<[^>]*>|[*_]", "", match["text"])).strip(), match["target"]
    for link in passage.html.find("a"):
        if "href" in link.attributes:
            pictures = " ".join(image.attributes.get("alt", "") for image in link.find("img"))
            yield link.attributes.get("aria-label") or f"{link.text} {pictures}".strip(), link.attributes["href"]
