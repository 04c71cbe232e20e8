"""The thread of a serving process that reads and takes the files that wait: woken when this process has stored one, and
now and then for those that another process left. Settings say whether there is one (`IMPORTER`)."""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections

from .mails.postman import Postman
from .verbs import importwork

logger = logging.getLogger(__name__)


class Porter(Postman):
    """Works on what waits, in a thread of its own, as the postman sends mails."""

    name = "porter"

    def is_wanted(self) -> bool:
        return settings.IMPORTER == "thread"

    def round(self) -> None:
        try:
            importwork.work_on_all()
        except (OperationalError, InterfaceError) as error:
            logger.warning("No files are read while the database does not answer: %s", " ".join(str(error).split()))
        except Exception:
            logger.exception("Files could not be worked on.")
        finally:
            connections.close_all()


porter = Porter()
