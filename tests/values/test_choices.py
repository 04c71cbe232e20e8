from profiles.values.choices import Certainty


def test_what_is_stated_or_inferred_is_sure_and_nothing_else():
    assert [certainty for certainty in Certainty if certainty.is_sure] == [Certainty.STATED, Certainty.INFERRED]
