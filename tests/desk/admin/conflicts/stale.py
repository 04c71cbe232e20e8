"""Two people at one profile, as tests play them."""

from profiles.desk import workingcopy
from profiles.desk.models import Entity
from tests.desk.admin.forms import posted, url


def opened(client, profile):
    return posted(client.get(url("change", profile.pk)))


def save(client, profile, data):
    return client.post(url("change", profile.pk), data)


def merge(client, profile, refused, **changes):
    return save(client, profile, posted(refused) | {"_merge": "1"} | changes)


def now(profile):
    return workingcopy.document(Entity.objects.get(pk=profile.pk))


def shown(response):
    """The table: where, mine, theirs, and whether both changed it."""
    return [(line.where, line.mine, line.theirs, bool(line.name)) for line in response.context["lines"]]
