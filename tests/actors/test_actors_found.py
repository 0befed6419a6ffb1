"""Who acts in a text: a table of texts, actors that must be found, and what their mentions must be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors import find_actors, load_known
from dateline.model.account import Actor
from dateline.model.reading import Reading

Read = Callable[[str], Reading]


def actors_of(read: Read, text: str) -> tuple[Actor, ...]:
    return find_actors(read(text), load_known())


def by_name(actors: tuple[Actor, ...], name: str) -> Actor:
    found = [actor for actor in actors if actor.name == name or actor.known == name]
    assert len(found) == 1, (name, [actor.name for actor in actors])
    return found[0]


def forms(actor: Actor) -> set[str]:
    return {" ".join(span.text.split()) for span in actor.mentions}


CASES: list[tuple[str, str, set[str]]] = [
    # states: names, seats, capitals, adjectives, people
    ("Turkey seized the town on Friday.", "TR", {"Turkey"}),
    ("Relations between Washington and Ankara have cooled since the dispute between Ankara and Athens.", "TR", {"Ankara"}),
    ("The Kremlin said that Moscow would answer.", "RU", {"Kremlin", "Moscow"}),
    ("The Turks and the French signed the accord.", "TR", {"Turks"}),
    ("A Turkish offensive began at dawn.", "TR", {"Turkish"}),
    ("The U.S.-backed rebels left.", "US", {"U.S."}),
    # organs of states
    ("The Kenyan army and Kenyan forces crossed the river.", "ke.military", {"Kenyan army", "Kenyan forces"}),
    ("Kenya's foreign ministry protested.", "ke.foreign", {"Kenya's foreign ministry"}),
    ("The parliament of Norway approved the bill.", "no.parliament", {"parliament of Norway"}),
    ("The State Department and the Pentagon declined to comment.", "us.defence", {"Pentagon"}),
    ("Pentagon officials said on Monday that the plan stands.", "us.defence", {"Pentagon officials", "Pentagon"}),
    # known groups under their names
    ("Fighters of Daesh attacked. ISIS claimed it. The Islamic State group gave no figures.", "islamic-state",
     {"Daesh", "Fighters of Daesh", "ISIS", "Islamic State group"}),
    ("Taliban fighters stormed the post.", "taliban", {"Taliban fighters"}),
    ("The US-led anti-ISIS coalition said ISIS had lost the town.", "global-coalition-against-the-islamic-state",
     {"US-led anti-ISIS coalition"}),
    # short forms that the text gives
    ("The Harbour Workers Union (HWU) called a strike. The HWU wants more pay.", "Harbour Workers Union",
     {"Harbour Workers Union", "HWU"}),
    # persons
    ("President Lars Holm spoke first. Holm left early, and Mr Holm gave no reason.", "Lars Holm",
     {"President Lars Holm", "Holm", "Mr Holm"}),
    ("Col. Ada Obuya, spokeswoman for the Kenyan army, denied it. Obuya said the men were safe.", "Ada Obuya",
     {"Col. Ada Obuya", "Obuya"}),
    # people without names
    ("Two gunmen opened fire, police said.", "gunmen", {"Two gunmen"}),
    ("U.S. officials announced the talks.", "U.S. officials", {"U.S. officials"}),
    ("Residents fled before the army came.", "Residents", {"Residents"}),
    # governments and bodies by what they do
    ("Norway has granted the sailors asylum.", "NO", {"Norway"}),
    ("Latvia and Estonia swapped two prisoners at the bridge.", "EE", {"Estonia"}),
    ("The union occupied the quay.", "union", {"union"}),
    # bodies and forces that something is done to or with
    ("Miners clashed with police near the pit.", "police", {"police"}),
    ("Clerks joined a strike against the army on Monday.", "army", {"army"}),
    ("The council imposed sanctions on the junta.", "junta", {"junta"}),
    ("The printer was arrested by police.", "police", {"police"}),
    ("Villagers accused the company of fouling the well.", "company", {"company"}),
    # forces told by their owner
    ("The Coast Column, a gang of smugglers, denied that its men had fired.", "Coast Column",
     {"Coast Column", "gang", "its men"}),
    ("Kenya denied that its troops had crossed the river.", "ke.military", {"its troops"}),
    ("Mutineers said that dozens of their men were shot.", "Mutineers", {"Mutineers", "their men"}),
    # a name beside the noun for a body, and the name of a ship
    ("The minister accused a rival militia, the Black Hills, of the raid.", "Black Hills", {"rival militia", "Black Hills"}),
    # short forms that the report does not explain
    ("The Front for the Freedom of the Coast denied it. The Front said its men were far away.",
     "Front for the Freedom of the Coast", {"Front for the Freedom of the Coast", "Front", "its men"}),
    ("The Amber Movement won the vote. Leaders of the Ambers promised new schools.", "Amber Movement", {"Amber Movement", "Ambers"}),
    ("The Social Alliance for Renewal split. The Alliance will vote again.", "Social Alliance for Renewal",
     {"Social Alliance for Renewal", "Alliance"}),
    # nicknames
    ('Pedro "Chico" Montes fled. Chico was seen on a ferry.', 'Pedro "Chico" Montes', {'Pedro "Chico" Montes', "Chico"}),
    ("Emilio Vega, known as Tito, resigned. Tito had ruled for nine years.", "Emilio Vega", {"Emilio Vega", "Tito"}),
    # the same people by another noun
    ("Gunmen burned the depot. The attackers left on foot.", "Gunmen", {"Gunmen", "attackers"}),
    # a description ends with its sentence
    ("Fire kills eight farmers in Kenya's west\n\nNAKURU - A fire swept a barn.", "farmers in Kenya's west",
     {"eight farmers in Kenya's west"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "expected"), CASES)
def test_actors_and_their_mentions(read: Read, text: str, name: str, expected: set[str]) -> None:
    assert forms(by_name(actors_of(read, text), name)) == expected


PLACES = [
    "In Baghdad, rain fell for two days.",
    "The convoy drove from Turkey to northern Iraq.",
    "The road between Damascus and Homs is closed.",
    "They met near the border with Iraq.",
    "He lives in New Mexico.",
]


@pytest.mark.parametrize("text", PLACES)
def test_a_place_is_no_government(read: Read, text: str) -> None:
    assert not [actor.name for actor in actors_of(read, text) if actor.kind == "state"]


def test_a_state_that_acts_is_named_wherever_its_name_stands(read: Read) -> None:
    actors = actors_of(
        read, "Iraq accused its neighbour of the raid. Thousands have fled since the fighting began in Iraq."
    )
    assert len(by_name(actors, "IQ").mentions) == 2


def test_the_enemy_inside_a_name_is_another_actor(read: Read) -> None:
    actors = actors_of(read, "The counter-Islamic State coalition met in Rome, and the Islamic State lost ground.")
    coalition = by_name(actors, "global-coalition-against-the-islamic-state")
    assert "Islamic State" not in forms(coalition)
    assert "counter-Islamic State coalition" in forms(coalition)
    assert "Islamic State" in forms(by_name(actors, "islamic-state"))


def test_a_predecessor_is_another_actor(read: Read) -> None:
    text = "The Islamic State is far stronger than its predecessor, al Qaeda in Iraq, was in its last year."
    actors = actors_of(read, text)
    assert forms(by_name(actors, "al-qaeda-in-iraq")) >= {"al Qaeda in Iraq", "its predecessor"}
    assert forms(by_name(actors, "islamic-state")) == {"Islamic State"}


def test_a_lone_is_is_no_group(read: Read) -> None:
    actors = actors_of(read, "The deal IS done, he said. It IS a good deal.")
    assert not [actor for actor in actors if actor.known == "islamic-state"]


def test_the_short_form_is_counts_beside_the_full_name(read: Read) -> None:
    actors = actors_of(read, "The Islamic State (IS) withdrew. Soldiers fought IS near the river.")
    assert forms(by_name(actors, "islamic-state")) == {"Islamic State", "IS"}


def test_people_of_one_surname_stay_apart(read: Read) -> None:
    text = "James Morrow met Anna Morrow in Oslo. James Morrow is a judge. Anna Morrow is a pilot."
    actors = actors_of(read, text)
    assert len(by_name(actors, "James Morrow").mentions) == 2
    assert len(by_name(actors, "Anna Morrow").mentions) == 2


def test_an_ambiguous_surname_is_not_guessed(read: Read) -> None:
    actors = actors_of(read, "James Morrow met Anna Morrow in Oslo. Morrow said the talks went well.")
    assert "Morrow" not in forms(by_name(actors, "James Morrow")) | forms(by_name(actors, "Anna Morrow"))


def test_surnames_with_particles(read: Read) -> None:
    actors = actors_of(
        read, "Prime Minister Karim al-Hassani resigned. Al-Hassani gave no reason. Leila Hassan replaced him."
    )
    assert "Al-Hassani" in forms(by_name(actors, "Karim al-Hassani"))
    assert forms(by_name(actors, "Leila Hassan")) == {"Leila Hassan"}


OFFICES = [
    ("SDF spokesman Omar Haddad denied it. The Syrian Democratic Forces (SDF) hold the town.", "Omar Haddad", "SDF spokesman",
     "syrian-democratic-forces"),
    ("Kenyan Prime Minister Paul Otieno resigned.", "Paul Otieno", "Prime Minister", "KE"),
    ("Mira Stone, an analyst with the Institute for the Study of War, warned of it.", "Mira Stone",
     "analyst with the Institute for the Study of War", "institute-for-the-study-of-war"),
    ("State Department spokeswoman Joan Lee said so.", "Joan Lee", "State Department spokeswoman", "us.foreign"),
    ("The U.S. will answer, Secretary of State Mark Bell said.", "Mark Bell", "Secretary of State", "US"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "office", "behind"), OFFICES)
def test_offices_and_whom_they_speak_for(read: Read, text: str, name: str, office: str, behind: str) -> None:
    actors = actors_of(read, text)
    person = by_name(actors, name)
    assert person.office == office
    assert person.represents is not None
    assert actors[person.represents].known == behind


REFERENCES = [
    ("Boko Haram raided the village. The militant group burned the school.", "boko-haram", "militant group"),
    ("The Foreign Ministry of Kenya protested. The ministry called in the envoy.", "ke.foreign", "ministry"),
    ("Hezbollah, a Shiite militant group, fired rockets.", "hezbollah", "Shiite militant group"),
    ("President Lars Holm arrived on Monday. Later the president met the press.", "Lars Holm", "president"),
]


@pytest.mark.parametrize(("text", "name", "mention"), REFERENCES)
def test_descriptions_that_refer_to_a_name(read: Read, text: str, name: str, mention: str) -> None:
    assert mention in forms(by_name(actors_of(read, text), name))


def test_a_description_with_two_candidates_stays_a_description(read: Read) -> None:
    actors = actors_of(read, "Boko Haram fought al-Shabaab. The militant group lost forty men.")
    assert "militant group" not in forms(by_name(actors, "boko-haram")) | forms(by_name(actors, "al-shabaab"))


def test_backed_forces_are_the_one_group_that_is_backed(read: Read) -> None:
    text = (
        "US-backed forces launched an offensive on Tuesday. "
        "The Syrian Democratic Forces, backed by the United States, announced the operation."
    )
    assert "US-backed forces" in forms(by_name(actors_of(read, text), "syrian-democratic-forces"))


def test_backed_forces_stay_a_description_where_nothing_equates_them(read: Read) -> None:
    text = "US-backed forces launched an offensive on Tuesday. The Syrian Democratic Forces announced nothing."
    assert "US-backed forces" not in forms(by_name(actors_of(read, text), "syrian-democratic-forces"))


def test_two_adjectives_before_one_noun_are_two_actors(read: Read) -> None:
    actors = actors_of(read, "Kenyan and Ugandan forces met at the border.")
    assert {actor.known for actor in actors} >= {"ke.military", "ug.military"}


def test_forces_led_by_a_people_are_not_the_states(read: Read) -> None:
    actors = actors_of(read, "Kurdish-led Syrian forces crossed the river.")
    assert "sy.military" not in {actor.known for actor in actors}


def test_counts_are_kept_in_the_reports_words(read: Read) -> None:
    actors = actors_of(read, "Dozens of protesters and 12 soldiers were hurt.")
    assert {actor.count for actor in actors} >= {"Dozens", "12"}


def test_every_actor_says_why(read: Read) -> None:
    actors = actors_of(
        read, "The Syrian Democratic Forces (SDF) met Iraqi officials. SDF spokesman Omar Haddad said so."
    )
    assert all(actor.why for actor in actors)
    assert (
        "“SDF” is the short form that the report gives for “Syrian Democratic Forces”."
        in by_name(actors, "syrian-democratic-forces").why
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n", "!", "(", "'s", "US", "the", "- - -", "“", "Iraq’s"])
def test_scraps_do_no_harm(read: Read, text: str) -> None:
    assert len(actors_of(read, text)) <= 1


def test_a_king_is_no_president_of_the_same_name(read: Read) -> None:
    text = "President Omar Hussein met King Hussein on Monday. Afterwards the king left for Amman."
    actors = actors_of(read, text)
    assert not forms(by_name(actors, "Omar Hussein")) & {"King Hussein", "king", "Hussein"}


def test_the_government_of_two_states_is_not_guessed(read: Read) -> None:
    actors = actors_of(read, "Kenya sent troops to Uganda. The government said little.")
    assert "government" not in forms(by_name(actors, "KE"))


MEMBERS = [
    ("Fighters of Boko Haram burned the bridge.", "boko-haram", "Fighters of Boko Haram"),
    ("Boko Haram said its fighters held the bridge.", "boko-haram", "its fighters"),
    ("Kenya said its troops would stay.", "ke.military", "its troops"),
]


@pytest.mark.parametrize(("text", "name", "mention"), MEMBERS)
def test_members_are_counted_with_their_body(read: Read, text: str, name: str, mention: str) -> None:
    assert mention in forms(by_name(actors_of(read, text), name))


def test_initials_that_the_report_does_not_explain(read: Read) -> None:
    actors = actors_of(read, "The Lake Province Resistance Front denied it. An LPRF spokesman called the report false.")
    assert "LPRF" in forms(by_name(actors, "Lake Province Resistance Front"))


def test_a_spokesman_of_a_body_without_a_name(read: Read) -> None:
    actors = actors_of(read, "The army denied the losses. Army spokesman Tomas Brandt said three men were hurt.")
    person = by_name(actors, "Tomas Brandt")
    assert person.represents is not None
    assert actors[person.represents].name == "army"


def test_a_people_is_a_group(read: Read) -> None:
    actors = actors_of(read, "Hundreds of Kurds crossed the border to join fellow Kurds in Erbil.")
    assert {actor.count for actor in actors if actor.kind == "group"} >= {"Hundreds"}
    assert "fellow Kurds in Erbil" in {form for actor in actors for form in forms(actor)}


COUNTED = [
    ("Five people died in the fire.", "Five"),
    ("The blast wounded three soldiers.", "three"),
    ("Police hold four suspects.", "four"),
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_people_of_whom_only_the_number_is_told_are_unidentified(read: Read, text: str, count: str) -> None:
    counted = [actor for actor in actors_of(read, text) if actor.count is not None]
    assert [(actor.kind, actor.count) for actor in counted] == [("unidentified", count)]


NOBODY = [
    "They met outside the ministry.",
    "The bus stopped at the hospital.",
    "He wrote a book about the union.",
    "Prices rose in the country.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_body_that_only_stands_there_is_nobody(read: Read, text: str) -> None:
    assert not [actor.name for actor in actors_of(read, text) if actor.kind == "organisation"]


def test_a_word_of_two_names_is_short_for_neither(read: Read) -> None:
    text = "The Lake Workers Union met the Mill Workers Union. The Union will decide."
    actors = actors_of(read, text)
    assert "Union" not in forms(by_name(actors, "Lake Workers Union")) | forms(by_name(actors, "Mill Workers Union"))


def test_rebels_of_a_body_make_it_an_armed_group(read: Read) -> None:
    actors = actors_of(read, "Rebels of the KRF overran a post. The KRF has fought for ten years.")
    assert by_name(actors, "KRF").kind == "armed group"
    assert "Rebels of the KRF" in forms(by_name(actors, "KRF"))


def test_a_surname_that_the_reader_took_for_a_body(read: Read) -> None:
    actors = actors_of(read, "The leader of the teachers, Grace Mbeki, met Okoro. President Okoro promised to pay.")
    assert not [actor for actor in actors if actor.name == "Okoro" and actor.kind == "organisation"]


def test_an_office_tells_of_a_body_that_nothing_else_names(read: Read) -> None:
    actors = actors_of(read, "The road is open again, army spokesman Tomas Brandt said on Friday.")
    brandt = by_name(actors, "Tomas Brandt")
    assert brandt.represents is not None
    assert actors[brandt.represents].name == "army"


def test_a_secretary_general_is_no_soldier(read: Read) -> None:
    actors = actors_of(read, "Lena Ortiz, secretary-general of the Orchard Party, spoke in Brova on Monday.")
    assert by_name(actors, "Lena Ortiz").sector != "MIL"


def test_a_public_body_has_the_state_that_stands_with_it(read: Read) -> None:
    actors = actors_of(read, "The State Border Service of Chad said on Monday that the road is open. Sudan waits.")
    assert by_name(actors, "State Border Service").country == "TD"


def test_a_front_without_arms_is_no_armed_group(read: Read) -> None:
    actors = actors_of(
        read, "The Renewal Front has rejected the result. Its supporters voted in large numbers, it said."
    )
    assert by_name(actors, "Renewal Front").kind == "organisation"


def test_the_one_governor_is_the_governor(read: Read) -> None:
    text = "The bridge is gone, the governor said on Monday.\n\nGovernor Omar Haddad visited the town. He met families."
    assert [actor.name for actor in actors_of(read, text) if "overnor" in actor.name] == []


NAMES = [
    ("Traders met the Halmar People's Council on Monday, and the Council gave way.", "Halmar People's Council"),
    ("The raid was led by Boy Andok on Sunday, the mayor said.", "Boy Andok"),
    ("They had met Ato Bekele Tadesse in the hills, the mayor said.", "Bekele Tadesse"),
    ("The elder Inés Quispe Mamani spoke. Later Inés Quispe left the square.", "Inés Quispe Mamani"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names(read: Read, text: str, name: str) -> None:
    by_name(actors_of(read, text), name)


def test_one_of_two_surnames_may_be_left_out(read: Read) -> None:
    actors = actors_of(read, NAMES[-1][0])
    assert forms(by_name(actors, "Inés Quispe Mamani")) >= {"Inés Quispe"}


def test_its_members_are_the_body_that_the_sentence_before_is_about(read: Read) -> None:
    text = "The Salt Workers Union has protested since May. Last week its members blocked the road to the port."
    assert "its members" in forms(by_name(actors_of(read, text), "Salt Workers Union"))


def test_a_bare_noun_of_a_headline_is_the_body_whose_name_ends_in_it(read: Read) -> None:
    text = "Rebel front frees six drivers\n\nThe Reed River Front said on Monday that the six were free."
    assert "Rebel front" in forms(by_name(actors_of(read, text), "Reed River Front"))
