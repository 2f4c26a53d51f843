"""Entities and statements as RDF, what RDF is read back into, and checks of it."""
