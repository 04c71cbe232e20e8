"""The working copy as the public would read it: in a frame at two widths, or beside the form."""

from dataclasses import dataclass

from csp.constants import SELF
from csp.decorators import csp_replace
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin

from profiles.published import documents
from profiles.site.views.profiles import stored_file
from profiles.values.languages import OWN_NAMES

from ... import previewing, workingcopy
from .deskpage import WITH_FILE, address, desk_page, render_page

WIDTHS = {"phone": gettext_lazy("Phone, 390 px"), "desktop": gettext_lazy("Desktop, 1280 px")}


@dataclass(frozen=True)
class PreviewFrame:
    """What the frame shows: the language and the width that the address asks for, or else the usual ones."""

    entry: object
    language: str
    width: str

    widths = WIDTHS

    @classmethod
    def of(cls, request, entry, width="desktop"):
        language, wanted = request.GET.get("language"), request.GET.get("width")
        return cls(
            entry,
            language if language in OWN_NAMES else request.LANGUAGE_CODE,
            wanted if wanted in WIDTHS else width,
        )

    @property
    def address(self) -> str:
        return self.address_in(self.language)

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        """Code, name, and where the page is in that language."""
        return [(code, label, self.address_in(code)) for code, label in OWN_NAMES.items()]

    def address_in(self, language: str) -> str:
        with translation.override(language):
            return address("preview_page", self.entry)


@desk_page("preview")
def preview(request, entry):
    """A bar to choose language and width, and the page in a frame."""
    frame = PreviewFrame.of(request, entry)
    title = _("Preview of %s") % entry
    return render_page(request, entry, "preview", title, frame=frame, is_nav_sidebar_enabled=False)


@desk_page("preview_page", "<int:pk>/preview/page/")
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview_page(request, entry):
    """The working copy in the public template: the one page that may stand in a frame, and in ours alone."""
    response = previewing.page(
        request,
        workingcopy.document(entry),
        file_address=address("file", entry) if type(entry) in WITH_FILE else "",
        preview=address("change", entry),
    )
    return previewing.no_store(response)


@desk_page("file", models=WITH_FILE)
def file(request, entry):
    """The logo or the PDF of the working copy, which may not be public yet."""
    return stored_file(documents.stored_file(workingcopy.document(entry)))
