"""Fixtures of all tests: the tiny course, and what to do where a program is missing."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

from blocnotes.settings import Settings, read_settings

# A loaded machine is no failure.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
MINI = Path(__file__).parent / "mini"
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


WHOLE = ("adversarial", "browser", "content", "hub", "lti")
"""Folders of which all tests share a machine, a server or a long run: one worker has them all."""


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Give tests to workers by the file, and the folders above whole."""
    return Scheduling(config, log)


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Says by a test's name which others it stays with."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = Path(file).parts[1:2]
        return folder[0] if folder and folder[0] in WHOLE else file


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
        lack(f"{program} is missing: apt-get install {package}")
    return path


def lack(message: str) -> NoReturn:
    """Fail in CI, and skip elsewhere, saying what to do."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real Chromium, one for the whole run: its driver has an event loop that a second one cannot share."""
    from playwright.sync_api import sync_playwright

    path = require("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The axe-core script that ships in a development dependency."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        lack("axe-core is missing: pip install axe-playwright-python")
    return (Path(next(iter(found.submodule_search_locations))) / "axe.min.js").read_text(encoding="utf-8")
