"""What every template may call the body, whoever renders it."""

from django.db import DatabaseError
from django.utils.functional import SimpleLazyObject

from profiles.published import identity
from profiles.published.stamp import READ


def named(request) -> dict:
    """The identity in force (`own`) and its names (`body_name`, `in_full` …): a context
    processor. Nothing is asked where a template names none."""
    own = SimpleLazyObject(lambda: own_of(request))
    names = SimpleLazyObject(lambda: identity.names(own))
    return {"own": own} | {name: lazy(names, name) for name in NAMES}


def own_of(request):
    """The identity as a request read it, or as it stands now."""
    read = request.META.get(READ)
    try:
        return identity.of(read[1]) if read else identity.current()
    except DatabaseError:
        return identity.known()


def known_to(request):
    """The identity as a request read it; where it read nothing, as this process knows it: nothing is asked for it."""
    return own_of(request) if READ in request.META else identity.known()


def lazy(names, name: str):
    return SimpleLazyObject(lambda: names[name])


def unasked() -> dict:
    """The same for what is said while the database may not answer."""
    own = identity.known()
    return {"own": own} | identity.names(own)


NAMES = ("body_name", "in_full", "in_short", "of_full", "of_short", "directory_name")
