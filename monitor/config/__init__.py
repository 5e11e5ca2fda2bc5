"""config.yaml, strictly loaded: what the user may write, and where a mistake is."""
