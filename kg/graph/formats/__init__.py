"""Formats of dumps: a file a format, each a function of what is to be written and an open file."""
