"""monitor watches news wires for what happens between countries, and tells people."""
