"""Coverage-guided fuzzing of the ways in, by atheris (Apache-2.0), which is installed for this alone.

    python -m venv --system-site-packages /tmp/fuzz && /tmp/fuzz/bin/pip install atheris
    /tmp/fuzz/bin/python tools/fuzz.py --seconds 3600 --into /tmp/fuzz/found

Every target gets its share of the time; what it begins with are the hostile files of the tests. What a child process
would read is read in this one, and an error that the child would turn into a refusal is counted and is no fault. Faults
are: any other error, a broken promise of a Report, more than `_SLOW` seconds. One input is kept for each kind of fault,
under a name that says what it did; the next run begins with the corpus that this one leaves.
"""

from __future__ import annotations

import argparse
import hashlib
import signal
import subprocess
import sys
import time
import tomllib
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from dateline.errors import InputError
    from dateline.model.report import Report

ROOT = Path(__file__).parent.parent
_SLOW = 5.0
"""Seconds of processor time that one small input may take; instrumented code runs several times slower than usual."""
_CHILD = 1.5
"""Seconds after which what a child would read is given up, as the driver of the child would after its own limit."""
_HANG = 60
"""Seconds after which libFuzzer gives an input up and ends the run; the driver begins another."""
_LONGEST = 20_000
_HEAVY = ("bomb", "many", "forms", "maps", "wide", "again", "members", "overlapping")
"""Words in the names of hostile files that take their time or memory by what they are; the tests see to those."""
_ENTRIES = 5
_INSTRUMENTED = ("dateline.reports", "pypdf", "warcio", "trafilatura", "email", "tarfile", "csv")


class _TooLong(BaseException):
    """Raised in the midst of what a child would do; nothing on the way catches it."""


@dataclass(frozen=True)
class Target:
    """What one kind of file begins with, and how bytes are made a file of that kind."""

    name: str
    kinds: tuple[str, ...]
    """Kinds of hostile files (the first word of their names) that it begins with."""
    words: tuple[str, ...]
    """What the format is written in."""
    head: str = ""
    """How every such file begins."""

    def shape(self, data: bytes) -> bytes:
        """The file that an input stands for."""
        if self.name == "office.docx":
            return _document(data)
        head = self.head.encode("latin-1")
        return data if data.startswith(head) else head + data


def _document(data: bytes) -> bytes:
    """An office document whose parts are the input: DOCX or ODT, by the first byte."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        if data[:1] < b"@":
            archive.writestr("word/document.xml", data[1:])
            archive.writestr("word/styles.xml", data[1:][::-1])
        else:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", data[1:])
    return held.getvalue()


def targets() -> tuple[Target, ...]:
    """What is fuzzed, as `fuzz.toml` has it."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(
        Target(name, tuple(part["kinds"]), tuple(part["words"]), part.get("head", "")) for name, part in told.items()
    )


def fuzz(target: Target, seconds: int, found: Path) -> None:
    """Fuzz one target in this process, which libFuzzer ends."""
    import atheris

    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    with atheris.instrument_imports(include=list(_INSTRUMENTED)):
        for name in ("pypdf", "warcio.archiveiterator", "trafilatura", *_rooms()):
            import_module(name)
    from dateline.errors import InputError
    from dateline.reports import child
    from dateline.reports.entry import Entry, Limits
    from dateline.reports.read import read_entry
    from dateline.reports.ways import Asked, unfold

    limits = Limits(entry_bytes=2_000_000, free_bytes=10_000_000, total_bytes=50_000_000, entries=1_000, archives=20)

    def in_this_process(job: str, file: BinaryIO | bytes, source: str, given: Limits) -> Iterator[object]:
        module, _, name = child.JOBS[job].partition(":")
        signal.setitimer(signal.ITIMER_VIRTUAL, _CHILD)
        try:
            opened = BytesIO(file) if isinstance(file, bytes) else file
            yield from getattr(import_module(module), name)(opened, source, given)
        except InputError as error:
            yield error
        except (Exception, _TooLong) as error:  # noqa: BLE001 - as the child does it
            yield InputError(source, f"is damaged ({type(error).__name__})")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def give_up(*_: object) -> None:
        raise _TooLong

    signal.signal(signal.SIGVTALRM, give_up)

    child.run = in_this_process  # type: ignore[assignment]

    def once(data: bytes) -> None:
        begin = time.process_time()
        shaped = target.shape(data)
        try:
            read = 0
            for one in islice(unfold(BytesIO(shaped), target.name, Asked(limits)), 200):
                if isinstance(one, InputError):
                    _check(one)
                elif isinstance(one, Entry) and read < _ENTRIES:
                    read += 1
                    _check(_report(one))
        except Exception as error:  # noqa: BLE001 - each is a fault that is looked for
            _keep(found, target, shaped, _told(error), traceback.format_exc())
        if (took := time.process_time() - begin) > _SLOW:
            _keep(found, target, shaped, "slow", f"{took:.1f} s of processor time")

    def _report(entry: Entry) -> Report | InputError:
        try:
            return read_entry(entry)
        except InputError as error:
            return error

    corpus = found / "corpus" / target.name
    _begin_with(target, corpus)
    words = found / f"{target.name}.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "ascii")
    atheris.Setup(
        [sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-dict={words}", f"-max_len={_LONGEST}",
         f"-timeout={_HANG}", "-rss_limit_mb=1500", f"-artifact_prefix={found}/{target.name}-", "-verbosity=0",
         "-print_final_stats=1"],
        once,
    )  # fmt: skip
    atheris.Fuzz()


def _rooms() -> list[str]:
    """Every module of the ways in."""
    return [f"dateline.reports.{path.stem}" for path in sorted((ROOT / "src/dateline/reports").glob("[a-z]*.py"))]


def _check(given: Report | InputError) -> None:
    """Raises ValueError where a report or a message breaks a promise."""
    if isinstance(given, Exception):
        if "\n" in str(given):
            raise ValueError("a message of several lines")
        return
    given.text.encode("utf-8")
    if "\0" in given.text:
        raise ValueError("a NUL in the text")
    if any(given.text[mark.span.start : mark.span.end] != mark.span.text for mark in given.marks):
        raise ValueError("a mark that does not say what stands there")


def _escaped(word: str) -> str:
    plain = range(32, 127)
    return "".join(
        chr(byte) if byte in plain and chr(byte) not in '"\\' else f"\\x{byte:02x}" for byte in word.encode()
    )


def _told(error: Exception) -> str:
    """The kind of a fault: the error, and the last line of our own code that it passed through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "dateline" in frame.filename]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.name}"


def _keep(found: Path, target: Target, data: bytes, kind: str, words: str) -> None:
    """Keep the first input of a kind, and a shorter one in its place."""
    kept = found / f"{target.name}-{kind}"
    if not kept.exists() or len(data) < kept.stat().st_size:
        kept.write_bytes(data)
        kept.with_name(f"{kept.name}.txt").write_text(words, "utf-8")
        print(f"fault: {kept.name} ({len(data)} bytes)", flush=True)


def _begin_with(target: Target, corpus: Path) -> None:
    from tests.reports import hostile

    corpus.mkdir(parents=True, exist_ok=True)
    for name, make in hostile.all_files().items():
        if name.partition(" ")[0] in target.kinds and not any(word in name for word in _HEAVY):
            data = make()
            if len(data) <= _LONGEST:
                (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def main() -> None:
    """Fuzz one target, or all of them one after the other."""
    every = targets()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", choices=[target.name for target in every])
    parser.add_argument("--seconds", type=int, default=3600, help="in all")
    parser.add_argument("--into", type=Path, default=Path("build/fuzz"), help="where corpus and faults are kept")
    given = parser.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    if given.target:
        fuzz(next(target for target in every if target.name == given.target), given.seconds, given.into)
        return
    share = given.seconds // len(every)
    for target in every:
        until = time.monotonic() + share
        while (left := int(until - time.monotonic())) > 5:
            print(f"{target.name}: {left} s", flush=True)
            subprocess.run(  # noqa: S603 - this very file
                [sys.executable, __file__, "--target", target.name, "--seconds", str(left), "--into", str(given.into)],
                check=False,
            )


if __name__ == "__main__":
    main()
