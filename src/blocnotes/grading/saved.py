"""What a saved notebook tells of itself: which cells were run, in what order, and where an error still stands.

Only a rehearsal shows that a notebook runs; this shows, at once and without running anything, that one was not run.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedState:
    """Code cells, counted from 1 among all cells: how many there are, which were not run, which show an error."""

    code_cells: int
    not_run: tuple[int, ...]
    in_error: tuple[int, ...]
    in_order: bool

    @property
    def looks_run(self) -> bool:
        """Tell whether the file looks as if it had been run from top to bottom without an error."""
        return not self.not_run and not self.in_error and self.in_order


def read_saved_state(content: bytes) -> SavedState:
    """Read the state of a notebook that intake has accepted."""
    cells = json.loads(content)["cells"]
    code = [(place, cell) for place, cell in enumerate(cells, 1) if _is_code(cell)]
    counts = {place: cell.get("execution_count") for place, cell in code}
    run = [count for count in counts.values() if isinstance(count, int)]
    return SavedState(
        code_cells=len(code),
        not_run=tuple(place for place, count in counts.items() if not isinstance(count, int)),
        in_error=tuple(place for place, cell in code if any(_is_error(output) for output in _outputs(cell))),
        in_order=run == sorted(run),
    )


def _is_code(cell: Mapping[str, Any]) -> bool:
    source = cell.get("source") or ""
    return cell.get("cell_type") == "code" and bool("".join(source).strip())


def _outputs(cell: Mapping[str, Any]) -> Iterator[Any]:
    outputs = cell.get("outputs")
    yield from outputs if isinstance(outputs, list) else ()


def _is_error(output: Any) -> bool:
    return isinstance(output, dict) and output.get("output_type") == "error"
