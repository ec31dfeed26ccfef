"""What a kernel may use, and what it used."""

from dataclasses import asdict, dataclass
from enum import Enum

from blocnotes.records import Ending


class End(Enum):
    """Why a kernel ended."""

    COMPLETED = "completed"
    CPU_LIMIT = "cpu limit"
    WALL_LIMIT = "wall limit"
    MEMORY = "memory"
    OUTPUT_FLOOD = "output flood"
    MALFORMED = "malformed frame"
    DIED = "died"
    KILLED = "killed"

    @property
    def ending(self) -> Ending:
        """Give the word that the rest of the house uses."""
        return ENDINGS.get(self, Ending.KERNEL_DIED)


ENDINGS = {
    End.COMPLETED: Ending.COMPLETED,
    End.CPU_LIMIT: Ending.TIME_LIMIT,
    End.WALL_LIMIT: Ending.TIME_LIMIT,
    End.MEMORY: Ending.MEMORY_LIMIT,
    End.OUTPUT_FLOOD: Ending.OUTPUT_LIMIT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KernelLimits:
    """What one kernel and everything that it starts may use.

    Verdicts are by CPU seconds; the wall clock only ends what sleeps, so that load changes no verdict.
    """

    cell_cpu_seconds: float = 30.0
    total_cpu_seconds: float = 120.0
    cell_wall_seconds: float = 300.0
    total_wall_seconds: float = 1200.0
    memory_bytes: int = 2 << 30
    scratch_bytes: int = 256 << 20
    cell_output_bytes: int = 2 << 20
    total_output_bytes: int = 8 << 20
    processes: int = 64
    open_files: int = 512

    @classmethod
    def of(
        cls, *, cell_seconds: float, notebook_seconds: float, memory_bytes: int, output_bytes: int
    ) -> "KernelLimits":
        """Take a job's limits as CPU seconds; the wall clock is ten times as generous."""
        return cls(
            cell_cpu_seconds=cell_seconds,
            total_cpu_seconds=notebook_seconds,
            cell_wall_seconds=10 * cell_seconds + 10,
            total_wall_seconds=10 * notebook_seconds + 30,
            memory_bytes=memory_bytes,
            cell_output_bytes=output_bytes,
            total_output_bytes=output_bytes,
        )

    def values(self) -> dict[str, float]:
        """Give the limits as plain numbers."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a kernel used, as the warm parent counted it."""

    end: End
    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int
    output_bytes: int
    exit_code: int
    """As subprocess gives it: negative for a signal."""
    cells: tuple[tuple[int, End], ...] = ()
    """The cells that a limit ended: how many had run before in this kernel, and which limit."""
