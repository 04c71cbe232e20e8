from profiles.published import documents, labels

# What pages say as a period, or in words of their own.
IN_A_PERIOD = {"start_qualifier", "end_qualifier", "start_by", "ended", "recorded", "uid"}


def test_every_part_of_a_document_is_called_something():
    parts = set()
    for shape in documents.SHAPES.values():
        parts |= {*shape.plain, *shape.pairs, *shape.links, *shape.facts}
        for kind in shape.facts.values():
            parts |= {*kind.plain, *kind.pairs, *kind.optional}
    assert parts - labels.LABELS.keys() - IN_A_PERIOD == set()


def test_a_choice_reads_as_its_words_and_anything_else_as_it_is():
    assert labels.display("part", "lead") == "Lead"
    assert labels.display("part", "unheard") == "unheard"
    assert labels.display("url", "lead") == "lead"
