"""Whatever a person and the register do to a course, the person's values stay, and the course loads."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from blocnotes.framework.importing.coding import give_codes
from blocnotes.framework.importing.files import read_files, write_file, write_table
from blocnotes.framework.importing.judging import Item
from blocnotes.framework.importing.merging import MISSING, Kind, flatten
from blocnotes.framework.importing.sketch import BlocSketch, CompetencySketch, CriterionSketch, Sketch
from blocnotes.framework.importing.update import import_sketch
from blocnotes.framework.load import load_course

TITLES = st.sampled_from(["Analyser", "Concevoir", 'Citer "tout" # et [plus]', "Déployer = agir", "Piloter\\ici"])
CRITERIA = st.lists(
    st.builds(CriterionSketch, st.sampled_from(["oral", "ecrit"]), TITLES), max_size=2, unique_by=lambda c: c.key
)
COMPETENCIES = st.lists(
    st.builds(CompetencySketch, st.sampled_from(["C01", "C02", "C03"]), TITLES, CRITERIA.map(tuple)),
    min_size=1,
    max_size=3,
    unique_by=lambda item: item.code,
)
BLOCS = st.lists(
    st.builds(
        BlocSketch, number=st.integers(1, 3), title=TITLES, competencies=COMPETENCIES.map(tuple), modality=TITLES
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda bloc: bloc.number,
)
SKETCHES = st.builds(Sketch, code=st.just("X1"), title=TITLES, level=st.integers(1, 8), blocs=BLOCS.map(tuple))
EDITS = st.lists(st.tuples(st.integers(0, 500), st.sampled_from(["reword", "add", "comment"])), max_size=4)


def edit(folder, edits):
    """Do what a person does: reword a title, add a rule to a competency, write a comment."""
    for place, how in edits:
        paths = sorted((folder / "blocs").glob("*.toml"))
        path = paths[place % len(paths)]
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        titles = [i for i, line in enumerate(lines) if line.startswith("title")]
        at = titles[place % len(titles)]
        if how == "reword":
            lines[at] = f'title = "De ma main {place}"  # relu\n'
        elif how == "comment":
            lines.insert(at, "# [à revoir] = bientôt\n")
        elif (
            lines[at - 1].startswith("code")
            and lines[at - 2].startswith("[[")
            and "rule" not in "".join(lines[at : at + 2])
        ):
            lines.insert(at + 1, 'rule = "any"\n')
        path.write_text("".join(lines), encoding="utf-8")


def count_comments(folder):
    return sum(path.read_text(encoding="utf-8").count("# [à revoir]") for path in folder.glob("blocs/*.toml"))


@given(SKETCHES, EDITS, SKETCHES)
@settings(max_examples=30, deadline=None)
def test_a_person_s_values_stay_and_the_rest_follows_the_source(first, edits, second):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "X1"
        import_sketch(first, Path(made))
        base = flatten(read_files(folder))
        edit(folder, edits)
        mine = flatten(read_files(folder))
        comments = count_comments(folder)
        done = import_sketch(second, Path(made))
        after = flatten(read_files(folder))
        assert count_comments(folder) == comments
        assert load_course(folder)
    for path, value in mine.items():
        if base.get(path, MISSING) != value:
            assert after[path] == value, path
    for change in done.changes:
        wanted = change.theirs if change.kind in (Kind.UPDATED, Kind.UNCHANGED) else change.mine
        assert after.get(change.path, MISSING) == wanted, change


@given(SKETCHES)
@settings(max_examples=10, deadline=None)
def test_importing_twice_is_importing_once(sketch):
    with tempfile.TemporaryDirectory() as made:
        import_sketch(sketch, Path(made))
        before = flatten(read_files(Path(made) / "X1"))
        assert import_sketch(sketch, Path(made)).files == ()
        assert flatten(read_files(Path(made) / "X1")) == before


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), TEXTS | st.integers() | st.booleans() | st.dates())
)
def test_what_is_written_as_toml_is_read_again(data):
    import tomllib

    assert tomllib.loads(write_table(data)) == data
    assert tomllib.loads(write_file("certification.toml", data)) == data


WORDS = st.lists(
    st.sampled_from(
        ["analyser", "concevoir", "besoin", "client", "risque", "budget", "équipe", "plan", "veille", "données"]
    ),
    min_size=4,
    max_size=7,
)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6, unique=True), st.data())
def test_a_text_that_stays_keeps_its_code_whatever_comes_or_goes(texts, data):
    before, _ = give_codes([Item(text) for text in texts], "BC01")
    known = [(item.code, item.title) for item in before]
    renewed = data.draw(st.permutations([*texts, "rédiger un compte rendu"]))
    after, _ = give_codes([Item(text) for text in renewed], "BC01", known)
    codes = {item.title: item.code for item in after}
    assert {text: codes[text] for text in texts} == {title: code for code, title in known}
    assert len(set(codes.values())) == len(codes)
