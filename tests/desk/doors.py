"""Every door of admin, who may open it, and where it is."""

from django.urls import reverse

from profiles.desk import permissions, states

EVERYBODY = {"administrator", "publisher", "editor", "focal", "other", "stranger"}
SEE = {"administrator", "publisher", "editor", "focal"}  # the administrator reads, to explain
SEE_SITE = SEE - {"focal"}  # what is no profile
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
    "entity_file": set(),  # it has none
    "entity_wishes": SEE,
    "entity_reports": SEE,
    "entity_comments": SEE,
    "entity_translations": SEE,
    "entity_review": SEE,
    "entity_read": SEE,
    "entity_read_file": set(),  # it has none
    "entity_propose": EDIT,
    "entity_confirm": EDIT,
    "entity_factsheet": EDIT,
    "entity_publish": PUBLISH,
    "entity_withdraw": PUBLISH,
    "entity_bundle": PUBLISH,
    "entity_propose_together": WORDS - {"administrator"},
    "entity_review_together": SEE,
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
    "mail_changelist": {"administrator"},
    "mail_add": set(),
    "mail_change": {"administrator"},
    "mail_delete": set(),
    "mail_history": {"administrator"},
    "datarelease_changelist": SEE_SITE,
    "datarelease_add": set(),
    "datarelease_change": SEE_SITE,
    "datarelease_delete": set(),
    "datarelease_history": SEE_SITE,
    "linkstate_changelist": WORDS,
    "linkstate_add": set(),
    "linkstate_change": EDIT,
    "linkstate_delete": set(),
    "linkstate_history": EDIT,
    "index": EVERYBODY,
    "search": EVERYBODY,
    "calendar": EVERYBODY,
    "translations": WORDS,
    "completeness": WORDS,
    "stale": EVERYBODY,
    "export": SEE | {"other"},
    "import_changelist": WORDS - {"administrator"},
    "import_add": WORDS - {"administrator"},
    "import_change": EDIT,
    "import_delete": set(),
    "import_history": EDIT,
    "import_discard": {"focal"},
    "import_undo": ALL_EDITORS | {"other"},
    **dict.fromkeys([f"oldaddress_{page}" for page in ("changelist", "add", "change", "delete", "history")], PUBLISH),
    "identity_changelist": set(),  # it leads to the one row
    "identity_add": set(),
    "identity_change": PUBLISH,
    "identity_delete": set(),
    "identity_history": PUBLISH,
    "shelflife_changelist": ALL_EDITORS,
    "shelflife_add": set(),  # there is one for each kind of fact
    "shelflife_change": ALL_EDITORS,
    "shelflife_delete": set(),
    "shelflife_history": ALL_EDITORS,
    "account": EVERYBODY,
    "second_step": EVERYBODY,
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "jsi18n": EVERYBODY,
    "app_list": EVERYBODY - {"stranger"},
}
# What is no profile.
OTHERS = ("meeting", "text", "paper", "programme")
# Other entries: the same doors, but those of facts, logos and wishes; no focal point keeps them.
PROFILES_ALONE = {"file", "read_file", "wishes", "answer", "confirm", "still_true", "factsheet"}
for model in OTHERS:
    for name, may in list(DOORS.items()):
        kind, _, page = name.partition("_")
        if kind == "entity" and page not in PROFILES_ALONE:
            DOORS[f"{model}_{page}"] = may & SEE_SITE
    DOORS[f"{model}_changelist"] = SEE_SITE
DOORS |= {"paper_file": set(), "paper_read_file": set()}  # it has none
for model in ("membertype", "role", "thematicarea", "body", "meetingkind", "source"):
    DOORS |= {f"{model}_changelist": WORDS, f"{model}_change": WORDS, f"{model}_history": WORDS}
    DOORS |= {f"{model}_add": PUBLISH, f"{model}_delete": PUBLISH}
    DOORS |= {f"{model}_merging": PUBLISH} if model != "source" else {}
DOORS["source_add"] = EDIT | {"other"}
DOORS["source_search"] = WORDS
DOORS["source_footnote"] = WORDS
ACTS = {
    "entity_return": PUBLISH,
    "entity_return_together": PUBLISH,
    "entity_take_back": EDIT,
    "entity_still_true": EDIT,
    "entity_answer": ALL_EDITORS,
    "entity_close_report": ALL_EDITORS,
    "entity_resolve": EDIT,
    "entity_reopen": EDIT,
    "entity_present": EDIT,
    "entity_restore": ALL_EDITORS,
    "entity_restore_copy": ALL_EDITORS,
    "entity_cancel": PUBLISH,
    "entity_move": PUBLISH,
    "entity_revoke": EDIT,
    "user_invite": {"administrator"},
    "user_end-sessions": {"administrator"},
    "user_second-step": {"administrator"},
    "mail_again": {"administrator"},
    "linkstate_archive": EDIT,
}
for model in OTHERS:
    for name, may in list(ACTS.items()):
        kind, _, page = name.partition("_")
        if kind == "entity" and page not in PROFILES_ALONE:
            ACTS[f"{model}_{page}"] = may & SEE_SITE
ACTS |= dict.fromkeys(["shelflife_restore", "oldaddress_restore", "identity_restore"], PUBLISH)
ACTS |= {"import_choose": {"focal"}, "import_read_again": {"focal"}}
for model in permissions.VOCABULARY:
    ACTS[f"{model}_restore"] = WORDS if model == "source" else PUBLISH
# Tried by tests of their own, or no page.
ELSEWHERE = {"login", "logout", "founding", "autocomplete", "view_on_site", None}
ELSEWHERE |= {"keep", "forget"}  # what somebody keeps for themselves
ELSEWHERE |= {"second_step_set_up", "second_step_code", "second_step_qr", "passkey_add", "passkey_remove"}
ELSEWHERE |= {"password_forgotten", "password_sent", "password_choose", "password_chosen"}

# Which row of an entry a door is about.
ROWS = {
    "review": "proposal",
    "read": "proposal",
    "read_file": "proposal",
    "return": "proposal",
    "take_back": "proposal",
    "answer": "wish",
    "close_report": "report",
    "resolve": "comment",
    "reopen": "resolved",
    "restore": "publication",
    "restore_copy": "copy",
    "cancel": "release",
    "move": "release",
    "revoke": "link",
}


def address(name, cast):
    if name in (
        "index",
        "search",
        "calendar",
        "translations",
        "completeness",
        "stale",
        "export",
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
    model, _, page = name.partition("_")
    entry, rows = cast["entries"].get(model, (None, cast["rows"]))
    if page in ("bundle", "propose_together"):
        return reverse(f"admin:profiles_{name}") + f"?id={entry.pk}"
    if page in ("review_together", "return_together"):
        return reverse(f"admin:profiles_{name}", args=[rows["proposal"].bundle])
    if page in ("changelist", "add", "export", "search", "footnote", "again"):
        args = []
    elif page == "restore" and not entry:
        args = [rows[model].pk, states.events_of(rows[model]).first().pk]
    elif name == "import_undo":
        args = [rows["taken"].pk]
    elif entry:
        args = [entry.pk, rows[ROWS[page]].pk] if page in ROWS else [entry.pk]
    else:
        args = [rows[model].pk]
    label = "published" if model in (*permissions.VOCABULARY, "datarelease", "oldaddress", "identity") else "profiles"
    return reverse(f"admin:{label}_{name}", args=args)
