"""The scorer of task `story`: 1 for a perfect record, 0 for an empty one, by hand for a broken one."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from perfect import Perfect
from tiny_story import tiny_story

from benchmarks.story.events import Events
from benchmarks.story.gold import Story
from benchmarks.story.measures import FALLING, KEYS, Measures
from benchmarks.story.naive import naive_record
from benchmarks.story.task import actor_baseline, score
from benchmarks.story.view import View
from benchmarks.story.who import Who
from benchmarks.task import BenchmarkError
from dateline.model.record import Disagreement, Record, RecordEvent, Side, Source
from dateline.model.spans import Span


@pytest.fixture
def story() -> Story:
    return tiny_story()


@pytest.fixture
def perfect(story: Story) -> Record:
    return Perfect(story).record()


def empty_record() -> Record:
    return Record(
        versions={}, reports=(), origins=(), stories=(), actors=(), places=(), events=(), claims=(), figures=(),
        relations=(), disagreements=(),
    )  # fmt: skip


def scores(story: Story, record: Record) -> dict[str, Any]:
    return score([(story, record)]).scores()


def source(story: Story, file: str, words: str) -> Source:
    """A source at the first place of some words; its sentence is the line."""
    text = story.texts[file]
    start = text.index(words)
    line = text.rfind("\n", 0, start) + 1
    return Source(file, 0, Span.of(text, start, start + len(words)), Span.of(text, line, text.index("\n", start)))


def test_every_key_of_the_protocol_is_given(story: Story, perfect: Record) -> None:
    assert tuple(scores(story, perfect)) == KEYS
    assert len(KEYS) == 21


def test_a_perfect_record_scores_1(story: Story, perfect: Record) -> None:
    assert scores(story, perfect) == {key: 0 if key in FALLING else 1 for key in KEYS}


def test_an_empty_record_scores_0(story: Story) -> None:
    assert scores(story, empty_record()) == dict.fromkeys(KEYS, 0)


def test_a_record_of_other_files_scores_0(story: Story, perfect: Record) -> None:
    elsewhere = replace(perfect, reports=tuple(replace(report, source="other") for report in perfect.reports))
    found = scores(story, elsewhere)
    right = {key: value for key, value in found.items() if key not in FALLING and value}
    # relations carry no words: actors are still known by their names
    assert right == {"relation_recall": 1.0}
    assert found["spurious_share"] == 1


def test_two_stories_are_summed_over_their_items(story: Story, perfect: Record) -> None:
    pooled = score([(story, perfect), (tiny_story(), empty_record())]).scores()
    assert pooled["mention_recall"] == 0.5
    assert pooled["attribution_precision"] == 1
    assert pooled["actor_b3_f1"] == pytest.approx(2 / 3)  # precision 1 over what was placed, recall 1/2


def broken(story: Story, perfect: Record) -> Record:
    """The perfect record, damaged in every table."""
    attack, march, _patrols = perfect.events
    attack = replace(
        attack,
        sources=attack.sources[:1],  # b.txt's telling is lost
        recipients=("act_Ana Reyes",),  # not her
        when=replace(attack.when, earliest="2021-02-01", latest="2021-02-02"),  # a month too early
        origins=("o1",),  # there are two
    )
    march = replace(
        march,
        status="happened",  # planned
        place="plc_Oldbridge",  # 1,100 km away
        when=replace(march.when, earliest=None, latest=None),  # wider than the gold
    )
    invented = replace(march, id="evt_invented", sources=(source(story, "a.txt", "officers"),))
    speech = replace(march, id="evt_speech", sources=(source(story, "a.txt", "told reporters"),))
    listed = replace(march, id="evt_listed", sources=(source(story, "b.txt", "closed"),))
    brigade, police, velland, reyes, patrols = perfect.actors
    joined = replace(
        brigade, aliases=brigade.aliases + police.aliases, sources=brigade.sources + police.sources
    )  # two that must not be merged
    velland = replace(velland, sources=())  # never found in the texts
    first, second, third = perfect.claims
    twelve, fifteen = perfect.figures
    dozens = replace(twelve, id="fig_dozens", source=source(story, "b.txt", "dozens"), value=24, unit="count")
    office, fights_police, _fights_velland, controls = perfect.relations
    _figure, right = perfect.disagreements
    return replace(
        perfect,
        actors=(joined, velland, reyes, patrols),
        events=(attack, march, invented, speech, listed),
        claims=(
            replace(first, speaker="act_Velland"),  # the wrong speaker
            second,
            replace(third, content=(source(story, "b.txt", "the rebels").span,)),  # too little of the content
            replace(second, id="clm_twice"),  # said once, recorded twice
        ),
        figures=(
            replace(twelve, claimants=()),  # claimant lost
            replace(fifteen, unit="injured"),  # they died
            dozens,  # no number in the text: neither right nor wrong
        ),
        relations=(office, fights_police, controls),
        disagreements=(right, replace(right, id="dis_kind", kind="date")),
    )


def test_a_broken_record_scores_as_by_hand(story: Story, perfect: Record) -> None:
    found = scores(story, broken(story, perfect))
    # four gold mentions: attacked and raided (e1), march (e2), Patrols (e3); attacked and march are found
    assert found["mention_recall"] == 2 / 4
    assert found["with_actor_and_status"] == 1 / 4  # attacked; march is told as happened
    assert found["with_roles"] == 1 / 4  # march; attacked has a wrong recipient
    assert found["with_type"] == 2 / 4
    assert found["with_status"] == 1 / 4  # attacked
    assert found["with_date"] == 0
    assert found["with_place"] == 1 / 4  # attacked
    assert found["with_all"] == 0
    assert found["date_contradictions"] == 1  # February for 1 March; no interval at all contradicts nothing
    assert found["spurious_share"] == 1 / 3  # invented, of attack, march and invented; speech and listed are neither
    assert found["origins_exact"] == 1 / 3  # e2; e1 has two, e3 is not there
    assert found["forbidden_merges"] == 1
    # eight occurrences: River Brigade ×2, The Brigade, the rebels (4), River Police (1), government of Velland (1),
    # Colonel Ana Reyes, Reyes (2). Found: one cluster of 4 + 1, none, one of 2.
    precision = (4 * 4 / 5 + 1 * 1 / 5 + 2) / 7
    recall = (4 + 1 + 0 + 2) / 8
    assert found["actor_b3_f1"] == pytest.approx(2 * precision * recall / (precision + recall))
    assert found["figure_recall"] == 1 / 2  # of 12 and 15; the dozens are no number
    assert found["figure_with_claimant"] == 0
    assert found["figure_precision"] == 1 / 2  # 12 is right, 15 is not
    assert found["attribution_recall"] == 1 / 3
    assert found["attribution_precision"] == 1 / 4
    assert found["relation_recall"] == 1 / 4  # controls; the police are merged away, the fight with Velland is missing
    assert found["disagreement_recall"] == 1 / 2
    assert found["disagreement_spurious"] == 1 / 2


def test_the_naive_record_lies_between(story: Story) -> None:
    found = scores(story, naive_record(story.texts))
    assert 0 < found["mention_recall"] < 1
    assert 0 < found["actor_b3_f1"] < 1
    assert found["with_all"] == 0
    assert found["relation_recall"] == 0


def test_the_actor_baselines(story: Story) -> None:
    # strings: River Brigade ×2, and six forms that occur once
    string_recall = (2 * 2 / 4 + 1 / 4 + 1 / 4 + 1 + 1 + 1 / 2 + 1 / 2) / 8
    assert actor_baseline([story], "string") == pytest.approx(2 * string_recall / (1 + string_recall))
    # last words: Brigade ×3, rebels, Police, Velland, Reyes ×2: no cluster is mixed
    word_recall = (3 * 3 / 4 + 1 / 4 + 1 + 1 + 2) / 8
    assert actor_baseline([story], "last word") == pytest.approx(2 * word_recall / (1 + word_recall))


def test_occurrences_leave_boilerplate_out(story: Story) -> None:
    assert [occurrence.form for occurrence in story.occurrences] == [
        "River Brigade", "River Police", "Colonel Ana Reyes", "The Brigade", "Reyes", "River Brigade",
        "government of Velland", "the rebels",
    ]  # fmt: skip
    assert len(story.boilerplate["a.txt"]) == 1
    assert len(story.neither) == 2


def test_a_mention_in_the_same_sentence_is_found_apart(story: Story, perfect: Record) -> None:
    attack = perfect.events[0]
    beside = replace(attack, sources=(source(story, "a.txt", "killing"), source(story, "b.txt", "died")))
    measures = score([(story, replace(perfect, events=(beside,)))])
    assert measures.scores()["mention_recall"] == 2 / 4
    assert measures.rows()["found by sentence only"] == 2 / 4


@pytest.mark.parametrize(
    "change",
    [
        {"type": "CONSULT"},  # another family
        {"actors": ("act_Velland",), "recipients": ()},  # nobody in common
    ],
)
def test_the_same_sentence_is_not_enough(story: Story, perfect: Record, change: dict[str, Any]) -> None:
    beside = replace(perfect.events[0], sources=(source(story, "a.txt", "killing"),), **change)
    found = scores(story, replace(perfect, events=(beside,)))
    assert found["mention_recall"] == 0
    assert found["spurious_share"] == 1


def test_a_whole_sentence_is_no_trigger(story: Story, perfect: Record) -> None:
    sentence = perfect.events[0].sources[0].sentence
    assert sentence is not None
    attack = replace(perfect.events[0], sources=(Source("a.txt", 0, sentence, None),))
    assert scores(story, replace(perfect, events=(attack,)))["mention_recall"] == 0


def paired(story: Story, events: tuple[RecordEvent, ...], perfect: Record) -> list[str | None]:
    view = View(replace(perfect, events=events), story.texts)
    return [pair.told.event if pair.told else None for pair in Events(story, view, Who(story, view)).pairs]


def test_two_gold_events_in_one_word_take_one_each(story: Story, perfect: Record) -> None:
    story.gold["events"][1]["mentions"][0] = dict(story.gold["events"][0]["mentions"][0])
    story = Story(story.gold, story.texts)
    attack, march = perfect.events[0], perfect.events[1]
    march = replace(march, sources=attack.sources[:1])
    assert paired(story, (march, attack), perfect)[0::2] == ["evt_e1", "evt_e2"]
    assert paired(story, (attack,), perfect)[0::2] == ["evt_e1", "evt_e1"]


def test_spans_that_do_not_fit_are_refused(story: Story, perfect: Record) -> None:
    shifted = Source("a.txt", 0, Span(0, 5, "wrong"), None)
    record = replace(perfect, actors=(replace(perfect.actors[0], sources=(shifted,)),))
    with pytest.raises(BenchmarkError, match=r"a\.txt: the record says 'wrong'"):
        Measures().add(story, record)


def test_a_file_with_the_same_text_is_seen_through_the_other_report(story: Story, perfect: Record) -> None:
    twin = Story(story.gold, {**story.texts, "copy.txt": story.texts["b.txt"]}, "")
    assert View(perfect, twin.texts).files["b.txt"] == ("b.txt", "copy.txt")


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("fig_f1", "fig_f2"), 1 / 2),
        (("fig_f2", "fig_f1"), 1 / 2),
        (("fig_f1", "fig_f1"), 0),
        (("evt_e1", "fig_f2"), 0),
    ],
)
def test_both_sides_of_a_disagreement_must_match(
    story: Story, perfect: Record, sides: tuple[str, str], expected: float
) -> None:
    given = Disagreement(
        id="dis_1",
        kind="figure",
        about="",
        update=False,
        sides=tuple(Side(says="", items=(item,), sources=()) for item in sides),
        why="",
    )
    assert scores(story, replace(perfect, disagreements=(given,)))["disagreement_recall"] == expected


@pytest.mark.parametrize(
    ("status", "expected"), [("former", 1 / 4), ("stated", 0), ("claimed", 0), ("denied", 0)]
)  # the gold's is former
def test_former_and_denied_are_told_from_present(story: Story, perfect: Record, status: Any, expected: float) -> None:
    controls = replace(perfect.relations[3], status=status)
    assert scores(story, replace(perfect, relations=(controls,)))["relation_recall"] == expected


def test_a_fight_holds_from_either_side_and_an_office_does_not(story: Story, perfect: Record) -> None:
    turned = tuple(
        replace(relation, source=relation.target, target=relation.source) for relation in perfect.relations[:3]
    )
    assert scores(story, replace(perfect, relations=turned))["relation_recall"] == 2 / 4


@pytest.mark.parametrize(
    ("claimants", "outlet", "wanted", "expected"),
    [
        (("act_Velland",), None, ["Velland"], 1),
        ((), None, ["Velland"], 0),
        ((), None, ["The Velland Post"], 1),
        ((), "Velland Post", ["The Velland Post"], 1),
        (("act_Ana Reyes",), None, ["The Velland Post"], 0),
    ],
)
def test_the_outlet_may_be_the_claimant(
    story: Story, perfect: Record, claimants: tuple[str, ...], outlet: str | None, wanted: list[str], expected: int
) -> None:
    story.gold["figures"][1]["claimant"] = wanted
    figure = replace(perfect.figures[1], claimants=claimants, outlet=outlet)
    found = scores(story, replace(perfect, figures=(figure,)))
    assert found["figure_with_claimant"] == expected / 2
