"""X archives with anything wrong in them: a snapshot or one clear error, nothing else."""

import json

from exports.x import archive, entities, js, manifest, mention, tweet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_readers import make_zip

from socialkit import readers
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot


def _whole():
    posts = [
        tweet("1", entities=entities([mention("5", "a")], ["https://x.com/a/status/4"])),
        tweet("2", "RT @a: b", retweeted_status={"user": {"id_str": "6"}}),
        tweet("3", edit_info={"initial": {"editTweetIds": ["3"]}}, in_reply_to_user_id_str="7"),
    ]
    about = [{"profile": {"description": {"bio": "b", "website": "https://a.example"}}}]
    lists_named = manifest(follower=[("follower.js", "3")], tweets=[("tweets.js", "3")])
    return archive(*posts, profile=js("profile", about), manifest=lists_named)


def _spots(value, path=()):
    """Return the path of every value inside parsed JSON."""
    found = [path] if path else []
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        found += [spot for key, item in inside for spot in _spots(item, (*path, key))]
    return found


ODD = [None, True, 0, -1, 1.5, 10**30, "", "x", "\ud800", "9" * 40, [], {}, [[]], [None], {"a": []}]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_json_ends_in_a_snapshot_or_an_error(tmp_path, data):
    files = _whole()
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(files)))
        head, _, body = files[name].partition(" = ")
        parsed = json.loads(body)
        spots = _spots(parsed)
        if not spots:
            continue
        *path, last = data.draw(st.sampled_from(spots))
        holder = parsed
        for key in path:
            holder = holder[key]
        if data.draw(st.booleans()):
            holder[last] = data.draw(st.sampled_from(ODD))
        else:
            del holder[last]
        files[name] = f"{head} = {json.dumps(parsed)}"
    try:
        assert isinstance(readers.read(make_zip(tmp_path / "a.zip", files)), Snapshot)
    except SocialkitError as error:
        assert "\n" not in str(error)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_bytes_end_in_a_snapshot_or_an_error(tmp_path, data):
    files = {name: text.encode() for name, text in _whole().items()}
    name = data.draw(st.sampled_from(sorted(files)))
    text = bytearray(files[name])
    for _ in range(data.draw(st.integers(0, 3))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    files[name] = bytes(text[: data.draw(st.integers(0, len(text)))] if len(text) % 2 else text)
    path = make_zip(tmp_path / "a.zip", files)
    if data.draw(st.booleans()):
        whole = bytearray(path.read_bytes())
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
        path.write_bytes(whole)
    try:
        assert isinstance(readers.read(path), Snapshot)
    except SocialkitError as error:
        assert "\n" not in str(error)
