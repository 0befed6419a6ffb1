"""Parties that an event's own words leave out: fresh sentences for each rule, what a coder would fill in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors import Known, find_actors, load_known
from dateline.claims import find_claims
from dateline.events import find_events, load_codebook
from dateline.model.reading import Reading

CODEBOOK = load_codebook()

# rule, text, trigger (the last such one counts), actors, recipients (None: not looked at)
CASES = [
    # a perfect with an object is active, whatever the tree calls its subject
    ("active", "Troops have arrested General Luis Paredes, who led the revolt, near Puno.", "arrested", ["Troops"], ["Luis Paredes"]),
    ("active", "Marines have killed two pirates off Bosaso.", "killed", ["Marines"], ["pirates"]),
    ("active", "Police have detained the editor of the paper.", "detained", ["Police"], ["editor"]),
    # a headline leaves out the "was"
    ("headline", "Farmer shot dead by soldiers near Cotabato\n\nA farmer died on Monday.", "shot", ["soldiers"], ["Farmer"]),
    ("headline", "Dozens of miners arrested in Oruro\n\nPolice said so.", "arrested", None, ["miners"]),
    ("headline", "Two nurses kidnapped by rebels in Ituri\n\nThe clinic was attacked on Friday.", "kidnapped", ["rebels in Ituri"], ["nurses"]),
    # two states before one noun
    ("joint", "Armenian and Azerbaijani troops exchanged fire near the lake.", "exchanged", ["Armed forces of Armenia"],
     ["Armed forces of Azerbaijan"]),
    ("joint", "Thai and Cambodian soldiers clashed at the temple.", "clashed", ["Armed forces of Thailand"],
     ["Armed forces of Cambodia"]),
    # mutual violence
    ("mutual", "Sudan and Ethiopia traded fire across the river.", "traded", ["Sudan"], ["Ethiopia"]),
    ("mutual", "The army and the Shining Path clashed in Ayacucho.", "clashed", ["army"], ["Shining Path"]),
    # a name in apposition to an office
    ("apposition", "The head of the council, Sofia Mendes, has accused Angola of fraud.", "accused", ["Sofia Mendes"], ["Angola"]),
    ("apposition", "The governor of the province, Ali Reza, met the rebels.", "met", ["Ali Reza"], ["rebels"]),
    # a state behind "in" is a place
    ("placed", "Bandits attacked a convoy in northern Nigeria.", "attacked", ["Bandits"], []),
    ("placed", "Militants swept across Mali in a week.", "swept", ["Militants"], []),
    ("placed", "The bombing at the Hilton hotel killed four people.", "bombing", [], ["people"]),
    # whose it is that is acted on
    ("held", "Kenya recaptured most of the land held by al-Shabaab.", "recaptured", ["Kenya"], ["al-Shabaab"]),
    ("held", "Marines are battling for control of an al-Shabaab stronghold.", "battling", ["Marines"], ["al-Shabaab"]),
    ("held", "Nigeria seized the last stretch of forest still under Boko Haram's control.", "seized", ["Nigeria"], ["Boko Haram"]),
    ("held", "The union turned down the ministry's offer.", "turned down", ["union"], ["ministry"]),
    # between two, whatever it is about
    ("between", "A dispute between Chile and Bolivia over a Peruvian port grew.", "dispute", ["Chile"], ["Bolivia"]),
    # spokesmen
    ("spokesman", "Hamas spokesman Fawzi Barhoum accused Egypt of lying.", "accused", ["Hamas"], ["Egypt"]),
    ("spokesman", "Interpol spokeswoman Ana Lima rejected the claim.", "rejected", ["Interpol"], None),
    # those accused of a deed have done it
    ("accused", "Pakistan blamed the attack on the Taliban.", "attack", ["Taliban"], []),
    ("accused", "Uganda accused the Lord's Resistance Army of carrying out the raid.", "raid", ["Lord's Resistance Army"], None),
    ("accused", "The bishop accused the police of the killings.", "killings", ["police"], None),
    # who denies a deed without a doer is meant
    ("denied", "The Taliban denied that the nurse had been kidnapped.", "kidnapped", ["Taliban"], ["nurse"]),
    ("denied", "The gendarmerie denied beating the singer.", "beating", ["gendarmerie"], ["singer"]),
    # whom a denial answers
    ("answer", "Sudan accused Chad of arming rebels. Chad denied it.", "denied", ["Chad"], ["Sudan"]),
    # both sides
    ("sides", "Ethiopian troops attacked Eritrean soldiers at dawn. Kenya urged both sides to stop.", "urged", ["Kenya"],
     ["Armed forces of Ethiopia", "Armed forces of Eritrea"]),
    ("sides", "Colombia attacked the ELN in Arauca. On Friday the two sides agreed on a truce.", "agreed", ["Colombia"],
     ["National Liberation Army (Colombia)"]),
    ("sides", "Thailand and Cambodia clashed at the border. The two countries met in Hanoi on Sunday.", "met", ["Thailand"], ["Cambodia"]),
    # nouns that take up what was told
    ("anaphora", "Al-Shabaab attacked Kenyan soldiers in Mandera. The raid lasted an hour.", "raid", ["al-Shabaab"],
     ["Armed forces of Kenya"]),
    ("anaphora", "Serbia met with Kosovo in Ohrid. Sunday's meeting was the first this year.", "meeting", ["Serbia"], ["Kosovo"]),
    ("anaphora", "Peru launched an offensive against the Shining Path in May. The offensive failed.", "offensive", ["Peru"],
     ["Shining Path"]),
    ("anaphora", "Two raids hit Goma. A third attack was averted.", "attack", [], None),
    ("anaphora", "Boko Haram ambushed Nigerian troops. Chad condemned the ambush.", "condemned", ["Chad"], ["Boko Haram"]),
    # the only foe
    ("foe", "The Philippines fought Abu Sayyaf in Sulu. The Philippines retook the village on Monday.", "retook", ["Philippines"],
     ["Abu Sayyaf"]),
    ("foe", "Mali fought Ansar Dine and Boko Haram. Mali retook the village on Monday.", "retook", ["Mali"], []),
    # they and them
    ("they", "Protesters blocked the road to Sucre. Police dispersed them with tear gas.", "dispersed", ["Police"], ["Protesters"]),
    ("they", "Rebels entered Bunia at noon. They burned the market.", "burned", ["Rebels"], None),
    # forces that nobody is said to send
    ("moved", "The army was deployed in Cali on Sunday.", "deployed", ["army"], []),
    ("moved", "Peru deployed the army in Cusco.", "deployed", ["Peru"], ["army in Cusco"]),
    # who arrests and frees
    ("keepers", "Police arrested ten students in Lima. A teacher was detained, too.", "detained", ["Police"], ["teacher"]),
    # whom somebody leaves who resigns
    ("resigned", "Kenya said on Monday that its interior minister, Peter Oloo, had resigned.", "resigned", ["Peter Oloo"], ["Kenya"]),
    # what is announced is not done
    ("told", "Mayor Rosa Diaz announced the arrest of two gunmen.", "arrest", [], ["gunmen"]),
    # of whom it is demanded
    ("demanded", "Serbia wants assurances that Kosovo will not arm the police.", "want", None, ["Kosovo"]),
    ("promised", "Chad promised to end Boko Haram's presence on the lake.", "promised", ["Chad"], ["Boko Haram"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Known:
    return load_known()


@pytest.mark.parametrize(("rule", "text", "trigger", "who", "whom"), CASES)
def test_parties(
    read: Callable[[str], Reading],
    known: Known,
    rule: str,
    text: str,
    trigger: str,
    who: list[str] | None,
    whom: list[str] | None,
) -> None:
    reading = read(text)
    actors = find_actors(reading, known)
    events = find_events(reading, CODEBOOK, actors, find_claims(reading, actors))
    found = [event for event in events if trigger in event.trigger.text]
    assert found, (rule, [event.trigger.text for event in events])
    if who is not None:
        assert [actors[index].name for index in found[-1].actors] == who
    if whom is not None:
        assert [actors[index].name for index in found[-1].recipients] == whom


# how it is told: text, trigger, status
TOLD = [
    ("Angola promised that its soldiers would come home.", "promised", "promised"),
    ("The mayor pledged to free the students.", "pledged", "promised"),
    ("Nepal vowed help for the villages.", "vowed", "promised"),
    ("The militia, backed by Rwanda, entered the town.", "backed", "ongoing"),
    ("The government, supported by Cuba, held the port.", "supported", "ongoing"),
    ("Police were searching houses in Lima on Friday, an officer said.", "searching", "ongoing"),
    ("Rebels were shelling the airport when the plane landed.", "shelling", "happened"),
    ("Peru, Chile coordinating patrols on the border", "coordinating", "ongoing"),
    ("Peru met with Chile on Sunday. The meeting's purpose was to calm the region.", "meeting", "happened"),
    ("Kenya negotiated with Somalia on Sunday. Sunday's talks appear to be the last.", "talks", "happened"),
    ("The negotiations are vulnerable to a change of government in Lima.", "negotiations", "happened"),
    ("With Kenya withdrawing its troops, many fear for the town.", "withdrawing", "happened"),
    ("The strike on Friday would go ahead in Cork, the union said.", "strike", "planned"),
    ("If Bolivia does not withdraw its troops, Chile will close the border.", "withdraw", "hypothetical"),
    ("Ghana condemned the attempted coup.", "coup", "happened"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), TOLD)
def test_status(read: Callable[[str], Reading], known: Known, text: str, trigger: str, status: str) -> None:
    reading = read(text)
    actors = find_actors(reading, known)
    events = find_events(reading, CODEBOOK, actors, find_claims(reading, actors))
    found = [event.status for event in events if trigger in event.trigger.text]
    assert found == [status], [(event.trigger.text, event.status) for event in events]


NOT_TOLD = [
    "The mayor called the bridge a disgrace.",
    "She asked why the lake was dry.",
    "The minister spoke about the harvest.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_no_event(read: Callable[[str], Reading], known: Known, text: str) -> None:
    reading = read(text)
    actors = find_actors(reading, known)
    events = find_events(reading, CODEBOOK, actors, find_claims(reading, actors))
    assert not events, [(event.trigger.text, event.why) for event in events]
