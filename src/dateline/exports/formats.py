"""What a format is: how it is called, what it loses, what may be chosen, and how it writes a record."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dateline.errors import UsageError
from dateline.model.record import Record

_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may be chosen: its name, its values (the first is the default; none: any text), what it does."""

    name: str
    values: tuple[str, ...]
    help: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a format made of a record: files by name, and the events that it had to leave out, by reason."""

    files: Mapping[str, bytes]
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a record. The same record and options give the same bytes."""

    name: str
    title: str
    suffix: str
    media_type: str
    loses: tuple[str, ...]
    """What of the record the format cannot hold, in sentences."""
    make: Callable[[Record, Mapping[str, str]], Made]
    options: tuple[Option, ...] = ()
    several: bool = False
    """Whether it is several files, which travel in one zip unless a folder is named."""
    extra: str | None = None
    """The extra of the package that it needs."""

    def write(self, record: Record, **options: str) -> bytes:
        """The bytes of the file, of a zip where there are several; raises UsageError as `made` does."""
        files = self.made(record, options).files
        return zipped(files) if self.several else next(iter(files.values()))

    def made(self, record: Record, options: Mapping[str, str] | None = None) -> Made:
        """Files and what was left out; raises UsageError for options and values that there are not."""
        return self.make(record, self.chosen(options or {}))

    def chosen(self, options: Mapping[str, str]) -> dict[str, str]:
        """The options with their defaults; raises UsageError for one that the format does not have."""
        known = {option.name: option for option in self.options}
        for name, value in options.items():
            if name not in known:
                there = f"there are: {', '.join(known)}" if known else "it has none"
                raise UsageError(f"the format “{self.name}” has no option “{name}”; {there}")
            if len(known[name].values) > 1 and value not in known[name].values:
                raise UsageError(f"{self.name}: {name}={value}: it is one of {', '.join(known[name].values)}")
        defaults = {option.name: option.values[0] if option.values else "" for option in self.options}
        return defaults | dict(options)


def one(data: bytes) -> Made:
    """A format's only file."""
    return Made({"": data})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one zip, without times, so that the same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return held.getvalue()
