"""Read a register of 20 000 synthetic fiches to its last one: seconds and peak memory, beside a whole-tree parse.

    python benchmarks/import_register.py [FICHES] [--tree]

The fiches are made up (see tests/unit/test_import_fiches.py); the peer is lxml's own `parse` of the same file,
run in a process of its own. The whole tree is large: it is only parsed with --tree.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent / "tests")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fiches", type=int, nargs="?", default=20_000)
    parser.add_argument("--tree", action="store_true")
    parser.add_argument("--one", nargs=3, metavar=("HOW", "PATH", "CODE"))
    options = parser.parse_args()
    if options.one:
        run(*options.one)
    else:
        compare(options.fiches, with_tree=options.tree)


def compare(fiches: int, *, with_tree: bool) -> None:
    from unit.test_import_fiches import write_export

    code = f"RNCP{30000 + fiches - 1}"
    with tempfile.TemporaryDirectory() as folder:
        plain = write_export(Path(folder) / "export.xml", fiches)
        zipped = write_export(Path(folder) / "export.zip", fiches, zipped=True)
        print(
            f"{fiches} fiches: {plain.stat().st_size / 1e6:.0f} MB, zipped {zipped.stat().st_size / 1e6:.0f} MB",
            flush=True,
        )
        jobs = [("find", plain), ("find", zipped), ("list", zipped)] + ([("tree", plain)] if with_tree else [])
        for how, path in jobs:
            subprocess.run([sys.executable, __file__, "--one", how, str(path), code], check=True)


def run(how: str, path: str, code: str) -> None:
    import lxml.etree

    from blocnotes.framework.importing.road import import_course, search_register

    start, cpu = time.perf_counter(), time.process_time()
    if how == "tree":
        found = len(lxml.etree.parse(path).getroot())
    elif how == "list":
        found = len(search_register(Path(path), "intelligence artificielle"))
    else:
        with tempfile.TemporaryDirectory() as courses:
            found = len(import_course(Path(path), code, Path(courses)).files)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    name = f"{how} {Path(path).suffix[1:]}"
    print(f"{name:9} {seconds:5.1f} s ({cpu:.1f} s of CPU), peak {peak_mib():.0f} MiB; found {found}", flush=True)


def peak_mib() -> float:
    # The kernel's own high-water mark of this program; getrusage also counts what the parent was.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
