"""The tokenizer: one token a character, so that every name's boundary is a token's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab


class CharacterTokenizer:
    """One token a character, blanks included: token index and character offset are the same."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The characters of ``text`` as tokens."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_disk(self, path: Path, **_: object) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, path: Path, **_: object) -> CharacterTokenizer:  # noqa: ARG002
        """Read nothing: the tokenizer has no state."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """No bytes: the tokenizer has no state."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> CharacterTokenizer:  # noqa: ARG002
        """Read nothing: the tokenizer has no state."""
        return self


@registry.tokenizers("kg.CharacterTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """The tokenizer's registered maker."""

    def make(nlp: Language) -> CharacterTokenizer:
        return CharacterTokenizer(nlp.vocab)

    return make
