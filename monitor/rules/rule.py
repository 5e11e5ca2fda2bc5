"""Step 3, evaluate: a watch rule, and whether an assessed article satisfies it."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.config.pairs import ANY, partners
from monitor.types import ArticleText, Assessment, Match, PairAssessment, RuleSpec, TopicAssessment


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the config; the same assessment always gives the same answer, so it can be replayed."""

    spec: RuleSpec

    def match(self, article: ArticleText, assessment: Assessment) -> Match | None:
        """What the article has of what the rule asks for, strongest pair first; None where a condition fails."""
        spec = self.spec
        if spec.languages and assessment.language not in spec.languages:
            return None
        pairs = sorted(self._pairs(assessment.related), key=lambda pair: (-pair.score, pair.pair))
        if not pairs:
            return None
        topics = self._topics(assessment.topics)
        if spec.topics and not topics:
            return None
        return Match(
            rule_id=spec.id,
            rule_name=spec.name,
            pairs=tuple(pair.pair for pair in pairs),
            topics=topics,
            score=pairs[0].score,
            urgent=spec.urgent,
            notify=spec.notify,
            place=f"{spec.file}:{spec.line}" if spec.file else "",
        )

    def _pairs(self, found: Iterable[PairAssessment]) -> Iterable[PairAssessment]:
        for pair in found:
            strong_enough = pair.about or self.spec.strength == "mentioned"
            if strong_enough and any(_covers(wanted, pair.pair) for wanted in self.spec.pairs):
                yield pair

    def _topics(self, found: Iterable[TopicAssessment]) -> tuple[str, ...]:
        """The wanted topics found, strongest first; without a wish, all of them. A child brings its parent along."""
        ordered = sorted(found, key=lambda topic: (-topic.score, topic.topic))
        return tuple(topic.topic for topic in ordered if not self.spec.topics or topic.topic in self.spec.topics)


def _covers(wanted: str, pair: str) -> bool:
    """Whether "AZ-DZ", or "*-AZ" for any country beside AZ, asks for `pair`."""
    one, other = partners(wanted)
    if one != ANY:
        return wanted == pair
    sides = partners(pair)
    return other in sides and (other.islower() or sides[1].isupper())
