"""Observations: which figures of a report say what of whom.

A figure (:mod:`kg.extraction.quantities`) becomes an observation in four steps, each a
linear model over hashed features whose weights lie beside the code: is it one and of which
kind (:mod:`.figures`), which characters name its indicator (:mod:`.characters`), which
mention it is told of (:mod:`.subjects`), and, by rules, modality and year
(:mod:`.modality`). ``training/observations.py`` fits and measures the weights.
"""

from kg.extraction.observations.reader import extract

__all__ = ["extract"]
