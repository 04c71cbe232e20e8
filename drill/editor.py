"""An editor who has a form open while something goes wrong, and sends it: it is saved, or a sentence says it is not."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

from bench import client, editing

from .field import Ground

# Of the page that says so, and of a form that was refused for what is in it.
NOT_SAVED = "nothing was saved"
# Seconds for an answer.
PATIENCE = 20


@dataclass
class Answer:
    """What came of a form that was sent; `status` is 0 where no answer came."""

    summary: str
    status: int = 0
    text: str = ""

    def __str__(self):
        if self.status == 302:
            return "saved"
        return "told that nothing was saved" if NOT_SAVED in self.text else f"answered {self.status}"


class Editor:
    """Signed in on a server. What was sent is kept, so that afterwards it can be seen whether it is as was said."""

    def __init__(self, ground: Ground, server):
        self.ground, self.address = ground, server.address
        signed_in = ground.portal.step("sign_in")
        self.cookie, self.path = signed_in["cookie"], signed_in["path"]
        self.answers: list[Answer] = []
        self.filled_in = None

    def open(self) -> None:
        """Open the form and write into it."""
        summary = f"By an editor: {secrets.token_hex(6)}."
        self.filled_in = editing.fill_in(self.address, self.cookie, self.path, summary)
        self.answers.append(Answer(summary))

    def send(self) -> Answer:
        answer = self.answers[-1]
        try:
            answer.status, answer.text = editing.send(self.address, self.path, self.filled_in)
        except OSError as error:
            answer.text = str(error)
        return answer

    def sending(self) -> Thread:
        """Send it while something else goes on."""
        thread = Thread(target=self.send)
        thread.start()
        return thread

    def lost(self) -> list[str]:
        """What is not as the last answer said, of what now stands in the database; and what no editor should read."""
        answer = self.answers[-1]
        there = self.ground.inside("summary")["summary"] == answer.summary
        found = []
        if answer.status == 302 and not there:
            found.append("an editor was told that it was saved, and it was not")
        if answer.status != 302 and there:
            found.append(f"an editor was not told that it was saved ({answer.status}), and it was")
        if answer.status != 302 and NOT_SAVED not in answer.text:
            found.append(f"an editor was told nothing of use: {answer.status} {answer.text[:80]!r}")
        return found

    def can_save(self) -> list[str]:
        """Afterwards all is as before: what is sent is saved."""
        self.open()
        answer = self.send()
        return [] if answer.status == 302 else [f"afterwards an editor cannot save: {answer}"]


def post(address, path: str, size: int) -> int:
    """The status of a form of so many bytes that anybody sends, also where it is not taken to its end; 0 where none
    came."""
    connection = client.Connection(address, PATIENCE)
    lines = [f"POST {path} HTTP/1.1", "Host: {}:{}".format(*address), "Origin: http://{}:{}".format(*address)]
    lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {size}", "", ""]
    with connection.socket, suppress(OSError):
        with suppress(OSError):
            connection.socket.sendall("\r\n".join(lines).encode() + b"a" * size)
        return int(connection.until(b"\r\n").split()[1])
    return 0
