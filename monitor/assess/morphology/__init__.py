"""Step 3, evaluate: how words bend in each language; a language more is one more entry in `MORPHOLOGIES`."""

from monitor.assess.morphology.base import EXACT, OPEN, FormKind, Morphology, compiled
from monitor.assess.morphology.caucasian import CAUCASIAN
from monitor.assess.morphology.eastern import EASTERN
from monitor.assess.morphology.germanic import GERMANIC
from monitor.assess.morphology.hellenic import HELLENIC
from monitor.assess.morphology.indic import INDIC
from monitor.assess.morphology.iranian import IRANIAN
from monitor.assess.morphology.romance import ROMANCE
from monitor.assess.morphology.semitic import DEFINITE, SEMITIC
from monitor.assess.morphology.slavic import SLAVIC
from monitor.assess.morphology.turkic import TURKIC
from monitor.assess.morphology.unbent import UNBENT

MORPHOLOGIES: dict[str, Morphology] = {
    **ROMANCE,
    **GERMANIC,
    **TURKIC,
    **SLAVIC,
    **SEMITIC,
    **IRANIAN,
    **HELLENIC,
    **CAUCASIAN,
    **INDIC,
    **EASTERN,
    **UNBENT,
}

__all__ = ["DEFINITE", "EXACT", "MORPHOLOGIES", "OPEN", "FormKind", "Morphology", "compiled"]
