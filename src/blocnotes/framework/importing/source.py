"""An export as a stream of bytes, out of a zip or not, with bounds on what it may unfold to."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from blocnotes.errors import ContentDefects, Defect

Progress = Callable[[int, int], None]
"""Told how many bytes were read, and out of how many."""

MAX_BYTES = 4 << 30
# Deflate reaches about 1030 to 1; French XML full of tags stays well under 60 to 1.
MAX_RATIO = 200
_SMALL = 64 << 20


def refuse(file: str, place: str, what: str, cure: str) -> ContentDefects:
    """Make the error that says that a file cannot be imported."""
    return ContentDefects([Defect(file, place, what, cure)])


class BoundedStream:
    """A binary stream that counts what it gives, and refuses to give more than a maximum."""

    def __init__(self, stream: IO[bytes], name: str, total: int, progress: Progress | None = None) -> None:
        self._stream = stream
        self.name = name
        self.total = total
        self.count = 0
        self._progress = progress

    def read(self, size: int = -1) -> bytes:
        """Read at most so many bytes; raise ContentDefects where the archive is damaged or unfolds too far."""
        try:
            data = self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise refuse(self.name, f"byte {self.count}", f"the zip is damaged: {error}", _AGAIN) from error
        self.count += len(data)
        if self.count > MAX_BYTES:
            raise refuse(self.name, "file", f"is larger than {MAX_BYTES >> 30} GiB", _NOT_A_BOMB)
        if self._progress is not None:
            self._progress(self.count, self.total)
        return data


@contextmanager
def open_export(path: Path, progress: Progress | None = None) -> Iterator[BoundedStream]:
    """Open an export, zipped or not, for one pass; raise ContentDefects where it cannot be."""
    if not path.is_file():
        raise refuse(str(path), "file", "is not there", "give the path of the export")
    with path.open("rb") as raw:
        if raw.read(4)[:2] != b"PK":
            raw.seek(0)
            yield BoundedStream(raw, path.name, path.stat().st_size, progress)
            return
    with _open_zip(path) as archive:
        member = _choose_member(archive, path.name)
        with _open_member(archive, member, path.name) as stream:
            yield BoundedStream(stream, f"{path.name}/{member.filename}", member.file_size, progress)


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise refuse(path.name, "file", f"is a truncated or damaged zip: {error}", _AGAIN) from error


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> IO[bytes]:
    try:
        return archive.open(member)
    except (NotImplementedError, RuntimeError, zipfile.BadZipFile) as error:
        what = f"cannot be unzipped here: {error}"
        raise refuse(name, member.filename, what, "unzip it with another tool, and give the XML") from error


def _choose_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    members = [item for item in archive.infolist() if item.filename.lower().endswith(".xml")]
    if len(members) != 1:
        found = ", ".join(item.filename for item in members[:5]) or "none"
        raise refuse(name, "zip", f"should hold one XML file, and holds {found}", "zip the export alone")
    (member,) = members
    too_dense = member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1)
    if too_dense or member.file_size > MAX_BYTES:
        what = f"would unfold {member.compress_size} bytes to {member.file_size}: a zip bomb, not a register"
        raise refuse(name, member.filename, what, _NOT_A_BOMB)
    return member


_AGAIN = "download the export again, and compare its size"
_NOT_A_BOMB = "give the export as the register publishes it"
