"""Run by its path in the course's interpreter: become the warm parent on the descriptor that is given."""

import sys
import types
from pathlib import Path

EXECUTION = Path(__file__).resolve().parents[2]


def lay_packages() -> None:
    """Give the engine its own names here, without running any module of Blocnotes that it does not need."""
    for name, folder in (
        ("blocnotes", EXECUTION.parent),
        ("blocnotes.execution", EXECUTION),
        ("blocnotes.execution.warm", EXECUTION / "warm"),
    ):
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


if __name__ == "__main__":
    sys.path.pop(0)
    lay_packages()
    from blocnotes.execution.warm.inside.nursery import main

    main(int(sys.argv[1]))
