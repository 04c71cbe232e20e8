"""What an old address may say: it was no page of today's, leads to one that is there, and never round in a circle."""

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from profiles.published import oldaddresses
from profiles.published.models import OldAddress
from profiles.reading.reading import Reading
from profiles.site.redirects import page_at, parts_of


def check(row: OldAddress) -> None:
    """Raises ValidationError, by field."""
    reading = Reading.now()
    path, target = parts_of(row.path.removesuffix("/*")), parts_of(row.target.removesuffix("*"))
    if is_taken(path, reading):
        raise ValidationError({"path": _("A page of this site has this address: nobody would be led on.")})
    if row.takes_over:
        check_chain(row, path, target, reading)
    elif not page_at(target, reading):
        raise ValidationError({"target": _("Nothing public has this address.")})


def is_taken(parts: list[str], reading: Reading) -> bool:
    """Whether something answers at a path already."""
    try:
        found = resolve(reverse("home") + "".join(f"{part}/" for part in parts))
    except Resolver404:
        return False
    return not found.func.__module__.startswith("profiles.site.") or bool(page_at(parts, reading))


def check_chain(row: OldAddress, path: list[str], target: list[str], reading: Reading) -> None:
    """Where the rest of an address is taken over, no other old address begins."""
    others = OldAddress.objects.exclude(pk=row.pk)
    below = {row.path.removesuffix("/*"): row.target for row in [*others.filter(path__endswith="/*"), row]}
    if oldaddresses.OldAddresses({}, below).lead(target) is not None:
        raise ValidationError({"target": _("This is an old address itself. Write where that leads.")})
    start = "/".join(path)
    for other in others.filter(target__endswith="*"):
        if f"{other.target.strip('/*').lower()}/".startswith(f"{start}/"):
            sentence = _("“%(other)s” leads to what lies there: change that first.") % {"other": other}
            raise ValidationError({"path": sentence})
