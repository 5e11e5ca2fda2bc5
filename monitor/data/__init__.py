"""Tables, not code: names of countries, terms of topics."""
