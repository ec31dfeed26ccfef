"""ipykernel's shell without its sockets: made once in the warm parent, given its wire in each child."""

import inspect
import os
import struct
import sys
import types
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from ipykernel.compiler import XCachingCompiler, get_tmp_directory, get_tmp_hash_seed
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.profiledir import ProfileDir
from jupyter_client.session import Session
from traitlets.config import Config

from .wire import Wire

MURMUR, WORD = 0x5BD1E995, 0xFFFFFFFF


class Publisher(Session):  # type: ignore[misc]
    """The two methods of a session that ipykernel's display hook and publisher use."""

    wire: Wire | None = None

    def msg(self, msg_type: str, content: Any = None, parent: Any = None, **_: Any) -> dict[str, Any]:
        """Build a message; the hooks that learners register see it."""
        return {
            "header": {"msg_type": msg_type},
            "msg_type": msg_type,
            "content": content or {},
            "parent_header": parent or {},
            "metadata": {},
        }

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, **_: Any) -> None:
        """Put a message on the wire."""
        if isinstance(msg_or_type, dict):
            kind, content, parent = (
                msg_or_type["msg_type"],
                msg_or_type["content"],
                msg_or_type["parent_header"],
            )
        else:
            kind = msg_or_type
        if self.wire is not None:
            parent = parent or {}
            self.wire.send("iopub", kind, content, parent.get("msg_id") or parent.get("header", {}).get("msg_id", ""))


class CellCompiler(XCachingCompiler):  # type: ignore[misc]
    """ipykernel's names for the files of cells, which learners read in tracebacks, at a third of the cost."""

    def get_code_name(self, raw_code: str, code: str, number: int) -> str:
        """Name the file that a cell pretends to come from."""
        name = f"{get_tmp_directory()}/{_hash(raw_code.encode())}.py"
        # Or inspect looks for it in every module that is loaded, for every line of every traceback.
        inspect.modulesbyfile[name] = "__main__"
        return name


def make_shell() -> ZMQInteractiveShell:
    """Make the shell; starts no thread and opens no file."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.Completer.use_jedi = False
    module = types.ModuleType("__main__")
    shell = ZMQInteractiveShell.instance(
        config=config,
        profile_dir=ProfileDir.create_profile_dir(_profile()),
        user_module=module,
        user_ns=module.__dict__,
        compiler_class=CellCompiler,
    )
    shell.kernel = types.SimpleNamespace(shell=shell, eventloop=None)
    shell.displayhook.session = shell.display_pub.session = Publisher()
    shell.displayhook.topic = b"execute_result"
    # IPython would keep a second copy of every output for %notebook, and start event loops for screens.
    shell._tee = lambda channel: nullcontext()
    shell.enable_gui = lambda gui=None: None
    _keep_comms_quiet()
    return shell


def connect(shell: ZMQInteractiveShell, wire: Wire) -> None:
    """Let a shell speak, in the child."""
    shell.displayhook.session.wire = wire
    sys.displayhook = shell.displayhook
    # The one that the parent made is not in this child's home.
    Path(_profile()).mkdir(parents=True)
    shell.user_ns["_dh"][:] = [Path.cwd()]


def _profile() -> str:
    return str(Path(os.environ["IPYTHONDIR"], "profile_default"))


def _hash(data: bytes) -> int:
    # MurmurHash2, as ipykernel.compiler has it.
    value: int = get_tmp_hash_seed() ^ len(data)
    whole = len(data) & ~3
    for (block,) in struct.iter_unpack("<I", data[:whole]):
        block = block * MURMUR & WORD
        value = (value * MURMUR & WORD) ^ ((block ^ block >> 24) * MURMUR & WORD)
    if whole < len(data):
        value = (value ^ int.from_bytes(data[whole:], "little")) * MURMUR & WORD
    value = (value ^ value >> 13) * MURMUR & WORD
    return value ^ value >> 15


def _keep_comms_quiet() -> None:
    # Widgets draw their text form: there is no front end behind this wire.
    import comm

    comm.create_comm = lambda *args, **kwargs: comm.DummyComm(*args, **kwargs)
