import pytest

from tests import factories


@pytest.fixture
def meeting(publisher):
    factories.published(factories.entity("nepal"), by=publisher)
    row = factories.meeting(
        "ministerial-2",
        ordinal=2,
        start="2012-04-18",
        end="2012-04-19",
        host_slug="nepal",
        place_en="Manila, Philippines",
        place_ar="مانيلا، الفلبين",
        outcome_en="<p>They adopted a framework.</p>",
        outcome_ar="<p>اعتمدوا إطارًا.</p>",
        rests_on=factories.cites("Minutes"),
    )
    factories.attendance(row, "nepal", head_en="Minister of Labour", sources=factories.cites("List of participants"))
    factories.attendance(row, name_en="World Bank", name_ar="البنك الدولي", capacity="guest")
    return factories.published(row, by=publisher)
