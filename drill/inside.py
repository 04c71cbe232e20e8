"""What the drill does with Django and a portal's database, each step in a process of its own: named, told what it needs
by JSON, and saying what it found by JSON in its last line."""

import json
import sys

import django


def state() -> dict:
    from . import truth

    return truth.state()


def summary() -> dict:
    """What the working copy says that an editor of the drill has before them."""
    from bench.inside import SLUG
    from profiles.desk.models import Entity

    return {"summary": Entity.objects.get(slug=SLUG).summary_en}


def published() -> dict:
    """The digests of all publications, each as often as it is there."""
    from profiles.published.models import Publication

    return {"digests": sorted(Publication.objects.values_list("digest", flat=True))}


def made() -> dict:
    """The columns and indexes of all tables."""
    from . import acts

    return {"made": acts.made()}


def kill(*, act: str, rounds: int, **told) -> dict:
    """Kill one of `acts` so many times."""
    from . import acts, killing, outputs

    return killing.rounds((vars(acts) | vars(outputs))[act](**told), rounds)


def kill_migrate(*, source: str, rounds: int) -> dict:
    """Kill `migrate` so many times, and compare with what comes of it without."""
    from . import acts, killing, truth

    act = acts.Migrate(source)

    def wanted():
        act.do(act.ready(0))
        return {"rows": truth.numbers(), "made": acts.made()}

    act.wanted = killing.in_child(wanted)
    return killing.rounds(act, rounds)


def main(step: str, told: str) -> None:
    django.setup()
    steps = {step.__name__: step for step in (state, summary, published, made, kill, kill_migrate)}
    print(json.dumps(steps[step](**json.loads(told))))


if __name__ == "__main__":
    main(*sys.argv[1:])
