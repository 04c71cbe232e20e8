"""Where old addresses lead today, read once for as long as nothing is written."""

from typing import NamedTuple

from .madeof import part, remembered
from .models import OldAddress
from .models.oldaddresses import REST
from .stamp import Stamped


class OldAddresses(NamedTuple):
    """Where each leads: whole paths, and those that stand for all below, without the `*`."""

    whole: dict[str, str]
    below: dict[str, str]

    def lead(self, parts: list[str]) -> str | None:
        """The path, without language, that is meant by one in parts: of several that fit, by the longest. None where
        it is no old address."""
        for length in range(len(parts), 0, -1):
            start = "/".join(parts[:length]).lower()
            if length == len(parts) and start in self.whole:
                return self.whole[start]
            if (target := self.below.get(start)) is not None:
                rest = "/".join(parts[length:])
                return target.removesuffix(REST) + rest if target.endswith(REST) else target
        return None


@part
@remembered
def current(stamp: Stamped) -> OldAddresses:
    """Those under a stamp."""
    rows = dict(OldAddress.objects.values_list("path", "target"))
    below = {path.removesuffix(f"/{REST}"): target for path, target in rows.items() if path.endswith(f"/{REST}")}
    return OldAddresses(rows, below)
