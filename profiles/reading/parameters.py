"""What is wrong with the parameters of an address."""

from django.core.exceptions import BadRequest


class BadParameters(BadRequest):
    """Some parameters of an address mean nothing. `reasons` says of each why; the text is what readers are told."""

    def __init__(self, reasons: dict[str, str], text: str = ""):
        super().__init__(text or " ".join(reasons.values()))
        self.reasons = reasons
