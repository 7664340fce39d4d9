"""How much of what one may upload."""

from typing import Final

# What browsers call the formats that are taken, and what they are called here.
TYPES: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
}
MEGABYTE = 1_000_000
MAX_BYTES = 10 * MEGABYTE
ALT_LENGTH = 1000
PER_POST = 4
# Uploads that one person may have on no post and in no draft.
LOOSE_PER_PERSON = 100
