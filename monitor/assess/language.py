"""Step 3, evaluate: which language an article is in."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from threading import Lock

UNDECIDED = "und"
ENOUGH = 120  # code points tell a language as well as more would, and cost less
_DECLARED = re.compile(r"([a-z]{2})(?:[-_].*)?\Z", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|[\x00-\x08\x0e-\x1f\ufffd\ud800-\udfff]+")

# The languages this program is to judge, and their neighbours: an article in one of these must not pass for another.
KNOWN = (
    *("ar", "az", "bg", "bn", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hy", "id", "it", "ja", "ka", "kk", "ko"),
    *("ky", "ms", "nl", "pl", "pt", "ro", "ru", "sw", "tg", "tk", "tr", "uk", "ur", "uz", "vi", "zh"),
    *("be", "bs", "ca", "cs", "da", "et", "eu", "fi", "gl", "hr", "hu", "is", "lt", "lv", "mk", "mn", "mt", "no", "pa"),
    *("ps", "sk", "sl", "sq", "sr", "sv", "ta", "th", "tl", "ug"),
)
# How much likelier than the declared language another must be before the declaration is not believed; of a few letters
# alone, whose likelihoods say little, ever so much.
MUCH_LIKELIER = 12.0
EVER_SO_MUCH = 1e8
FEW_LETTERS = 60
SURE = 0.5


def identify(text: str, declared: str | None = None) -> str:
    """ISO 639-1, or `und` where the words do not say; a declared language breaks ties."""
    return identify_surely(text, declared)[0][0]


def identify_surely(text: str, declared: str | None = None) -> tuple[tuple[str, ...], bool]:
    """The languages it may be in, the likeliest first, and whether that is sure: a few names may be of any."""
    claim = _DECLARED.match(declared.strip()) if declared else None
    claimed = claim.group(1).lower() if claim else None
    sample = _NOISE.sub(" ", text[:ENOUGH])
    letters = sum(len(word) for word in _LETTERS.findall(sample))
    if letters < 2:
        return (claimed if claimed in KNOWN else UNDECIDED,), True
    ranked = _identifier()(unicodedata.normalize("NFC", sample))
    likelihood = ranked[0][1]
    if claimed is not None and dict(ranked).get(claimed, 0.0) * _doubt(letters) > likelihood:
        return (claimed,), True
    return tuple(code for code, _ in ranked), letters > FEW_LETTERS or likelihood >= SURE


def _doubt(letters: int) -> float:
    return MUCH_LIKELIER * float((EVER_SO_MUCH / MUCH_LIKELIER) ** max(0.0, 1 - letters / FEW_LETTERS))


_LOADING = Lock()


def _identifier() -> Callable[[str], list[tuple[str, float]]]:
    with _LOADING:  # a worker loads it beside its other imports, and its first article waits for that
        return _loaded()


@cache
def _loaded() -> Callable[[str], list[tuple[str, float]]]:
    # It brings numpy along, 100 MB and half a second: paid by the worker that judges, not by whoever imports this.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - see above

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([language for language in KNOWN if language in known])

    def rank(sample: str) -> list[tuple[str, float]]:
        return [(str(language), float(likelihood)) for language, likelihood in identifier.rank(sample)]

    return rank
