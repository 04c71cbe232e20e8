"""The pages of an entry in admin beside its form: each a function, registered with its address and its right.

They hold no rules: each shows what there is, and calls a verb. `EntryAdmin.get_urls` lists what is registered here.
"""

from . import (
    bundle,
    comments,
    compare,
    confirm,
    factsheet,
    history,
    links,
    preview,
    proposals,
    publish,
    reports,
    stilltrue,
    together,
    translations,
    versions,
    wishes,
)
from .deskpage import address, urls

__all__ = [
    "address",
    "bundle",
    "comments",
    "compare",
    "confirm",
    "factsheet",
    "history",
    "links",
    "preview",
    "proposals",
    "publish",
    "reports",
    "stilltrue",
    "together",
    "translations",
    "urls",
    "versions",
    "wishes",
]
