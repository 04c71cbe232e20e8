import pytest
from django.core.exceptions import ValidationError

from profiles.desk import entries
from tests import factories

pytestmark = pytest.mark.django_db

MADE = [factories.entity, factories.meeting, factories.text, factories.paper, factories.programme]


def made_by(make):
    return make("about") if make is factories.text else make("nepal")


def test_there_is_a_maker_here_for_every_kind():
    assert [type(made_by(make)) for make in MADE] == list(entries.MODELS.values())


@pytest.mark.parametrize("make", MADE)
def test_an_entry_is_deleted_while_nothing_of_it_was_published(make):
    entry = made_by(make)
    assert not entry.is_published()
    entry.delete()
    assert not type(entry).objects.exists()


@pytest.mark.parametrize("make", MADE)
def test_what_was_published_is_never_deleted_and_keeps_its_address(make):
    entry = factories.published(made_by(make))
    assert entry.is_published()
    with pytest.raises(ValidationError, match="withdrawn, never deleted"):
        entry.delete()
    entry.slug = "contact"
    with pytest.raises(ValidationError, match="fixed since the first publication"):
        entry.full_clean()


@pytest.mark.parametrize("make", MADE)
def test_a_draft_may_change_its_address(make):
    entry = made_by(make)
    entry.slug = "contact"
    entry.full_clean()


@pytest.mark.parametrize("make", MADE[1:])
def test_a_focal_point_keeps_profiles_alone(make):
    user = factories.focal_point("focal", factories.entity())
    entry = made_by(make)
    assert not type(entry).objects.assigned_to(user).exists()
    assert type(entry).objects.exists()
