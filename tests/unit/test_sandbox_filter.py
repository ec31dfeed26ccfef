"""The system call filter says what it should for every call, on machines that are not at hand too."""

import errno
import struct

import pytest

from blocnotes.execution.sandbox.filter import (
    AUDIT_ARCH,
    DECIDED,
    UnsupportedMachineError,
    build_filter,
    spans,
)
from blocnotes.execution.sandbox.syscalls import allowed_numbers

ALLOW, FAIL, KILL = 0x7FFF0000, 0x00050000, 0x80000000
FORBIDDEN = {
    "x86_64": {
        "ptrace": 101,
        "mount": 165,
        "unshare": 272,
        "setns": 308,
        "bpf": 321,
        "io_uring_setup": 425,
        "keyctl": 250,
    },
    "aarch64": {
        "ptrace": 117,
        "mount": 40,
        "unshare": 97,
        "setns": 268,
        "bpf": 280,
        "io_uring_setup": 425,
        "keyctl": 219,
    },
}
NEEDED = {
    "x86_64": {"read": 0, "openat": 257, "execve": 59, "futex": 202, "mmap": 9, "exit_group": 231},
    "aarch64": {"read": 63, "openat": 56, "execve": 221, "futex": 98, "mmap": 222, "exit_group": 94},
}


def judge(machine, number, *arguments, arch=None):
    """Run the program as the kernel does."""
    values = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("IIQ6Q", number, arch or AUDIT_ARCH[machine], 0, *values)
    program = list(struct.iter_unpack("HBBI", build_filter(machine)))
    place = accumulator = 0
    while True:
        code, true, false, operand = program[place]
        match code:
            case 0x20:
                accumulator, skip = struct.unpack_from("I", data, operand)[0], 0
            case 0x15:
                skip = true if accumulator == operand else false
            case 0x25:
                skip = true if accumulator > operand else false
            case 0x35:
                skip = true if accumulator >= operand else false
            case 0x45:
                skip = true if accumulator & operand else false
            case 0x06:
                return operand
        place += 1 + skip


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
class TestEachMachine:
    def test_allows_the_list_and_nothing_else(self, machine):
        allowed = set(allowed_numbers(machine))
        for number in set(range(600)) - set(DECIDED[machine].values()):
            assert judge(machine, number) == (ALLOW if number in allowed else FAIL | errno.ENOSYS), number

    def test_knows_what_is_needed_and_what_is_not(self, machine):
        assert all(judge(machine, number) == ALLOW for number in NEEDED[machine].values())
        assert all(judge(machine, number) != ALLOW for number in FORBIDDEN[machine].values())

    def test_refuses_new_namespaces_and_allows_threads_and_processes(self, machine):
        clone = DECIDED[machine]["clone"]
        assert judge(machine, clone, 17) == judge(machine, clone, 0x3D0F00) == ALLOW
        for bit in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
            assert judge(machine, clone, bit | 17) == FAIL | errno.EPERM
        assert judge(machine, DECIDED[machine]["clone3"]) == FAIL | errno.ENOSYS

    def test_allows_unix_and_internet_sockets_only(self, machine):
        families = [family for family in range(64) if judge(machine, DECIDED[machine]["socket"], family) == ALLOW]
        assert families == [1, 2, 10]

    def test_refuses_terminal_injection_and_a_life_after_the_parent(self, machine):
        ioctl, prctl = DECIDED[machine]["ioctl"], DECIDED[machine]["prctl"]
        assert [judge(machine, ioctl, 0, code) for code in (0x5412, 0x541C)] == [FAIL | errno.EPERM] * 2
        assert judge(machine, ioctl, 0, 0x5413) == ALLOW
        assert judge(machine, prctl, 1) == FAIL | errno.EPERM
        assert judge(machine, prctl, 15) == ALLOW

    def test_kills_calls_of_another_architecture(self, machine):
        assert judge(machine, 0, arch=0x40000003) == KILL
        assert judge(machine, 0x40000000 | 1) == FAIL | errno.ENOSYS


def test_spans_are_joined():
    assert spans([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]


def test_an_unknown_machine_is_refused_and_not_left_open():
    with pytest.raises(UnsupportedMachineError):
        build_filter("riscv64")
