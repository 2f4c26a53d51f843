"""The trained recogniser of names: labels, features, the net at run time."""
