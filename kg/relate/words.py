"""The word lists of the grammar, `kg/data/words.toml`, for all that reads a tree."""

from kg.names import word_list

WORDS: dict[str, frozenset[str]] = {
    name: frozenset(words) for name, words in word_list("words").items()
}
"""The lists by name; `Rules.words` is the same, for those who are handed rules."""
