from tools import mutants

SOURCE = '''
"""Nobody reads this as code."""


def first(rows: list, most=1):
    """Nor this."""
    if most > 0 and rows:
        log(_("A text to translate."), at=most)
    return min(rows)
    return None
'''


def test_a_module_has_each_small_fault_once(tmp_path):
    path = tmp_path / "module.py"
    path.write_text(SOURCE)
    assert [(line, diff.splitlines()[-1].removeprefix("+").strip()) for line, diff, _code in mutants.faults(path)] == [
        (5, "def first(rows: list, most=2):"),
        (7, "if not (most > 0 and rows):"),
        (7, "pass"),
        (7, "if most > 0 or rows:"),
        (7, "if most >= 0 and rows:"),
        (7, "if most > 1 and rows:"),
        (8, "log(_('A text to translate.'))"),
        (9, "return None"),
        (9, "return max(rows)"),
    ]


def test_a_fault_is_in_what_is_run_and_not_in_the_file(tmp_path):
    path = tmp_path / "module.py"
    path.write_text(SOURCE)
    *_others, (_line, _diff, code) = mutants.faults(path)
    module = {}
    exec(code, module)  # noqa: S102
    assert module["first"]([1, 2], most=0) == 2
    assert path.read_text() == SOURCE
