"""The forms of accounts."""

from django import forms
from django.contrib.auth.forms import UserChangeForm, UsernameField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...accounts import names
from ...models import User
from ..conflicts.stateform import StateForm


class Recognisable:
    """A form of an account, whose name and address can be taken for no other's; old names that can may stay."""

    def clean_username(self):
        name = self.cleaned_data["username"]
        other = names.looks_like(name, but=self.instance) if "username" in self.changed_data else None
        if other:
            raise forms.ValidationError(_("This can be taken for the account “%s”. Choose another name.") % other)
        return name

    def clean_email(self):
        email = self.cleaned_data["email"]
        others = User.objects.exclude(pk=self.instance.pk)
        if email and others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Another account has this e-mail address."))
        if email and "email" in self.changed_data and others.filter(username__iexact=email).exists():
            raise forms.ValidationError(_("Another account signs in with this as its name."))
        return email


class PersonForm(Recognisable, StateForm, UserChangeForm):
    """An account that exists. All of them sign in to the desk and nowhere else, so what Django calls staff is one with
    being active: an account that is not staff cannot be used, and is shown so."""

    class Meta(UserChangeForm.Meta):
        help_texts = {
            "is_active": gettext_lazy(
                "Whether this person can sign in. Take the tick away when somebody leaves, instead of deleting the "
                "account: what they did stays under their name."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.is_staff:
            self.initial["is_active"] = False

    def save(self, commit=True):
        self.instance.is_staff = True
        return super().save(commit)


class InvitationForm(Recognisable, forms.ModelForm):
    """A new account, without a password: its person chooses one, by the link in the invitation."""

    class Meta:
        model = User
        fields = ["username", "email", "groups", "language", "active_until"]
        field_classes = {"username": UsernameField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def save(self, commit=True):
        self.instance.set_unusable_password()
        self.instance.is_staff = True
        return super().save(commit)
