"""The main happening of a report: which of its tellings are of one event, and that event's day and place.

A report of an attack, a strike or a march tells it several times, in the headline, the lead and the body, and says when
and where it was only once or twice, often in a sentence that has another verb ("officers were called to the scene at
9 p.m. on Friday"). The tellings of the main happening are those of its type that nothing sets apart from the first one.
Its day is the one that most speaks for: a day in the clause of one of the tellings, then one beside them, then any day
told of what went on there, each weighing more the earlier it stands. The day of what was said or done about it later
(said, arrested, charged, buried) is never taken, nor the day of a dateline or a line of publication. Its place is found
in the same way.
"""

from dateline.happening.apart import Apart
from dateline.happening.clauses import detached
from dateline.happening.days import DAYS, day_of, lacks_day
from dateline.happening.settled import not_ahead, settled
from dateline.happening.tellings import TOLD, Happening, find_happening, is_outcome, may_be_one
from dateline.happening.towns import holds, is_doubtful, is_spot, is_town, place_of_happening, placed

__all__ = [
    "DAYS",
    "TOLD",
    "Apart",
    "Happening",
    "day_of",
    "detached",
    "find_happening",
    "holds",
    "is_doubtful",
    "is_outcome",
    "is_spot",
    "is_town",
    "lacks_day",
    "may_be_one",
    "not_ahead",
    "place_of_happening",
    "placed",
    "settled",
]
