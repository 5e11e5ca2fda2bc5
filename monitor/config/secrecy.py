"""Which keys of config.yaml hold secrets, and how a text is freed of them."""

import re
from collections.abc import Iterable

_SECRET_WORDS = ("password", "webhook_url", "token", "secret")
_KEY = re.compile(r"[^.\[\]]+")

# Shorter ones are no secrets, and would tear holes into every sentence.
_SHORTEST = 3


# What nobody's mail server or channel is ever called: domains kept for documents, and a webhook without a key.
_EXAMPLE = re.compile(r"(?:^|[@.])example\.(?:org|com|net)\.?$|/T0+/B0+/X+$", re.IGNORECASE)


def is_example(text: str) -> bool:
    """Whether a server, an address or a webhook is one that stands in an example."""
    return _EXAMPLE.search(text) is not None


def is_secret(path: str) -> bool:
    """Whether the value at `path` must not be shown; a key ending in `_file` names a file, which may be."""
    keys = [key for key in _KEY.findall(path.lower()) if not key.endswith("_file")]
    return any(word in key for key in keys for word in _SECRET_WORDS)


def scrub(text: str, secrets: Iterable[str]) -> str:
    """`text` with every secret in it replaced by ***, the longest first."""
    for secret in sorted({one for one in secrets if len(one) >= _SHORTEST}, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text
