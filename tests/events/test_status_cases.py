"""How an event is told: negation, modality, reporting, and what governs the verb. Sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.events import load_codebook
from dateline.events.status import status_of
from dateline.model.reading import Reading

CODEBOOK = load_codebook()

# sentence, the word for the event, how it is told
CASES = [
    # told as facts
    ("Gunmen attacked the convoy near Bellmor.", "attacked", "happened"),
    ("The attack on the convoy killed two drivers.", "attack", "happened"),
    ("The army managed to seize the bridge.", "seize", "happened"),
    ("Police succeeded in arresting the gang's leader.", "arresting", "happened"),
    ("The rebels admitted that they had shelled the port.", "shelled", "happened"),
    ("The court found that soldiers had beaten the prisoners.", "beaten", "happened"),
    ("Rebels were forced to withdraw from Tarnow.", "withdraw", "happened"),
    ("The guards did shoot at the crowd, the inquiry found.", "shoot", "happened"),
    ("Rebels did not only shell the port but looted it.", "looted", "happened"),
    # under way
    ("Troops are shelling the northern suburbs.", "shelling", "ongoing"),
    ("The army continues to shell the northern suburbs.", "shell", "ongoing"),
    ("The soldiers are still besieging the town.", "besieging", "ongoing"),
    ("Clashes are continuing in the hills above Tarnow.", "Clashes", "ongoing"),
    # negation
    ("The army did not attack the village.", "attack", "denied"),
    ("Rebels never shelled the port.", "shelled", "denied"),
    ("The police failed to arrest the mayor.", "arrest", "denied"),
    ("The army refused to withdraw from the valley.", "withdraw", "denied"),
    ("Nobody attacked the convoy.", "attacked", "denied"),
    ("The soldiers left without shooting anyone.", "shooting", "denied"),
    ("Neither side attacked the other.", "attacked", "denied"),
    ("The rebels were unable to seize the airport.", "seize", "denied"),
    ("The troops were prevented from storming the palace.", "storming", "denied"),
    ("Talks between the two sides were cancelled.", "Talks", "denied"),
    # what somebody says is not so
    ("The army denied that it had attacked the village.", "attacked", "denied"),
    ("The army denied attacking the village.", "attacking", "denied"),
    ("The general rejected claims that his men had beaten prisoners.", "beaten", "denied"),
    # what somebody says is so
    ("The colonel is accused of torturing prisoners.", "torturing", "happened"),
    ("The opposition alleged that police had beaten students.", "beaten", "happened"),
    ("Witnesses said that soldiers had attacked the market.", "attacked", "happened"),
    ("The group claimed responsibility for the bombing.", "bombing", "happened"),
    ("According to the mayor, the rebels attacked twice.", "attacked", "happened"),
    # plans
    ("The rebels plan to attack the capital.", "attack", "planned"),
    ("The government is planning to arrest the strikers.", "arrest", "planned"),
    ("The army will attack the town at dawn.", "attack", "planned"),
    ("The two presidents are to meet in Bellmor on Friday.", "meet", "planned"),
    ("The army is preparing to storm the town.", "storm", "planned"),
    ("The ministers are expected to sign the agreement on Monday.", "sign", "planned"),
    ("Soldiers entered the town to arrest the mayor.", "arrest", "planned"),
    ("A meeting of the ministers is scheduled for Tuesday.", "meeting", "planned"),
    # promises and threats
    ("The rebels promised to withdraw from the port.", "withdraw", "promised"),
    ("The government pledged to release the prisoners.", "release", "promised"),
    ("The president vowed that he would free the hostages.", "free", "promised"),
    ("The rebels threatened to attack the capital.", "attack", "threatened"),
    ("The militia repeated its threat to kill the hostages.", "kill", "threatened"),
    # possible
    ("The rebels may attack the capital.", "attack", "possible"),
    ("The rebels could attack the capital within days.", "attack", "possible"),
    ("The army might withdraw from the valley.", "withdraw", "possible"),
    ("Soldiers have perhaps shelled the village.", "shelled", "possible"),
    ("Villagers fear that the army will attack.", "attack", "possible"),
    ("The army is likely to attack before winter.", "attack", "possible"),
    # neither fact nor plan
    ("The rebels would have attacked the capital if the bridge had held.", "attacked", "hypothetical"),
    ("If the rebels attack the capital, the talks will end.", "attack", "hypothetical"),
    ("The bishop called for the release of the prisoners.", "release", "hypothetical"),
    ("The council called on the army to withdraw.", "withdraw", "hypothetical"),
    ("Protesters demanded that the police arrest the mayor.", "arrest", "hypothetical"),
    ("The envoy urged both sides to sign the agreement.", "sign", "hypothetical"),
    ("The army should withdraw from the valley, the envoy said.", "withdraw", "hypothetical"),
    ("Unless the troops withdraw, the rebels will stay.", "withdraw", "hypothetical"),
]

# the same, where it is not told so yet, and why
MISSED = [
    ("No one denies that the militia burned the school.", "burned", "happened", "“no one” does not undo “denies”"),
    ("The planned attack was foiled by the police.", "attack", "denied", "“planned” is seen before “foiled”"),
    (
        "The ministry dismissed reports that soldiers had shelled the camp.",
        "shelled",
        "denied",
        "“dismissed reports that” is not known to deny",
    ),
    ("It is not true that the police shot at the marchers.", "shot", "denied", "“not true” is not known to deny"),
    (
        "The man was charged with killing two farmers.",
        "killing",
        "happened",
        "a charge is taken for a possibility, an accusation is not",
    ),
    ("The troops are about to withdraw.", "withdraw", "planned", "“about to” is not known as a plan"),
    (
        "The general warned that his troops would shell the city.",
        "shell",
        "threatened",
        "whether a warning is a threat depends on whose troops they are",
    ),
]


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        *CASES,
        *(pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason=reason)) for *case, reason in MISSED),
    ],
)
def test_status(read: Callable[[str], Reading], text: str, word: str, status: str) -> None:
    reading = read(text)
    assert status_of(reading, CODEBOOK, reading.words.index(word)).status == status
