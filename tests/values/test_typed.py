import pytest

from profiles.values.typed import iso


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2008-1", "2008-01"),
        ("2008/1/2", "2008-01-02"),
        ("2008.01.21", "2008-01-21"),
        ("21.01.2008", "2008-01-21"),
        ("21-1-2008", "2008-01-21"),
        ("01/21/2008", "2008-01-21"),
        ("5/5/2008", "2008-05-05"),
        ("1/2008", "2008-01"),
        ("01 Jan. 2008", "2008-01-01"),
        ("31 December 2025", "2025-12-31"),
        ("December 31, 2025", "2025-12-31"),
        ("Sept 2009", "2009-09"),
        ("1st of March 2010", "2010-03-01"),
        ("MAY 2018", "2018-05"),
        ("٢٠٠٨", "2008"),
        ("۲۰۰۸-۰۱-۲۱", "2008-01-21"),
        ("٢١ يناير ٢٠٠٨", "2008-01-21"),
        ("أبريل 2012", "2012-04"),
        ("ابريل، 2012", "2012-04"),
        ("22 كانون الثاني 2008", "2008-01-22"),
        ("تشرين الأول 2019", "2019-10"),
        ("\u200f21\u00a0January\u202f2008\u200e", "2008-01-21"),
    ],
)
def test_dates_are_read_as_people_write_them(typed, meant):
    assert iso(typed) == [meant]


@pytest.mark.parametrize(
    "typed", ["", "Ju 2008", "Ma 2008", "Janvier 2008", "21 January", "1.2.08", "2008 to 2009", "؟"]
)
def test_what_is_no_date_means_nothing(typed):
    assert iso(typed) == []


@pytest.mark.parametrize("typed", ["03/04/2008", "3.4.2008", "3-4-2008", "٠٣/٠٤/٢٠٠٨"])
def test_what_could_be_two_days_means_both(typed):
    assert iso(typed) == ["2008-04-03", "2008-03-04"]
