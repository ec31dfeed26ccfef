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
