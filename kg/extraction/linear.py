"""Linear models over named features, kept as one ``.npz`` in the package.

A model maps bags of feature names to one score a class. Names that it does not know count
nothing, so a report with unheard-of words is scored by what is left. Training is elsewhere
(``training/``); here is only what run time needs: numpy, no randomness, same input, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]


class Linear:
    """One weight a feature and class, one bias a class, and decision thresholds."""

    def __init__(
        self, classes: Sequence[str], names: Sequence[str], weights: Array, bias: Array, cuts: Array
    ) -> None:
        self.classes = tuple(classes)
        self.cuts = dict(zip(self.classes, map(float, cuts), strict=True))
        self._index = {name: number for number, name in enumerate(names)}
        self._weights = weights
        self._bias = bias

    def scores(self, bags: Sequence[Iterable[str]]) -> Array:
        """Scores (log-odds), one row a bag of feature names, one column a class."""
        import numpy as np

        flat: list[int] = []
        rows: list[int] = []
        known = self._index.get
        for row, bag in enumerate(bags):
            ids = [number for name in bag if (number := known(name)) is not None]
            flat.extend(ids)
            rows.extend([row] * len(ids))
        result: Array = np.repeat(self._bias[None, :], len(bags), axis=0).astype(np.float32)
        if flat:
            np.add.at(result, rows, self._weights[flat])
        return result

    def chances(self, bags: Sequence[Iterable[str]]) -> Array:
        """Scores as probabilities of each class by itself (logistic)."""
        import numpy as np

        return (1.0 / (1.0 + np.exp(-self.scores(bags)))).astype(np.float32)


def load(source: Traversable) -> Linear:
    """Read the model that :func:`save` wrote.

    Raises:
        ConfigError: the file is missing or no such model.
    """
    import numpy as np

    try:
        with source.open("rb") as stream:
            held = np.load(stream, allow_pickle=False)
            text = bytes(held["names"]).decode("utf-8")
            classes = bytes(held["classes"]).decode("utf-8").split("\n")
            return Linear(
                classes, text.split("\n"), held["weights"].astype(np.float32), held["bias"], held["cuts"]
            )
    except (OSError, KeyError, ValueError) as error:
        message = f"{source}: not a model ({error})"
        raise ConfigError(message, "reinstall the package, or train the model again: make model") from None
