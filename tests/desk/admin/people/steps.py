"""How tests make and change accounts."""

NEW = {"username": "new", "email": "new@example.org", "language": "ar", "active_until": "2030-01-31"}


def add(client, **columns):
    data = NEW | {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    return client.post("/admin/profiles/user/add/", data | columns)


def account_form(client, user):
    """The fields of an account's page, to post back."""
    form = client.get(f"/admin/profiles/user/{user.pk}/change/").context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}
    return data | {"groups": [], "assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
