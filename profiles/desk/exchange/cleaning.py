"""All rules of a row, as Django’s `full_clean` has them, for thousands of rows: whether a check of the database holds
is asked once for the values that it is about, and not for each row that has them. Most rows have few dates and states.
"""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint

# Answers, by check and values: what one row may say of itself stands there for good. As many are kept.
MOST_KNOWN = 20_000
KNOWN: dict[tuple, list[ValidationError]] = {}


def full_clean(row, exclude=(), *, has_own_uid: bool = False) -> None:
    """Raises ValidationError, by field. `has_own_uid`: nothing else has its uid, which need not be asked again."""
    errors = {}
    try:
        row.full_clean(exclude=exclude, validate_unique=not has_own_uid, validate_constraints=False)
    except ValidationError as error:
        errors = error.update_error_dict(errors)
    for found in broken(row, {*exclude, *errors} - {NON_FIELD_ERRORS}):
        errors = found.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def broken(row, exclude: set[str]) -> list[ValidationError]:
    """The constraints that a row breaks, in their words; those that are about an excluded field are not asked."""
    return [
        error
        for model, constraints in row.get_constraints()
        for constraint in constraints
        for error in answer(constraint, model, row, exclude)
    ]


def answer(constraint, model, row, exclude: set[str]) -> list[ValidationError]:
    if not isinstance(constraint, CheckConstraint):
        return ask(constraint, model, row, exclude)
    fields = sorted(constraint.condition.referenced_base_fields)
    values = tuple(None if name in exclude else str(getattr(row, name)) for name in fields)
    key = (constraint.name, tuple(name in exclude for name in fields), values)
    if key not in KNOWN:
        if len(KNOWN) >= MOST_KNOWN:
            KNOWN.clear()
        KNOWN[key] = ask(constraint, model, row, exclude)
    return KNOWN[key]


def ask(constraint, model, row, exclude: set[str]) -> list[ValidationError]:
    try:
        constraint.validate(model, row, exclude=exclude)
    except ValidationError as error:
        return [error]
    return []
