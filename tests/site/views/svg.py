"""What every picture that is a file has to be."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def words_of(response):
    """The texts of a picture, which is one well-formed document that needs no other and runs nothing."""
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    root = ElementTree.fromstring(response.content)  # noqa: S314
    for element in root.iter():
        assert element.tag not in (f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject", f"{SVG}image")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert not name.endswith("href") or value.startswith("#"), value
    return root, [element.text for element in root.iter(f"{SVG}text")]
