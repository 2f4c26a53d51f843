"""The spaCy pipeline: characters as tokens, pkuseg's words, recogniser, gazetteer, patterns."""
