"""The search for a word of a vocabulary, in rows that know already what the words that they name are called."""

from ..keys import KeySearch


class WordSelect(KeySearch):
    """Django's, which asks the database for each row. `known` gives labels by primary key."""

    known: dict[str, str] = {}

    def optgroups(self, name, value, attrs=None):
        chosen = [(key, self.known[str(key)]) for key in value if str(key) in self.known]
        if len(chosen) != len(value):
            return super().optgroups(name, value, attrs)
        return [(None, [self.create_option(name, key, label, True, 0) for key, label in chosen], 0)]


def know(form, name: str, known: dict[str, str]) -> None:
    """Tell the search in a form what the words of all its rows are called."""
    wrapper = form.fields[name].widget
    getattr(wrapper, "widget", wrapper).known = known
