"""The only package that reads the web."""
