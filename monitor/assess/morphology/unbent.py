"""Step 3, evaluate: Vietnamese, Indonesian, Malay and Swahili, which leave names as they are."""

from monitor.assess.fold import fold_vietnamese
from monitor.assess.morphology.base import Morphology

UNBENT = {
    "vi": Morphology(demonyms_have_capitals=True, fold=fold_vietnamese),
    "id": Morphology(demonyms_have_capitals=True),
    "ms": Morphology(demonyms_have_capitals=True),
    "sw": Morphology(demonyms_have_capitals=True),
}
