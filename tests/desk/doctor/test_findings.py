from profiles.desk.doctor.findings import Finding, Level, findings, fine, warning


def works():
    yield fine("It works.")
    yield warning("It is old.")


def fails():
    yield fine("It is there.")
    raise OSError("gone\nfor good")


def test_a_look_that_fails_is_a_failure_and_keeps_the_others_from_nothing():
    assert list(findings({"one": fails, "other": works})) == [
        Finding(Level.FINE, "one", "It is there."),
        Finding(Level.FAILURE, "one", "This could not be looked at: OSError: gone for good"),
        Finding(Level.FINE, "other", "It works."),
        Finding(Level.WARNING, "other", "It is old."),
    ]


def test_a_finding_can_be_read_by_machines():
    assert Finding(Level.FAILURE, "disks", "Full.").as_dict() == {
        "level": "failure",
        "about": "disks",
        "sentence": "Full.",
    }
