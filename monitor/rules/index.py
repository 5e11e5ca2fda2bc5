"""Step 3, evaluate: all rules of the config, found by what an article has instead of asked one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from monitor.config.pairs import ANY, partners
from monitor.rules.rule import Rule
from monitor.types import ArticleText, Assessment, Match

_Asked = tuple[str, str]  # a topic and a language, "" where the rule asks for none
_Numbers = dict[_Asked, list[int]]


class RuleIndex:
    """The rules in their order; what an article costs grows with what it has and what it matches, not with them."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = tuple(rules)
        self._of_about: dict[str, _Numbers] = defaultdict(lambda: defaultdict(list))
        self._of_mentioned: dict[str, _Numbers] = defaultdict(lambda: defaultdict(list))
        for number, rule in enumerate(self.rules):
            spec = rule.spec
            wanted = self._of_mentioned if spec.strength == "mentioned" else self._of_about
            for pair in spec.pairs:
                for asked in product(spec.topics or ("",), spec.languages or ("",)):
                    wanted[pair][asked].append(number)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def match(self, article: ArticleText, assessment: Assessment) -> tuple[Match, ...]:
        """What each rule says that is satisfied, in the order of the rules."""
        had = list(product(("", *(topic.topic for topic in assessment.topics)), ("", assessment.language)))
        asking: set[int] = set()
        for pair in assessment.related:
            for index in (self._of_about, self._of_mentioned) if pair.about else (self._of_mentioned,):
                if index:
                    for key in (pair.pair, *(f"{ANY}-{partner}" for partner in partners(pair.pair))):
                        numbers = index.get(key)
                        if numbers is not None:
                            asking.update(number for asked in had for number in numbers.get(asked, ()))
        matches = (self.rules[number].match(article, assessment) for number in sorted(asking))
        return tuple(match for match in matches if match is not None)
