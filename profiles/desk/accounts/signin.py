"""Signing in: which accounts count, whom a name means, and where a request comes from."""

import ipaddress

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _

from profiles.site.visitors import address_of

from . import names


class LongEnough(MinimumLengthValidator):
    """Django's, in words of ours: its own have no Arabic."""

    def get_error_message(self):
        return _("The password is too short: it needs at least %d characters.") % self.min_length

    def get_help_text(self):
        return _("At least %d characters.") % self.min_length


class CurrentAccounts(ModelBackend):
    """Name or e-mail address and password, for accounts that can be used today. An open session is asked again on each
    request."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        account = names.meant(username or "")
        return super().authenticate(request, account.username if account else username, password, **kwargs)

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and user.is_current()


def network_of(request) -> str | None:
    """The visitor's address as one is counted: of IPv6 the network, all of which one visitor has."""
    try:
        address = ipaddress.ip_address(address_of(request.META))
    except ValueError:
        return None
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False).network_address)
