"""A room may open doors only downwards: the contract stands in pyproject.toml, import-linter holds the code to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from house.files import ROOT


def test_no_import_goes_up():
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-logo"], cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        pytest.fail(f"lint-imports:\n{done.stdout}{done.stderr}", pytrace=False)
