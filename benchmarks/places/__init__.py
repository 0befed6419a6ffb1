"""Task `places`: names of places to coordinates, on gold names and on raw text.

Protocol (shared/BENCHMARKS.md). On gold names: `accuracy` is the share within 161 km (100 miles), or the same
entity where the gold is a country, a first-order division or a continent; `accuracy_161km` the share within 161 km
strictly; `median_km` the median distance, a name without a place counting as half the globe away. Demonyms count.
`raw_f1_161km`: F1 of place names found in raw text and put within 161 km, spans matched by overlap, one to one;
demonyms and what lies on them are left out. Names without gold coordinates are left out everywhere.
"""

from benchmarks.places.task import TASK

__all__ = ["TASK"]
