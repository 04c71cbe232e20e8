"""Fixed choices: codes that documents, addresses and files hold, with their labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Certainty(models.TextChoices):
    """How sure a fact is."""

    STATED = "stated", _("stated")
    INFERRED = "inferred", _("inferred")
    DISPUTED = "disputed", _("disputed")
    NOT_STATED = "not_stated", _("not stated")

    @property
    def is_sure(self) -> bool:
        """Stated or inferred. What is disputed or not stated never holds certainly, whatever its dates."""
        return self in (Certainty.STATED, Certainty.INFERRED)

    @classmethod
    def sure(cls) -> list["Certainty"]:
        return [certainty for certainty in cls if certainty.is_sure]


class Status(models.TextChoices):
    """An entity's status in another body."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    CHAIR = "chair", _("Chair")
    TECHNICAL_SECRETARIAT = "technical_secretariat", _("Technical secretariat")
    NONE = "none", _("Neither member nor observer")
    NOT_STATED = "not_stated", _("Not stated")


class EntryKind(models.TextChoices):
    """What is published: each of its own shape, page and permissions, all by the same way."""

    PROFILE = "profile", _("profile")
    MEETING = "meeting", _("meeting")
    TEXT = "text", _("text of the site")
    # In code a paper, since everything that is published has a document (`published.documents`).
    PAPER = "document", _("document")
    PROGRAMME = "programme", _("programme")


class Capacity(models.TextChoices):
    """In what capacity somebody took part in a meeting."""

    CHAIR = "chair", _("Chair")
    HOST = "host", _("Host")
    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    PARTNER = "partner", _("Partner")
    GUEST = "guest", _("Guest")

    @property
    def plural(self):
        """What several of them are called."""
        return {
            Capacity.CHAIR: _("Chairs"),
            Capacity.HOST: _("Hosts"),
            Capacity.MEMBER: _("Members"),
            Capacity.OBSERVER: _("Observers"),
            Capacity.PARTNER: _("Partners"),
            Capacity.GUEST: _("Guests"),
        }[self]


class Level(models.TextChoices):
    """At what level somebody was represented at a meeting."""

    MINISTER = "minister", _("Minister")
    DEPUTY_MINISTER = "deputy_minister", _("Deputy minister")
    AMBASSADOR = "ambassador", _("Ambassador")
    SENIOR_OFFICIAL = "senior_official", _("Senior official")
    NOT_STATED = "not_stated", _("Not stated")


class PaperKind(models.TextChoices):
    """What kind of text a document is."""

    DECLARATION = "declaration", _("Declaration")
    STATEMENT = "statement", _("Statement")
    REPORT = "report", _("Report")
    PAPER = "paper", _("Paper")
    AGREEMENT = "agreement", _("Agreement")

    @property
    def plural(self):
        """What several of them are called."""
        return {
            PaperKind.DECLARATION: _("Declarations"),
            PaperKind.STATEMENT: _("Statements"),
            PaperKind.REPORT: _("Reports"),
            PaperKind.PAPER: _("Papers"),
            PaperKind.AGREEMENT: _("Agreements between members"),
        }[self]


class ProgrammeState(models.TextChoices):
    """How far a programme has come."""

    PLANNED = "planned", pgettext_lazy("state of a programme", "Planned")
    RUNNING = "running", pgettext_lazy("state of a programme", "Running")
    COMPLETED = "completed", pgettext_lazy("state of a programme", "Completed")
    NOT_STATED = "not_stated", pgettext_lazy("state of a programme", "State not stated")


class Part(models.TextChoices):
    """The part that somebody has in a programme."""

    LEAD = "lead", _("Lead")
    PARTNER = "partner", _("Partner")
    FUNDER = "funder", _("Funder")
    HOST = "host", _("Host")


class SiteText(models.TextChoices):
    """The texts of the site, by their address."""

    HOME = "home", _("Front page")
    ABOUT = "about", _("About")
    CONTACT = "contact", _("Contact")
    LICENCE = "licence", _("Licence")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class EntityKind(models.TextChoices):
    """What an entity is in the world."""

    STATE = "state", _("State")
    ORGANIZATION = "organization", _("Organization")
    GROUP = "group", _("Group")


class OrganizationKind(models.TextChoices):
    """What kind of organization or group it is."""

    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
    UN = "un", _("United Nations entity")
    REGIONAL = "regional", _("Regional organization")
    EMPLOYERS = "employers", _("Employers’ organization")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    PRIVATE_SECTOR = "private_sector", _("Private sector")


class ResponsibleKind(models.TextChoices):
    """What kind of body a responsible entity is."""

    MINISTRY = "ministry", _("Ministry")
    DEPARTMENT = "department", _("Department")
    AGENCY = "agency", _("Agency")
    AUTHORITY = "authority", _("Authority")
    ORGANIZATION = "organization", _("Organization")
    UNIT = "unit", _("Unit")


class Standing(models.TextChoices):
    """What a member type makes of an entity."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")


class Carries(models.TextChoices):
    """What of a dated fact a source stands for."""

    ALL = "all", pgettext_lazy("what a source carries", "all of it")
    START = "start", pgettext_lazy("what a source carries", "the start")
    END = "end", pgettext_lazy("what a source carries", "the end")


class SourceKind(models.TextChoices):
    """What kind of text a source is."""

    OFFICIAL = "official", pgettext_lazy("kind of source", "Official")
    PRESS = "press", pgettext_lazy("kind of source", "Press")
    ACADEMIC = "academic", pgettext_lazy("kind of source", "Academic")
    COPY = "copy", pgettext_lazy("kind of source", "Copy of another’s text")


class Coverage(models.TextChoices):
    """How much of a body's list of members is recorded here."""

    COMPLETE = "complete", _("Complete")
    PARTIAL = "partial", _("Partial")
    NO_MEMBERS = "no_members", _("It has no members")


class Licence(models.TextChoices):
    """Under which licence facts and texts may be reused, by its SPDX identifier. Each has one name in all languages."""

    CC_BY = "CC-BY-4.0", "Creative Commons Attribution 4.0"
    CC_BY_IGO = "CC-BY-3.0-IGO", "Creative Commons Attribution 3.0 IGO"
    CC_BY_SA = "CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0"
    CC_ZERO = "CC0-1.0", "Creative Commons Zero 1.0"
    ODC_BY = "ODC-By-1.0", "Open Data Commons Attribution 1.0"

    @property
    def address(self) -> str:
        """Where its text is."""
        return {
            Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
            Licence.CC_BY_IGO: "https://creativecommons.org/licenses/by/3.0/igo/",
            Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
            Licence.CC_ZERO: "https://creativecommons.org/publicdomain/zero/1.0/",
            Licence.ODC_BY: "https://opendatacommons.org/licenses/by/1-0/",
        }[self]

    @property
    def short(self) -> str:
        """As pictures and lists say it: “CC BY 4.0”."""
        return self.value.replace("-", " ").replace("BY SA", "BY-SA")


class Section(models.TextChoices):
    """The sections that the menu may lead to, by the names of their pages."""

    MEMBERS = "members", _("Members")
    MAP = "map", _("Map")
    TIMELINE = "timeline", _("Timeline")
    MEETINGS = "meetings", _("Meetings")
    AREAS = "areas", _("Themes")
    ROLES = "roles", _("Roles")
    CHANGES = "changes", _("Changes")
    ABOUT = "about", _("About")
    BODIES = "cross_membership", _("Other bodies")
    DOCUMENTS = "documents", _("Documents")
    PROGRAMMES = "programmes", _("Programmes")
    SOURCES = "sources", _("Sources")
    DATA = "data", _("Data and API")


class MapFrame(models.TextChoices):
    """The parts of the world that the map is drawn in. A state is marked in the smallest that is shown."""

    ASIA = "asia", _("Asia and the Gulf")
    GULF = "gulf", _("The Gulf, enlarged")
    WORLD = "world", _("The world")
    EUROPE = "europe", _("Europe")
