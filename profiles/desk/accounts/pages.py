"""Pages that everybody has for themselves: the second step of signing in, and what mails to get in which language."""

import base64

import django_otp
from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from profiles.values.shorttext import refuse_turning

from .. import states
from ..models import Passkey, User
from ..verbs.account import log_changes
from . import passkeys, secondstep, throttle
from .following import onward


class CodeForm(forms.Form):
    """A code, which `request.user` has to have on `device` (by default on whichever the code looks like)."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "dir": "ltr", "autofocus": True}),
    )

    def __init__(self, *args, request, device=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.device = request, device

    def clean_code(self):
        code = "".join(self.cleaned_data["code"].split()).replace("-", "").lower()
        self.device = self.device or secondstep.device_for(self.request.user, code)
        if self.device is None:
            raise forms.ValidationError(_("This code is not right, or has been used already."))
        if problem := secondstep.problem(self.request, self.device, code):
            raise forms.ValidationError(problem)
        return code


class AnswerForm(forms.Form):
    """What a device of `request.user` answers, which a script puts here."""

    answer = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.device = request, None

    def clean_answer(self):
        try:
            self.device = passkeys.shown(self.request, self.cleaned_data["answer"])
        except passkeys.Refused as refused:
            secondstep.count_failure(self.request)
            raise forms.ValidationError(_("This passkey was not accepted. Try again, or enter a code.")) from refused


class PasskeyForm(forms.Form):
    """A new passkey, and what its owner calls it."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=64,
        validators=[refuse_turning],
        help_text=gettext_lazy("What it is on, for example: my telephone, the key on my key ring."),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    answer = forms.CharField(widget=forms.HiddenInput)

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["mails", "language"]


def show(request, template, title, **context):
    return render(request, template, {**admin.site.each_context(request), "title": title, **context})


def pass_on(request, device):
    """The session has passed the second step: it gets a new key, and goes where it was going."""
    django_otp.login(request, device)
    request.session.cycle_key()
    response = redirect(onward(request))
    throttle.remember(response, request.user)
    return response


def code(request):
    """The second step: asked after the password of everybody who has set it up."""
    if admin.site.has_permission(request) or not secondstep.device_of(request.user):
        return redirect("admin:index")
    if secondstep.is_barred(request):
        return throttle.render_lockout(request, credentials={"username": request.user.get_username()})
    code_form, answer_form = CodeForm(request=request), AnswerForm(request=request)
    if request.method == "POST":
        if "answer" in request.POST:
            form = answer_form = AnswerForm(request.POST, request=request)
        else:
            form = code_form = CodeForm(request.POST, request=request)
        if form.is_valid():
            return pass_on(request, form.device)
    good = passkeys.good_here(request)
    return show(
        request,
        "admin/second_step/code.html",
        _("Second step"),
        form=code_form,
        answer_form=answer_form,
        options=passkeys.begin_showing(request, good) if good else "",
    )


def set_up(request):
    """A new secret, as a picture and as text; the code that proves it arrived; then the recovery codes, once."""
    if secondstep.device_of(request.user):
        return redirect("admin:second_step")
    if secondstep.is_barred(request):
        return throttle.render_lockout(request, credentials={"username": request.user.get_username()})
    posted = request.method == "POST"
    device = (posted and secondstep.unconfirmed_device(request.user)) or secondstep.start(request.user)
    form = CodeForm(request.POST or None, request=request, device=device)
    if posted and form.is_valid():
        device.refresh_from_db()
        codes = secondstep.confirm(device)
        onward = pass_on(request, device).url
        response = show(request, "admin/second_step/codes.html", _("Recovery codes"), codes=codes, onward=onward)
        throttle.remember(response, request.user)
        return response
    return show(
        request,
        "admin/second_step/set_up.html",
        _("Set up the second step"),
        form=form,
        secret=base64.b32encode(device.bin_key).decode(),
        required=secondstep.is_required(request.user),
    )


def qr(request):
    device = secondstep.unconfirmed_device(request.user)
    if device is None or secondstep.device_of(request.user):
        raise Http404
    return HttpResponse(secondstep.picture(device), content_type="image/svg+xml")


def second_step(request):
    """Whether it is set up; new recovery codes, another passkey, and turning it off, each for a code."""
    device = secondstep.device_of(request.user)
    form = CodeForm(request.POST or None, request=request)
    if device and secondstep.is_barred(request):
        return throttle.render_lockout(request, credentials={"username": request.user.get_username()})
    if device and request.method == "POST" and form.is_valid():
        if "off" in request.POST:
            secondstep.turn_off(request.user)
            messages.success(request, _("The second step is turned off."))
            return redirect("admin:second_step")
        if "passkey" in request.POST:
            if passkeys.are_possible(request):
                passkeys.allow_adding(request)
            return redirect("admin:passkey_add")
        codes = secondstep.renew_codes(request.user)
        django_otp.login(request, device)
        return show(request, "admin/second_step/codes.html", _("Recovery codes"), codes=codes, onward="")
    return show(
        request,
        "admin/second_step/second_step.html",
        _("Second step"),
        form=form,
        device=device,
        left=secondstep.codes_left(request.user),
        required=secondstep.is_required(request.user),
        passkeys=Passkey.objects.filter(user=request.user),
        may_add=passkeys.are_possible(request),
    )


def add_passkey(request):
    """What a device makes, for somebody who has just given a code; and its name."""
    options = passkeys.begin_adding(request)
    if not options or not secondstep.device_of(request.user):
        messages.warning(request, _("Enter a code first."))
        return redirect("admin:second_step")
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            passkeys.add(request, form.cleaned_data["answer"], form.cleaned_data["name"])
        except passkeys.Refused:
            messages.error(request, _("Your device has made no passkey that is good here. Nothing was changed."))
        else:
            messages.success(request, _("The passkey is added."))
        return redirect("admin:second_step")
    return show(request, "admin/second_step/passkey.html", _("Add a passkey"), form=form, options=options)


@require_POST
def remove_passkey(request, pk):
    passkey = get_object_or_404(Passkey, pk=pk, user=request.user)
    if request.user.otp_device == passkey:
        # This session stays as good as it was.
        django_otp.login(request, secondstep.device_of(request.user))
    passkeys.remove(passkey)
    messages.success(request, _("The passkey is removed."))
    return redirect("admin:second_step")


def account(request):
    """What somebody may change of the own account: which mails come, in which language."""
    # A row of its own: the form must not change the person who is signed in before it is saved.
    form = AccountForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    before = states.stored_state(form.instance)
    if request.method == "POST" and form.is_valid():
        form.instance.save(update_fields=form.fields)
        log_changes(form.instance, before, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("admin:account")
    return show(request, "admin/account.html", _("My account"), form=form)
