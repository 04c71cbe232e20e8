"""Marks on a map, apart from each other. Geometry alone, in units of a frame."""

from math import hypot

Place = tuple[float, float]
Box = tuple[float, float, float, float]

ROUNDS = 100


def spread(places: list[Place], width: float, height: float, radius: float) -> list[Place]:
    """The same places, pushed apart until no target of that radius lies on another, as far as there is room."""
    moved = [list(place) for place in places]
    for _round in range(ROUNDS):
        still = True
        for n, one in enumerate(moved):
            for other in moved[n + 1 :]:
                still &= not push(one, other, 2 * radius)
        for place in moved:
            place[0] = min(max(place[0], radius), width - radius)
            place[1] = min(max(place[1], radius), height - radius)
        if still:
            break
    return [(round(x, 1), round(y, 1)) for x, y in moved]


def push(one: list[float], other: list[float], apart: float) -> bool:
    """Move two places away from each other where they are nearer than `apart`. Says whether they were."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    distance = hypot(dx, dy)
    if distance >= apart - 0.1:
        return False
    if not distance:
        dx = distance = 1
    step = (apart - distance) / 2 / distance
    one[0], one[1] = one[0] - dx * step, one[1] - dy * step
    other[0], other[1] = other[0] + dx * step, other[1] + dy * step
    return True


def free_side(place: Place, long: float, high: float, others: list[Place], radius: float) -> str:
    """On which side of a mark a word of that size lies on no other mark; above, where on none."""
    x, y = place
    boxes = {
        "above": (x - long / 2, y - radius - high, x + long / 2, y - radius),
        "below": (x - long / 2, y + radius, x + long / 2, y + radius + high),
    }
    sides = (side for side, box in boxes.items() if box[1] > 0 and not any(lies_on(box, o, radius) for o in others))
    return next(sides, "above")


def lies_on(box: Box, place: Place, radius: float) -> bool:
    left, top, right, bottom = box
    x, y = place
    return left < x + radius and right > x - radius and top < y + radius and bottom > y - radius
