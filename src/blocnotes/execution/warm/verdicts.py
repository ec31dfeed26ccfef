"""What is said about a cell that a limit ended."""

from typing import Any

from .frames import Frame
from .usage import End, KernelLimits

SENTENCES = {
    End.CPU_LIMIT: "la cellule a dépassé ses {cell_cpu_seconds:g} secondes de calcul",
    End.WALL_LIMIT: "la cellule ne s’est pas terminée en {cell_wall_seconds:g} secondes",
    End.OUTPUT_FLOOD: "la cellule a produit plus de sorties que ce qui peut être gardé",
    End.MEMORY: "la cellule a dépassé la mémoire accordée",
    End.MALFORMED: "le noyau a été altéré",
}
NAMES = {
    End.CPU_LIMIT: "TimeLimit",
    End.WALL_LIMIT: "TimeLimit",
    End.OUTPUT_FLOOD: "OutputLimit",
    End.MEMORY: "MemoryLimit",
    End.MALFORMED: "KernelTampered",
}


def conclude(verdict: End, limits: KernelLimits, cell: str, count: int) -> list[Frame]:
    """Make the messages that end a cell with a verdict, in the place of its own."""
    sentence = SENTENCES[verdict].format_map(limits.values())
    name = NAMES[verdict]
    error: dict[str, Any] = {"ename": name, "evalue": sentence, "traceback": [f"{name}: {sentence}"]}
    reply = {"status": "error", "execution_count": count, **error}
    return [
        Frame("iopub", "error", error, cell, 0),
        Frame("shell", "execute_reply", reply, cell, 0),
        Frame("iopub", "status", {"execution_state": "idle"}, cell, 0),
    ]


def why(ended: dict[str, Any]) -> End:
    """Read why a kernel ended from the warm parent's last word."""
    try:
        return End(ended.get("why", "died"))
    except ValueError:
        return End.DIED
