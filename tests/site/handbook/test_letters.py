import pytest

from profiles.site.handbook.letters import is_readable, marked_words, plainly, readable


def test_a_letter_that_no_face_has_is_a_sign_for_one():
    assert is_readable("Nepal نيبال")
    assert not is_readable("नेपाल")
    assert readable("a\U0001f600b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("سابقًا، يُقرأ هذا", "سابقا، يقرأ هذا"),
        ("سلطنة عُمان ولعُمان", "سلطنة عُمان ولعُمان"),
        ("Oman’s «عُمان» 2008", "Oman’s «عُمان» 2008"),
        ("no Arabic: naïve", "no Arabic: naïve"),
    ],
)
def test_signs_of_vowels_stay_in_names_alone(text, set_):
    assert plainly(text, marked_words(["سلطنة عُمان", "الأردن"])) == set_


def test_where_no_name_has_any_all_go():
    assert marked_words(["الأردن", ""]) == ()
    assert plainly("عُمان", ()) == "عمان"
