"""The two commands at the door: what a person reads, what a program reads, and the exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from blocnotes.cli.exchange import export, import_
from blocnotes.framework.load import load_course
from unit.test_import_fiches import FULL, SHAPES, make_bloc, make_export, make_fiche, sentences

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "courses").mkdir()
    # Without assignments of its own the folder would be a plain nbgrader course.
    (tmp_path / "assignments").mkdir()
    bloc = make_bloc("RNCP90001BC01", SHAPES["evaluation after"](sentences(3)), "Cadrer")
    fiches = [make_fiche("RNCP90001", [bloc], more=FULL), make_fiche("RNCP90002", title="Technicien")]
    (tmp_path / "export.xml").write_text(make_export(fiches), encoding="utf-8")
    return tmp_path


def run(command, folder, *words):
    result = CliRunner().invoke(command, [*map(str, words), "--course-dir", str(folder)])
    return result.exit_code, result.stdout, result.stderr


def test_import_writes_a_course_and_tells_what_to_check(folder):
    code, out, told = run(import_, folder, folder / "export.xml", "RNCP90001")
    assert code == 0
    assert "Set aside: no competency" in out
    assert "written:" in told
    assert load_course(folder / "courses" / "RNCP90001")


def test_import_again_tells_what_changed(folder):
    run(import_, folder, folder / "export.xml", "rncp90001")
    path = folder / "courses" / "RNCP90001" / "certification.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("level = 6", "level = 5"), encoding="utf-8")
    code, out, told = run(import_, folder, folder / "export.xml", "RNCP90001")
    assert (code, "Edited by a person" in out) == (0, True)
    assert "left as it is" in told
    assert "1 edited by a person, 0 conflict" in told


def test_import_as_json_is_all_data(folder):
    code, out, _ = run(import_, folder, folder / "export.xml", "RNCP90001", "--dry-run", "--json")
    data = json.loads(out)
    assert (code, data["written"], data["new"]) == (0, False, True)
    assert data["blocs"][0]["confidence"] == "sure"
    assert data["blocs"][0]["set_aside"] == ["Évaluation : étude de cas, oral de 20 minutes"]
    assert {change["kind"] for change in data["changes"]} == {"updated"}
    assert not list((folder / "courses").iterdir())


def test_import_lists_fiches_by_title(folder):
    code, out, _ = run(import_, folder, folder / "export.xml", "--list", "technicien", "--json")
    assert (code, [row["code"] for row in json.loads(out)]) == (0, ["RNCP90002"])
    assert "RNCP90001" in run(import_, folder, folder / "export.xml", "--list", "logistique")[1]


@pytest.mark.parametrize(
    "words", [["export.xml"], ["export.xml", "RNCP1"], ["none.xml", "RNCP1"], ["export.xml", "x!"]]
)
def test_import_faults_are_the_author_s_and_have_a_cure(folder, words):
    code, _, told = run(import_, folder, folder / words[0], *words[1:])
    assert code == 3
    assert "→" in told


@pytest.mark.parametrize(("kind", "suffix"), [("case", ".case.json"), ("moodle", ".moodle.csv")])
def test_export_writes_every_certification_or_one(folder, kind, suffix):
    for name in ("assignments", "courses"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    code, out, _ = run(export, folder, kind, "--out", folder / "out", "--json")
    rows = json.loads(out)
    assert (code, len(rows)) == (0, len(list((ROOT / "courses").iterdir())))
    assert all(row["path"].endswith(f"{row['certification']}{suffix}") for row in rows)
    before = {row["path"]: Path(row["path"]).read_bytes() for row in rows}
    run(export, folder, kind, "--out", folder / "out")
    assert {path: Path(path).read_bytes() for path in before} == before, "the same course exports the same"
    code, _, told = run(export, folder, kind, "RNCP37137", "--out", folder / f"one{suffix}")
    assert (code, (folder / f"one{suffix}").is_file(), "written:" in told) == (0, True, True)


def test_export_of_an_unknown_certification_says_which_there_are(folder):
    run(import_, folder, folder / "export.xml", "RNCP90001")
    code, _, told = run(export, folder, "moodle", "RNCP1")
    assert (code, "there are: RNCP90001" in told) == (3, True)
