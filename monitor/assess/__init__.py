"""Judgement: from a text to countries, pairs and topics with evidence (step 3 is `evaluate`)."""
