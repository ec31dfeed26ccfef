"""The system call filter: an allow-list in classic BPF, built once and installed in each sandbox."""

import errno
import struct
from collections.abc import Iterable
from functools import cache

from .libc import MACHINE
from .syscalls import COLUMNS, allowed_numbers

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
DECIDED = {"x86_64": {"clone": 56, "clone3": 435, "socket": 41, "ioctl": 16, "prctl": 157},
           "aarch64": {"clone": 220, "clone3": 435, "socket": 198, "ioctl": 29, "prctl": 167}}  # fmt: skip
X32_BIT = 0x40000000
LOAD, EQUAL, GREATER, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x25, 0x35, 0x45, 0x06
ALLOW, KILL_PROCESS, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, ARCH, FIRST, SECOND = 0, 4, 16, 24
NEW_NAMESPACES = 0x7E020000
FAMILIES = (1, 2, 10)
"""Unix, and the two kinds of internet: the network that they reach is a private loopback."""
TERMINAL_INJECTION = (0x5412, 0x541C)
DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG: taken off, a kernel would outlive its warm parent."""

Instruction = tuple[int, int, int, int]


class UnsupportedMachineError(RuntimeError):
    """No table of system calls for this machine."""


@cache
def build_filter(machine: str = MACHINE) -> bytes:
    """Build the program for a machine. Raises UnsupportedMachineError."""
    if machine not in COLUMNS:
        raise UnsupportedMachineError(f"no system call table for {machine}")
    program: list[Instruction] = [
        (LOAD, 0, 0, ARCH),
        (EQUAL, 1, 0, AUDIT_ARCH[machine]),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, X32_BIT),
        (RETURN, 0, 0, FAIL | errno.ENOSYS),
    ]
    for name, number in DECIDED[machine].items():
        verdict = _decide(name)
        program += [(EQUAL, 0, len(verdict), number), *verdict]
    for low, high in spans(allowed_numbers(machine)):
        program += [(GREATER, 3, 0, high), (AT_LEAST, 0, 1, low), (RETURN, 0, 0, ALLOW)]
        program += [(RETURN, 0, 0, FAIL | errno.ENOSYS)]
    program += [(RETURN, 0, 0, FAIL | errno.ENOSYS)]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)


def spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Join ascending numbers to spans without a gap."""
    joined: list[tuple[int, int]] = []
    for number in numbers:
        if joined and number <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], number)
        else:
            joined.append((number, number))
    return joined


def _decide(name: str) -> list[Instruction]:
    refuse, allow = (RETURN, 0, 0, FAIL | errno.EPERM), (RETURN, 0, 0, ALLOW)
    match name:
        case "clone":
            return [(LOAD, 0, 0, FIRST), (ANY_BIT, 0, 1, NEW_NAMESPACES), refuse, allow]
        case "socket":
            tests = [(EQUAL, len(FAMILIES) - place, 0, family) for place, family in enumerate(FAMILIES)]
            return [(LOAD, 0, 0, FIRST), *tests, (RETURN, 0, 0, FAIL | errno.EAFNOSUPPORT), allow]
        case "ioctl":
            tests = [(EQUAL, len(TERMINAL_INJECTION) - place, 0, code) for place, code in enumerate(TERMINAL_INJECTION)]
            return [(LOAD, 0, 0, SECOND), *tests, allow, refuse]
        case "prctl":
            return [(LOAD, 0, 0, FIRST), (EQUAL, 0, 1, DEATH_SIGNAL), refuse, allow]
        case _:
            # clone3 keeps its flags in memory, where a filter cannot look: the C library falls back to clone.
            return [(RETURN, 0, 0, FAIL | errno.ENOSYS)]
