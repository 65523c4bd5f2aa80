"""PDFs made of others for tests: as a scanner makes them, and of the pages of several."""

# pypdfium2 has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportArgumentType=false

import io
import math
import zlib

from pypdfium2 import PdfDocument
from typeset import A4, assemble, stream


def scanned(data: bytes, turned: float = 0) -> bytes:
    """Return a PDF of the first page of another one as a scanner makes it: an image, laid crooked by degrees."""
    cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    document = PdfDocument(data)
    image = document[0].render(scale=200 / 72, grayscale=True)
    shown = f"q {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} 0 0 cm {A4[0]} 0 0 {A4[1]} 0 0 cm /I Do Q".encode(
        "ascii"
    )
    packed = zlib.compress(bytes(image.buffer))
    kept = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
        % (
            image.stride,
            image.height,
        )
    )
    document.close()
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
            % A4,
            stream(shown),
            b"%b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (kept, len(packed), packed),
        ]
    )


def joined(*files: bytes) -> bytes:
    """Return a PDF of the pages of several."""
    whole = PdfDocument.new()
    for data in files:
        whole.import_pages(PdfDocument(data))
    buffer = io.BytesIO()
    whole.save(buffer)
    return buffer.getvalue()
