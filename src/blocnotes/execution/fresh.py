"""A fresh kernel process per run, over ipc sockets: no port to collide on, nothing to eavesdrop."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from traitlets import default


class FreshKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """Starts one ordinary ipykernel; its sockets lie in a private folder that goes with it."""

    transport = "ipc"

    @default("ip")  # type: ignore[untyped-decorator]
    def _private_sockets(self) -> str:
        self.sockets = tempfile.mkdtemp(prefix="blocnotes-k")
        return str(Path(self.sockets) / "s")

    async def _async_cleanup_resources(self, restart: bool = False) -> Any:
        await super()._async_cleanup_resources(restart=restart)
        if not restart:
            shutil.rmtree(getattr(self, "sockets", ""), ignore_errors=True)

    cleanup_resources = _async_cleanup_resources
