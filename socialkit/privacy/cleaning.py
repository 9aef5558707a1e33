"""Take names, ids and addresses out of the sentences that come with the data."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from socialkit.privacy.lexicon import lexicon_of
from socialkit.privacy.matching import matches
from socialkit.snapshot import Snapshot

GONE = "[withheld]"
_MENTION = re.compile(r"(?<![\w.])@\w[\w.-]*\w(?:@[\w.-]+\w)?")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def cleaned(snapshot: Snapshot, texts: Iterable[str]) -> list[str]:
    """Return texts in which every name, id and address of the snapshot is withheld.

    Any mention (``@name``) and e-mail address goes as well. Of the focal accounts, whom the
    sentences are about, even a name that is an ordinary word goes.
    """
    texts = [normalize("NFC", text) for text in texts]
    if not any(texts):
        return texts
    everyone = lexicon_of(snapshot)
    focal = everyone.strict_for(set(snapshot.accounts.index.get_indexer(snapshot.focal).tolist()))
    out = []
    for text in texts:
        text = _MENTION.sub(GONE, _EMAIL.sub(GONE, text))
        for lexicon in (everyone, focal):
            spans = [(hit.start, hit.end) for hit in matches(lexicon, text)]
            for start, end in sorted(spans, reverse=True):
                text = text[:start] + GONE + text[end:]
        out.append(text)
    return out
