"""Ask the learner's kernel one question at a time; all that comes back is the learner's word, passed on as text."""

import asyncio
import json
import secrets
from pathlib import Path
from queue import Empty
from typing import Any

from nbclient.exceptions import DeadKernelError

from blocnotes.execution.warm.client import WarmKernelClient

INSIDE = Path(__file__).parent / "inside"
PACKAGE = "blocnotes_split"
REPLY = "application/vnd.blocnotes.reply"
MAX_REPLY = 16_000_000
SILENCE = json.dumps({"silent": True})


class Asker:
    """The line of questions into the learner's kernel: one outstanding at a time, each under a nonce of its own."""

    def __init__(self, client: WarmKernelClient) -> None:
        self._client = client

    async def ask(self, question: str) -> str:
        """Give the reply to a question as JSON text; SILENCE where none came (a limit, a dead kernel)."""
        nonce = secrets.token_hex(16)
        asked = json.dumps({**json.loads(question), "nonce": nonce})
        try:
            request = await self._client.execute(
                f"__import__({PACKAGE + '.serving'!r}).serving.serve({asked!r})", silent=True
            )
            return await self._listen(request, nonce)
        except DeadKernelError:
            return SILENCE

    async def _listen(self, request: str, nonce: str) -> str:
        found = SILENCE
        while (message := await self._next()) is not None:
            if message["parent_header"]["msg_id"] != request:
                continue
            content = message["content"]
            if message["msg_type"] == "status" and content["execution_state"] == "idle":
                break
            if message["msg_type"] == "display_data" and found is SILENCE:
                found = read_reply(content["data"].get(REPLY), nonce)
        while self._client.shell_channel._messages:
            await self._client.shell_channel.get_msg()
        return found

    async def _next(self) -> dict[str, Any] | None:
        while True:
            try:
                return await self._client.iopub_channel.get_msg(timeout=1.0)
            except Empty:
                if not await self._client.is_alive():
                    return None
            await asyncio.sleep(0)


def read_reply(text: Any, nonce: str) -> str:
    """Give a reply as text when it is one to this very question; SILENCE otherwise."""
    if not isinstance(text, str) or len(text) > MAX_REPLY:
        return SILENCE
    try:
        reply = json.loads(text)
    except (ValueError, RecursionError):
        return SILENCE
    if not isinstance(reply, dict) or reply.pop("nonce", None) != nonce or "silent" in reply:
        return SILENCE
    return json.dumps(reply)


def laying(*modules: str) -> str:
    """Give the code that lays modules of `inside` into a kernel as a package, before anything else runs there."""
    lines = ["import sys as _s, types as _t", f"_p = _s.modules[{PACKAGE!r}] = _t.ModuleType({PACKAGE!r})"]
    lines.append("_p.__path__ = []")
    for name in modules:
        full, text = f"{PACKAGE}.{name}", (INSIDE / f"{name}.py").read_text(encoding="utf-8")
        lines += [
            f"_m = _s.modules[{full!r}] = _p.{name} = _t.ModuleType({full!r})",
            f"_m.__package__ = {PACKAGE!r}",
            f"exec(compile({text!r}, {full!r}, 'exec'), _m.__dict__)",
        ]
    body = "\n".join(lines)
    return f"exec({body!r}, {{}})"
