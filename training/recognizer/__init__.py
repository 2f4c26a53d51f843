"""Training of the recogniser of names (PyTorch; needed at training time only)."""
