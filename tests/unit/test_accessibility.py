"""What RGAA asks of a notebook: each kind of barrier is found, with its cure; what is right is left in peace."""

import pytest

from blocnotes.authoring.accessibility import review_accessibility
from blocnotes.authoring.cells import Cell, Role
from blocnotes.authoring.rgaa.colours import measure_contrast

TITLE = "# Un titre\n\nUne phrase.\n\n"


def review(text=None, *, code="", role=Role.STATEMENT, title=TITLE):
    cells = [Cell(kind="markdown", source=title)]
    cells += [Cell(kind="markdown", source=text)] if text is not None else []
    cells += [Cell(kind="code", source=code, role=role)] if code else []
    return review_accessibility(cells, "notebook.py")


BAD = {
    "no title": ({"title": "## Un titre"}, "0 titles of level 1"),
    "two titles": ({"text": "# Un autre"}, "2 titles of level 1"),
    "two titles, one underlined": ({"text": "Un autre\n======="}, "2 titles of level 1"),
    "two titles, one in HTML": ({"text": "<h1>Un autre</h1>"}, "2 titles of level 1"),
    "not the first": ({"title": "## Avant\n\n# Un titre"}, "the first heading is not of level 1"),
    "a level skipped": ({"text": "### Trop bas"}, "a heading of level 3 after one of level 1"),
    "a level skipped in HTML": ({"text": '<h4 class="x">Trop bas</h4>'}, "a heading of level 4 after one of level 1"),
    "an empty heading": ({"text": "## "}, "a heading without text"),
    "an image": ({"text": "![](a.png)"}, "an image without an alternative text"),
    "an image by reference": ({"text": "![][plan]\n\n[plan]: a.png"}, "an image without an alternative text"),
    "an image named by its file": ({"text": "![plan.png](plan.png)"}, "does not say what the image shows"),
    "an image called an image": ({"text": "![Image](plan.png)"}, "does not say what the image shows"),
    "an image in HTML": ({"text": "<img src='a.png'>"}, "an image without an alternative text"),
    "an image in HTML, empty": ({"text": '<img src="a.png" alt="">'}, "an image with an empty alternative text"),
    "a drawing": ({"text": "<svg><path d='M0 0'/></svg>"}, "a drawing without an alternative text"),
    "an image shown by code": ({"code": "display(Image('a.png'))"}, "code shows an image without an alternative text"),
    "HTML shown by code": ({"code": "HTML('<img src=a.png>')"}, "an image without an alternative text"),
    "a table without headers": ({"text": "Voici :\n\n| | |\n|---|---|\n| a | b |"}, "a column that has no header"),
    "a column without a header": ({"text": "Voici :\n\n| Nom | |\n|---|---|\n| a | b |"}, "a column that has no header"),
    "a table without a title": (
        {"title": "| A | B |\n|---|---|\n| a | b |"},
        "a table without a title",
    ),
    "a layout table": ({"text": "<table><tr><td>a</td></tr></table>"}, "a table without headers"),
    "a table without a caption": (
        {"text": '<table><tr><th scope="col">A</th></tr><tr><td>a</td></tr></table>'}, "a table without a title",
    ),
    "a header without a scope": (
        {"text": "<table><caption>A</caption><tr><th>A</th></tr><tr><td>a</td></tr></table>"}, "a header without a scope",
    ),
    "a layout table with headers": (
        {"text": '<table role="presentation"><tr><th>A</th></tr></table>'}, "a table that lays out has headers",
    ),
    "a vague link": ({"text": "Pour le guide, [cliquez ici](https://a.fr)."}, "'cliquez ici' does not say where"),
    "a vague link with an arrow": ({"text": "[En savoir plus →](https://a.fr)"}, "does not say where it leads"),
    "a link that is an address": ({"text": "[https://a.fr](https://a.fr)"}, "does not say where it leads"),
    "a bare address": ({"text": "Voir https://a.fr/guide pour la suite."}, "the bare address https://a.fr/guide"),
    "a bare address in brackets": ({"text": "Voir <https://a.fr>."}, "the bare address https://a.fr"),
    "an empty link": ({"text": "[](https://a.fr)"}, "a link to https://a.fr without text"),
    "an empty link in HTML": ({"text": '<a href="https://a.fr"> </a>'}, "a link to https://a.fr without text"),
    "one text, two targets": (
        {"text": "[Le guide](https://a.fr) et [le guide](https://b.fr)"}, "leads to https://a.fr and to https://b.fr",
    ),
    "pale text": ({"text": '<p style="color:#999; background-color:#fff">a</p>'}, "has a contrast of 2.8 to 1"),
    "colour alone": ({"text": '<span style="color: red">a</span>'}, "color: red without a background-color"),
    "background alone": ({"text": '<span style="background: #ffc">a</span>'}, "without a color"),
    "a font": ({"text": '<font color="green">a</font>'}, "color: green without a background-color"),
    "a style in code": (
        {"code": "t.style.map(lambda v: 'color: red' if v < 0 else '')"}, "color: red without a background-color",
    ),
    "a styler's default": ({"code": "df.style.highlight_max()"}, "colours the background and leaves the text"),
    "English": (
        {"text": "This is a passage in which the author has left the words of the documentation as they are."},
        "a passage in another language (en)",
    ),
    "Spanish": (
        {"text": "Los datos que se encuentran en el archivo son para una parte de la encuesta y no del censo."},
        "a passage in another language (es)",
    ),
    "German": (
        {"text": "Die Daten in der Datei sind nicht von den Autoren, und das ist für die Analyse sehr wichtig."},
        "a passage in another language (de)",
    ),
}  # fmt: skip

GOOD = {
    "headings": {"text": "## Une partie\n\n### Un point\n\n## Une autre\n\nUn sous-titre\n---\n\n---\n"},
    "code": {"text": "`<img>` et `[ici](x)`\n\n```html\n<h1>Un titre</h1>\n<table><tr><td>a</td></tr></table>\n```"},
    "a comment of a shell": {"text": "```bash\n# Un titre\ncurl https://a.fr\n```"},
    "formulas": {"text": "La somme $x[a](b)$ et $$\\#[ici](c)$$."},
    "an image": {"text": "![Le plan de la salle, en trois rangées](plan.png)"},
    "a decoration": {"text": '<img src="a.png" alt="" role="presentation">'},
    "a drawing": {"text": '<svg role="img" aria-label="Trois barres"><path/></svg>'},
    "an image shown by code": {"code": "display(Image('a.png', alt='Le plan'))"},
    "an image that is handled": {"code": "from PIL import Image\nimage = Image.open('a.png')\npage = '<img src=a>'"},
    "a magic": {"code": "%matplotlib inline"},
    "what a learner writes": {"code": "display(Image('a.png'))", "role": Role.REFERENCE},
    "a table": {"text": "Les tailles :\n\n| Nom | Taille |\n|:---|---:|\n| a | 1 |"},
    "a table with a corner": {"text": "Les tailles :\n\n| | 2023 | 2024 |\n|---|---|---|\n| a | 1 | 2 |"},
    "a table in HTML": {
        "text": '<table><caption>Tailles</caption><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table>'
    },
    "a layout table that says so": {"text": '<table role="presentation"><tr><td>a</td></tr></table>'},
    "links": {"text": "[Le guide du RGAA](https://a.fr), puis [le guide du RGAA](https://a.fr) et [la suite du cours](b)."},
    "a link that is an image": {"text": "[![Le site du musée](a.png)](https://a.fr)"},
    "a definition": {"text": "[Le guide][1]\n\n[1]: https://a.fr"},
    "colours": {"text": '<p style="color: #000; background-color: #ffe08a">a</p>'},
    "a styler": {"code": "df.style.highlight_max(props='color: #000; background-color: #ffe08a')"},
    "a page that code checks": {"code": "pages = ['<img src=a><p style=\"color: red\">a</p>']\nstyle = 'color: red'"},
    "bars that are drawn": {"code": "ax.bar(noms, valeurs, color='red')"},
    "English that says so": {
        "text": '<span lang="en">This is a passage in which the author has left the words of the documentation.</span>'
    },
    "terms": {"text": "Les mots *machine learning*, *data frame* et *the winner takes it all* restent ainsi, dit-on."},
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_barrier_is_found_with_its_cure(name):
    given, expected = BAD[name]
    found = [defect for defect in review(**given) if expected in defect.what]
    assert found, review(**given)
    assert all("(RGAA " in defect.cure for defect in found)


@pytest.mark.parametrize("name", GOOD)
def test_what_is_right_is_left_in_peace(name):
    assert review(**GOOD[name]) == []


def test_solutions_are_not_what_learners_read():
    text = "Votre avis.\n\n<!-- BEGIN SOLUTION -->\nSee https://a.fr\n<!-- END SOLUTION -->"
    assert review(text) == []


def test_contrast_is_that_of_wcag():
    assert measure_contrast("000000", "ffffff") == pytest.approx(21)
    assert measure_contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)
