"""Step 3, evaluate: Chinese and Japanese, which part no words, and Korean, which adds particles to them."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from monitor.assess.fold import fold, words_of
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

# A run of katakana or of any other letters is a word; a Han character, a kana or a sign of its own is one each.
_UNSPACED = re.compile(
    "[\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff]+"
    "|[\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
    "|[^\\W\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+"
)


def unspaced_words(text: str) -> tuple[list[str], list[int]]:
    """The words of a text that has no spaces: a character each, but katakana and foreign words whole."""
    words: list[str] = []
    starts: list[int] = []
    for match in _UNSPACED.finditer(text):
        words.append(match.group())
        starts.append(match.start())
    return words, starts


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


def _korean_words(text: str) -> tuple[list[str], list[int]]:
    words, starts = words_of(text)
    if not _KOREAN_PAIR.search(text):
        return words, starts
    parted: list[tuple[str, int]] = []
    for word, start in zip(words, starts, strict=True):
        pair = _KOREAN_PAIR.match(word + " ")
        if pair is None:
            parted.append((word, start))
            continue
        parted += [(word[at], start + at) for at in range(pair.end())]
        if len(word) > pair.end():
            parted.append((word[pair.end() :], start + pair.end()))
    return [word for word, _ in parted], [start for _, start in parted]


EASTERN = {
    "zh": Morphology(cased=False, spaced=False, fold=fold_chinese, words_of=unspaced_words),
    "ja": Morphology(cased=False, spaced=False, words_of=unspaced_words),
    "ko": Morphology(
        _korean,
        endings=whole(word=_KOREAN, particle=rf"(?:{_KOREAN_PARTICLES})?"),
        cased=False,
        and_suffix=("와", "과", "하고"),
        words_of=_korean_words,
    ),
}
