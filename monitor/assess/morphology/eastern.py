"""Step 3, evaluate: Chinese and Japanese, which part no words, and Korean, which adds particles to them."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

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


# ---------------------------------------------------------------- Japanese

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# `11日` and `翌日` are days: their 日 is not Japan, whatever follows.
_DAY = re.compile("(?:[0-9０-９毎今昨翌同当先休平祝連前後曜明終近数朝]日(?!本)|一日(?=中))")
# What follows one character that means a country by itself, and so does a foreign word: 米国務長官, 仏大統領, 英メディア.
_OFFICES = (
    "大統領|副大統領|首相|副首相|政府|政権|軍|当局|議会|上院|下院|外相|外務|外交|国務|国防|国連大使|国連代表|財務|商務|司法|通商|中央情報"
    "|中央軍|中銀|中央銀行|連邦|紙|誌|報道|企業|代表|側|大使|高官|特使|空母|艦船|海軍|空軍|陸軍|海兵|東部|西部|南部|北部|中部|中西部|最高裁"
    "|製|国籍|与党|野党|検察|警察|政界|世論|総選挙|経済|市場|国債|長期金利|金利|雇用|株|兵|内相|国王|女王|王室|議員|国境|主要|大手|有力"
    "|民主党|共和党|労働党|保守党|航空|宇宙|戦闘機|情報|捜査|入国|税関|環境|労働|保健|内務|運輸|国土|食品|疾病|科学|研究|資本|大リーグ|独立記念日"
)
_ALONE_OF = "米英仏独伊露豪加印比蘭韓"
_ALONE = re.compile(
    f"(?:(?<![{_HAN}お])|(?<=[元前現留])|(?<=在日)|(?<=在韓)|(?<=[0-9０-９]日))"
    f"[{_ALONE_OF}](?=(?:{_OFFICES})|[A-ZＡ-Ｚ]{{2}}|[ァ-ヺ]{{2}})"
)
_LONG_NAME = 5  # letters of a name that no other word begins with, so that any word may follow in one with it
_KATAKANA_NAME = re.compile("[ァ-ヺー]{2,}")
# What a foreign name opens or closes in one word with: フランスワイン, サッカーブラジル代表.
_JAPANESE_COMPOUNDS = (
    "チーム|メディア|サッカー|ラグビー|リーグ|カップ|オープン|グランプリ|マスターズ|マラソン|ツアー|ワイン|ビール|コーヒー|ルート|パイプライン"
    "|センター|プロジェクト|ビザ|ミサイル|ドローン|ファースト|リスク|ショック|マネー|オリンピック|パラリンピック|サミット|フェスティバル|フェア"
    "|デモ|テロ|コネクション|ゲート|ビジネス|ニュース|スタイル|モデル|ブランド|レストラン|ダービー|シリーズ|ステークス|クラシック|フォーラム"
)
_JAPANESE_ENDINGS = {
    "compound": _JAPANESE_COMPOUNDS,
    "any word": "(?![ァィゥェォッャュョン])[ァ-ヺ][ァ-ヺー]+",
    "alone": ".",
}
_JAPANESE_OPENINGS = ("サッカー", "ラグビー", "バスケットボール", "バレーボール", "ハンドボール", "アンチ", "ポスト")
_V_SOUND = re.compile("ヴ([ァィェォ]?)")
_B_SOUNDS = {"": "ブ", "ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"}


def fold_japanese(word: str) -> str:
    """ヴァ and バ are two spellings of one sound."""
    folded = fold(word)
    return _V_SOUND.sub(lambda sound: _B_SOUNDS[sound.group(1)], folded) if "ヴ" in folded else folded


def _japanese_spans(text: str) -> Spans:
    """The words of a text; what decides a character's meaning is taken into its word, though it is a word as well.

    A character that means a country alone takes the one after it, the 日 of a day the one before.
    """
    starts, ends = spans_by(_unspaced(), text)
    for alone in _ALONE.finditer(text):
        ends[np.searchsorted(starts, alone.start())] += 1
    for day in _DAY.finditer(text):
        starts[np.searchsorted(starts, day.end() - 1)] -= 1
    return starts, ends


def _japanese_readings(word: str) -> tuple[str, ...]:
    opening = next((one for one in _JAPANESE_OPENINGS if word.startswith(one) and len(word) > len(one) + 1), "")
    return (word, word[len(opening) :]) if opening else (word,)


def _japanese(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
        if form in _ALONE_OF:
            yield form, "alone", "name"
    else:
        yield form, EXACT, kind
        if not part and _KATAKANA_NAME.fullmatch(form):
            yield form, "any word" if len(form) >= _LONG_NAME else "compound", kind


# ---------------------------------------------------------------- Korean

# What follows the name of a country in one word with it; not `어`, which makes it a language, nor rivers and seas.
_KOREAN_NOUNS = (
    "인|인들|산|계|군|측|발|행|령|국적|형|내|식|제|판|간|쪽|시|시티|시내|정부|당국|대통령|총리|총통|국왕|왕실|왕국|외교|외교부"
    "|외무부|외무|외무장관|외교장관|장관|차관|국방|국방부|국방장관|대사|대사관|총영사관|영사관|주재|국민|시민|주민|언론|매체|원정|팀|대표"
    "|대표팀|대표단|전|전쟁|축구|야구|배구|농구|리그|오픈|월드컵|올림픽|그랑프리|마라톤|공화국|연방|제국|본토|여행|여행객|관광|관광객|경제"
    "|기업|업체|회사|은행|시장|증시|정치|사회|문화|역사|수출|수입|무역|전역|현지|남부|북부|동부|서부|중부|남동부|남서부|북동부|북서부"
    "|동남부|의회|하원|상원|여당|야당|선수|선수단|출신|제재|핵|정상|정상회담|방문|진출|법원|검찰|경찰|대법원|중앙은행|항공|해군|공군|육군"
    "|국경|영토|영해|투자|공장|사업|법인|지사|지역|유학|유학생|교민|동포|교포|이민|이민자|난민|노동자|학생|관리|관계|관계자|국가|국기"
    "|국가대표|감독|협력|협정|조약|동맹|사태|분쟁|위기|내전|혁명|침공|전선|전투기|미사일|원전|왕자|공주|여왕|여성|남성|작가|영화|음악"
    "|음식|요리|와인|맥주|커피|식민지|점령|공산당|병사|특사|공습|공격|의원|대학|대학교|교수|연구소|연구진|과학자|전문가|화폐|페소|달러"
    "|루블|리라|루피|국채|주식|도시|수도|최초|최대|본사|법|혈통|국립|중심|혁명수비대|이슬람|사령관|장교|정보|당국자|최고|연합|방송|통신"
    "|신문|에너지|가스공사|석유|민간|국제|특별|군사|안보|함정"
)
# The particles, which go by the last letter of the word before: a vowel, ㄹ or another consonant.
_KOREAN_CASES = "에서|에게서|에게|에|한테|께서|까지|부터|보다|처럼|만큼|대로|마다|조차|마저|밖에|뿐|하고|만|도|의|내|등|들|간|및|대|같은|같이|이든|든|에선|에겐"
_KOREAN_AFTER = {
    "vowel": "가|는|를|와|로|로서|로써|로부터|나|랑|라|란|라고|라는|라며|였다|였던|였으며|다|며|이며|이고|고|야|여서|지만|인|이자|이다|입니다|이라는|인데|인지|인가|였고|였지만",
    "rieul": "이|은|을|과|로|로서|로써|로부터",
    "consonant": "이|은|을|과|으로|으로서|으로써|으로부터",
}
_KOREAN_IS = "이나|이랑|이라|이란|이라고|이라는|이라며|이었다|이었던|이다|이며|이고|이야|이어서|이지만|인|이자|입니다|임을|일|인데|인지|인가|이었으며|이었고"
_KOREAN_LAST = "은|는|이|가|을|를|의|도|만|까지|부터|와|과|라도"


def _korean_particles(last: str) -> str:
    after = _KOREAN_AFTER[last] + ("" if last == "vowel" else f"|{_KOREAN_IS}")
    return rf"(?:(?:{_KOREAN_CASES}|{after})(?:{_KOREAN_LAST})?)?"


_KOREAN_ANY = rf"(?:{'|'.join(_korean_particles(last) for last in _KOREAN_AFTER)})"
_KOREAN_ENDINGS = {
    **{f"part {last}": _korean_particles(last) for last in _KOREAN_AFTER},
    **{f"word {last}": rf"{_korean_particles(last)}|(?:{_KOREAN_NOUNS}){{1,2}}{_KOREAN_ANY}" for last in _KOREAN_AFTER},
    "long": rf"(?!어{_KOREAN_ANY}\Z)[가-힣]*",
}
_LONG_ENOUGH = 4  # syllables of a name that no other word begins with, so that anything may follow
# One syllable each for two or three countries, with what they do together behind them: 한미정상회담, 미중 갈등.
_KOREAN_TOGETHER = (
    "관계|정상|회담|동맹|무역|협상|양국|교역|갈등|군사|외교|국방|연합|협력|고위급|경제|통상|전략|수교|대화|공조|비핵화|핵|실무|공동|교류|통일|연락"
    "|경협|이산가족|전쟁|국경|안보|방위|조약|협정|합의|자유무역|합동|해군|공군|훈련|패권|경쟁|분쟁|충돌|긴장|휴전|종전|평화|밀착|문화|우호|투자|장관"
    "|외교장관|국방장관|재무|차관|의원|3국|양자|반도체|기술|관세|정부|당국|지도부|접경|셔틀|원자력|에너지|과학|항공|기업|상공|친선|수출|전화|통화"
)
# 북미 and 중미 are continents as well, which have markets and economies, but no talks with themselves.
_KOREAN_TALKS = "정상|회담|협상|대화|고위급|실무|관계|비핵화|핵|종전|수교|합의|접촉|갈등|패권"
_KOREAN_PAIR = re.compile(
    r"(?<![가-힣])(?:"
    r"(?:한미일|한일중|한중일|한미중|북중러|미중러|한미|한일|한중|한러|미일|미중|중러|중북|러중|러북|일중|북중|북러|북일|남북한?|러우|미북)"
    rf"(?=[^가-힣]|\Z|{_KOREAN_TOGETHER}|(?:간|간의|에서|에서는|에서의|에서도|에는|에도|에만|의|이|은|가|는|과|와|도|을|를|에|로|으로)(?![가-힣]))"
    r"|(?:중일|미러|미영|미독|미호|한영|한독|한불|한호|한태|한베|한몽|한캐|영미|독불|영불|독러|러일|일러|일미|러미|우러)"
    rf"(?= ?(?:{_KOREAN_TOGETHER}))"
    rf"|(?:남북미|북미|중미)(?= ?(?:{_KOREAN_TALKS}))"
    r")|(?<![\u4e00-\u9fff가-힣])[韓美中日北英獨佛露伊印南]{2,4}(?![\u4e00-\u9fff])"
)
# `‘행복’이란 무엇인가`: behind a quotation it is a particle and no country.
_KOREAN_PARTICLE = re.compile(r"(?<=[\"'’”」』>》)])이란(?![가-힣])")
_KOREAN_HOST = re.compile("주[한일](?=미군)")  # 주한미군 are of the one and in the other
_ARAEA = "ㆍ"  # a letter that is typed for the middle dot


def fold_korean(word: str) -> str:
    """Without the dot that parts two words."""
    return fold(word).replace(_ARAEA, "").replace("ᆞ", "")


def _korean_spans(text: str) -> Spans:
    """The words of a text, the syllables of a pair of countries each a word of its own; a dot goes with what is before."""
    starts, ends = (places.tolist() for places in spans_of(text))
    cuts = [at for pair in _KOREAN_PAIR.finditer(text) for at in range(pair.start(), pair.end() + 1)]
    cuts += [host.end() for host in _KOREAN_HOST.finditer(text)]
    cuts += [dot.end() for dot in re.finditer(_ARAEA, text)]
    particles = {particle.start() for particle in _KOREAN_PARTICLE.finditer(text)}
    if not cuts and not particles:
        return starts, ends
    parted: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        if start not in particles:
            bounds = [start, *sorted({cut for cut in cuts if start < cut < end}), end]
            parted += pairwise(bounds)
    return [start for start, _ in parted], [end for _, end in parted]


def _korean(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
        if _HAN_AND_KANA.match(form):
            yield form, "long", "name"
        return
    if not "가" <= form[-1] <= "힣":
        yield form, EXACT if part else "word vowel", kind
        return
    last = {0: "vowel", 8: "rieul"}.get((ord(form[-1]) - ord("가")) % 28, "consonant")
    yield form, f"part {last}" if part or len(form) < 2 else f"word {last}", kind
    if kind == "name" and not part and len(form) >= _LONG_ENOUGH:
        yield form, "long", kind


EASTERN = {
    "zh": Morphology(cased=False, spaced=False, fold=fold_chinese, spans_of=unspaced_spans),
    "ja": Morphology(
        _japanese,
        _japanese_readings,
        endings=whole(**_JAPANESE_ENDINGS),
        cased=False,
        spaced=False,
        fold=fold_japanese,
        spans_of=_japanese_spans,
    ),
    "ko": Morphology(
        _korean,
        endings=whole(**_KOREAN_ENDINGS),
        cased=False,
        and_suffix=("와", "과", "하고"),
        fold=fold_korean,
        spans_of=_korean_spans,
    ),
}
