"""Every door of admin, who may open it, and where it is."""

from django.urls import reverse

from profiles.desk import permissions, states

EVERYBODY = {"administrator", "publisher", "editor", "focal", "other", "stranger"}
SEE = {"administrator", "publisher", "editor", "focal"}  # the administrator reads, to explain
EDIT = {"publisher", "editor", "focal"}
ALL_EDITORS = {"publisher", "editor"}
PUBLISH = {"publisher"}
WORDS = {"publisher", "editor", "focal", "other"}

# Who gets an answer to a GET (200) or, of doors that only take a POST, to that.
DOORS = {
    "entity_changelist": {"administrator", *WORDS},
    "entity_add": ALL_EDITORS,
    "entity_change": SEE,
    "entity_delete": set(),  # it has been published
    "entity_history": SEE,
    "entity_compare": SEE,
    "entity_preview": SEE,
    "entity_preview_page": SEE,
    "entity_links": EDIT,
    "entity_versions": SEE,
    "entity_logo": set(),  # it has none
    "entity_wishes": SEE,
    "entity_reports": SEE,
    "entity_review": SEE,
    "entity_read": SEE,
    "entity_read_logo": set(),  # it has none
    "entity_propose": EDIT,
    "entity_confirm": EDIT,
    "entity_publish": PUBLISH,
    "entity_withdraw": PUBLISH,
    "entity_bundle": PUBLISH,
    "user_changelist": {"administrator"},
    "user_add": {"administrator"},
    "user_change": {"administrator"},
    "user_delete": {"administrator"},
    "user_history": {"administrator"},
    "event_changelist": {"administrator"},
    "event_add": set(),
    "event_change": {"administrator"},
    "event_delete": set(),
    "event_history": {"administrator"},
    "event_export": {"administrator"},
    "index": EVERYBODY,
    "account": EVERYBODY,
    "second_step": EVERYBODY,
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "jsi18n": EVERYBODY,
    "app_list": EVERYBODY - {"stranger"},
}
for model in ("membertype", "role", "thematicarea", "body", "meeting", "page", "source"):
    DOORS |= {f"{model}_changelist": WORDS, f"{model}_change": WORDS, f"{model}_history": WORDS}
    DOORS |= {f"{model}_add": PUBLISH, f"{model}_delete": PUBLISH}
DOORS["page_delete"] = set()  # the site needs it
DOORS["source_add"] = EDIT | {"other"}
DOORS["source_search"] = WORDS
ACTS = {
    "entity_return": PUBLISH,
    "entity_take_back": EDIT,
    "entity_answer": ALL_EDITORS,
    "entity_close_report": ALL_EDITORS,
    "entity_restore": ALL_EDITORS,
    "entity_restore_copy": ALL_EDITORS,
    "entity_cancel": PUBLISH,
    "entity_move": PUBLISH,
    "entity_revoke": EDIT,
    "user_invite": {"administrator"},
    "user_end-sessions": {"administrator"},
    "user_second-step": {"administrator"},
}
for model in permissions.VOCABULARY:
    ACTS[f"{model}_restore"] = WORDS if model == "source" else PUBLISH
# Tried by tests of their own, or no page.
ELSEWHERE = {"login", "logout", "autocomplete", "view_on_site", None}
ELSEWHERE |= {"second_step_set_up", "second_step_code", "second_step_qr"}
ELSEWHERE |= {"password_forgotten", "password_sent", "password_choose", "password_chosen"}

# Which row a door is about.
ROWS = {
    "entity_review": "proposal",
    "entity_read": "proposal",
    "entity_read_logo": "proposal",
    "entity_return": "proposal",
    "entity_take_back": "proposal",
    "entity_answer": "wish",
    "entity_close_report": "report",
    "entity_restore": "publication",
    "entity_restore_copy": "copy",
    "entity_cancel": "release",
    "entity_move": "release",
    "entity_revoke": "link",
}


def address(name, cast):
    entity, rows = cast["entity"], cast["rows"]
    if name in (
        "index",
        "account",
        "second_step",
        "second_step_set_up",
        "password_change",
        "password_change_done",
        "jsi18n",
    ):
        return reverse(f"admin:{name}")
    if name == "app_list":
        return reverse("admin:app_list", args=["profiles"])
    if name == "entity_bundle":
        return reverse("admin:profiles_entity_bundle") + f"?id={entity.pk}"
    model, _, page = name.partition("_")
    if page in ("changelist", "add", "export", "search"):
        args = []
    elif page == "restore" and model in permissions.VOCABULARY:
        args = [rows[model].pk, states.events_of(rows[model]).first().pk]
    elif model == "entity":
        args = [entity.pk, rows[ROWS[name]].pk] if name in ROWS else [entity.pk]
    else:
        args = [rows[model].pk]
    label = "published" if model in permissions.VOCABULARY else "profiles"
    return reverse(f"admin:{label}_{name}", args=args)
