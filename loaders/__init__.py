"""The ways out of the graph: one file a target. They know the property graph and its schema only."""
