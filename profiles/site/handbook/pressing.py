"""The process in which a book is set: run by `press` with a folder, the folder of faces, and the moment of the data."""

import sys


def main(folder: str, fonts: str, made: str) -> None:
    import typst

    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(f"{folder}/book.typ", root=folder, font_paths=faces)
    try:
        compiler.compile(output=f"{folder}/book.pdf", format="pdf", pdf_standards=["ua-1"], timestamp=int(made))
    except typst.TypstError as error:
        sys.exit(f"{error} {' '.join(error.hints)} {' '.join(error.trace)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
