"""The codebook: types, modes and contexts, the words that signal them and the rules by which one takes precedence.

A pattern is a trigger lemma and what must stand with it (see the head of data/plover.toml). Patterns are kept by
their trigger, those with more words first, so that the first one that fits is the most particular one.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events.listing import Listing
from dateline.model.account import Event

PARTICLES = frozenset(
    "about across against among as aside at away back behind between by down for from in into off on onto out outside "
    "over through to together toward towards under up upon with without".split()
)

NOTHING = ""
"""The type of patterns that tell of no event."""

INNER = "inner"
"""What a rule of precedence writes in `becomes` where the event takes the type of its content."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a type (and mode) is signalled; `words` are the companions, as the codebook writes them."""

    type: str
    mode: str | None
    trigger: str
    words: tuple[str, ...]
    order: int
    undergone: bool = False
    """Whether the subject is the one acted on ("lost the town")."""

    def __str__(self) -> str:
        """Give the pattern as the codebook writes it."""
        return " ".join((self.trigger, *self.words))


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type: what it is, and by what it is known where the pattern alone doesn't say it."""

    name: str
    definition: str
    means: frozenset[str]
    """Words inside the event's phrase or clause that tell of it ("drone", "with machetes")."""
    content: frozenset[str]
    """Types that give it where an event of theirs is what is asked, refused or threatened."""
    residual: bool
    """Whether another mode's means win over it."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type of event: its definition, PLOVER's quad class and score, and where its recipient stands."""

    name: str
    definition: str
    quad: int
    score: float
    recipients: frozenset[str]
    symmetric: bool
    mutual: frozenset[str]
    """Triggers that are symmetric though the type is not ("A and B signed the treaty")."""
    things: bool
    """Whether things may do it ("the river flooded …"); else a verb with an idle subject tells of no event."""
    modes: dict[str, Mode]
    examples: tuple[str, ...]

    def __hash__(self) -> int:
        """Types are told apart by their names."""
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about: words and runs of words in its sentence, and modes that bring it with them."""

    name: str
    definition: str
    words: tuple[str, ...]
    events: frozenset[str]
    """Types and modes (`COERCE.cyber`) that always have it."""


@dataclass(frozen=True, slots=True)
class Precedence:
    """A rule for an event of a type in `outer` whose content is `inner`: it is coded as `becomes`."""

    outer: frozenset[str]
    inner: frozenset[str]
    """Types, or types with a mode (`RETREAT.ceasefire`)."""
    words: frozenset[str]
    """Lemmas that count as such a content though they tell of no event by themselves ("agreed to stop …")."""
    verbs: frozenset[str]
    """Where given, the trigger must be one of these lemmas."""
    mutual: bool
    """Whether the rule holds only where several parties do it together ("both sides agreed")."""
    becomes: str
    mode: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Reduction:
    """A rule for the one code of an event that is told as planned, promised, threatened …: `types` become `becomes`."""

    types: frozenset[str]
    statuses: frozenset[str]
    becomes: str
    modes: dict[str, str]
    """The mode that it then has, by its own mode or type."""
    claimed: bool
    """Whether the rule holds only for what somebody says."""

    def __hash__(self) -> int:
        """Reductions are told apart by what they reduce."""
        return hash((self.types, self.statuses, self.becomes))


@dataclass(frozen=True)
class Codebook:
    """Types by name, patterns by trigger lemma, word classes, light verbs, and words that set a status."""

    name: str
    version: str
    types: dict[str, Type]
    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    adjectives: dict[str, tuple[Pattern, ...]]
    classes: dict[str, frozenset[str]]
    light: frozenset[str]
    """Verbs that carry an event noun."""
    light_undergone: frozenset[str]
    """Those whose subject is the one acted on ("suffered an attack")."""
    weak: frozenset[str]
    """Event nouns that count only with a role filled."""
    statuses: dict[str, frozenset[str]]
    idle_subjects: frozenset[str]
    """Nouns that do nothing to anybody: verbs with such a subject tell of no event."""
    idle_objects: frozenset[str]
    """Nouns to which nothing is done that the codebook has a type for."""
    empty_senses: frozenset[str]
    """Senses of words, as the reader's frames give them, in which they tell of no event ("call.01": to name)."""
    contexts: dict[str, Context]
    context_words: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """By the first word: the runs of lemmas that tell of a context, longest first, each with its context."""
    event_contexts: dict[str, tuple[str, ...]]
    """By type and by `TYPE.mode`: the contexts that such events always have."""
    precedence: tuple[Precedence, ...]
    reductions: tuple[Reduction, ...]
    listing: Listing | None = None
    """Which tellings a coder would list; None: all of them. Fitted for the codebook that ships, and what extends it."""


def told_as(codebook: Codebook, event: Event) -> tuple[str, str | None]:
    """The one code (type, mode) under which a coder files the event, its status taken into account.

    The record keeps a deed and its status apart (RETREAT, promised); PLOVER files the promise of a retreat under
    CONCEDE, future cooperation under AGREE, and force that is announced under THREATEN.
    """
    for rule in codebook.reductions:
        if event.type in rule.types and event.status in rule.statuses and (event.claim is not None or not rule.claimed):
            mode = rule.modes.get(event.mode or "") or rule.modes.get(event.type)
            return rule.becomes, mode
    return event.type, event.mode
