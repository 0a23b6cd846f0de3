"""Documents that people keep for life: PDF/A-3a and PDF/UA-1 at once, in one rendering.

WeasyPrint writes one variant a call. It writes the archive's here, and what PDF/UA-1 asks for on
top is added to its objects before they become a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

import pydyf
from weasyprint import Attachment, Document

from literasi.pdf.rendering import complete_tags, write_variant
from literasi.pdf.seal_field import Room, add_seal_field

CREDENTIAL = "kredensial.json"
CREDENTIAL_KIND = "/application#2fld+json"  # a PDF name; a file name alone says plain JSON

# What PDF/A asks for wherever metadata uses a name that it does not know itself.
_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END = b"</rdf:RDF>"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a file has besides its pages: a credential of the day `made_on`, and room for the seal
    that it will get."""

    made_on: date
    credential: bytes | None = None
    room: Room | None = None


def write_archival(
    html: str, style_name: str, parts: Parts, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The page as PDF/A-3a and PDF/UA-1. Raises PdfError."""

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        finish_archival(document, pdf, parts.room)

    return write_variant(html, style_name, "pdf/a-3a", finish, attachments(parts), pictures)


def attachments(parts: Parts) -> list[Attachment]:
    if parts.credential is None:
        return []
    moment = datetime.combine(parts.made_on, time(), UTC)
    credential = Attachment(
        string=parts.credential.decode("utf-8"),
        name=CREDENTIAL,
        description="Kredensial terverifikasi (Open Badges 3.0)",
        created=moment,
        modified=moment,
        relationship="Data",
    )
    return [credential]


def finish_archival(document: Document, pdf: pydyf.PDF, room: Room | None) -> None:
    """What PDF/A-3a and PDF/UA-1 ask for beyond what WeasyPrint writes, and the seal's field."""
    complete_tags(document, pdf)
    name_languages(pdf)
    if associated := pdf.catalog.get("AF"):  # WeasyPrint names each attachment twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(associated))
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.stream = [with_ua(b"".join(item.stream))]
        elif isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/EmbeddedFile":
            item.extra["Subtype"] = CREDENTIAL_KIND
    if room:
        add_seal_field(pdf, room)


def name_languages(pdf: pydyf.PDF) -> None:
    """A `<span>` of a certificate is English, and nothing else is; WeasyPrint knows one language a
    document. A text within any element is a span too, and holds its place on the page alone."""
    spans = [
        one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("S") == "/Span"
    ]
    for span in spans:
        if any(isinstance(kid, bytes) for kid in span["K"]):
            span["Lang"] = pydyf.String("en")


def metadata_of(document: Document, title: str, description: str) -> bytes:
    """The XMP that a document would have with another title and description."""
    document.metadata.title, document.metadata.description = title, description
    scrap = pydyf.PDF()
    document.metadata.include_in_pdf(scrap, "a", 3, "A", compress=False)
    return with_ua(b"".join(scrap.objects[-1].stream))


def with_ua(metadata: bytes) -> bytes:
    """XMP metadata of PDF/A that says it is PDF/UA-1, too."""
    head, end, rest = metadata.rpartition(_END)
    whole = head + _UA + end + rest
    ElementTree.fromstring(whole)  # never half a sentence in a document that is kept for life
    return whole
