"""Step 3, evaluate: how Georgian and Armenian bend names; a Georgian one ends in a vowel that the cases replace."""

from collections.abc import Iterator

from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

_GEORGIAN_CASE = (
    r"[იაეოუ]?(?:ებ)?(?:ი|ს|სა|მა|მ|ით|ით|თი|ად|დ|თა|ის|ისა|ო)?(?:ს|ა)?"
    r"(?:ში|ზე|თან|დან|იდან|გან|თვის|კენ|მდე|ვით|მიერ|აც)?(?:ც|ვე|აც)?(?:ა)?"
)


def _georgian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    root = form[:-1] if form[-1] in "იაეო" and len(form) > 3 else form
    if kind == "prefix":
        yield form, EXACT, kind
        return
    yield root, "case", kind
    if kind == "name" and not part and len(root) > 2:
        yield root, "people", "demonym"


_ARMENIAN_CASE = "(?:ներ|եր)?(?:ն|ը|ի|ին|ից|ում|ով|յի|յին|յից|յում|յով|այի|ու|ուն|ուց|ան|անը|վա|ից|ներ|երեն|երենով|ումն|ինը|իցն|ովն|ս|դ)?"


def _armenian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix" or len(form) < 3:
        yield form, EXACT, kind
        return
    yield form, "case", kind
    if kind == "demonym":
        return
    root = form.removesuffix("ա")
    if part and form.endswith("ներ"):
        yield form[:-3], "case", kind
    if kind == "name" and not part and len(root) > 2:
        yield root, "people", "demonym"


CAUCASIAN = {
    "ka": Morphology(
        _georgian,
        endings=whole(case=_GEORGIAN_CASE, people=rf"(?:ელ|ულ|ურ)(?:{_GEORGIAN_CASE})"),
        cased=False,
    ),
    "hy": Morphology(
        _armenian,
        endings=whole(case=_ARMENIAN_CASE, people=rf"(?:ական|եան|յան|ացի|ցի)(?:{_ARMENIAN_CASE})"),
    ),
}
