"""The public pages on which somebody reports a mistake: a form without account, cookie or script, and its thanks.

Without a cookie no form can carry a token, and none is needed for what nobody is signed in to. That other sites
cannot send it through their visitors is seen from the headers with which browsers say where a form comes from.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django import forms
from django.core import signing
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from profiles.published import diff, documents, labels
from profiles.published.models import Publication, Release
from profiles.reading.reading import Reading
from profiles.site.public import begin, public, respond
from profiles.site.rendering import render
from profiles.site.visitors import address_of
from profiles.values.choices import EntryKind
from profiles.values.languages import columns_of

from .models.reports import number_of
from .verbs import reporting

# What the address says that it is in, by parameter.
KINDS = {
    "member": EntryKind.PROFILE,
    "meeting": EntryKind.MEETING,
    "text": EntryKind.TEXT,
    "document": EntryKind.PAPER,
    "programme": EntryKind.PROGRAMME,
}
TAKES = (*KINDS, "fact", "version")
# Bytes: more than the fields can hold in any script.
LONGEST = 100_000
SALT = "profiles.mistakes"

# Controls but line ends and tabs, what turns the direction of the text around it, and halves of characters.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NOT_TEXT = gettext_lazy("It holds characters that are not text. Type them anew.")
TOO_LONG = gettext_lazy("Use at most %(limit_value)d characters; there are %(show_value)d.")


def require_text(text: str) -> None:
    if UNREADABLE.search(text):
        raise ValidationError(NOT_TEXT)


class Text(forms.CharField):
    """Some lines of text, in any script."""

    default_validators = [require_text]
    default_error_messages = {"max_length": TOO_LONG, "null_characters_not_allowed": NOT_TEXT}

    def __init__(self, *, rows, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **kwargs)

    def to_python(self, value):
        # Browsers send a line end as two characters and count it as one.
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        # No maxlength, which would cut pasted text without a word.
        return {}


class MistakeForm(forms.Form):
    """What is wrong, how somebody knows, and where to answer."""

    words = Text(
        label=gettext_lazy("What is wrong?"),
        rows=7,
        max_length=4000,
        error_messages={"required": gettext_lazy("Say what is wrong.")},
        help_text=gettext_lazy("And, if you can, what is right. At most 4,000 characters, in any language."),
    )
    source = Text(
        label=gettext_lazy("How do you know? (optional)"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=gettext_lazy("A document, a web address, or that you were there."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address (optional)"),
        required=False,
        max_length=254,
        validators=[require_text],
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("Give an address such as name@example.org, or leave it empty."),
            "max_length": TOO_LONG,
            "null_characters_not_allowed": NOT_TEXT,
        },
        help_text=gettext_lazy(
            "Only if you want an answer. It is used for that alone, and erased when the report is closed."
        ),
    )
    # People do not see this field; programs that fill in every field do.
    homepage = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    use_required_attribute = False

    def clean(self):
        if self.data.get("homepage"):
            self.data = self.data.copy()
            self.data["homepage"] = ""
            raise ValidationError(_("A field that people do not see was filled in. It is empty again: send once more."))

    def fields_shown(self):
        return [self[name] for name in ("words", "source", "email")]


@dataclass(frozen=True)
class Subject:
    """What a report is about: a published version, and one fact of it or the whole."""

    publication: Publication
    name: dict[str, str]
    fact: str | None = None
    statement: str = ""
    source: str = ""

    @classmethod
    def of(cls, query, reading: Reading) -> "Subject":
        """What the address names. Raises BadRequest, with the reason."""
        name, uid = next((name for name in KINDS if name in query), "member"), query.get("fact")
        publication = find_publication(reading, KINDS[name], query.get(name, ""), query.get("version"))
        content = publication.content()
        if not uid:
            return cls(publication, content["name"])
        for key, fact in documents.facts_of(content):
            if fact["uid"] == uid:
                statement = f"{labels.LABELS[key]}: {diff.describe(fact)}"
                return cls(publication, content["name"], uid, statement, diff.cited_by(content, fact))
        raise BadRequest(_("No such fact is stated there."))

    @property
    def query(self) -> str:
        """The address of the form again, with the version that was shown."""
        name = next(name for name, kind in KINDS.items() if kind == self.publication.kind)
        parts = {name: self.publication.slug, "fact": self.fact, "version": self.publication.number}
        return urlencode({name: value for name, value in parts.items() if value})


def find_publication(reading: Reading, kind: EntryKind, slug: str, number: str | None) -> Publication:
    """The live version of an entry, or the one of that number if the public has seen it."""
    live = Release.objects.of_kind(kind).live(reading.moment)
    release = live.filter(slug=slug).select_related("publication").first()
    if release is None or release.publication is None:
        absent = {EntryKind.PROFILE: _("There is no profile “%s”.")}
        raise BadRequest(absent.get(kind, _("There is no page “%s”.")) % slug[:60])
    if not number:
        return release.publication
    if not re.fullmatch("[1-9][0-9]{0,8}", number):
        raise BadRequest(_("There is no version “%s”.") % number[:20])
    once = Publication.objects.once_live(reading.moment)
    publication = once.filter(entry_uid=release.entry_uid, number=int(number)).first()
    if publication is None:
        raise BadRequest(_("There is no version “%s”.") % number)
    return publication


# ── Pages ────────


@csrf_exempt
def report(request):
    """The form, and what it sends."""
    return take(request) if request.method == "POST" else show_form(request)


@public(*TAKES)
def show_form(request, reading):
    if request.GET.keys() & KINDS:
        return render_form(request, reading, Subject.of(request.GET, reading), MistakeForm())
    publications = reading.live().only("slug", *columns_of("name"))
    return render(request, reading, "report.html", {"publications": publications})


def take(request):
    response = respond(take_form, request, begin(request, TAKES))
    response["Cache-Control"] = "no-store"
    return response


def take_form(request, reading):
    if not is_from_here(request):
        return render(request, reading, "403.html", {"elsewhere": True}, status=403)
    subject = Subject.of(request.GET, reading)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
        return refuse_length(request, reading, subject)
    form = MistakeForm(request.POST)
    if not form.is_valid():
        return render_form(request, reading, subject, form, status=400)
    return store(request, reading, subject, form)


def is_from_here(request) -> bool:
    """Whether the browser says that the form is one of this host's pages."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    try:
        return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    except ValueError:
        return False


def refuse_length(request, reading, subject):
    """What is so long that it is not even read."""
    form = MistakeForm({})
    form.errors.clear()
    form.add_error("words", _("That was too long to be taken. Use at most 4,000 characters."))
    return render_form(request, reading, subject, form, status=413)


def store(request, reading, subject, form):
    words = {name: form.cleaned_data[name] for name in ("words", "source", "email")}
    try:
        row = reporting.report(
            subject.publication,
            fact=subject.fact,
            language=reading.language,
            address=address_of(request.META),
            **words,
        )
    except reporting.Busy as busy:
        form.add_error(None, str(busy))
        response = render_form(request, reading, subject, form, status=429)
        response["Retry-After"] = str(busy.seconds)
        return response
    response = redirect("reported", signing.dumps(row.pk, salt=SALT))
    response.status_code = 303
    return response


def render_form(request, reading, subject, form, status=200):
    return render(request, reading, "report.html", {"subject": subject, "form": form}, status=status)


@public()
def thank(request, reading, token):
    """Thanks, with the number. It asks the database nothing: the number is in the address, signed."""
    try:
        number = number_of(signing.loads(token, salt=SALT))
    except signing.BadSignature as error:
        raise Http404 from error
    return render(request, reading, "reported.html", {"number": number})
