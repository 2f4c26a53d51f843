"""Administrative divisions, the linking of place names to them, and line names read for their ends."""
