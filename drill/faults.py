"""All faults, by name and in order."""

import sys

from . import crowds, databases, disks, kills, upgrades

FAULTS = {
    fault.__name__: fault
    for fault in (
        kills.kill_publish,
        kills.kill_bundle,
        kills.kill_import,
        kills.kill_backup,
        kills.kill_restore,
        kills.kill_migrate,
        kills.kill_release,
        kills.kill_handbook,
        kills.kill_mirror,
        databases.database_away,
        databases.database_hanging,
        databases.database_slow,
        databases.database_readonly,
        disks.full_disk,
        disks.lost_store,
        disks.missing_media,
        crowds.slow_people,
        crowds.large_bodies,
        crowds.wrong_clock,
        upgrades.two_migrations,
        upgrades.reload,
        upgrades.end,
        upgrades.upgrade,
        kills.lose_machine,
    )
}


def chosen(names: str) -> dict:
    """Those that are named with commas between them, or all. Ends the process where there is none of a name."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in FAULTS]:
        sys.exit(f"There is no fault {', '.join(unknown)}: there are {', '.join(FAULTS)}.")
    return {name: FAULTS[name] for name in wanted or FAULTS}
