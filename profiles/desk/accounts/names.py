"""Names for signing in: which account somebody means who types one, and which names can be taken for each other."""

import unicodedata

from profiles.published.spelling import FOLD

from ..models import User

# Longer than any name or address of an account.
LONGEST = 254
# Letters of other scripts, and digits, that look like Latin ones; each as it stands, capital or small. A choice from
# Unicode's list of confusables (UTS 39): the scripts in which names of accounts are written here.
LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХҮԌԜԚ" + "аеѕіјкмнорстухүһԁԛԝгв" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αικνορτυχγε" + "01Iı",
    "ABESIJKMHOPCTYXYGWQ" + "aesijkmhopctyxyhdqwrb" + "ABEZHIKMNOPTYX" + "aikvoptuxye" + "olli",
)
# Letters that no eye tells apart from one other.
PAIRS = (("rn", "m"), ("vv", "w"))
# Letters of Unicode that are not seen: fillers of Hangul, Khmer vowels that stand for nothing.
UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f\ufe0f\ufe0e")


def visible(text: str) -> str:
    """A name without invisible marks and spaces at its ends, wide letters and digits as plain ones."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    kept = (letter for letter in text if letter not in UNSEEN and unicodedata.category(letter) not in ("Cf", "Cc"))
    return "".join(kept).strip()


def folded(text: str) -> str:
    """A name as somebody may type it on a telephone: without regard to case, in digits and letters of one kind; Arabic
    ones without hamza and vowel signs."""
    if text.isascii() and text.isprintable():
        return text[:LONGEST].strip().casefold()
    apart = unicodedata.normalize("NFKD", visible(text).casefold())
    bare = "".join(letter for letter in apart if not "\u064b" <= letter <= "\u065f")
    return unicodedata.normalize("NFKC", bare.translate(FOLD))[:LONGEST]


def outline(text: str) -> str:
    """What the eye sees of a name: names of one outline can be taken for each other."""
    seen = folded(visible(text).translate(FOLD).translate(LOOKALIKES).replace("I", "l"))
    for letters, letter in PAIRS:
        seen = seen.replace(letters, letter)
    return seen


def looks_like(name: str, *, but: User) -> User | None:
    """Another account whose name, or address, can be taken for a name."""
    forms = {folded(name), outline(name)}
    for other in User.objects.exclude(pk=but.pk).only("username", "email"):
        if forms & {folded(other.username), outline(other.username)} or folded(other.email) in forms:
            return other
    return None


def meant(typed: str) -> User | None:
    """The account that somebody means: by its very name, or else by a name or address that folds to what was typed, if
    it is the only one. Accounts are few, so all names are read; that takes as long for a name that nobody has."""
    rows = list(User.objects.only("pk", "username", "email", "password", "session_round"))
    wanted, exact = folded(typed), unicodedata.normalize("NFKC", typed[:LONGEST])
    if named := [row for row in rows if row.username == exact]:
        return named[0]
    found = [row for row in rows if wanted and wanted in (folded(row.username), folded(row.email))]
    return found[0] if len(found) == 1 else None
