import pytest
from django.db.models import F

from profiles.published import stamp as stamps
from profiles.published import vocabularies
from profiles.published.models import MeetingKind, Stamp, ThematicArea
from profiles.published.stamp import Stamped
from tests import factories

pytestmark = pytest.mark.django_db

HERE = Stamped(7, None, "here")


def test_vocabularies_are_by_code_in_their_order(db):
    for code, position in (("a", 2), ("b", 1)):
        ThematicArea.objects.create(code=code, label_en=code, label_ar=code, position=position)
    found = vocabularies.current(HERE)
    assert [(code, row.label) for code, row in found.area.items()] == [("b", "b"), ("a", "a")]
    assert (found.type, found.role, found.body, found.meeting_kind) == ({}, {}, {}, {})


def test_they_are_read_once_under_a_stamp_and_stay_the_same_ones_while_no_word_changes(publisher):
    factories.published(by=publisher)
    found = vocabularies.current(stamps.now()[1])
    factories.published(by=publisher)
    assert vocabularies.current(stamps.now()[1]) is found
    factories.area("gender")
    assert vocabularies.current(stamps.now()[1]) is found
    Stamp.objects.update(counter=F("counter") + 1)
    assert list(vocabularies.current(stamps.now()[1]).area) == ["gender"]


@pytest.mark.parametrize("stamp", [HERE._replace(source="there"), HERE._replace(source=None), HERE._replace(counter=8)])
def test_they_are_read_anew_after_a_write_and_from_another_database(db, stamp):
    before = vocabularies.current(HERE)
    factories.area("gender")
    found = vocabularies.current(stamp)
    assert (list(before.area), list(found.area)) == ([], ["gender"])


def test_equal_vocabularies_have_an_equal_digest_and_others_another(db):
    area = factories.area("gender")
    digest = vocabularies.current(HERE).digest
    assert vocabularies.current(HERE._replace(counter=8)).digest == digest
    ThematicArea.objects.filter(pk=area.pk).update(label_ar="غير ذلك")
    assert vocabularies.current(HERE._replace(counter=9)).digest != digest
    ThematicArea.objects.filter(pk=area.pk).update(label_ar=area.label_ar)
    assert vocabularies.current(HERE._replace(counter=10)).digest == digest
    factories.word(MeetingKind, "ministerial")
    assert vocabularies.current(HERE._replace(counter=11)).digest != digest


def test_words_that_are_merged_read_as_the_end_of_their_chain(db):
    for code in "abc":
        factories.area(code)
    ThematicArea.objects.filter(code="a").update(merged_into="b")
    ThematicArea.objects.filter(code="b").update(merged_into="c")
    found = vocabularies.current(HERE)
    assert list(found.area) == ["c"]
    assert found.merged == {"type": {}, "role": {}, "area": {"a": "c", "b": "c"}, "body": {}, "meeting_kind": {}}
    assert [found.code("area", code) for code in ("a", "c", "other")] == ["c", "c", "other"]
    assert found.codes("area", "c") == ["c", "a", "b"]
    assert (found.word("area", "a").code, found.word("area", "other")) == ("c", None)


def test_a_document_of_a_meeting_is_read_in_words_that_are_merged_into_no_other(db):
    for code in "ab":
        factories.area(code)
        factories.word(MeetingKind, code)
    kind = {"code": "a", "label": {"en": "As it was", "ar": ""}}
    areas = [{"code": code, "label": {"en": "As it was", "ar": ""}} for code in ("a", "b")]
    content = {"kind": kind, "areas": areas, "slug": "m1"}
    assert vocabularies.current(HERE).reworded(content) == content
    ThematicArea.objects.filter(code="a").update(merged_into="b")
    MeetingKind.objects.filter(code="a").update(merged_into="b")
    found = vocabularies.current(HERE._replace(counter=8)).reworded(content)
    assert found == {
        "kind": MeetingKind.objects.get(code="b").as_document(),
        "areas": [ThematicArea.objects.get(code="b").as_document()],
        "slug": "m1",
    }
    assert content["areas"] == areas
