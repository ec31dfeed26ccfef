"""The few system calls that Python has no name for. Each raises OSError, with the call's name in it."""

import ctypes
import os
import platform
import struct
from functools import cache

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_NOSYMFOLLOW = 1, 2, 4, 8, 32, 256
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE = 442, -100, 0x8000
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 1, 2, 4
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_SECUREBITS = 1, 4, 22, 24, 28
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 36, 38, 47
MACHINE = platform.machine()
CAPSET, PIVOT_ROOT, SECCOMP = {"x86_64": (126, 155, 317), "aarch64": (91, 41, 277)}.get(MACHINE, (-1, -1, -1))


@cache
def libc() -> ctypes.CDLL:
    """Open the C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def unshare(flags: int) -> None:
    """Leave namespaces for fresh ones."""
    _check(libc().unshare(flags), f"unshare({flags:#x})")


def setns(descriptor: int, kind: int) -> None:
    """Enter a namespace."""
    _check(libc().setns(descriptor, kind), "setns")


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, data: str | None = None) -> None:
    """Mount, bind or remount."""
    raw = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    result = libc().mount(raw[0], raw[1], raw[2], ctypes.c_ulong(flags), raw[3])
    _check(result, f"mount({source}, {target}, {kind})")


def unmount(target: str) -> None:
    """Detach a mount."""
    _check(libc().umount2(os.fsencode(target), MNT_DETACH), f"umount({target})")


def freeze_tree(target: str) -> None:
    """Make a mount and all below it read-only, without devices or set-uid programs (Linux 5.12)."""
    attributes = struct.pack("4Q", MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV, 0, 0, 0)
    size = ctypes.c_size_t(len(attributes))
    result = libc().syscall(MOUNT_SETATTR, AT_FDCWD, os.fsencode(target), AT_RECURSIVE, attributes, size)
    _check(result, f"mount_setattr({target})")


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root; the former one is found at `old`."""
    _check(libc().syscall(PIVOT_ROOT, os.fsencode(new), os.fsencode(old)), "pivot_root")


def prctl(option: int, *values: int) -> None:
    """Change what the kernel keeps about this process."""
    padded = [ctypes.c_ulong(value) for value in (option, *values, *[0] * (4 - len(values)))]
    _check(libc().prctl(*padded), f"prctl({option})")


def set_capabilities(effective: int, permitted: int, inheritable: int) -> None:
    """Keep these capabilities, bit by bit, and no other."""
    header = struct.pack("Ii", 0x20080522, 0)
    low, high = 0xFFFFFFFF, 32
    sets = (effective, permitted, inheritable)
    data = struct.pack("6I", *[value & low for value in sets], *[value >> high for value in sets])
    _check(libc().syscall(CAPSET, header, data), "capset")


def install_filter(program: bytes) -> None:
    """Install a BPF program as the system call filter of every thread of this process, for good."""
    code = ctypes.create_string_buffer(program, len(program))
    argument = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    _check(libc().syscall(SECCOMP, 1, 1, argument), "seccomp")


def _check(result: int, call: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{call}: {os.strerror(number)}")
