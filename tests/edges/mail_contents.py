"""Alerts as `gather` hands them over, in five languages; the dispatches are ours and report nothing that happened."""

from dataclasses import replace
from datetime import UTC, datetime

from monitor.types import (
    AlertContent,
    ArticleText,
    Assessment,
    CountryAssessment,
    Match,
    Mention,
    OrganisationAssessment,
    PairAssessment,
    Source,
    Span,
    TopicAssessment,
)

PUBLISHED = datetime(2026, 5, 12, 9, 5, tzinfo=UTC)
SEEN = datetime(2026, 5, 12, 9, 20, 31, tzinfo=UTC)


class Dispatch:
    """A text of which we know what counts: passages are given as they are written, and found."""

    def __init__(self, language, title, *paragraphs, dateline="", evidence=(), az=(), dz=(), topics=(), oic=(), nam=()):
        self.language, self.title, self.text = language, title, "\n\n".join(paragraphs)
        self.dateline, self.evidence, self.az, self.dz = dateline, evidence, az, dz
        self.topics, self.oic, self.nam = dict(topics), oic, nam

    def span(self, passage):
        start = self.text.index(passage)
        return Span("text", start, start + len(passage), passage)

    def mentions(self, passages):
        spans = [self.span(passage) for passage in passages]
        return tuple(Mention("text", span.start, span.end, span.text, "name") for span in spans)

    def organisation(self, name, passages):
        return OrganisationAssessment(name, 1.0, tuple(self.span(passage) for passage in passages))

    def assessment(self):
        topics = [TopicAssessment(n, 0.8, tuple(self.span(p) for p in words)) for n, words in self.topics.items()]
        topics += [
            TopicAssessment(n, 0.7, tuple(self.span(p) for p in words))
            for n, words in (("oic", self.oic), ("nam", self.nam))
            if words
        ]
        return Assessment(
            language=self.language,
            countries=(
                CountryAssessment("AZ", 0.95, self.mentions(self.az)),
                CountryAssessment("DZ", 0.93, self.mentions(self.dz)),
            ),
            pairs=(PairAssessment("AZ-DZ", 0.92, True, tuple(self.span(passage) for passage in self.evidence)),),
            topics=tuple(topics),
            organisations=(self.organisation("oic", self.oic), self.organisation("nam", self.nam)),
            ignored=(self.span(self.dateline),) if self.dateline else (),
            lexicon="test",
        )


FRENCH = Dispatch(
    "fr",
    "Alger et Bakou élargissent leur dialogue politique",
    "Bakou, 12 mai, FIL. Une délégation azerbaïdjanaise a été reçue mardi à Alger pour un nouveau tour de "
    "consultations politiques entre les ministères des Affaires étrangères de l'Azerbaïdjan et de l'Algérie.",
    "Les deux parties ont passé en revue la coopération dans le pétrole, le gaz et les énergies renouvelables.",
    "Elles sont convenues de se concerter au sein de l'Organisation de la coopération islamique et du Mouvement des "
    "non-alignés. La prochaine rencontre se tiendra à l'automne.",
    dateline="Bakou, 12 mai, FIL",
    evidence=(
        "Une délégation azerbaïdjanaise a été reçue mardi à Alger pour un nouveau tour de consultations politiques "
        "entre les ministères des Affaires étrangères de l'Azerbaïdjan et de l'Algérie.",
    ),
    az=("azerbaïdjanaise", "Azerbaïdjan", "Bakou"),
    dz=("Alger", "Algérie"),
    topics={
        "energy": ("énergies renouvelables",),
        "energy.gas": ("gaz",),
        "energy.oil": ("pétrole",),
    },
    oic=("Organisation de la coopération islamique",),
    nam=("Mouvement des non-alignés",),
)

ENGLISH = Dispatch(
    "en",
    "Azerbaijan & Algeria sign <framework> on gas storage",
    "ALGIERS, May 12 (Wire) - Azerbaijan and Algeria signed a framework on underground gas storage on Tuesday, the two "
    "energy ministries said. The paper leaves prices open.",
    "Officials said a working group would meet every three months.",
    dateline="ALGIERS, May 12 (Wire)",
    evidence=(
        "Azerbaijan and Algeria signed a framework on underground gas storage on Tuesday, the two energy ministries "
        "said.",
    ),
    az=("Azerbaijan",),
    dz=("Algeria",),
    topics={"energy": ("energy ministries",), "energy.gas": ("gas storage",)},
)

ARABIC = Dispatch(
    "ar",
    "الجزائر وأذربيجان تبحثان التعاون في مجال الغاز",
    "الجزائر، 12 مايو، السلك - بحث وزيرا خارجية الجزائر وأذربيجان يوم الثلاثاء سبل توسيع الحوار السياسي بين البلدين.",
    "واتفق الجانبان على التعاون في مجال الغاز والطاقات المتجددة، "
    "وعلى التنسيق داخل منظمة التعاون الإسلامي وحركة عدم الانحياز.",
    dateline="الجزائر، 12 مايو، السلك",
    evidence=("بحث وزيرا خارجية الجزائر وأذربيجان يوم الثلاثاء سبل توسيع الحوار السياسي بين البلدين.",),
    az=("أذربيجان",),
    dz=("خارجية الجزائر",),
    topics={"energy": ("الطاقات المتجددة",), "energy.gas": ("الغاز",)},
    oic=("منظمة التعاون الإسلامي",),
    nam=("حركة عدم الانحياز",),
)

RUSSIAN = Dispatch(
    "ru",
    "В Алжире обсудили поставки азербайджанского оборудования",
    "АЛЖИР, 12 мая. Алжиро-азербайджанская рабочая группа обсудила поставки оборудования для нефтяных промыслов.",
    "Стороны договорились о встрече в Баку осенью.",
    dateline="АЛЖИР, 12 мая",
    evidence=("Алжиро-азербайджанская рабочая группа обсудила поставки оборудования для нефтяных промыслов.",),
    az=("азербайджанская",),
    dz=("Алжиро",),
    topics={"energy": ("нефтяных промыслов",), "energy.oil": ("нефтяных",)},
)

AZERBAIJANI = Dispatch(
    "az",
    "",
    "Bakı, 12 may, XƏBƏR. Azərbaycanla Əlcəzair arasında qaz ixracı üzrə işçi qrupu yaradılıb.",
    "İlk iclas payızda Əlcəzairdə keçiriləcək.",
    dateline="Bakı, 12 may, XƏBƏR",
    evidence=("Azərbaycanla Əlcəzair arasında qaz ixracı üzrə işçi qrupu yaradılıb.",),
    az=("Azərbaycan",),
    dz=("Əlcəzair",),
    topics={"energy": ("qaz ixracı",), "energy.gas": ("qaz",)},
)

DISPATCHES = {d.language: d for d in (FRENCH, ENGLISH, ARABIC, RUSSIAN, AZERBAIJANI)}

EVERYTHING = Match(
    rule_id="everything",
    rule_name="AZ-DZ everything",
    pairs=("AZ-DZ",),
    topics=(),
    score=0.92,
    urgent=False,
    notify=("desk-mail", "desk-slack"),
    place="config.yaml:12",
)


def content_of(dispatch=FRENCH, **changes):
    """An alert on a dispatch; two rules match, one of them by its topics."""
    assessment = dispatch.assessment()
    found = tuple(topic.topic for topic in assessment.topics)
    everything = replace(EVERYTHING, topics=found)
    by_topic = replace(
        EVERYTHING, rule_id="energy", rule_name="AZ-DZ energy, OIC, NAM", topics=found, place="config.yaml:15"
    )
    content = AlertContent(
        number=41,
        story_id=17,
        update=0,
        article=ArticleText(dispatch.title, dispatch.text, dispatch.language, PUBLISHED, ("AZ",)),
        url=f"https://wire.example/{dispatch.language}/news/consultations-4711",
        assessment=assessment,
        matches=(everything, by_topic),
        sources=(Source(f"Fil ({dispatch.language})", "AZ", SEEN, "https://wire.example/rss"),),
        text_hash="9f2c4be1d0a87355",
        article_id=7,
    )
    return replace(content, **changes)


def titled(title, dispatch=FRENCH, **changes):
    """The same alert under another title."""
    content = content_of(dispatch, **changes)
    return replace(content, article=replace(content.article, title=title))
