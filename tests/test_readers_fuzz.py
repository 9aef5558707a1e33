"""Broken exports of every platform end in a snapshot or one clear line, and nothing else.

Here a part of the cases; ``make fuzz`` reads 20,000 of them in a process of its own and
holds their time and memory too.
"""

from random import Random

import pytest
from broken import samples
from fuzz_readers import read_one
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialkit import readers
from socialkit.errors import SocialkitError
from socialkit.snapshot import Snapshot

SAMPLES = samples()
EVERYDAY = sorted(name for name in SAMPLES if name.endswith("/everyday"))
LENGTHS = 40


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_broken_exports_end_in_a_snapshot_or_one_line(name, tmp_path_factory):
    @settings(
        max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(seed=st.integers(0, 2**48))
    def check(seed):
        read_one(SAMPLES[name], Random(seed), tmp_path_factory.mktemp("case"))

    check()


@pytest.mark.parametrize("name", EVERYDAY)
def test_truncation_ends_in_a_snapshot_or_one_line(name, tmp_path):
    for file, data in SAMPLES[name].items():
        for length in range(0, len(data), max(1, len(data) // LENGTHS)):
            folder = tmp_path / "upload"
            for other, whole in SAMPLES[name].items():
                path = folder / other
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(whole[:length] if other == file else whole)
            try:
                assert isinstance(readers.read(folder), Snapshot)
            except SocialkitError as error:
                assert "\n" not in str(error)


def test_every_platform_has_an_everyday_sample():
    assert {name.split("/")[0] for name in SAMPLES} == {name.split("/")[0] for name in EVERYDAY}
