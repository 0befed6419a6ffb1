"""The naive baseline: the first word of the headline, or else of the lead, that is listed for a type."""

from __future__ import annotations

import re

_WORDS = {
    "AGREE": "agree agreement promise promises pledge pledges deal",
    "CONSULT": "meet meets met meeting talks visit visits summit",
    "SUPPORT": "support supports praise praises welcome welcomes treaty",
    "CONCEDE": "concede concession concessions ease eases lift lifts pardon",
    "COOPERATE": "cooperate cooperation joint trade",
    "AID": "aid help rescue relief humanitarian",
    "RETREAT": "withdraw withdraws ceasefire release releases resign resigns",
    "REQUEST": "ask asks demand demands urge urges request call calls",
    "ACCUSE": "accuse accuses condemn condemns investigate investigation charged",
    "REJECT": "reject rejects refuse refuses decline declines",
    "THREATEN": "threaten threatens threat warn warns",
    "PROTEST": "protest protests protesters strike riot riots boycott",
    "SANCTION": "sanction sanctions convicted sentenced expel expels embargo",
    "MOBILIZE": "deploy deploys deployed troops mobilize exercise",
    "COERCE": "arrest arrests arrested detain detained ban bans curfew censor",
    "ASSAULT": "attack attacks kill kills killed bomb bombing shooting war",
}
_TYPE_OF = {word: name for name, words in _WORDS.items() for word in words.split()}
_WORD = re.compile(r"[a-z]+")


def naive_type(headline: str, lead: str) -> str | None:
    """The type of the first listed word, headline before lead; None where there is none."""
    for text in (headline, lead):
        for word in _WORD.findall(text.lower()):
            if word in _TYPE_OF:
                return _TYPE_OF[word]
    return None
