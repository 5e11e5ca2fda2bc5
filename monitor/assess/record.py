"""Step 3, evaluate: an assessment as JSON, for the store and for other programs, and back."""

from typing import Any

from monitor.types import (
    Assessment,
    CountryAssessment,
    Mention,
    OrganisationAssessment,
    PairAssessment,
    Span,
    TopicAssessment,
)

Record = dict[str, Any]  # JSON, the edge where types end


def to_json(assessment: Assessment) -> Record:
    """The fixed contract: every passage as `field`, `start`, `end` and `text`."""
    return {
        "language": assessment.language,
        "countries": [
            {
                "code": country.code,
                "score": country.score,
                "mentions": [_passage(mention) | {"kind": mention.kind} for mention in country.mentions],
            }
            for country in assessment.countries
        ],
        "pairs": [_pair(pair) for pair in assessment.pairs],
        "topics": [
            {"topic": topic.topic, "score": topic.score, "evidence": _passages(topic.evidence)}
            for topic in assessment.topics
        ],
        "organisations": [
            {
                "organisation": one.organisation,
                "score": one.score,
                "mentions": _passages(one.mentions),
                "pairs": [_pair(pair) for pair in one.pairs],
            }
            for one in assessment.organisations
        ],
        "ignored": _passages(assessment.ignored),
        "lexicon": assessment.lexicon,
    }


def from_json(record: Record) -> Assessment:
    """The assessment that `to_json` wrote, exactly."""
    return Assessment(
        language=record["language"],
        countries=tuple(
            CountryAssessment(one["code"], one["score"], tuple(_mention(mention) for mention in one["mentions"]))
            for one in record["countries"]
        ),
        pairs=_pairs(record["pairs"]),
        topics=tuple(TopicAssessment(one["topic"], one["score"], _spans(one["evidence"])) for one in record["topics"]),
        organisations=tuple(
            OrganisationAssessment(
                one["organisation"],
                one["score"],
                _spans(one["mentions"]),
                _pairs(one.get("pairs", [])),  # absent from what was judged before these were looked for
            )
            for one in record["organisations"]
        ),
        ignored=_spans(record["ignored"]),
        lexicon=record["lexicon"],
    )


def _pair(pair: PairAssessment) -> Record:
    return {"pair": pair.pair, "score": pair.score, "about": pair.about, "evidence": _passages(pair.evidence)}


def _pairs(records: list[Record]) -> tuple[PairAssessment, ...]:
    return tuple(PairAssessment(one["pair"], one["score"], one["about"], _spans(one["evidence"])) for one in records)


def _passage(span: Span | Mention) -> Record:
    return {"field": span.field, "start": span.start, "end": span.end, "text": span.text}


def _passages(spans: tuple[Span, ...]) -> list[Record]:
    return [_passage(span) for span in spans]


def _spans(passages: list[Record]) -> tuple[Span, ...]:
    return tuple(Span(one["field"], one["start"], one["end"], one["text"]) for one in passages)


def _mention(one: Record) -> Mention:
    return Mention(one["field"], one["start"], one["end"], one["text"], one["kind"])
