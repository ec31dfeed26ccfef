"""How JupyterLab is started for a role, and the receipt's command; nothing is started here."""

import json
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from blocnotes.cli import main
from blocnotes.errors import ContentError
from blocnotes.lab.launch import build_stale, plan_launch, prepare
from browser.school import build_school, draft

PACKAGE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    return build_school(tmp_path_factory.mktemp("school"))


def plan(settings, role, person):
    return plan_launch(settings, role=role, person=person, home=None, sandbox="full", more=("--no-browser",))


def read(launch, name):
    return json.loads((Path(launch.environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0]) / name).read_text("utf-8"))


def test_a_learner_gets_a_folder_of_their_own_with_what_was_released(school):
    launch = plan(school, "learner", "zoe")
    assert launch.folder == school.var / "homes" / "zoe"
    assert launch.environment["BLOCNOTES_LEARNER"] == "zoe"
    assert set(prepare(school, launch)) == {"essai", "suite", "enquete"}
    path = launch.folder / "suite" / "suite.ipynb"
    path.write_text("mine", "utf-8")
    assert prepare(school, launch) == []
    assert path.read_text("utf-8") == "mine"


def test_what_jupyter_reads(school):
    learner, instructor = plan(school, "learner", "zoe"), plan(school, "instructor", "prof")
    server = read(learner, "jupyter_server_config.json")
    assert server["ServerApp"]["jpserver_extensions"]["blocnotes.lab"] is True
    assert server["ServerApp"]["jpserver_extensions"]["nbgrader.server_extensions.formgrader"] is False
    assert server["ClassroomApp"]["person"] == "zoe"
    assert "nbgrader.server_extensions.formgrader" not in str(read(instructor, "jupyter_server_config.json"))
    assert read(learner, "labconfig/default_setting_overrides.json")["@jupyterlab/translation-extension:plugin"] == {
        "locale": "fr_FR"
    }
    assert "BLOCNOTES_LEARNER" not in instructor.environment
    assert instructor.folder == school.course_dir


def test_a_marker_gets_a_desk_of_their_own_without_the_course_and_without_formgrader(school):
    launch = plan(school, "marker", "ana")
    assert launch.folder == school.var / "desks" / "ana"
    assert list(launch.folder.iterdir()) == []
    server = read(launch, "jupyter_server_config.json")
    assert server["ClassroomApp"]["role"] == "marker"
    assert server["ServerApp"]["terminals_enabled"] is False
    off = {name for name, is_on in server["ServerApp"]["jpserver_extensions"].items() if not is_on}
    assert {name.rpartition(".")[2] for name in off} == {
        "formgrader", "course_list", "assignment_list", "validate_assignment",
    }  # fmt: skip
    assert read(launch, "labconfig/page_config.json")["disabledExtensions"]["@jupyter/nbgrader:formgrader"] is True
    assert prepare(school, launch) == []
    assert launch.environment != plan(school, "marker", "bob").environment
    with pytest.raises(ContentError, match="no name for a person"):
        plan(school, "marker", "../ana")


def test_an_unknown_learner_is_told(school):
    with pytest.raises(ContentError, match="no learner is called 'nemo'"):
        prepare(school, plan(school, "learner", "nemo"))


def test_only_what_is_stale_is_built(school):
    assert set(build_stale(school)) == {"essai", "suite", "enquete", "fin"}
    assert build_stale(school) == []
    later = time.time() + 5
    os.utime(school.assignments / "fin" / "notebook.py", (later, later))
    assert build_stale(school) == ["fin"]


def test_the_command_says_what_it_would_start(school):
    words = ["lab", "--course-dir", str(school.course_dir), "--json", "--learner", "zoe", "--", "--port", "8890"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["command"][-2:] == ["--port", "8890"]
    assert CliRunner().invoke(main, ["lab", "--course-dir", str(school.course_dir), "--role", "learner"]).exit_code == 3


def test_a_receipt_is_checked_at_the_command_line(school, tmp_path):
    from blocnotes.gradebook.dossier import read_hand_ins
    from blocnotes.gradebook.store import Store
    from blocnotes.grading.receipts import write_receipt
    from blocnotes.reception import make_receipt

    with Store(school.database_url, school.course_id) as store:
        receipt = make_receipt(school, "lea", read_hand_ins(store.session, "lea", "suite")[0])
    file, notebook = tmp_path / "recu.json", tmp_path / "suite.ipynb"
    file.write_bytes(write_receipt(receipt))
    notebook.write_bytes(draft(school, "suite"))

    def check(*more):
        return CliRunner().invoke(main, ["receipt", str(file), "--course-dir", str(school.course_dir), "--json", *more])

    done = check("--notebook", str(notebook))
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["genuine"], found["kept"], found["status"], found["same_notebook"]) == (True, True, "received", True)
    notebook.write_bytes(b"{}")
    assert check("--notebook", str(notebook)).exit_code == 4
    file.write_bytes(write_receipt(receipt).replace(b'"lea"', b'"bob"'))
    assert check().exit_code == 4
    file.write_bytes(b"[]")
    assert check().exit_code == 4


def test_the_built_labextension_is_the_one_of_its_source():
    source = json.loads((PACKAGE / "labextension" / "package.json").read_text("utf-8"))
    built = PACKAGE / "src" / "blocnotes" / "lab" / "labextensions" / "blocnotes-lab"
    kept = json.loads((built / "package.json").read_text("utf-8"))
    assert {name: kept[name] for name in ("name", "version", "dependencies")} == {
        name: source[name] for name in ("name", "version", "dependencies")
    }
    assert (built / kept["jupyterlab"]["_build"]["load"]).is_file()
    text = "".join(path.read_text("utf-8") for path in (built / "static").glob("*.js"))
    for word in ("application/vnd.blocnotes.review+json", "blocnotesOpens", "blocnotes-panel", "api/epreuves/"):
        assert word in text, word
