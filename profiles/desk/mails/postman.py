"""The thread of a serving process that sends mails: woken when this process has stored one, and now and then for those
that are to be tried again, or that another process left. Settings say whether there is one (`MAIL_SENDER`)."""

import logging
import threading

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections

from ..models import Mail
from . import sending

logger = logging.getLogger(__name__)

# How often it looks without being woken, in seconds.
EACH = 30.0


class Postman:
    """Sends what is due, in a thread of its own."""

    name = "postman"

    def __init__(self):
        self.thread: threading.Thread | None = None
        self.bell, self.lock = threading.Event(), threading.Lock()
        self.ended = False

    def is_wanted(self) -> bool:
        return settings.MAIL_SENDER == "thread"

    def start(self) -> None:
        """Have the thread run, where settings want one. Cheap, so that each request may say so."""
        if not self.is_wanted() or (self.thread and self.thread.is_alive()):
            return
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.ended = False
                self.bell.set()
                self.thread = threading.Thread(target=self.run, name=self.name, daemon=True)
                self.thread.start()

    def ring(self, mail: Mail | None = None) -> None:
        """Something is to be sent: a mail that has been stored. Tests have it sent there and then."""
        if settings.MAIL_SENDER == "commit" and mail and mail.state == Mail.State.WAITING:
            sending.attempt(mail)
        self.bell.set()

    def end(self) -> None:
        self.ended = True
        self.bell.set()
        if self.thread:
            self.thread.join()

    def run(self) -> None:
        while not self.ended:
            self.bell.wait(EACH)
            self.bell.clear()
            self.round()

    def round(self) -> None:
        """Send what is due. Nothing that goes wrong ends the thread, nor does it keep a connection while it rests."""
        try:
            sending.send_due()
        except (OperationalError, InterfaceError) as error:
            logger.warning("No e-mails are sent while the database does not answer: %s", " ".join(str(error).split()))
        except Exception:
            logger.exception("E-mails could not be sent.")
        finally:
            connections.close_all()


postman = Postman()
