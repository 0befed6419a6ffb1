"""Case tables: which lines are marked as something else than the report, and which are not."""

from __future__ import annotations

import pytest

from dateline.reports.boilerplate import find_boilerplate
from dateline.reports.captions import find_captions
from dateline.reports.paragraphs import find_paragraphs
from dateline.reports.teasers import find_teasers

BOILERPLATE = [
    "4 min read", "12-minute read", "Reading time: 3 minutes", "Share this article", "Share this story:", "SHARE",
    "Share on Facebook", "Facebook Twitter WhatsApp Email", "Print | Email | More", "%d bloggers like this:",
    "3 bloggers like this", "Like this:", "Like this: Like Loading...", "Read more: Lake camps run short of tents",
    "READ MORE", "Also read: What is the River Front?", "RELATED: Two bridges closed in the valley",
    "Related articles", "Other news", "Most read", "More from Lake Radio", "You may also like",
    "Sign up for our newsletter", "Subscribe to our channel and never miss a story.",
    "Get the latest news delivered to your inbox every morning.", "Advertisement", "- Advertisement -",
    "ADVERTISEMENT - CONTINUE READING BELOW", "Story continues below", "Scroll down for video",
    "All rights reserved.", "© 2031 Lake Radio", "Copyright 2031 Lake Radio. All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed without permission.",
    "Follow us on Twitter and Facebook", "Follow Lake Radio on Telegram: @lakeradio", "Like us on Facebook",
    "We use cookies to improve your experience. Read our privacy policy.", "This site uses cookies and terms of use.",
    "3 Comments", "Leave a comment", "No comments yet", "View comments", "Comments are closed off this page",
    "Please enable JavaScript to view this page.", "Your browser does not support the video tag.",
    "Click here to return to the page you were visiting.", "Tags: bridge, army, council", "Filed under: News",
    "n.lindqvist@valleypost.example", "Twitter: @noralind", "Back to top", "Skip to main content", "_____", "* * *",
    "Already have an account? Sign in here", "Already a subscriber? Log in",
]  # fmt: skip

THE_REPORT = [
    "The council said that it would share this article of the treaty with the army before the talks begin.",
    "Advertisement of the post drew more than two hundred candidates from all over the valley, officials said.",
    "Copyright law was changed by the council last year, after a long dispute with the radio stations.",
    "“Follow us on the road to Halwan and you will see the graves,” said the baker, who lost two sons.",
    "Subscribers of the water company were told on Monday that the pumps would not be mended before winter.",
    "Sign up offices opened in four towns on Monday, and thousands of men were seen waiting in the rain.",
    "In other news from the front, troops took two hills above the river, the army said on Tuesday.",
    "Read more than 40 names aloud, the priest asked the crowd, and the crowd did so until night fell.",
    "Related to the attack, two men were arrested on Monday in the market, police said in a statement.",
    "All rights of the displaced must be kept, the council said in its answer to the army on Monday.",
    "Comments by the general on Monday were taken as a threat by the council and by the lake towns.",
    "Residents fled",
    "No warning",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate_is_told(line: str) -> None:
    assert find_boilerplate(find_paragraphs(line)), line


@pytest.mark.parametrize("line", THE_REPORT)
def test_the_report_is_left_alone(line: str) -> None:
    assert find_boilerplate(find_paragraphs(line)) == {}
    assert find_captions(find_paragraphs(line)) == {}


def test_the_keywords_of_an_agency_are_told_at_the_start_alone() -> None:
    slug = "VPA0977 3 GI 0405 /AFR-LAKE-BRIDGE-TOLL"
    body = "Fighters seized the bridge at Halwan on Monday, the provincial council said."
    assert list(find_boilerplate(find_paragraphs(f"{slug}\n\nToll of the bridge rises\n\n{body}"))) == [0]
    assert find_boilerplate(find_paragraphs(f"WIN-WIN FOR LAKE-SIDE TOWNS\n\n{body}\n\n{body}\n\n{slug}")) == {}


@pytest.mark.parametrize("line", ["Lake Radio | Halwan | Health", "Home > News > River towns", "News › Lakes › Halwan"])
def test_the_sections_of_a_site_are_told_at_the_start(line: str) -> None:
    body = "Fighters seized the bridge at Halwan on Monday, the provincial council said."
    assert list(find_boilerplate(find_paragraphs(f"{line}\n\nToll of the bridge rises | Lake Radio\n\n{body}"))) == [0]


def test_headlines_under_a_heading_belong_to_it() -> None:
    text = (
        "The army denied that it had lost the bridge, its spokesman said.\n\nRelated stories\n\n"
        "Lake camps run short of tents\n\nWhat is the River Front?\n\nTroops take two hills above the river\n\n"
        "The council will meet again on Friday, and it has asked the army to send somebody to the talks."
    )
    found = find_boilerplate(find_paragraphs(text))
    assert sorted(found) == [1, 2]
    assert "Related stories" in found[2]


def test_lists_of_videos_are_told_and_times_of_day_are_not() -> None:
    clips = "1:09 A walk through the town Pause\n\n0:33 The bridge from above\n\n2:10 What the council says"
    assert sorted(find_boilerplate(find_paragraphs(clips))) == [0, 1, 2]
    diary = "1:09 a.m. Shelling begins\n\n2:40 a.m. The bridge is hit\n\n4:15 a.m. First ambulances arrive"
    assert find_boilerplate(find_paragraphs(diary)) == {}


CAPTIONS = [
    "Photo: L. Anders", "(Photo by L. Anders/Valley Post)", "FILE PHOTO: Troops cross the river at Halwan in 2029.",
    "File photo", "FILE - Troops cross the river at Halwan.", "Residents carry water past the bridge. (Photo: Lake Radio)",
    "Smoke rises over Halwan on Monday. (L. Anders/AFP/Getty Images)", "The bridge at Halwan | Photo: L. Anders",
    "Troops near Halwan in a photo shared by the army’s press office.", "The mayor is seen in this undated photo.",
    "The mayor (left) and the general at the bridge on Monday", "Picture: Lake Radio", "Anders via Getty Images",
    "The mayor of Halwan (Provided by family)",
]  # fmt: skip


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions_are_told(line: str) -> None:
    assert find_captions(find_paragraphs(line)), line


def test_a_sentence_that_speaks_of_a_picture_is_no_caption() -> None:
    for line in (
        "The men were identified in a photo shared by relatives, police said on Monday.",
        "The mayor posted a picture of the bridge taken on Monday and wrote that the town would be rebuilt.",
    ):
        assert find_captions(find_paragraphs(line)) == {}


def test_teasers_are_told() -> None:
    text = (
        "Army loses Halwan bridge, council says\n\n"
        "HALWAN: Fighters of the River Front seized the bridge [...]\n\n"
        "HALWAN: Fighters of the River Front seized the bridge on Monday, the council said.\n\n"
        "The army denied that it had lost the bridge.\n\n"
        "Army loses Halwan bridge, council says"
    )
    found = find_teasers(find_paragraphs(text), ())
    assert sorted(found) == [1, 4]


def test_a_sentence_that_trails_off_is_no_teaser() -> None:
    text = "He looked at the bridge and said that it was gone …\n\nThe army denied that it had lost the bridge."
    assert find_teasers(find_paragraphs(text), ()) == {}
