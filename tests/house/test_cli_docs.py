"""docs/cli.md and the command line say the same: commands, usage, options, examples, JSON keys, exit codes."""

import json
import re
import shlex
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from blocnotes import errors
from blocnotes.cli import main
from house.files import DOCS
from house.walk import follow, read_steps

TEXT = re.sub(r"<!--.*?-->", "", (DOCS / "cli.md").read_text(encoding="utf-8"), flags=re.S)
COMMON = {"--course-dir", "--var", "--json", "--help"}
HEADING = re.compile(r"^## (.+)$", re.M)
OPTION = re.compile(r"^\| (?:`-\w`, )?`(--[\w-]+)(?:`, `(--[\w-]+))?", re.M)
KEY = re.compile(r"^\| `([\w.\[\]]+)` \|", re.M)


def sections() -> dict[str, str]:
    parts = HEADING.split(TEXT)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands(group: click.Group = main, path: str = "blocnotes") -> Iterator[tuple[str, click.Command]]:
    for name, found in group.commands.items():
        if isinstance(found, click.Group):
            yield from commands(found, f"{path} {name}")
        else:
            yield f"{path} {name}", found


COMMANDS = dict(commands())
EVERY = pytest.mark.parametrize("name", COMMANDS)


def section(name: str) -> str:
    found = sections().get(f"`{name}`")
    assert found is not None, f"docs/cli.md has no section ## `{name}`"
    return found


def options(found: click.Command) -> set[str]:
    asked = [item for item in found.params if isinstance(item, click.Option)]
    return {max(item.opts, key=len) for item in asked} | {name for item in asked for name in item.secondary_opts}


def described_options(text: str) -> set[str]:
    return {name for names in OPTION.findall(text) for name in names if name}


def test_no_command_is_described_that_is_gone():
    described = {name.strip("`") for name in sections() if name.startswith("`")}
    assert described - set(COMMANDS) == set()


@EVERY
def test_a_command_is_described_with_its_usage(name):
    found = COMMANDS[name]
    pieces = found.collect_usage_pieces(click.Context(found))
    usage = re.search(r"^```text\n(.*?)\n```", section(name), re.M | re.S)
    assert usage
    assert usage[1] == f"{name} {' '.join(pieces)}"


@EVERY
def test_a_command_has_the_options_that_are_described(name):
    described = described_options(section(name))
    assert described == options(COMMANDS[name]) - COMMON


@EVERY
def test_choices_are_described(name):
    for item in COMMANDS[name].params:
        if isinstance(item.type, click.Choice):
            assert all(f"`{choice}`" in section(name) for choice in item.type.choices)


def test_the_options_of_every_command_are_those_of_every_command():
    assert described_options(sections()["Options of every command"]) == COMMON
    for name, found in COMMANDS.items():
        assert options(found) >= COMMON - {"--help"}, name


@EVERY
def test_help_says_what_a_command_does_with_an_example_and_its_keys(name):
    text = COMMANDS[name].help or ""
    assert text.split("\n")[0].endswith((".", "…"))
    assert f"Example: {name}" in text
    assert re.search(r"^ *JSON\b", text, re.M)


@EVERY
def test_the_example_is_one_that_the_command_takes(name):
    lines = re.findall(rf"^Example: `({name}[^`]*)`$", section(name), re.M)
    assert lines
    for line in lines:
        words = shlex.split(line)[len(name.split()) :]
        found = COMMANDS[name]
        found.make_parser(click.Context(found)).parse_args(words)


@EVERY
def test_keys_that_help_names_are_described(name):
    named = re.findall(r'"(\w+)"', (COMMANDS[name].help or "").partition("JSON")[2])
    described = {part for key in KEY.findall(section(name)) for part in re.findall(r"\w+", key)}
    assert set(named) <= described


def test_exit_codes_are_those_of_the_error_tree():
    table = sections()["Exit codes"]
    codes = {int(code) for code in re.findall(r"^\| (\d) \|", table, re.M)}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert codes == {0, 2} | {getattr(kind, "exit_code", 1) for kind in kinds}
    for name in COMMANDS:
        line = re.search(r"^Exit codes: (.+)$", section(name), re.M)
        assert line, name
        assert {int(code) for code in re.findall(r"\b\d\b", line[1])} <= codes


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What commands print as JSON on the course of docs/first-course.md, before anything is graded."""
    folder = tmp_path_factory.mktemp("course")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for step in read_steps(DOCS / "first-course.md"):
            if step.file:
                follow(step, folder)
        course = folder / "courses" / "ESSAI"
        with (course / "certification.toml").open("a", encoding="utf-8") as file:
            file.write('\n[[requirements]]\nkey = "memoire"\ntitle = "Mémoire"\nkind = "dossier"\n')
        twin = folder / "courses" / "AUTRE"
        for path in [path for path in course.rglob("*") if path.is_file()]:
            copy = twin / path.relative_to(course)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(path.read_text(encoding="utf-8").replace("ESSAI", "AUTRE"), encoding="utf-8")
        inbox = folder / "inbox" / "ana" / "premiers-pas"
        inbox.mkdir(parents=True)
        lines = {
            "blocnotes build": "", "blocnotes release": "", "blocnotes check": "", "blocnotes framework list": "",
            "blocnotes framework show": "ESSAI", "blocnotes framework coverage": "",
            "blocnotes framework crosswalk": "",
            "blocnotes collect": "--inbox inbox", "blocnotes grade": "--dry-run", "blocnotes feedback": "",
            "blocnotes standing": "--certification ESSAI",
        }  # fmt: skip
        yield {name: run(name, more, folder) for name, more in lines.items()}


def run(name, more, folder):
    if name == "blocnotes collect":
        released = folder / "var" / "build" / "release" / "premiers-pas" / "premiers-pas.ipynb"
        (folder / "inbox" / "ana" / "premiers-pas" / "premiers-pas.ipynb").write_bytes(released.read_bytes())
    done = CliRunner().invoke(main, [*shlex.split(name)[1:], *shlex.split(more), "--json"])
    assert done.exit_code == 0, f"{name}: {done.output}"
    return json.loads(done.stdout)


def test_the_keys_that_are_printed_are_described(printed):
    for name, data in printed.items():
        described = set(KEY.findall(section(name)))
        found = set(paths(data))
        full = {path for path in found if not path.endswith(EMPTY)}
        empty = tuple(path.removesuffix(EMPTY) for path in found - full)
        assert full <= described, f"{name}: not in docs/cli.md: {sorted(full - described)}"
        if name not in ("blocnotes grade", "blocnotes check", "blocnotes feedback"):
            missing = {key for key in described - full if not (empty and key.startswith(empty))}
            assert not missing, f"{name}: described, not printed: {sorted(missing)}"


EMPTY = " (empty)"


def paths(data, place="") -> Iterator[str]:
    """Give the path of every value: `learners[].blocs[].code`."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, f"{place}.{key}".removeprefix("."))
    elif isinstance(data, list) and any(isinstance(item, dict) for item in data):
        for item in data:
            yield from paths(item, f"{place}[]")
    else:
        yield place + (EMPTY if data == [] else "")
