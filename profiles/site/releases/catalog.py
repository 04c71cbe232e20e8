"""What catalogues of open data read: all releases as DCAT-AP 3, one as a dataset of schema.org; plain dictionaries."""

from django.urls import reverse
from django.utils.translation import gettext

from profiles.published import identity
from profiles.published.models import DataRelease
from profiles.published.models.datareleases import ReleasedFile
from profiles.values.languages import LANGUAGES, either, said_in_each

from ..opendata import licence
from ..publisher import publisher
from . import package

EUROPE = "http://publications.europa.eu/resource/authority/"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Those of the United Nations, as DCAT-AP has them; all others as DCAT has them.
LANGUAGES_OF_EUROPE = {"ar": "ARA", "en": "ENG", "es": "SPA", "fr": "FRA", "ru": "RUS", "zh": "ZHO"}


def language(code: str) -> str:
    """What catalogues call a language."""
    short = code.partition("-")[0]
    known = LANGUAGES_OF_EUROPE.get(short)
    return f"{EUROPE}language/{known}" if known else f"http://id.loc.gov/vocabulary/iso639-1/{short}"


# What is alike in all releases: who may see them, how often there is one, and in which languages they are.
ALIKE = {
    "dct:accessRights": {"@id": f"{EUROPE}access-right/PUBLIC"},
    "dct:accrualPeriodicity": {"@id": f"{EUROPE}frequency/IRREG"},
    "dcat:theme": [{"@id": f"{EUROPE}data-theme/INTR"}, {"@id": f"{EUROPE}data-theme/SOCI"}],
    "dct:language": [{"@id": language(code)} for code in LANGUAGES],
}
MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
SPDX = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
KEYWORDS = ("inter-governmental organizations", "membership")


def page(root: str, release: DataRelease) -> str:
    return root + reverse("data_release", args=[release.name])


def download(root: str, release: DataRelease, file: ReleasedFile) -> str:
    return root + reverse("data_file", args=[release.name, file.name])


def began(reading) -> str:
    """The first day that the data speak of: that of the first meeting; nothing where none is stated."""
    return next((row["start"] for row in reading.meetings if row["start"]), "")


# ── DCAT-AP ────────


def in_both(texts: dict[str, str]) -> list[dict]:
    return [{"@language": code, "@value": text} for code, text in texts.items() if text]


def typed(kind: str, value) -> dict:
    return {"@type": f"xsd:{kind}", "@value": str(value)}


def catalog(root: str, reading, releases: list[DataRelease]) -> dict:
    """The catalogue: the directory as a dataset, each release of it as one, and the API. `releases`: newest first."""
    home, whole = root + reverse("data"), f"{root}{reverse('data')}#directory"
    texts = {"dct:title": package.title, "dct:description": package.description}
    said = {name: in_both(said_in_each(text)) for name, text in texts.items()}
    about = said | ALIKE | {"dct:publisher": {"@id": f"{root}/#publisher"}, "dcat:contactPoint": contact(root)}
    words = [word for word in (identity.current().name_en, *KEYWORDS) if word]
    about |= {"dcat:keyword": [{"@language": "en", "@value": word} for word in words]}
    datasets = [dataset(root, reading, release, about | {"dcat:isVersionOf": {"@id": whole}}) for release in releases]
    links = [{"@id": found["@id"]} for found in datasets]
    directory = {"@type": "dcat:Dataset", "@id": whole, "dcat:landingPage": {"@id": home}} | about
    directory |= {"dct:license": {"@id": licence().address}}
    if releases:
        directory |= {
            "dcat:hasVersion": links,
            "dcat:hasCurrentVersion": links[0],
            "dcat:distribution": [{"@id": found["@id"]} for found in datasets[0]["dcat:distribution"]],
            "dct:issued": typed("dateTime", releases[-1].moment.isoformat(timespec="seconds")),
            "dct:modified": typed("dateTime", releases[0].moment.isoformat(timespec="seconds")),
            "dct:temporal": datasets[0]["dct:temporal"],
        }
    node = {
        "@type": "dcat:Catalog",
        "@id": f"{home}#catalog",
        "foaf:homepage": {"@id": home},
        "dct:license": {"@id": licence().address},
        "dct:publisher": {"@id": f"{root}/#publisher"},
        "dct:language": ALIKE["dct:language"],
        "dcat:dataset": [{"@id": whole}, *links],
        "dcat:service": {"@id": f"{root}{reverse('api_entry')}#service"},
    }
    return {"@context": CONTEXT, "@graph": [node | said, agent(root), directory, *datasets, service(root, whole)]}


def agent(root: str) -> dict:
    found = {"@type": "foaf:Agent", "@id": f"{root}/#publisher", "foaf:name": in_both(publisher().name)}
    return found | ({"foaf:homepage": {"@id": publisher().url}} if publisher().url else {})


def contact(root: str) -> dict:
    """Whom one asks: by e-mail where there is an address, or else on the page for mistakes."""
    found = {"@type": "vcard:Organization", "vcard:fn": in_both(publisher().name)}
    if publisher().email:
        return found | {"vcard:hasEmail": {"@id": f"mailto:{publisher().email}"}}
    return found | {"vcard:hasURL": {"@id": root + reverse("data")}}


def service(root: str, whole: str) -> dict:
    address = root + reverse("api_entry")
    return {
        "@type": "dcat:DataService",
        "@id": f"{address}#service",
        "dct:title": in_both(said_in_each(lambda: gettext("API"))),
        "dcat:endpointURL": {"@id": address},
        "dcat:endpointDescription": {"@id": root + reverse("api_openapi")},
        "dcat:servesDataset": {"@id": whole},
        "dct:license": {"@id": licence().address},
    }


def dataset(root: str, reading, release: DataRelease, about: dict) -> dict:
    address = page(root, release)
    days = {"dcat:endDate": typed("date", release.day.isoformat())}
    if len(first := began(reading)) == len("2008-01-21"):
        days = {"dcat:startDate": typed("date", first)} | days
    return about | {
        "@type": "dcat:Dataset",
        "@id": address,
        "dct:identifier": address,
        "dcat:version": str(release.number),
        "dct:issued": typed("dateTime", release.moment.isoformat(timespec="seconds")),
        "dct:license": {"@id": licence().address},
        "dcat:landingPage": {"@id": address},
        "dct:temporal": {"@type": "dct:PeriodOfTime"} | days,
        "dcat:distribution": [distribution(root, release, file) for file in release.files],
    }


def distribution(root: str, release: DataRelease, file: ReleasedFile) -> dict:
    address = download(root, release, file)
    return {
        "@type": "dcat:Distribution",
        "@id": address,
        "dct:title": [{"@language": "en", "@value": file.name}],
        "dcat:accessURL": {"@id": page(root, release)},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}{file.type.split(';')[0]}"},
        **({"dcat:compressFormat": {"@id": f"{MEDIA_TYPES}application/gzip"}} if file.name.endswith(".gz") else {}),
        "dcat:byteSize": typed("nonNegativeInteger", file.bytes),
        "dct:license": {"@id": licence().address},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SPDX},
            "spdx:checksumValue": typed("hexBinary", file.sha256),
        },
    }


# ── schema.org ────────


def dataset_for_pages(root: str, reading, release: DataRelease | None, address: str) -> dict:
    """The directory as a dataset, or a release of it, in the reader's language."""
    found = {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": package.title(),
        "description": package.description(),
        "inLanguage": list(LANGUAGES),
        "license": licence().address,
        "isAccessibleForFree": True,
        "keywords": list(KEYWORDS),
        "creator": publisher().for_machines(f"{root}/#publisher"),
        "publisher": {"@id": f"{root}/#publisher"},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": f"{root}{reverse('data_catalog')}",
            "url": root + reverse("data"),
            "name": either(said_in_each(package.title)),
        },
    }
    if release is None:
        return found
    first, last = began(reading), release.day.isoformat()
    return found | {
        "version": str(release.number),
        "datePublished": last,
        "temporalCoverage": f"{first or '..'}/{last}",
        "identifier": page(root, release),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "encodingFormat": file.type.split(";")[0],
                "contentUrl": download(root, release, file),
                "contentSize": f"{file.bytes} B",
                "sha256": file.sha256,
            }
            for file in release.files
        ],
    }
