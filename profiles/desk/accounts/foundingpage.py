"""The page that sets an empty directory up: for who has its address, which the command `set_up` prints."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from profiles.published.models import Identity
from profiles.values.languages import OWN_NAMES

from ..models import User
from ..threads import LANGUAGES, label_of
from ..verbs import Refused, founding

PAIRS = ("name", "in_full", "in_short", "publisher")
PLAIN = ("acronym", "file_name", "email")


def key() -> str:
    """What the address of the page holds: it follows from SECRET_KEY, so nothing has to be stored."""
    return salted_hmac("addportal.founding", "key", algorithm="sha256").hexdigest()[:32]


def address() -> str:
    return f"{settings.SITE_URL}{reverse('admin:founding')}?key={key()}"


class IdentityForm(forms.ModelForm):
    """What a directory is called; the rest has its own page at the desk."""

    class Meta:
        model = Identity
        fields = [*(f"{name}{suffix}" for name in PAIRS for suffix in LANGUAGES), *PLAIN]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file_name"].required = False
        for name, field in self.fields.items():
            if name[-3:] in LANGUAGES:
                code, direction, _name = LANGUAGES[name[-3:]]
                field.label = label_of(Identity, name)
                field.widget.attrs |= {"lang": code, "dir": direction}

    def clean_file_name(self):
        return self.cleaned_data["file_name"] or slugify(self.data.get("name_en", ""))[:40].strip("-") or "directory"


class AccountForm(forms.ModelForm):
    """The first account."""

    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=gettext_lazy("The same again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["username", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="account", **kwargs)
        self.fields["email"].required = True
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "dir": "ltr"}

    def clean(self):
        cleaned = super().clean()
        password = cleaned.get("password")
        if password and password != cleaned.get("again"):
            self.add_error("again", _("These are not the same."))
        elif password:
            try:
                validate_password(password, User(username=cleaned.get("username", ""), email=cleaned.get("email", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def save(self, commit=False):
        user = super().save(commit=False)
        user.set_password(self.cleaned_data["password"])
        return user


@never_cache
@csrf_protect
def page(request):
    """A form while there is no account; nothing is there for anybody else, or later."""
    if not constant_time_compare(request.GET.get("key", ""), key()) or not founding.is_empty():
        raise Http404
    data = request.POST if request.method == "POST" else None
    names, account = IdentityForm(data), AccountForm(data)
    if data is not None and names.is_valid() & account.is_valid():
        try:
            founding.found(names.save(commit=False), account.save())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The directory is set up. Sign in with the account that you have just made."))
        return redirect("admin:index")
    context = {
        **admin.site.each_context(request),
        "title": _("Set up this directory"),
        "has_permission": False,
        "languages": ", ".join(OWN_NAMES.values()),
        "zone": settings.TIME_ZONE,
        "names": names,
        "account": account,
    }
    return render(request, "admin/founding.html", context)
