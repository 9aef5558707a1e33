"""What people call an account or a server, and what is made of it."""

import pytest

from socialkit import collect
from socialkit.collect import names
from socialkit.errors import CollectError


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("mastodon.social", "https://mastodon.social"),
        ("https://Mastodon.Social/", "https://mastodon.social"),
        ("http://127.0.0.1:4000", "http://127.0.0.1:4000"),
        ("http://localhost:80", "http://localhost:80"),
    ],
)
def test_a_server_is_its_scheme_and_name(said, address):
    assert names.host(said) == address


@pytest.mark.parametrize(
    "said",
    [
        "",
        "http://mastodon.social",
        "ftp://mastodon.social",
        "https://me:secret@mastodon.social",
        "https://mastodon.social/api",
        "https://mastodon.social?x=1",
        "two words",
        "https://host:99999",
    ],
)
def test_what_is_no_server_is_refused(said):
    with pytest.raises(CollectError):
        names.host(said)


@pytest.mark.parametrize(
    ("said", "account"),
    [
        ("ann.bsky.social", "ann.bsky.social"),
        ("@Ann.Bsky.Social ", "ann.bsky.social"),
        ("https://bsky.app/profile/ann.example/", "ann.example"),
        ("did:plc:AbC234", "did:plc:AbC234"),
        ("https://bsky.app/profile/did:web:ann.example", "did:web:ann.example"),
    ],
)
def test_names_of_bluesky(said, account):
    assert names.of_bluesky(said) == account


@pytest.mark.parametrize("said", ["", "ann", "@", "ann bsky social", "did:", "ann@mastodon.social"])
def test_what_is_no_name_of_bluesky_is_refused(said):
    with pytest.raises(CollectError, match="no Bluesky account"):
        names.of_bluesky(said)


@pytest.mark.parametrize(
    ("said", "user", "server"),
    [
        ("ann@example.social", "ann", "example.social"),
        ("@ann@example.social", "ann", "example.social"),
        ("ann", "ann", None),
        ("https://example.social/@ann", "ann", "example.social"),
        ("https://example.social/@ann@other.example", "ann", "other.example"),
        ("https://example.social/users/ann/", "ann", "example.social"),
    ],
)
def test_names_of_mastodon(said, user, server):
    assert names.of_mastodon(said) == (user, server)


@pytest.mark.parametrize("said", ["", "@", "ann ben", "ann@", "ann@ben@cat", "https://"])
def test_what_is_no_name_of_mastodon_is_refused(said):
    with pytest.raises(CollectError, match="no Mastodon account"):
        names.of_mastodon(said)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("depth", 0),
        ("depth", 3),
        ("depth", True),
        ("posts", -1),
        ("posts", 1.5),
        ("sample", 0),
        ("sample", "400"),
        ("seed", -1),
        ("rate", 0),
        ("rate", -1.0),
        ("rate", float("nan")),
        ("rate", float("inf")),
        ("contact", "ann\r\nX-Header: 1"),
        ("contact", "änn"),
    ],
)
def test_impossible_options_are_refused_before_anything_is_asked(tmp_path, option, value):
    """Nothing listens on this port: a request would end in another error."""
    with pytest.raises(CollectError, match=option):
        collect.bluesky(
            "ann.example", tmp_path / "new", host="http://127.0.0.1:9", **{option: value}
        )
