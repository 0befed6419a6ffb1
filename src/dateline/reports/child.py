"""Reading what strangers have packed in another process, whose memory, time and output are limited.

`run` starts a Python for one file, hands it the file as standard input, and gives what its job finds, one thing at a
time, as soon as it is found. A child that takes too long, asks for too much or breaks down is ended, and its file is
one InputError more; what it had found before is kept.

Memory is limited where the system has `setrlimit` for it (Linux; macOS accepts the call and does not keep to it;
Windows has none). Time and output are limited everywhere. This is the one module with parts for one system only.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib import import_module
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from dateline.errors import InputError
from dateline.reports.entry import Entry, Limits, Passed, size_words
from dateline.reports.extract import Extract

JOBS = {
    "pdf": "dateline.reports.pdf:pdf_job",
    "page": "dateline.reports.page:page_job",
    "office": "dateline.reports.office:office_job",
    "zip": "dateline.reports.archives:zip_job",
    "tar": "dateline.reports.archives:tar_job",
    "warc": "dateline.reports.warc:warc_job",
}
"""What a child can be asked to do: from a file, the name of its source and the limits to an iterator of `Item`."""

Item = Entry | Passed | InputError | Extract
Job = Callable[[BinaryIO, str, Limits], Iterator[Item]]

_BOOT = """
import json, sys, types
told = json.loads(sys.argv[1])
sys.path[:] = told["path"]
room = types.ModuleType("dateline.reports")
room.__path__ = [told["room"]]
sys.modules["dateline.reports"] = room
from dateline.reports.child import serve
serve(told)
"""
"""What a child begins with. It goes past the front door of the room (`__init__`), which imports every part of it, most
of them of no use to a child: so it starts in less than half of the time."""
_HEAD = 8
"""Bytes before each frame: its length."""
_WAITING = 4
"""Frames that wait to be taken; a child that is ahead waits, too."""


class _Frame(msgspec.Struct):
    """One thing found, on its way from the child."""

    entry: Entry | None = None
    extract: Extract | None = None
    source: str = ""
    passed: str | None = None
    refused: str | None = None


_DECODER = msgspec.msgpack.Decoder(_Frame)


def one_extract(job: str, data: bytes, source: str) -> Extract:
    """The Extract of a job that gives one; raises the InputError that it gives instead."""
    for found in run(job, data, source, Limits(entry_bytes=max(len(data), Limits().entry_bytes))):
        if isinstance(found, Extract):
            return found
        if isinstance(found, InputError):
            raise found
    raise InputError(source, "nothing was found in it")


def run(job: str, file: BinaryIO | bytes, source: str, limits: Limits) -> Iterator[Item]:
    """What `job` finds in a file; the last thing is an InputError where a limit was met or the child broke down."""
    with _as_file(file, source, limits) as stdin:
        told = json.dumps(
            {
                "path": sys.path,
                "room": str(Path(__file__).parent),
                "job": job,
                "source": source,
                "limits": asdict(limits),
            }
        )
        process = subprocess.Popen(  # noqa: S603 - our own Python, our own code
            [sys.executable, "-c", _BOOT, told], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout is not None  # noqa: S101 - for mypy: it was asked for
        frames: queue.Queue[bytes | str | None] = queue.Queue(_WAITING)
        stopped = threading.Event()
        most = 2 * limits.entry_bytes + 1_000_000
        reader = threading.Thread(target=_read_frames, args=(process.stdout, frames, stopped, most), daemon=True)
        reader.start()
        try:
            yield from _taken(frames, process, source, limits)
        finally:
            stopped.set()
            process.kill()
            process.wait()
            reader.join()
            process.stdout.close()


def _taken(
    frames: queue.Queue[bytes | str | None], process: subprocess.Popen[bytes], source: str, limits: Limits
) -> Iterator[Item]:
    while True:
        try:
            frame = frames.get(timeout=limits.seconds)
        except queue.Empty:
            yield InputError(source, f"took longer than the limit of {limits.seconds:g} s to read; given up")
            return
        if frame is None:
            status = process.wait()
            if status:
                yield InputError(
                    source,
                    f"the process that read it broke down (status {status}): "
                    f"it may have needed more than the limit of {size_words(limits.memory)} of memory",
                )
            return
        if isinstance(frame, str):
            yield InputError(source, frame)
            return
        found = _DECODER.decode(frame)
        if found.entry is not None:
            yield found.entry
        elif found.extract is not None:
            yield found.extract
        elif found.passed is not None:
            yield Passed(found.source, found.passed)
        else:
            yield InputError(found.source, found.refused or "")


def _read_frames(pipe: IO[bytes], frames: queue.Queue[bytes | str | None], stopped: threading.Event, most: int) -> None:
    """Moves frames from the pipe into the queue until the child ends, says too much, or nobody wants more."""

    def put(frame: bytes | str | None) -> bool:
        while not stopped.is_set():
            try:
                frames.put(frame, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    while True:
        head = pipe.read(_HEAD)
        if len(head) < _HEAD:
            break
        length = int.from_bytes(head, "big")
        if length > most:
            put(f"gave more than the limit of {size_words(most)} at once; given up")
            return
        frame = pipe.read(length)
        if len(frame) < length or not put(frame):
            break
    put(None)


def _as_file(file: BinaryIO | bytes, source: str, limits: Limits) -> IO[bytes]:
    """A file of the system's own with the bytes of `file`, from its start."""
    if isinstance(file, bytes):
        file = BytesIO(file)
    if isinstance(file, BufferedReader) and isinstance(file.raw, FileIO) and isinstance(file.name, str):
        return Path(file.name).open("rb")
    made = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `run`
    size = 0
    while part := file.read(1 << 20):
        size += len(part)
        if size > limits.total_bytes:
            made.close()
            raise InputError(source, f"unpacks to more than the limit of {size_words(limits.total_bytes)}")
        made.write(part)
    made.seek(0)
    return made


def serve(told: dict[str, object]) -> None:
    """The child's side: does the job that it was told of and writes what it finds."""
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the frames
    source = str(told["source"])
    limits = msgspec.convert(told["limits"], Limits)
    module, _, name = JOBS[str(told["job"])].partition(":")
    job: Job = getattr(import_module(module), name)
    _limit_memory(limits.memory)
    file = sys.stdin.buffer
    file.seek(0)
    try:
        for item in job(file, source, limits):
            _write(out, item)
    except InputError as error:
        _write(out, error)
    except MemoryError:
        _write(out, InputError(source, f"needs more than the limit of {size_words(limits.memory)} of memory"))
    except RecursionError:
        _write(out, InputError(source, "its parts are nested too deep to be read"))
    except Exception as error:  # noqa: BLE001 - a library met what it did not expect; its file is refused, by name
        words = " ".join(str(error).split())[:200]
        _write(out, InputError(source, f"is damaged or not what it seems to be ({type(error).__name__}: {words})"))
    out.flush()


def _write(out: BinaryIO, item: Item) -> None:
    if isinstance(item, Entry):
        frame = _Frame(entry=item)
    elif isinstance(item, Extract):
        frame = _Frame(extract=item)
    elif isinstance(item, Passed):
        frame = _Frame(source=item.source, passed=item.message)
    else:
        frame = _Frame(source=item.source, refused=str(item).removeprefix(f"{item.source}: "))
    packed = msgspec.msgpack.encode(frame)
    out.write(len(packed).to_bytes(_HEAD, "big"))
    out.write(packed)
    out.flush()


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return  # a lower limit is set already, or the system keeps none
