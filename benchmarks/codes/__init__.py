"""Task `codes`: types and modes of events.

Protocol (shared/BENCHMARKS.md). On a folder with `stories.csv` (ngec-synthetic), at text level: the type of the event
that the record ranks first, headline before lead, as macro-F1 over the types; modes over the stories whose gold mode
is one of ours after a table of spellings (modes.toml), those left out are counted. The columns `prompt` and
`disclaimer` are not read; names that a headline leaves open (`{country_1}`) are filled in from a fixed list.

With `--data codebook`, on the codebook's own examples, at span level: type, mode and contexts of the event at the
marked trigger; scored on the fifth that is held back.
"""

from benchmarks.codes.task import TASK

__all__ = ["TASK"]
