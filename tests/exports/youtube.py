"""Google Takeout's lists of YouTube subscriptions, in two languages and alone."""

from random import Random

HEADER = "Channel Id,Channel Url,Channel Title"
ONE, TWO = "UC" + "a1_-" * 5 + "aa", "UC" + "b2Xy" * 5 + "bb"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def row(channel: str, title: str, scheme: str = "http") -> str:
    """Return one line of the table."""
    return f"{channel},{scheme}://www.youtube.com/channel/{channel},{title}"


def sheet(header: str, *rows: str) -> bytes:
    """Return a table, with the blank lines at its end that Google writes."""
    return ("\n".join([header, *rows]) + "\n\n\n").encode()


def everyday() -> bytes:
    """Return a list of 40 subscriptions."""
    random = Random(3)
    ids = ["UC" + "".join(random.choices(_LETTERS, k=22)) for _ in range(40)]
    return sheet(HEADER, *(row(channel, f"Channel {at}") for at, channel in enumerate(ids)))


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    top = "Takeout/YouTube and YouTube Music"
    dutch = "Takeout/YouTube en YouTube Music"
    two = (row(ONE, '"Sleep, well"'), row(TWO, "Café \U0001f375", "https"))
    return {
        "everyday": {
            f"{top}/subscriptions/subscriptions.csv": everyday(),
            f"{top}/history/watch-history.html": b"<html></html>",
            f"{top}/playlists/Watch later-videos.csv": b"Video ID,Added\nabc,2024-01-01\n",
            "Takeout/archive_browser.html": b"<html></html>",
        },
        "alone": {"subscriptions.csv": sheet(HEADER.lower(), *two)},
        "dutch": {
            f"{dutch}/abonnementen/abonnementen.csv": sheet(
                "Kanaal-ID,Kanaal-URL,Kanaaltitel", *two
            ),
            "Takeout/archiefbrowser.html": b"<html></html>",
        },
        "renamed, UTF-16": {"my channels.csv": sheet("A,B,C", *two).decode().encode("utf-16")},
        "empty": {"subscriptions (1).csv": sheet(HEADER)},
    }
