"""The closed sets that a data set may use.

Each enum is the only list of its words: ``datapackage.json`` is checked against
these, and every page takes its labels from :attr:`LabeledEnum.label`.
"""

from __future__ import annotations

from enum import StrEnum

from geodata.i18n import _

__all__ = [
    "SPOKEN",
    "WHOLE",
    "BaseKind",
    "CellStatus",
    "ClaimField",
    "Confidence",
    "Credibility",
    "DateBasis",
    "DatePrecision",
    "Disagreement",
    "Justification",
    "LabeledEnum",
    "Language",
    "Level",
    "NameLanguage",
    "Precision",
    "Qualifier",
    "QuantityKind",
    "ReadAs",
    "Reliability",
    "Scenario",
    "Scope",
    "SourceKind",
    "Status",
]


class LabeledEnum(StrEnum):
    """A word of a closed set, with the words that readers see for it.

    ``meaning`` explains it in a sentence, for sets whose words need one; else it is empty.
    """

    label: str
    meaning: str

    def __new__(cls, value: str, label: str | None = None, meaning: str = "") -> LabeledEnum:
        """Make a word from its value, its label where it differs, and what it means."""
        self = str.__new__(cls, value)
        self._value_ = value
        self.label = _(value.replace("_", " ") if label is None else label)
        self.meaning = _(meaning)
        return self


class Scope(LabeledEnum):
    """How far an event has been checked, and whether it belongs to the subject."""

    CORE = "core", "documented deployment"
    LEAD = "lead", "lead, not yet checked"
    CONTEXT = "context", "context"


WHOLE = "country"
"""Id of the level of the whole, whatever a geography calls it."""


class Level(str):
    """An administrative level: the text is its id, and it knows its words and its rank.

    ``rank`` is 0 for the whole, 1 for the widest level that divides it, and so on.

    Examples
    --------
    >>> county = Level("county", "county", "counties", 2)
    >>> county == "county", county.plural, county.rank
    (True, 'counties', 2)
    """

    label: str
    plural: str
    rank: int

    def __new__(cls, level_id: str, label: str, plural: str, rank: int) -> Level:
        """Make a level from its id, its words and its place in the order."""
        self = super().__new__(cls, level_id)
        self.label = _(label)
        self.plural = _(plural)
        self.rank = rank
        return self

    def __getnewargs__(self) -> tuple[str, str, str, int]:  # type: ignore[override]
        """Let copies and pickles keep words and rank."""
        return str(self), self.label, self.plural, self.rank

    @property
    def value(self) -> str:
        """The id as plain text."""
        return str.__str__(self)


class Precision(str):
    """How closely a source locates an event: a level, or something finer than any level.

    ``level`` is the level on which such an event is drawn, ``rank`` grows with fineness.
    """

    label: str
    level: Level
    rank: int

    def __new__(cls, precision_id: str, label: str, level: Level, rank: int) -> Precision:
        """Make a precision from its id, its words, its level and its place in the order."""
        self = super().__new__(cls, precision_id)
        self.label = _(label)
        self.level = level
        self.rank = rank
        return self

    def __getnewargs__(self) -> tuple[str, str, Level, int]:  # type: ignore[override]
        """Let copies and pickles keep what belongs to the word."""
        return str(self), self.label, self.level, self.rank

    @property
    def value(self) -> str:
        """The id as plain text."""
        return str.__str__(self)


class NameLanguage(str):
    """A language in which names are shown: the text is its id in addresses, ``tag`` is BCP 47."""

    label: str
    tag: str

    def __new__(cls, language_id: str, label: str, tag: str) -> NameLanguage:
        """Make a language from its id, its words and its BCP 47 tag."""
        self = super().__new__(cls, language_id)
        self.label = _(label)
        self.tag = tag
        return self

    def __getnewargs__(self) -> tuple[str, str, str]:  # type: ignore[override]
        """Let copies and pickles keep what belongs to the language."""
        return str(self), self.label, self.tag

    @property
    def value(self) -> str:
        """The id as plain text."""
        return str.__str__(self)


class Language(LabeledEnum):
    """A language in which names are shown."""

    EN = "en", "English and exile forms"
    BO = "bo", "Tibetan"
    ZH = "zh", "Chinese"
    UG = "ug", "Uyghur"


class DatePrecision(LabeledEnum):
    """How closely a source dates an event."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown", "date not known"


class DateBasis(LabeledEnum):
    """What the date is the date of."""

    EVENT = "event", "date of the event"
    REPORT = "report", "date of the report, not of the event"
    UNKNOWN = "unknown", "not known"


class Status(LabeledEnum):
    """Editorial state of an event."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Justification(LabeledEnum):
    """The reason that authorities gave."""

    CRIME = "crime", "fighting crime"
    MISSING_PEOPLE = "missing_people", "finding missing people"
    ID_CARD = "id_card", "identity cards or registration"
    STABILITY = "stability", "public order and social control"
    MEDICAL = "medical", "health"
    TRAVEL = "travel", "travel documents"
    NONE_GIVEN = "none_given", "no reason given"


class SourceKind(LabeledEnum):
    """What sort of document a source is."""

    RESEARCH_REPORT = "research_report", "research report"
    NGO = "ngo", "report of a rights organisation"
    NEWS = "news", "news report"
    STATE_MEDIA = "state_media", "state media"
    POLICE_POST = "police_post", "post by police or government"
    TENDER = "tender", "tender or contract notice"
    REPRINT = "reprint", "reprint"
    THREAD = "thread", "social media thread"
    CENSUS = "census", "census"
    DATASET = "dataset", "data set"


class ReadAs(LabeledEnum):
    """How much of a source was read by whoever coded it."""

    WHOLE_PAGE = "whole_page", "read whole"
    EXCERPT = "excerpt", "read in part"
    QUOTED = "quoted", "secondary quotation"
    NOT_READ = "not_read", "not read: named by another source"


class Reliability(LabeledEnum):
    """Admiralty reliability of a source."""

    A = "A", "A: completely reliable"
    B = "B", "B: usually reliable"
    C = "C", "C: fairly reliable"
    D = "D", "D: not usually reliable"
    E = "E", "E: unreliable"
    F = "F", "F: cannot be judged"


class Credibility(LabeledEnum):
    """Admiralty credibility of one claim."""

    CONFIRMED = "1", "1: confirmed by other sources"
    PROBABLE = "2", "2: probably true"
    POSSIBLE = "3", "3: possibly true"
    DOUBTFUL = "4", "4: doubtful"
    IMPROBABLE = "5", "5: improbable"
    UNKNOWN = "6", "6: cannot be judged"


class Confidence(LabeledEnum):
    """Confidence derived from reliability, credibility and roots, lowest first.

    What nobody has graded is not low: it is ungraded, and shown as that.
    """

    UNGRADED = "ungraded", "ungraded"
    LOW = "low", "low confidence"
    MEDIUM = "medium", "medium confidence"
    HIGH = "high", "high confidence"


class ClaimField(LabeledEnum):
    """Which fact about an event a claim states.

    A purpose, a statement (what somebody says, threatens or promises) and a judgement
    (what somebody concludes or expects) are words of a speaker and never a count.
    """

    QUANTITY = "quantity", "how many"
    AMOUNT = "amount", "amount of money"
    VENDOR = "vendor"
    DATE = "date"
    PLACE = "place"
    TARGET = "target", "target group"
    DESCRIPTION = "description", "what happened"
    PURPOSE = "purpose", "stated purpose"
    STATEMENT = "statement"
    JUDGEMENT = "judgement", "judgement, not a count"


SPOKEN = frozenset({ClaimField.PURPOSE, ClaimField.STATEMENT, ClaimField.JUDGEMENT})
"""Fields of claims that give the words of a speaker."""


class Scenario(LabeledEnum):
    """A named hypothesis that no source states, for which statements can be refutations."""

    EVEN_SPREAD = "even_spread", "even spread"


class Qualifier(LabeledEnum):
    """The word that a source puts before a number."""

    EXACT = "exact", ""
    ABOUT = "about", "about"
    AT_LEAST = "at_least", "at least"
    AT_MOST = "at_most", "at most"
    MORE_THAN = "more_than", "more than"
    NEARLY = "nearly", "nearly"
    SO_FAR = "so_far", "so far"


class QuantityKind(LabeledEnum):
    """What sort of number a source gives."""

    REPORTED_COUNT = "reported_count", "reported count"
    ESTIMATE_RANGE = "estimate_range", "published range"
    TARGET_NUMBER = "target_number", "target"
    TARGET_ALL = "target_all", "everyone is the target, no number"
    CAPACITY = "capacity", "capacity, not contents"


class Disagreement(LabeledEnum):
    """What versions of one fact disagree about."""

    SHARE = "share", "a printed share"
    UNIT = "unit", "what is counted"
    DATE = "date", "a date"
    ATTRIBUTION = "attribution", "who said it"
    BASE = "base", "the base of a share"
    POPULATION = "population", "a population"
    CAPACITY = "capacity", "capacity or contents"
    PLACE = "place", "a place"
    AMOUNT = "amount", "an amount of money"
    TARGET = "target", "who is concerned"
    COUNT = "count", "a number"


class BaseKind(LabeledEnum):
    """The population that a source relates a count to."""

    RESIDENT = "resident", "residents"
    REGISTERED = "registered", "registered households only"
    MALE = "male", "men and boys"
    UNKNOWN = "unknown", "kind of base not stated"


class CellStatus(LabeledEnum):
    """What the value of one region in one table is. Zero, unknown and not covered differ."""

    REPORTED = "reported", "reported", "There is a number."
    REPORTED_ZERO = "reported_zero", "reported as zero", "A source says that there was none."
    NO_RECORD = "no_record", "no record", "Nothing is recorded here. That is not zero."
    NOT_COVERED = (
        "not_covered",
        "not covered by the source",
        "The source of the layer does not speak of this region.",
    )
    WITHHELD = "withheld", "withheld", "The number is known and not shown."
    NOT_COMPARABLE = (
        "not_comparable",
        "not comparable",
        "Numbers exist, but must not be compared or do not agree.",
    )
