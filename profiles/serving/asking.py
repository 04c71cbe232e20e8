"""What a page was made of, asked of the database outside a request."""

import datetime as dt
import logging

from django import db

from profiles.published.madeof import Heard, MadeOf
from profiles.published.stamp import Stamped

from . import connections
from .stampreader import Down

logger = logging.getLogger(__name__)


def holds(made_of: MadeOf, moment: dt.datetime, stamp: Stamped) -> bool:
    """Whether all that a page was made of says the same. Raises Down."""
    connections.renew()
    try:
        return made_of.holds(moment, stamp)
    except (db.OperationalError, db.InterfaceError, TimeoutError) as error:
        raise Down from error
    except db.Error:
        logger.info("What a page was made of can be asked no more: it is made anew.", exc_info=True)
        return False
    finally:
        connections.give_back()


def sealed(heard: Heard | None) -> MadeOf | None:
    """What a page was made of, where that can be asked again."""
    try:
        return heard and heard.sealed()
    except (db.Error, TimeoutError):
        return None
    finally:
        connections.give_back()
