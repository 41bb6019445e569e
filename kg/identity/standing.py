"""What stands for a name in a place that is not one: a title, a word like "we"."""

from dataclasses import replace

from kg.records import Mention


def stand_in(
    who: Mention, text: str, start: int, end: int, *, beside: Mention, form: str
) -> Mention:
    """Return the mention of somebody at a place in the sentence of another mention."""
    return replace(
        who,
        start=start,
        end=end,
        text=text[start:end],
        sentence_start=beside.sentence_start,
        sentence_end=beside.sentence_end,
        form=form,
        role="",
    )
