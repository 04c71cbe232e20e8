"""Acts that write files for others to read, and are killed: the handbook, and the copy of the site."""

import io
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.site.mirror import folders

from .acts import publisher, token, write


class Handbook:
    """A handbook is there whole, or as it was before."""

    def ready(self, number: int) -> dict:
        return {"path": str(Path(settings.HANDBOOK_DIR).parent / "handbook.pdf")}

    def do(self, said: dict) -> None:
        call_command("handbook", said["path"], select="type=sending", verbosity=0, stdout=io.StringIO())

    def faults(self, said: dict) -> list[str]:
        path = Path(said["path"])
        whole = not path.exists() or b"%%EOF" in path.read_bytes()[-1024:]
        return [] if whole else ["the file is torn"]

    def again(self, said: dict) -> list[str]:
        self.do(said)
        return self.faults(said)


class Mirror:
    """A copy of the site as files is shown whole, as before or as it is now, and the next run removes the rest."""

    def ready(self, number: int) -> dict:
        entity = Entity.objects.order_by("slug").first()
        write(entity, token())
        publishing.publish(entity, by=publisher(), override="To drill.")
        return {"path": str(Path(settings.HANDBOOK_DIR).parent / "mirror")}

    def do(self, said: dict) -> None:
        call_command("mirror", said["path"], verbosity=0, stdout=io.StringIO(), stderr=io.StringIO())

    def faults(self, said: dict) -> list[str]:
        folder = folders.Folder(Path(said["path"]))
        if folder.current is None:
            return []
        known, site = folder.state()["files"], folder.current / folders.SITE
        there = {str(path.relative_to(site)) for path in files_below(site)}
        return [f"{name} is missing in the copy that is shown" for name in sorted(known.keys() - there)][:3]

    def again(self, said: dict) -> list[str]:
        self.do(said)
        folder = folders.Folder(Path(said["path"]))
        copies = [path.name for path in folder.path.iterdir() if folders.COPY.fullmatch(path.name)]
        left = [] if copies == [folder.current and folder.current.name] else [f"left: {copies}"]
        return [*self.faults(said), *left]


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
