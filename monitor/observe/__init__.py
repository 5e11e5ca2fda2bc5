"""What the operator sees of the daemon: its log."""
