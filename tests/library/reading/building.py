"""Small documents made byte by byte, whole and broken ones."""

import io
import zipfile

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def archive(parts, *, compression=zipfile.ZIP_DEFLATED):
    """Pack parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def document(body, prolog=""):
    """The part that holds a document's body."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {W} {R}><w:body>{body}</w:body></w:document>'


def docx(body, prolog="", **parts):
    """A Word document of one body; other parts by name with / written as __ and . as _dot_."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": document(body, prolog), **named})


def paragraph(text, properties=""):
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(pages, *, picture=False, kids=None, count=None, contents=None):
    """A PDF of pages of lines.

    Args:
        pages: the lines of each page.
        picture: whether each page holds a picture.
        kids: what the page tree lists instead of its pages.
        count: how many pages it claims to have.
        contents: what each page draws instead of its lines.
    """
    system = b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    image = b"/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1"
    objects = [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UTF16-H /DescendantFonts [2 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000 /CIDSystemInfo %s >>" % system,
        b"<< /Type /XObject %s >>\nstream\n0\nendstream" % image,
    ]
    tree = 4 + 2 * len(pages)
    listed = []
    for lines in pages:
        drawn = contents if contents is not None else draw(lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        resources = b"/Font << /F1 1 0 R >>" + (b" /XObject << /I1 3 0 R >>" if picture else b"")
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %d 0 R >>"
            % (tree, resources, len(objects))
        )
        listed.append(b"%d 0 R" % len(objects))
    listed = kids if kids is not None else listed
    objects.append(
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages) if count is None else count, b" ".join(listed))
    )
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    return _write(objects)


def draw(lines):
    """The operators that draw lines of text."""
    shown = b"".join(b"<%s> Tj T*\n" % line.encode("utf-16-be").hex().encode() for line in lines)
    return b"BT /F1 12 Tf 14 TL 72 770 Td\n" + shown + b"ET"


def _write(objects):
    out = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(objects), len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
