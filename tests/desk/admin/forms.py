"""How tests fill in the forms of admin."""

from urllib.parse import urlencode

from django.urls import reverse


def url(name, *args):
    return reverse(f"admin:profiles_entity_{name}", args=args)


def posted(response):
    """What a browser would post back from a form page unchanged: the fields of the form and of its inlines."""
    data = {}
    forms = [response.context["adminform"].form]
    for formset in response.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is True:
                data[bound.html_name] = "on"
            elif isinstance(value, (list, tuple)):
                data[bound.html_name] = [getattr(item, "pk", item) for item in value]
            elif value is not None and value is not False:
                data[bound.html_name] = value
    return data


def post_bytes(client, address, data):
    """Post values that are bytes, and may be no text."""
    return client.post(address, urlencode(data, doseq=True), content_type="application/x-www-form-urlencoded")


def change(client, address, **columns):
    """What a browser would get that opens a form, changes some fields and saves."""
    return client.post(address, posted(client.get(address)) | columns)


def added(prefix, index, **columns):
    return {f"{prefix}-{index}-{name}": value for name, value in columns.items()}


DATED = {"start": "", "start_qualifier": "exact", "end": "", "end_qualifier": "exact", "certainty": "stated"}


def edit(client, entity, **changes):
    page = client.get(url("change", entity.pk))
    return client.post(url("change", entity.pk), posted(page) | changes)
