"""Counting without control groups: what a process and all below it use, by /proc."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def descendants(pid: int) -> list[int]:
    """List a process and all below it; those that vanish meanwhile are left out."""
    found, left = [], [pid]
    while left:
        process = left.pop()
        found.append(process)
        left += _children(process)
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Add up the computing time of processes and of the children that they have waited for."""
    return sum(map(_ticks, pids)) / TICKS


def resident_bytes(pids: list[int]) -> int:
    """Add up resident memory; pages that are shared count once in each process."""
    return sum(int(_fields(pid, "statm", 1)) for pid in pids) * PAGE


def proportional_bytes(pids: list[int]) -> int:
    """Add up memory with each shared page divided among its users: exact, and slow."""
    return sum(map(_proportional, pids))


def kill_all(pids: list[int]) -> None:
    """Kill processes; those that are gone are gone."""
    for pid in pids:
        try:
            os.kill(pid, 9)
        except OSError:
            continue


def _children(pid: int) -> list[int]:
    children = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += [int(child) for child in (task / "children").read_text().split()]
    except OSError:
        pass
    return children


def _ticks(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    # The name in parentheses may hold anything.
    values = text.rpartition(")")[2].split()
    return sum(int(value) for value in values[11:15])


def _fields(pid: int, file: str, index: int) -> str:
    try:
        return Path(f"/proc/{pid}/{file}").read_text().split()[index]
    except OSError:
        return "0"


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return int(_fields(pid, "statm", 1)) * PAGE
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
