"""Names as strings: where one begins and ends, its titles, and what can be none.

Nothing here knows spaCy or a document. The word lists are data (`kg/data/*.toml`).
"""

from kg.names.possible import is_headline, is_name, is_spelt_by
from kg.names.stretches import Stretch, pieces, trim
from kg.names.titles import (
    add_suffix,
    ends_of_posts,
    is_honoured,
    is_post,
    is_title,
    take_title,
)
from kg.names.words import any_of, word_list

__all__ = [
    "Stretch",
    "add_suffix",
    "any_of",
    "ends_of_posts",
    "is_headline",
    "is_honoured",
    "is_name",
    "is_post",
    "is_spelt_by",
    "is_title",
    "pieces",
    "take_title",
    "trim",
    "word_list",
]
