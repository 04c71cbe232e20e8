import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from profiles.published.models import Body, MemberType, Role, ThematicArea
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


def into(row, other):
    row.merged_into = other
    row.full_clean()
    row.save()
    return row


def refusal(row, other):
    row = type(row).objects.get(pk=row.pk)
    row.merged_into = other
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    return " ".join(error.value.messages)


@pytest.fixture
def chain():
    """A, which reads as B, which reads as C."""
    a, b, c = (factories.area(code) for code in "abc")
    into(a, b)
    into(b, c)
    return a, b, c


def test_a_word_reads_as_the_end_of_what_it_is_merged_into(chain):
    a, b, c = ThematicArea.objects.order_by("code")
    assert (a.today, b.today, c.today) == (c, c, c)
    assert (a.family(), b.family(), c.family()) == ([a], [b, a], [c, b, a])


def test_a_merged_word_and_a_retired_one_are_in_use_no_more(chain):
    ThematicArea.objects.create(code="d", label_en="D", label_ar="د", retired=True)
    assert [row.code for row in ThematicArea.objects.in_use()] == ["c"]
    assert [row.code for row in ThematicArea.objects.standing_alone()] == ["c", "d"]


def test_circles_are_refused_in_words(chain):
    a, b, c = chain
    assert refusal(c, b) == "“B” is merged into “C” already: undo that first."
    assert refusal(c, a) == "“A” is merged into “C” already: undo that first."
    d = factories.area("d")
    assert refusal(d, a) == "“A” is merged into “C”: choose that instead."
    assert refusal(d, d) == "A word is not merged into itself."


def test_the_database_holds_no_word_merged_into_itself():
    area = factories.area("a")
    with pytest.raises(IntegrityError):
        ThematicArea.objects.filter(pk=area.pk).update(merged_into="a")


def test_what_is_merged_already_is_not_looked_at_again(chain):
    a, b, _c = ThematicArea.objects.order_by("code")
    a.label_en = "Renamed"
    a.full_clean()
    b.retired = True
    b.full_clean()


def test_nothing_is_merged_into_a_retired_word_but_a_retired_one_is_merged():
    a, b = factories.area("a"), factories.area("b")
    ThematicArea.objects.filter(code="b").update(retired=True)
    b.refresh_from_db()
    assert refusal(a, b) == "“B” is retired: no other word can read as it."
    assert into(b, a).today == a


@pytest.mark.parametrize(
    ("model", "columns", "label"),
    [(MemberType, {"standing": "observer"}, "standing"), (Role, {"last_day_counts": True}, "the last day counts")],
)
def test_words_by_which_what_was_published_was_counted_otherwise_are_not_merged(model, columns, label):
    one, other = factories.word(model, "one"), factories.word(model, "other", **columns)
    assert refusal(one, other) == f"“One” and “Other” say different things under “{label}”."


def test_what_can_be_changed_at_any_time_stands_as_the_other_says_it():
    assert into(factories.word(Role, "one", single_holder=True), factories.word(Role, "other")).today.code == "other"
    body = factories.word(Body, "other", coverage="complete", coverage_day="2026", sources=factories.cites("A list"))
    assert into(factories.word(Body, "one"), body).today.is_complete


def test_a_role_that_chairs_and_is_merged_counts_as_the_one_that_it_reads_as():
    into(factories.word(Role, "chair"), factories.word(Role, "president"))
    assert Reading.now().chair == "president"
    assert Reading.now().offices == ("president", "secretariat")


def test_a_word_into_which_others_are_merged_keeps_its_code(chain):
    c = ThematicArea.objects.get(code="c")
    c.code = "other"
    with pytest.raises(ValidationError, match="other words are merged into it"):
        c.full_clean()


def test_what_names_a_merged_word_fixes_the_other_too(publisher):
    old, new = factories.word(MemberType, "old"), factories.word(MemberType, "new")
    factories.published(factories.entity(type="old"), by=publisher)
    into(old, new)
    new = MemberType.objects.get(code="new")
    assert new.is_published()
    new.standing = "observer"
    with pytest.raises(ValidationError, match="This is fixed"):
        new.full_clean()
