"""What keeps the five steps going: ticks, signals, systemd."""
