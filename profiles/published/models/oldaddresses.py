"""Addresses that others know us by: where each leads now. Public at once, like words."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.values.languages import OTHER
from profiles.values.shorttext import ShortTexts

# Whatever stands from here on.
REST = "*"


def parts_of(path: str) -> list[str]:
    """The parts of a path between its slashes, without a language that stands before them."""
    parts = [part for part in path.split("/") if part]
    return parts[1:] if parts and parts[0].lower() in OTHER else parts


def plain(text: str) -> str:
    """The path of an address that somebody typed or pasted, whole or not. Raises ValidationError."""
    text = text.strip()
    if "?" in text or "#" in text:
        raise ValidationError(_("Write the address without “?” or “#” and what follows."))
    try:
        path = unquote(urlsplit(text).path if "://" in text else text, errors="strict")
    except ValueError as error:
        raise ValidationError(_("This is no address of a page.")) from error
    if "\0" in path or "\\" in path:
        raise ValidationError(_("This is no address of a page."))
    if REST in path.removesuffix(f"/{REST}"):
        raise ValidationError(_("“*” can stand at the end alone, after a slash: “/projects/*”."))
    return path


class OldAddress(ShortTexts):
    """An address that once was, and the page of ours that is meant by it.

    `path` is kept in small letters, without slashes at its ends, without a language: whoever asks in Arabic is led to
    the Arabic page. Behind `…/*` it stands for all that lies below; `target` may end so too, and takes over the rest.
    """

    path = models.CharField(
        _("old address"),
        max_length=300,
        unique=True,
        help_text=_("Without language, as in “/projects/old-name”. “/projects/*”: that, and all that lies below."),
        error_messages={"unique": _("This old address is in the list already.")},
    )
    target = models.CharField(
        _("leads to"),
        max_length=300,
        help_text=_(
            "A page of this site, without language: “/areas/”. Behind “*” of both, what stood in the old address is "
            "taken over."
        ),
    )

    class Meta:
        ordering = ["path"]
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self):
        return f"/{self.path}"

    @property
    def code(self) -> str:
        """What the log calls it."""
        return self.path

    @property
    def is_pattern(self) -> bool:
        return self.path.endswith(f"/{REST}")

    @property
    def takes_over(self) -> bool:
        """Whether what stands for `*` comes behind the new address."""
        return self.target.endswith(REST)

    def clean_fields(self, exclude=None):
        errors = {}
        for name in ("path", "target"):
            try:
                setattr(self, name, getattr(self, f"tidy_{name}")())
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)
        super().clean_fields(exclude)

    def tidy_path(self) -> str:
        found = "/".join(parts_of(plain(self.path))).lower()
        if found in ("", REST):
            raise ValidationError(_("This would stand for the whole site."))
        return found

    def tidy_target(self) -> str:
        text = self.target.strip().removeprefix(settings.SITE_URL or "\0")
        if "://" in text or not text.startswith("/") or text.startswith("//"):
            raise ValidationError(_("This begins with one slash: it is a page of this site, as in “/areas/”."))
        found = "/".join(["", *parts_of(plain(text)), ""])
        return found.removesuffix("/") if found.endswith(f"/{REST}/") else found

    def clean(self):
        if self.takes_over and not self.is_pattern:
            raise ValidationError({"target": _("There is a “*” here and none in the old address.")})
