"""An empty directory is set up once, whole, in every language."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from profiles.desk.models import Text, User
from profiles.desk.verbs import Refused, founding
from profiles.published.models import Identity, MeetingKind, MemberType, Role
from profiles.values.choices import SiteText

pytestmark = pytest.mark.django_db


def own(**columns):
    return Identity(**{"name_en": "Forum of Ports", "name_ar": "منتدى الموانئ", "file_name": "ports"} | columns)


def somebody(name="sami"):
    user = User(username=name, email=f"{name}@example.org")
    user.set_password("a long winded phrase")
    return user


def test_the_first_account_may_publish_and_invite(client):
    founding.found(own(), somebody())
    user = User.objects.get()
    assert user.has_perm("profiles.publish_entity")
    assert user.has_perm("profiles.add_user")
    assert not user.is_superuser


def test_there_are_words_to_begin_with_in_both_languages():
    founding.found(own(), somebody())
    assert set(MemberType.objects.values_list("code", "standing")) == {("member", "member"), ("observer", "observer")}
    assert set(Role.objects.values_list("code", flat=True)) == {"chair", "secretariat"}
    assert MeetingKind.objects.count() == 2
    assert all(row.label_en and row.label_ar for row in [*MemberType.objects.all(), *Role.objects.all()])
    known = Identity.objects.get()
    assert (known.chair_id, known.secretariat_id, known.main_meetings_id) == ("chair", "secretariat", "ministerial")


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_every_page_that_others_lead_to_is_there_and_names_the_body(client, prefix):
    founding.found(own(in_full_en="the Forum of Ports"), somebody())
    assert Text.objects.count() == len(SiteText)
    for name in ("home", "about", "contact", "licence", "accessibility"):
        answer = client.get(prefix + reverse(name))
        assert answer.status_code == 200
        assert ("منتدى الموانئ" if prefix else "Forum of Ports") in answer.content.decode()


def test_it_is_done_once():
    founding.found(own(), somebody())
    with pytest.raises(Refused, match="has been set up already"):
        founding.found(own(name_en="Another"), somebody("other"))
    assert Identity.objects.get().name_en == "Forum of Ports"
    assert User.objects.count() == 1


def test_what_breaks_a_rule_leaves_nothing_behind():
    with pytest.raises(ValidationError):
        founding.found(own(file_name="Not a code"), somebody())
    assert founding.is_empty()
    assert not MemberType.objects.exists()
