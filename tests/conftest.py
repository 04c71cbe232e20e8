"""The cast, and what every test starts from."""

import contextlib
import gc
import sqlite3

import hypothesis
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.test import client

from profiles.desk.models import User
from profiles.published import madeof, roll
from profiles.published.models import Body, Role
from profiles.serving.connections import limit_statements
from tests import factories

# A machine may be as busy as it likes: how long an example takes says nothing about the code.
hypothesis.settings.register_profile(
    "busy",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
# To see whether a fault is found, not how small an example shows it: the same examples each time (`make mutants`).
hypothesis.settings.register_profile(
    "fault",
    hypothesis.settings.get_profile("busy"),
    derandomize=True,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
hypothesis.settings.load_profile("busy")


def pytest_collection_finish():
    """All that is imported stays: the collector of garbage need not look at it again after every few objects."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    # Whoever imports the entry point bounds all statements to PostgreSQL, as a server does: making and dropping test
    # databases takes as long as it takes.
    connection_created.disconnect(limit_statements)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """PostgreSQL drops no database that somebody is connected to, and a thread of the live server may still hold a
    connection for a browser that has just gone: end such sessions before the databases are dropped."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session", autouse=True)
def _no_context_of_a_widget_is_kept():
    """The test client copies the context of every template of an answer: in a form of admin those of 1,400 widgets,
    labels and lists of errors. No test looks at them."""
    keep = client.store_rendered_templates

    def keep_others(store, signal, sender, template, context, **kwargs):
        if not (template.name or "").startswith("django/forms/"):
            keep(store, signal, sender, template, context, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", keep_others)
        yield


def forget_words():
    """Databases are rolled back between tests, so a stamp may come again with other words behind it."""
    madeof.forget()
    roll.forget()
    for name in ("fragments", "profiles"):
        caches[name].clear()


@pytest.fixture(autouse=True)
def _fresh_words():
    forget_words()
    yield
    # A test that puts the page cache around an application bounds statements, as above; what undoes it takes its time.
    connection_created.disconnect(limit_statements)
    if getattr(connection.connection, "wait", None) and "wait" in vars(connection.connection):
        del connection.connection.wait


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """The database for what is made once for all tests of a file: each is rolled back to it, the last to nothing. Not
    for a file with tests that commit."""
    forget_words()
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def _loaded():
    """The database with the real directory, in memory, once a test has loaded it: loading takes seconds."""
    with contextlib.closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        yield copy


@pytest.fixture
def real_directory(transactional_db, _loaded):
    """The real directory, all of it published; its publisher. Instead of `publisher`, never beside it."""
    if connection.vendor == "sqlite" and _loaded.execute("SELECT 1 FROM sqlite_master").fetchone():
        connection.ensure_connection()
        _loaded.backup(connection.connection)
        ContentType.objects.clear_cache()
        return User.objects.get(username="publisher")
    by = factories.person("publisher", "Publishers")
    call_command("load_directory", settings.BASE_DIR / "fixtures", by=by.username, verbosity=0)
    if connection.vendor == "sqlite":
        connection.connection.backup(_loaded)
    return by


@pytest.fixture
def publisher(db):
    return factories.person("publisher", "Publishers")


@pytest.fixture
def editor(db):
    return factories.person("editor", "Editors")


@pytest.fixture
def administrator(db):
    return factories.person("administrator", "Administrators")


@pytest.fixture
def stranger(db):
    """Signed in, without rights."""
    return factories.person("stranger")


@pytest.fixture
def directory(publisher):
    """India and Kuwait, members; IOM, an observer; Yemen, which has left. Two have held the chair, two name themes."""
    india = factories.entity("india", start="2008")
    kuwait = factories.entity("kuwait", type="receiving", start="2009")
    iom = factories.organization("iom", start="2007", acronym_en="IOM")
    yemen = factories.entity("yemen", type=None)
    factories.membership(yemen, "receiving", "2008", end="2012")
    factories.role_term(kuwait, "chair", "2014-11-27", end="2017-01-24")
    factories.role_term(india, "chair", "2026-02-01")
    india.areas.add(factories.area("gender"))
    kuwait.areas.add(factories.area("gender"), factories.area("fair-recruitment"))
    factories.responsible_entity(kuwait, "Public Authority for Manpower", acronym_en="PAM")
    for entity in (india, kuwait, iom, yemen):
        factories.published(entity, by=publisher)


@pytest.fixture
def affiliates(publisher):
    """India and Kuwait, members; IOM, an observer, with its own profile."""
    factories.word(Body, "iom", entity_slug="iom", label_en="IOM")
    factories.word(
        Body, "colombo", label_en="Colombo Process", coverage="complete", coverage_day="2026", sizes="2003 12"
    )
    india = factories.entity("india", start="2008-01-21")
    kuwait = factories.entity("kuwait", type="receiving", start="2008")
    iom = factories.organization("iom", start="2008")
    india.areas.add(factories.area("gender"), factories.area("fair-recruitment"))
    kuwait.areas.add(factories.area("fair-recruitment"))
    factories.role_term(kuwait, "chair", "2014-11-27", end="2017-01-24")
    factories.role_term(india, "chair", "2026-02-01")
    factories.affiliation(india, "iom", "member", "2008-06-18", sources=factories.cites("IOM India"))
    factories.affiliation(india, "colombo", "member", "2003")
    factories.affiliation(india, "colombo", "chair", "2024")
    factories.affiliation(kuwait, "iom", "observer")
    factories.affiliation(kuwait, "colombo", "none")
    factories.responsible_entity(kuwait, "Public Authority for Manpower")
    for entity in (india, kuwait, iom):
        factories.published(entity, by=publisher)


@pytest.fixture
def history(publisher):
    """Two consultations, and one to come; India, which chaired and hosted; Yemen, which has left; IOM, an observer."""
    factories.word(Role, "chair", position=0)
    for number, start in enumerate(("2008-01-21", "2012-04-19"), 1):
        meeting = factories.meeting(
            f"m{number}",
            ordinal=number,
            name_en=f"Consultation {number}",
            name_ar=f"التشاور {number}",
            start=start,
            end=start,
            place_en="Manila, Philippines",
            place_ar="مانيلا، الفلبين",
            host_slug="india" if number == 2 else "",
        )
        factories.published(meeting, by=publisher)
    planned = factories.meeting("m9", ordinal=9, name_en="Planned", name_ar="مقرر", start="2028")
    factories.published(planned, by=publisher)
    india = factories.entity("india", start="2008")
    factories.role_term(india, "chair", "2012-04-19", end="2014-11-27", sources=factories.cites("Minutes"))
    factories.role_term(india, "chair", "2015", end="2016", certainty="disputed")
    yemen = factories.entity("yemen", type=None)
    factories.membership(yemen, "receiving", "2008", end="2012-04", end_qualifier="at_earliest", ended=True)
    factories.membership(yemen, "receiving", "", certainty="not_stated")
    iom = factories.organization("iom", start="2007-06-01")
    for entity in (india, yemen, iom):
        factories.published(entity, by=publisher)
