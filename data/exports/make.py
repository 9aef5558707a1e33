"""Make the three example exports: python data/exports/make.py [folder].

One made-up audience, that of `quiet_harbour` in the therapists sample, as three platforms
would hand it to the owner of the account. The followers are the same in all three; what is
told of them is not.
"""

import io
import sys
import zipfile
from pathlib import Path

from cut import seen
from for_instagram import instagram_export
from for_mastodon import mastodon_pages
from for_x import x_archive

from socialkit import datasets

HERE = Path(__file__).parent
ZIP_DAY = (2026, 6, 30, 12, 0, 0)
MAKERS = {
    "x-archive.zip": x_archive,
    "instagram-export.zip": instagram_export,
    "mastodon-pages.zip": mastodon_pages,
}


def packed(files: dict[str, str]) -> bytes:
    """Pack files into a zip, in the order of their names and all of one date."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, ZIP_DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name].encode())
    return held.getvalue()


def exports() -> dict[str, dict[str, str]]:
    """Return the files of each export, by the name of its zip."""
    part = seen(datasets.load("therapists"))
    return {name: make(part) for name, make in MAKERS.items()}


def write(folder: Path) -> None:
    """Write the three exports into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, files in exports().items():
        (folder / name).write_bytes(packed(files))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
