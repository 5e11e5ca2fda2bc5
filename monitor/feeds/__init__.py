"""Wires: from bytes to entries (step 1 is `poll`)."""
