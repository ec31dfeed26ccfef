"""Fixtures of all tests: the tiny course, and what to do where a program is missing."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from blocnotes.settings import Settings, read_settings

# A loaded machine is no failure.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
MINI = Path(__file__).parent / "mini"


WHOLE = ("adversarial", "browser", "content", "hub", "lti")
"""Folders of which all tests share a machine, a server or a long run: one worker has them all."""


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests stay together where several workers run them: those of a file, or of a folder."""
    for item in items:
        place = item.path.relative_to(Path(__file__).parent)
        item.add_marker(pytest.mark.xdist_group(place.parts[0] if place.parts[0] in WHOLE else str(place)))


@pytest.fixture
def mini(tmp_path: Path) -> Settings:
    """The tiny course, copied, with everything generated in a folder of its own."""
    course = tmp_path / "course"
    shutil.copytree(MINI, course, ignore=shutil.ignore_patterns("var", "__pycache__"))
    return read_settings(course)


def require(program: str, package: str) -> str:
    """Give a program's path; where it is missing, fail in CI and skip elsewhere."""
    path = shutil.which(program)
    if path is None:
        message = f"{program} is missing: apt-get install {package}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path
