"""Web and e-mail addresses, written so that two of the same can be compared."""

import re
from urllib.parse import unquote

from socialkit.privacy.letters import canonical

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://|^//|^mailto:")
_EMAIL = re.compile(r"[\w.+%-]*[\w%+-]@(?:[\w-]+\.)+[^\W\d_][\w-]*")
_PLATFORMS = frozenset(
    """about.me amazon.com apple.com behance.net bit.ly blogger.com blogspot.com bsky.app
    buymeacoffee.com calendly.com discord.com discord.gg etsy.com example.com facebook.com fb.com
    fb.me flickr.com github.com github.io gmail.com google.com goo.gl gravatar.com instagram.com
    ko-fi.com linkedin.com linktr.ee linktree.com mastodon.social medium.com meetup.com
    myspace.com notion.so paypal.com paypal.me patreon.com pinterest.com quora.com reddit.com
    snapchat.com soundcloud.com spotify.com square.site squarespace.com substack.com t.co t.me
    telegram.me telegram.org threads.net tiktok.com tumblr.com twitch.tv twitter.com vimeo.com
    weebly.com whatsapp.com wikipedia.org wix.com wordpress.com wordpress.org x.com yahoo.com
    youtu.be youtube.com""".split()
)


def bare(url: str) -> str:
    """Return an address without scheme, ``www.``, parameters' order aside as it stands.

    Examples
    --------
    >>> bare("HTTPS://www.Ann.example/Praxis%20Ulm/")
    'ann.example/praxis ulm'
    """
    text = _SCHEME.sub("", canonical(unquote(url)))
    return text.removeprefix("www.").rstrip("/?#")


def is_shared_host(address: str) -> bool:
    """Tell whether an address is only a platform's, which names nobody."""
    return address in _PLATFORMS


def punycoded(address: str) -> str:
    """Return an address with its host in the letters that the domain name system uses.

    Examples
    --------
    >>> punycoded("bücher.example/x")
    'xn--bcher-kva.example/x'
    """
    host, slash, rest = address.partition("/")
    try:
        return host.encode("idna").decode("ascii") + slash + rest
    except UnicodeError:
        return address


def emails_in(text: str) -> set[str]:
    """Return the e-mail addresses in a text, in canonical form.

    Examples
    --------
    >>> emails_in("Write to Ann.Heals@Ulm.example or @ann")
    {'ann.heals@ulm.example'}
    """
    return {canonical(found) for found in _EMAIL.findall(text)}
