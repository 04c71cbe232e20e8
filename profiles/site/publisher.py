"""Who publishes this directory, as everything public says it. Until the identity names somebody, what is served is a
demonstration and says so."""

from dataclasses import dataclass

from django.utils.translation import gettext

from profiles.published import identity
from profiles.published.models import Identity
from profiles.values.languages import either, of_row, said_in_each

from . import identifiers


@dataclass(frozen=True)
class Publisher:
    """The publisher's name, what it is in one line, and how it is reached; what is not known is empty."""

    name: dict[str, str]
    about: dict[str, str]
    address: dict[str, str]
    email: str
    telephone: str
    url: str

    @classmethod
    def of(cls, known: Identity) -> "Publisher":
        pairs = {name: of_row(known, name) for name in ("publisher", "about", "address")}
        if not any(pairs["publisher"].values()):
            pairs |= demonstration(known)
        return cls(pairs["publisher"], pairs["about"], pairs["address"], known.email, known.telephone, known.website)

    @property
    def is_reachable(self) -> bool:
        return bool(either(self.address) or self.email or self.telephone or self.url)

    def for_api(self) -> dict:
        """In both languages, what is known."""
        return {
            name: value
            for name, value in vars(self).items()
            if (any(value.values()) if isinstance(value, dict) else value)
        }

    def for_machines(self, identifier: str) -> dict:
        """As an organization of schema.org, in the reader's language."""
        known = {
            "name": either(self.name),
            "alternateName": identifiers.in_other_language(self.name),
            "description": either(self.about),
            "address": either(self.address),
            "email": self.email,
            "telephone": self.telephone,
            "url": self.url,
        }
        return {"@type": "Organization", "@id": identifier} | {name: value for name, value in known.items() if value}


def demonstration(known: Identity) -> dict[str, dict[str, str]]:
    """What stands for a publisher where nobody is named, in each language."""
    return {
        "publisher": said_in_each(lambda: gettext("addportal demonstration")),
        "about": said_in_each(
            lambda: gettext("Not an official site: nobody speaks here for %(in_full)s.") % identity.names(known)
        ),
    }


def publisher() -> Publisher:
    """Who publishes this installation."""
    return Publisher.of(identity.current())
