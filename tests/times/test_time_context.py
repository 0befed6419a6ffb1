"""Times in their text: counted from the time told before, from the day of speaking, or in the direction of the tense."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.reading import Reading
from dateline.model.report import Published
from dateline.times import find_times, resolve

PUBLISHED = Published(earliest="2018-06-05", latest="2018-06-05", how="stated")
Read = Callable[[str], Reading]

FOLLOWING = [
    ("Rebels took the dam on 3 May 2016. Three days later, the army took it back.", "Three days later", "2016-05-06"),
    ("Rebels took the dam on 3 May 2016. The next day, the army took it back.", "The next day", "2016-05-04"),
    ("Rebels took the dam on 3 May 2016. It was retaken the following week.", "the following week", "2016-05-09"),
    ("Rebels took the dam on 3 May 2016. The mayor fled the same day.", "the same day", "2016-05-03"),
    ("Rebels took the dam on 3 May 2016. The mayor had fled the previous month.", "the previous month", "2016-04-01"),
    ("The war began in 2011. A truce was signed later that year.", "later that year", "2011-01-01"),
    ("The march began on 3 May 2016. At noon, the police moved in.", "noon", "2016-05-03"),
]
TENSES = [
    ("The council met on Friday.", -1),
    ("The council has met on Friday.", -1),
    ("The council had met on Friday.", -1),
    ("The council will meet on Friday.", 1),
    ("The council is to meet on Friday.", 1),
    ("The council is going to meet on Friday.", 1),
    ("The council is meeting on Friday.", 1),
    ("The council hopes to meet on Friday.", 1),
    ("The council may meet on Friday.", 1),
    ("The council could not meet on Friday.", -1),
    ("The council would have met on Friday.", -1),
    ("A meeting planned for Friday will be held in the town hall.", 1),
    ("The truce was broken ahead of Sunday's vote.", 1),
    ("Police are investigating a shooting on Friday.", 0),
    ("The council meets on Friday.", 0),
]


@pytest.mark.parametrize(("text", "words", "earliest"), FOLLOWING)
def test_counted_from_the_time_told_before(read: Read, text: str, words: str, earliest: str) -> None:
    when = next(when for when in find_times(read(text), PUBLISHED) if when.span.text == words)
    assert (when.earliest, when.anchor) == (earliest, "event")
    assert resolve(when, None).earliest == earliest


@pytest.mark.parametrize(("sentence", "direction"), TENSES)
def test_tense_gives_the_direction(read: Read, sentence: str, direction: int) -> None:
    when = find_times(read(sentence), PUBLISHED)[0]
    assert (when.rule, when.arguments[1]) == ("weekday", direction), when.why


def test_where_nothing_tells_the_answer_covers_both(read: Read) -> None:
    (when,) = find_times(read("The council meets on Friday."), PUBLISHED)
    assert (when.earliest, when.latest) == ("2018-06-01", "2018-06-08")
    assert "nothing says which" in when.why


def test_an_event_without_a_time_leaves_the_time_open(read: Read) -> None:
    (when,) = find_times(read("He resigned two days after the attack."), PUBLISHED)
    assert (when.earliest, when.latest, when.anchor) == (None, "2018-06-05", "event")
    assert "whose time the report does not give" in when.why


def test_an_event_may_be_given_its_time_in_the_same_sentence(read: Read) -> None:
    when, _ = find_times(read("Two days after the attack on Friday, police arrested him."), PUBLISHED)
    assert (when.earliest, when.latest) == ("2018-06-03", "2018-06-03")


def test_a_quotation_counts_from_the_day_of_speaking(read: Read) -> None:
    text = "“We will open the gates tomorrow,” the governor said on Friday."
    spoken, said = find_times(read(text), PUBLISHED)
    assert (said.span.text, said.earliest) == ("Friday", "2018-06-01")
    assert (spoken.earliest, spoken.anchor) == ("2018-06-02", "speech")
    assert "2018-06-01, when it was said" in spoken.why


def test_outside_a_quotation_it_does_not(read: Read) -> None:
    text = "The governor said on Friday that the gates would open tomorrow."
    assert [when.earliest for when in find_times(read(text), PUBLISHED)] == ["2018-06-01", "2018-06-06"]
