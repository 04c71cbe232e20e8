"""An empty machine for the commands of `docs/operations.md`: this one's system under a layer that is thrown away.

It has processes, mounts and a network of its own (`enter`), so users, /etc and ports 80 and 443 are really made and
taken. What it cannot have is played: `systemctl` and `journalctl` as far as the page calls them, a mail server.
"""
