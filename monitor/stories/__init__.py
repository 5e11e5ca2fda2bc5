"""Stories: the same news from several wires is one."""
