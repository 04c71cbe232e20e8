"""Names for signing in: what telephones make of them, and which look alike."""

import string

import pytest

from profiles.desk.accounts import names
from profiles.desk.models import User
from tests import factories

# What somebody types, and the name that is meant.
TYPED = [
    ("  kathmandu ", "kathmandu"),
    ("Kathmandu", "kathmandu"),
    ("ＫＡＴＨＭＡＮＤＵ７", "kathmandu7"),
    ("kathmandu٧", "kathmandu7"),
    ("kathmandu۷", "kathmandu7"),
    ("kath\u200bmandu\u200f", "kathmandu"),
    ("kathmandu\ufeff", "kathmandu"),
    ("احمد", "أحمد"),
    ("علی", "علي"),
    ("فاطمه", "فاطمة"),
]
# Names that the eye takes for each other; and such as it does not.
ALIKE = [
    ("раul", "paul"),  # Cyrillic р and а
    ("ΚATE", "kate"),  # Greek kappa
    ("pauI", "paul"),
    ("paul1", "paull"),
    ("f0cal", "focal"),
    ("modern", "modem"),
    ("علی", "علي"),
    ("كويت", "کویت"),
    ("مكة", "مکه"),
    ("kuwait۱", "kuwait1"),
    ("kuwaitㅤ", "kuwait"),
]
APART = [("nepal", "nepali"), ("anna.k", "annak"), ("قطر", "مطر"), ("iom", "ilo"), ("user2", "user3")]


@pytest.mark.parametrize(("typed", "name"), TYPED)
def test_what_a_telephone_types_folds_to_the_name(typed, name):
    assert names.folded(typed) == names.folded(name)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_alike_have_one_outline(one, other):
    assert names.outline(one) == names.outline(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_differ_to_the_eye_have_two(one, other):
    assert names.outline(one) != names.outline(other)


def test_each_lookalike_stands_for_one_letter_of_latin_script():
    assert {chr(letter) for letter in names.LOOKALIKES.values()} <= set(string.ascii_letters)


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "x" * 10_000_000, "\u200b" * 500, "ﷺ" * 254])
def test_anything_can_be_folded_and_is_short_then(text):
    assert len(names.folded(text)) <= names.LONGEST
    assert len(names.outline(text)) <= names.LONGEST


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["editor", " Editor ", "EDITOR@Example.ORG", "editor@example.org\u200e"])
def test_somebody_is_meant_by_name_or_address(editor, publisher, typed):
    assert names.meant(typed) == editor


@pytest.mark.django_db
def test_a_name_as_it_stands_goes_before_what_folds_to_it_and_two_that_fold_alike_mean_nobody(db):
    small, large = User.objects.create_user("anna"), User.objects.create_user("Anna")
    assert [names.meant(typed) for typed in ("anna", "Anna", "ANNA")] == [small, large, None]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", " ", "\u200b", "nobody", "@example.org"])
def test_nothing_means_nobody(typed):
    factories.person("editor")
    User.objects.create_user("without-address")
    assert names.meant(typed) is None
