"""Measures the judge on labelled texts and holds it to floors that only rise: `make eval`."""
