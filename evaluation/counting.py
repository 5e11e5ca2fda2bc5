"""Right, wrong and missed, and what follows from them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """What was found of what should have been; `optional` things are neither right nor wrong."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def count(
        self, found: Collection[str], wanted: Collection[str], optional: Collection[str] = (), where: str = ""
    ) -> None:
        """Add one text; `where` names it among the errors."""
        got, want = set(found), set(wanted)
        self.right += len(got & want)
        for one in sorted(got - want - set(optional)):
            self.wrong += 1
            self.errors[f"{where} +{one}"] += 1
        for one in sorted(want - got - set(optional)):
            self.missed += 1
            self.errors[f"{where} -{one}"] += 1

    def add(self, other: "Tally") -> None:
        """Add another tally."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.errors.update(other.errors)

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """How much of what there is was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def mean(values: Collection[float]) -> float:
    """The mean; 0 of none."""
    return sum(values) / len(values) if values else 0.0
