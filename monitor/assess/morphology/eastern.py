"""Step 3, evaluate: Chinese and Japanese, which part no words, and Korean, which adds particles to them."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from monitor.assess.fold import fold
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole
from monitor.assess.words import ALONE, GAP, OTHER_RUN, RUN, Characters, Spans, characters_by, spans_by, spans_of

_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff]")
_HAN_AND_KANA = re.compile("[\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@cache
def _unspaced() -> Characters:
    """A run of katakana or of any other letters is a word; a Han character, a kana or a rare sign is one each."""
    kinds = [(GAP, re.compile(r"\W")), (OTHER_RUN, _KATAKANA), (GAP, re.compile("\u30fb")), (ALONE, _HAN_AND_KANA)]
    table = characters_by(RUN, kinds)
    table[-1] = ALONE
    return table


def unspaced_spans(text: str) -> Spans:
    """The words of a text that has no spaces."""
    return spans_by(_unspaced(), text)


@cache
def _simplified() -> dict[int, str]:
    """What each traditional character is in simplified Chinese."""
    rows = files("monitor.data").joinpath("han.tsv").read_text("utf-8").splitlines()[1:]
    return {ord(row[0]): row[2] for row in rows}  # a character, a tab, a character


def fold_chinese(word: str) -> str:
    """Traditional characters read as simplified ones."""
    return fold(word).translate(_simplified())


# ---------------------------------------------------------------- Korean

_KOREAN_NOUNS = (
    "인|인들|어|산|계|군|측|발|행|령|국|형|내|정부|당국|대통령|총리|외교부|외교|외무부|외무|외무장관|외교장관|장관|국방|국방부|대사|대사관"
    "|주재|국민|언론|원정|팀|대표|대표팀|대표단|전|전쟁|축구|공화국|연방|왕국|본토|여행|경제|기업|시장|수출|수입|전역|현지|남부|북부|동부|서부|중부|의회|여당|야당|선수|국적|출신|제재|핵|식|정상|정상회담"
)
_KOREAN_PARTICLES = (
    "은|는|이|가|을|를|의|에|와|과|도|로|으로|에서|에서는|에서의|에서도|에게|에게는|에는|에도|에선|만|까지|부터|이나|나|보다|처럼|서|이라|라|이라고|라고|이란|하고|과의|와의|으로부터"
    "|로부터|이며|이고|뿐|대로|간|간의|대|이었다|였다|이다|입니다|에만|만이|과는|와는|로의|으로의|로는|이든|든|측은|측이|및"
)
_KOREAN = rf"(?:{_KOREAN_NOUNS})?(?:{_KOREAN_PARTICLES})?"
# One syllable each for two or three countries, in one word with what they do together: 한미정상회담, 미중 갈등.
_KOREAN_PAIR = re.compile(
    "(?<![가-힣])(?:한미일|한일중|한중일|북중러|미중러|한미|한일|한중|한러|한불|한독|한영|한인|미일|미중|미러|미북|중미|중일|중러|중북|러중|일중|일한|일미|북미|북중|북러|북일|남북)"
    "(?=[^가-힣]|\\Z|관계|정상|회담|동맹|무역|협상|양국|교역|갈등|군사|외교|국방|연합|협력|고위급|경제|통상|간|의 |이 |은 |가 |는 |과 |와 |전략|수교|대화|공조)"
)


def _korean(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix" or len(form) < 2:
        yield form, EXACT, kind
        return
    yield form, "particle" if part else "word", kind


def _korean_spans(text: str) -> Spans:
    starts, ends = spans_of(text)
    if not _KOREAN_PAIR.search(text):
        return starts, ends
    parted: list[tuple[int, int]] = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        pair = _KOREAN_PAIR.match(text[start:end] + " ")
        if pair is None:
            parted.append((start, end))
            continue
        parted += [(start + at, start + at + 1) for at in range(pair.end())]
        if start + pair.end() < end:
            parted.append((start + pair.end(), end))
    return [start for start, _ in parted], [end for _, end in parted]


EASTERN = {
    "zh": Morphology(cased=False, spaced=False, fold=fold_chinese, spans_of=unspaced_spans),
    "ja": Morphology(cased=False, spaced=False, spans_of=unspaced_spans),
    "ko": Morphology(
        _korean,
        endings=whole(word=_KOREAN, particle=rf"(?:{_KOREAN_PARTICLES})?"),
        cased=False,
        and_suffix=("와", "과", "하고"),
        spans_of=_korean_spans,
    ),
}
