"""Who publishes this directory: one record, set by whoever runs the installation, that everything public speaks by.

It is no row of a table: it belongs to the installation, not to the directory, and a copy of the database that is
served elsewhere must not speak in another's name. Until it is set, what is served is a demonstration and says so.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import checks

from profiles.values.languages import OTHER, current, either

DEMONSTRATION = {
    "name": {"en": "addportal demonstration", "ar": "عرض تجريبي لبرنامج addportal"},
    "about": {
        "en": "Not an official site: nobody speaks here for the Abu Dhabi Dialogue.",
        "ar": "ليس موقعًا رسميًا، ولا يتحدث فيه أحد باسم حوار أبوظبي.",
    },
}


@dataclass(frozen=True)
class Publisher:
    """The publisher's name, what it is in one line, and how it is reached; what is not known is empty."""

    name: dict[str, str]
    about: dict[str, str]
    address: dict[str, str]
    email: str
    telephone: str
    url: str

    @property
    def is_reachable(self) -> bool:
        return bool(either(self.address) or self.email or self.telephone or self.url)

    def for_api(self) -> dict:
        """In both languages, what is known."""
        empty = ("", {"en": "", "ar": ""})
        return {name: value for name, value in vars(self).items() if value not in empty}

    def for_machines(self, identifier: str) -> dict:
        """As an organization of schema.org, in the reader's language."""
        other = OTHER[current()]
        known = {
            "name": either(self.name),
            "alternateName": self.name[other] and {"@language": other, "@value": self.name[other]},
            "description": either(self.about),
            "address": either(self.address),
            "email": self.email,
            "telephone": self.telephone,
            "url": self.url,
        }
        return {"@type": "Organization", "@id": identifier} | {name: value for name, value in known.items() if value}


def is_named() -> bool:
    return any(settings.PUBLISHER["name"].values())


def publisher() -> Publisher:
    """Who publishes this installation."""
    return Publisher(**settings.PUBLISHER | ({} if is_named() else DEMONSTRATION))


def look_for_publisher(app_configs, **kwargs) -> list[checks.Warning]:
    """For `check --deploy`: what goes public says in both languages who speaks, and where one writes to them."""
    hint = "Set PUBLISHER_NAME_EN, PUBLISHER_NAME_AR and PUBLISHER_EMAIL; .env.example says what else there is."
    sentences = {
        "site.W001": not all(settings.PUBLISHER["name"].values()) and "Nothing says in both languages who publishes.",
        "site.W002": not settings.PUBLISHER["email"] and "Nothing says to which address one writes about it.",
    }
    return [checks.Warning(sentence, hint=hint, id=code) for code, sentence in sentences.items() if sentence]
