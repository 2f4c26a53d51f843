"""Names by rules: regular expressions as data, with examples that are run as tests."""
