"""Step 3, evaluate: all rules of the config, found by what an article has instead of asked one by one."""

from collections.abc import Iterable, Iterator
from itertools import product

from monitor.config.pairs import ANY, partners
from monitor.rules.rule import Rule
from monitor.types import ArticleText, Assessment, Match

_Asked = tuple[str, str]  # a topic and a language, "" where the rule asks for none
_Wanting = dict[str, dict[_Asked, list[int]]]  # by pair, the rules that ask for it and for what else


class RuleIndex:
    """The rules in their order; what an article costs grows with what it has and what it matches, not with them."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = tuple(rules)
        self._of_about: _Wanting = {}
        self._of_mentioned: _Wanting = {}
        for number, rule in enumerate(self.rules):
            spec = rule.spec
            wanting = self._of_mentioned if spec.strength == "mentioned" else self._of_about
            for pair in spec.pairs:
                for asked in product(spec.topics or ("",), spec.languages or ("",)):
                    wanting.setdefault(pair, {}).setdefault(asked, []).append(number)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def match(self, article: ArticleText, assessment: Assessment) -> tuple[Match, ...]:
        """What each rule says that is satisfied, in the order of the rules."""
        topics = {"", *(topic.topic for topic in assessment.topics)}
        languages = {"", assessment.language}
        asking: set[int] = set()
        for pair in assessment.related:
            if not (pair.about or self._of_mentioned):
                continue
            one, other = partners(pair.pair)
            keys = (pair.pair, f"{ANY}-{one}", f"{ANY}-{other}")
            for wanting in (self._of_about, self._of_mentioned) if pair.about else (self._of_mentioned,):
                for key in keys:
                    if key in wanting:
                        asking.update(_satisfied(wanting[key], topics, languages))
        matches = (self.rules[number].match(article, assessment) for number in sorted(asking))
        return tuple(match for match in matches if match is not None)


def _satisfied(asked: dict[_Asked, list[int]], topics: set[str], languages: set[str]) -> Iterator[int]:
    """The rules whose topic and language are there, by way of whichever are fewer."""
    if len(asked) <= len(topics) * len(languages):
        had: Iterable[_Asked] = (one for one in asked if one[0] in topics and one[1] in languages)
    else:
        had = (one for one in product(topics, languages) if one in asked)
    for one in had:
        yield from asked[one]
