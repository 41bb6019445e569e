"""Words that might be a family, a firm or a town."""

from __future__ import annotations

import random

HEAD = (
    "Har Mor Tol Del Cor Fen Hal Bren Wex Lang Thor Pem Cald Ash Rav Stan Whit Kel Dun "
    "Mar Bel Ald Cro Tar Sel Ost Vel Gar Lin Nor Ber Hol Kin Tre Pol Gos Brad Lat Win "
    "Stav Ros Mal Fer Gil Dor Hes Quin Ruth Sal Tem Under Ver Wal Yar Zim Ban Ced Dray"
).split()
TAIL = (
    "ton ley field mere vane bert wick land by ham combe ford well man son er more "
    "dale worth stead ridge pool hurst brook ell ick ane ow ard en ing ova ski ini "
    "etti ov enko ez berg stein sen quist ström mann elli ano aud ier oux ara ita ira "
    "uma"
).split()


def coined_word(r: random.Random) -> str:
    """Return a word that might be a family, a firm or a town."""
    return r.choice(HEAD) + r.choice(TAIL)
