"""Watch rules: which articles somebody asked for."""
