"""Structure: notebooks and files that are not what they should be."""

import base64
import copy
import json
import os
import re
import socket
import struct
import zlib

from adversarial.attack import MIME, STRUCTURE, Attack, earned, lost_marks
from adversarial.browser import find_dangers, show
from adversarial.course import find, new_cell

HTML = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a><iframe src='//evil'></iframe>"
    "<svg onload=alert(1)></svg><form action='//evil'><input></form><style>@import '//evil'</style><base href='//evil'>"
    "<td onclick=alert(1) style='background:url(//evil)'>x</td><math><mtext><img src=x onerror=alert(1)></math>"
)


def structure(name, **more):
    return Attack(name=name, family=STRUCTURE, **more)


def graded_wrongly(found):
    """It should have been refused, or graded at what its answers are worth."""
    return not (found.was_refused or found.was_graded) or earned(found)


def not_refused(found):
    return not found.was_refused


def runs_in_a_browser(found):
    """A script, a handler, a link that runs or a remote picture, in the copy as nbconvert shows it or in the page."""
    cells = json.loads(found.copy)["cells"] if found.copy else []
    kinds = {kind for cell in cells for output in cell.get("outputs", ()) for kind in output.get("data", {})}
    dangers = find_dangers(show(found.copy)) | find_dangers(found.page) if found.copy else {"no copy"}
    return dangers | (kinds - {"text/plain", "text/html", "image/png"})


def unfolds(found):
    """A picture whose pixels fill the memory of whoever looks at it."""
    sizes = [
        struct.unpack(">II", base64.b64decode(text)[16:24])
        for text in re.findall(r'"image/png": "([^"]+)"', found.copy)
    ]
    return [size for size in sizes if size[0] * size[1] > 64_000_000] or not found.was_graded


def changed(change):
    """Do something to the notebook in place."""

    def rewrite(notebook):
        change(notebook)
        return notebook

    return rewrite


def every_cell(change):
    return changed(lambda notebook: [change(cell) for cell in notebook["cells"]])


def duplicate(notebook):
    notebook["cells"] += copy.deepcopy(notebook["cells"])


def delete_locked(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")]


def move_answers(notebook):
    notebook["cells"].reverse()


def raise_points(cell):
    cell["metadata"].get("nbgrader", {}).update(points=594, grade=True, locked=False, solution=True, task=False)


def collide(notebook):
    """Give cells of one's own the names of the answer cells."""
    for name in ("moyenne", "effectif", "doubler"):
        marker = copy.deepcopy(find(notebook, name)["metadata"])
        marker["nbgrader"]["solution"] = True
        payload = {"name": name, "kind": "value", "value": 1}
        source = f"from IPython.display import publish_display_data as p\np({{{MIME!r}: {payload!r}}})"
        notebook["cells"].insert(0, new_cell(source, **marker, blocnotes={"answer": name}))
        notebook["cells"].append(new_cell(source, **marker, blocnotes={"answer": name}))


def swap_kinds(cell):
    cell["cell_type"] = "markdown" if cell["cell_type"] == "code" else "code"


def add_many(notebook):
    notebook["cells"] += [new_cell(f"x = {n}") for n in range(2_000 - len(notebook["cells"]))]


def add_too_many(notebook):
    notebook["cells"] += [new_cell(f"x = {n}") for n in range(2_000)]


def write_everywhere(text):
    """Write a text into the learner's own text and beside it."""

    def change(notebook):
        find(notebook, "avis")["source"] = text
        notebook["cells"].append(new_cell(text, "markdown"))
        notebook["cells"][-1]["attachments"] = {"x.svg": {"image/svg+xml": "PHN2Zy8+"}, "x": {"text/html": HTML}}

    return changed(change)


def as_text(replace, by):
    return lambda notebook: json.dumps(notebook).replace(replace, by, 1).encode()


def frame(**values):
    return changed(lambda notebook: notebook.update(values))


def replaced(make):
    """Put something else where the notebook should be."""

    def place(path):
        path.unlink()
        make(path)

    return place


def bind(path):
    here = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"/proc/self/fd/{here}/{path.name}")
    os.close(here)


def only_a_strange_name(path):
    path.rename(os.fsdecode(os.fsencode(path.parent) + b"/\xff\xfe.ipynb"))


def stamp(text):
    return lambda path: (path.parent / "timestamp.txt").write_text(text, encoding="utf-8")


def big_picture(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


SHOW = "from IPython.display import publish_display_data as p, Markdown, HTML, Javascript, display\n"
ATTACKS = (
    structure("duplicated-cells", rewrite=changed(duplicate), base="solution", succeeded=lost_marks),
    structure("only-the-learners-cells", rewrite=changed(delete_locked), base="solution", succeeded=lost_marks),
    structure("no-cells", rewrite=frame(cells=[]), succeeded=graded_wrongly),
    structure("reordered-cells", rewrite=changed(move_answers), succeeded=graded_wrongly),
    structure("changed-points", rewrite=every_cell(raise_points), base="solution", succeeded=lambda found: lost_marks(found) or found.outcome.maximum != 8.0),
    structure("names-of-answer-cells-taken", rewrite=changed(collide), succeeded=lambda found: earned(found) or not found.was_graded),
    structure("kinds-swapped", rewrite=every_cell(swap_kinds), succeeded=graded_wrongly),
    structure("two-thousand-cells", rewrite=changed(add_many), base="solution", succeeded=lost_marks),
    structure("too-many-cells", rewrite=changed(add_too_many), base="solution", succeeded=not_refused),
    structure("another-kernel", rewrite=changed(lambda n: n["metadata"].update(kernelspec={"name": "../../../bin/sh", "language": "R", "display_name": "x"}, language_info={"name": "bash", "file_extension": "/../../x.sh"}, papermill={"parameters": {"variante": 7}, "output_path": "/tmp/x"})), base="solution", succeeded=lost_marks),
    structure("deep-json", rewrite=lambda n: b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b', "nbformat": 4}', succeeded=not_refused),
    structure("deep-metadata", rewrite=as_text('"metadata": {', '"metadata": {"x": ' + '{"x": ' * 50_000 + "1" + "}" * 50_000 + ", "), succeeded=not_refused),
    structure("not-utf-8", rewrite=lambda n: json.dumps(n).encode().replace(b"moyenne", b"moy\xff\xfe"), succeeded=not_refused),
    structure("not-a-number-in-the-json", rewrite=as_text('"nbformat": 4', '"nbformat": NaN'), succeeded=not_refused),
    structure("many-digits", rewrite=as_text('"nbformat": 4', '"x": ' + "9" * 100_000 + ', "nbformat": 4'), succeeded=not_refused),
    structure("another-format", rewrite=frame(nbformat=99), succeeded=not_refused),
    structure("cells-that-are-none", rewrite=frame(cells=[None, 1, "x", [], {}]), succeeded=not_refused),
    structure("odd-metadata", rewrite=every_cell(lambda cell: cell.update(metadata=[1], id={"a": 1})), succeeded=graded_wrongly),
    structure("eleven-megabytes", rewrite=frame(x="x" * (11 << 20)), succeeded=not_refused),
    structure("sources-of-nine-megabytes", rewrite=changed(lambda n: n["cells"].extend(new_cell("#" + "x" * 900_000, "markdown") for _ in range(9))), base="solution", succeeded=lost_marks),
    structure("nul-and-controls", rewrite=changed(lambda n: find(n, "avis").update(source="\x00\x01\x1b[31m\u202e\ufeff avis")), base="solution", succeeded=lost_marks),
    structure("lone-surrogates", rewrite=changed(lambda n: [find(n, "avis").update(source="avis \ud800"), n["cells"].append(new_cell("'\udfff'"))]), base="solution", succeeded=lost_marks, alone=True),
    structure("surrogates-in-a-sentence", cells={"moyenne-code": "moyenne = '\\ud800'\neffectif = {'\\udfff': 1}\nprint('\\udc00')\nraise ValueError('\\ud800')"}, succeeded=graded_wrongly),
    structure("symbolic-link", place=replaced(lambda path: path.symlink_to("/etc/passwd")), succeeded=not_refused),
    structure("link-to-a-neighbour", place=replaced(lambda path: path.symlink_to(path.parents[2] / "a-first/essai/essai.ipynb")), succeeded=not_refused),
    structure("fifo", place=replaced(os.mkfifo), succeeded=not_refused),
    structure("folder-for-a-notebook", place=replaced(lambda path: path.mkdir()), succeeded=not_refused),
    structure("socket-for-a-notebook", place=replaced(bind), succeeded=not_refused),
    structure("endless-device", place=replaced(lambda path: path.symlink_to("/dev/zero")), succeeded=not_refused),
    structure("linked-folder", place=lambda path: (path.unlink(), path.parent.rmdir(), path.parent.symlink_to("/etc")), succeeded=not_refused),
    structure("strange-name", place=only_a_strange_name, succeeded=not_refused, alone=True),
    structure("stamp-before-time", base="solution", place=stamp("0001-01-01T00:00:00+23:59"), succeeded=lost_marks, alone=True),
    structure("stamp-that-is-a-link", base="solution", place=lambda path: (path.parent / "timestamp.txt").symlink_to("/dev/zero"), succeeded=lost_marks),
    structure("date-beyond-time", base="solution", place=lambda path: os.utime(path, (2**33, 2**45)), succeeded=lost_marks, alone=True),
    structure("html-in-the-text", rewrite=write_everywhere("avis\n\n" + HTML), succeeded=runs_in_a_browser),
    structure("links-that-run", rewrite=write_everywhere("[a](javascript:alert(1)) [b]( JavaScript:alert(1)) [c](\tjavascript:alert(1)) <javascript:alert(1)> [d](vbscript:x) [e](data:text/html,x)"), succeeded=runs_in_a_browser),
    structure("links-by-reference", rewrite=write_everywhere("avis [a][b]\n\n[b]: javascript:alert(1)\n\n[b]\n"), succeeded=runs_in_a_browser),
    structure("links-in-disguise", rewrite=write_everywhere("[a](java&#115;cript:alert(1)) [b](javascript&colon;alert(1)) [c](javascript\\:alert(1))"), succeeded=runs_in_a_browser),
    structure("remote-pictures", rewrite=write_everywhere("![a](https://evil.example/x.png) ![b](//evil.example/y.png) ![c][d]\n\n[d]: http://evil.example/z.png\n"), succeeded=runs_in_a_browser),
    structure("entities-in-the-text", rewrite=write_everywhere("&lt;script&gt;alert(1)&lt;/script&gt; `<img src=x onerror=alert(1)>` <\u200bscript> < script>\n\n    <script>alert(1)</script>\n"), succeeded=runs_in_a_browser),
    structure("title-that-runs", rewrite=changed(lambda n: n["cells"].insert(0, new_cell("# " + HTML, "markdown"))), succeeded=runs_in_a_browser),
    structure("html-in-outputs", cells={"moyenne-code": SHOW + f"display(HTML({HTML!r}), Javascript('alert(1)'), Markdown({HTML!r}))\np({{'text/html': {HTML!r}, 'text/plain': {HTML!r}}})\nprint({HTML!r})"}, succeeded=runs_in_a_browser),
    structure("other-kinds-of-output", cells={"moyenne-code": SHOW + f"for kind in ('application/javascript', 'image/svg+xml', 'text/latex', 'text/markdown', 'application/pdf', 'image/jpeg', 'image/gif', 'application/vnd.jupyter.widget-view+json', 'text/vnd.mermaid', 'image/png', 'text/html; charset=x', 'TEXT/HTML'): p({{kind: {HTML!r}}})\np({{'image/png': 'iVBORw0KGgo=\\\"><script>alert(1)</script>'}}, metadata={{'image/png': {{'width': '1 onload=alert(1)', 'alt': '\\\"><script>'}}}})"}, succeeded=runs_in_a_browser),
    structure("html-in-an-error", cells={"moyenne-code": f"class E(Exception): pass\nE.__name__ = {HTML!r}\nget_ipython().showtraceback = lambda *a, **k: None\nprint('\\x1b]8;;javascript:alert(1)\\x07x\\x1b]8;;\\x07\\x1b[31m' + {HTML!r})\nraise E({HTML!r})"}, succeeded=runs_in_a_browser),
    structure("html-in-an-answer", cells={"moyenne-code": f"moyenne = {HTML!r}\neffectif = {{{HTML!r}: {HTML!r}}}\ndef doubler(n): raise ValueError({HTML!r})"}, succeeded=runs_in_a_browser),
    structure("html-in-the-name-of-an-answer", cells={"moyenne-code": SHOW + f"def answer(name, **k): p({{{MIME!r}: {{'name': name, 'kind': 'refused', 'why': {HTML!r}, 'picture': {HTML!r}}}}})"}, succeeded=runs_in_a_browser),
    structure("html-in-the-code", cells={"moyenne-code": f"'''{HTML}</pre></code></div>'''"}, succeeded=runs_in_a_browser),
    structure("picture-that-unfolds", cells={"moyenne-code": SHOW + f"import base64\ndata = base64.b64encode({big_picture(60_000, 60_000)!r}).decode()\np({{'image/png': data}})\ndef answer(name, **k): p({{{MIME!r}: {{'name': name, 'kind': 'figure', 'figure': {{}}, 'picture': data}}}})"}, succeeded=unfolds),
)  # fmt: skip
