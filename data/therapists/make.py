"""Make the therapists sample: python data/therapists/make.py [folder]."""

import hashlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path

import pandas as pd

from socialkit import schema, simulate

HERE = Path(__file__).parent
SEED = 20260630
TAKEN_AT = "2026-06-30T12:00Z"
GROUPS = (
    "therapists",
    "doctors",
    "lawyers",
    "restaurants",
    "waste companies",
    "florists",
    "accountants",
    "yoga studios",
)
NOTES = (
    "Synthetic: simulated by a program; no account in it is a real person or firm.",
    "The list of house_call_weekly is only its newest 1,500 followers.",
    "The list of harbour_grill is 800 of its followers drawn at random, in no known order.",
)

# good: share of engaged peers and silent readers among the followers that were not bought.
FOCAL = """
handle              |name                  |group          |followers|good|junk|voice     |posts|bought|list_frame|seen|following
willow_room         |The Willow Room       |therapists     |140      |.92 |    |engaging  |96   |      |          |    |
quiet_harbour       |Quiet Harbour Therapy |therapists     |260      |.87 |    |engaging  |80   |      |          |    |
second_breath       |Second Breath         |therapists     |38       |.85 |    |engaging  |44   |      |          |    |
lantern_sessions    |Lantern Sessions      |therapists     |85       |.52 |    |mixed     |38   |      |          |    |
kind_hours          |Kind Hours Practice   |therapists     |520      |.78 |    |engaging  |110  |      |          |    |
talking_bench       |The Talking Bench     |therapists     |1150     |.74 |    |mixed     |150  |      |          |    |
inner_compass       |Inner Compass         |therapists     |3400     |.27 |.50 |announcing|180  |      |          |    |
calm_in_ten         |Calm in Ten           |therapists     |5200     |.15 |.55 |announcing|210  |      |          |    |
dr_fernleigh        |Dr Fernleigh          |doctors        |310      |.66 |    |mixed     |70   |      |          |    |
northmere_clinic    |Northmere Clinic      |doctors        |2100     |.70 |    |mixed     |120  |      |          |    |
knee_notes          |Knee Notes            |doctors        |64       |.80 |    |engaging  |52   |      |          |    |
sleep_ward          |The Sleep Ward        |doctors        |900      |.60 |    |mixed     |90   |      |          |    |
house_call_weekly   |House Call Weekly     |doctors        |4300     |.58 |    |mixed     |160  |      |head      |1500|
eastvale_dental     |Eastvale Dental       |doctors        |190      |.24 |.30 |announcing|40   |      |          |    |
plain_clauses       |Plain Clauses         |lawyers        |230      |.81 |    |engaging  |88   |      |          |    |
hartling_notary     |Hartling Notary       |lawyers        |45       |.22 |.45 |announcing|25   |      |          |    |
fair_terms          |Fair Terms Law        |lawyers        |720      |.55 |    |mixed     |75   |      |          |    |
tenancy_answers     |Tenancy Answers       |lawyers        |410      |.68 |    |engaging  |105  |      |          |    |
counsel_corner      |Counsel Corner        |lawyers        |1600     |.42 |.40 |announcing|95   |      |          |    |
big_verdict         |Big Verdict           |lawyers        |6000     |.13 |.45 |announcing|240  |      |          |    |
oakensea_table      |The Oakensea Table    |restaurants    |480      |.50 |    |mixed     |85   |      |          |    |
saffron_steps       |Saffron Steps         |restaurants    |1350     |.64 |    |mixed     |130  |      |          |    |
golden_ladle        |The Golden Ladle      |restaurants    |2900     |.46 |    |announcing|140  |900   |          |    |
soup_and_sons       |Soup and Sons         |restaurants    |110      |.34 |    |mixed     |48   |      |          |    |
harbour_grill       |Harbour Grill         |restaurants    |3900     |.66 |    |mixed     |125  |      |random    |800 |
little_pickle       |The Little Pickle     |restaurants    |25       |.30 |    |mixed     |30   |      |          |    |
binfinity           |Binfinity             |waste companies|75       |.12 |.45 |reposting |60   |      |          |    |
westering_waste     |Westering Waste       |waste companies|560      |.18 |.40 |announcing|50   |      |          |    |
skip_and_sort       |Skip and Sort         |waste companies|33       |.20 |    |announcing|20   |      |          |    |
greener_bins        |Greener Bins          |waste companies|1900     |.16 |.50 |announcing|70   |      |          |    |
petal_post          |Petal Post            |florists       |160      |.40 |    |mixed     |65   |      |          |    |
thornbridge_blooms  |Thornbridge Blooms    |florists       |640      |.55 |    |engaging  |92   |      |          |    |
bouquet_bureau      |The Bouquet Bureau    |florists       |2500     |.52 |    |announcing|85   |      |          |    |
moss_and_stem       |Moss and Stem         |florists       |52       |.28 |    |mixed     |33   |      |          |    |
tidy_ledgers        |Tidy Ledgers          |accountants    |350      |.30 |    |mixed     |46   |      |          |    |
sum_of_parts        |Sum of Parts          |accountants    |120      |.26 |.45 |announcing|35   |      |          |    |690
fiscal_fox          |Fiscal Fox            |accountants    |1000     |.29 |.50 |announcing|64   |      |          |    |1720
soft_landing        |Soft Landing Yoga     |yoga studios   |205      |.89 |    |engaging  |78   |      |          |    |
twelve_mats         |Twelve Mats           |yoga studios   |95       |.36 |    |mixed     |42   |      |          |    |
bendy_business      |Bendy Business        |yoga studios   |4700     |.31 |.40 |announcing|190  |      |          |    |
"""  # noqa: E501


def sample() -> simulate.Simulation:
    """Simulate the sample."""
    compact = "\n".join("|".join(map(str.strip, line.split("|"))) for line in FOCAL.split("\n"))
    focal = pd.read_csv(io.StringIO(compact), sep="|").convert_dtypes()
    return simulate.network(
        accounts=15_000,
        follows_per_account=7,
        groups=GROUPS,
        focal=focal,
        seed=SEED,
        taken_at=TAKEN_AT,
        source="therapists sample (synthetic, socialkit)",
        notes=NOTES,
    )


def write(folder: Path) -> None:
    """Write the tables, the truth and the Data Package descriptor into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = sample()
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        part = Path(scratch) / "snapshot"
        made.snapshot.save(part)
        made.truth.to_parquet(part / "truth.parquet", compression="zstd")
        for item in sorted(part.iterdir()):
            os.replace(item, folder / item.name)
    text = json.dumps(_descriptor(folder), indent=2, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


TRUTH = (
    schema.Column("account_id", schema.TEXT, "the account in accounts.parquet", is_key=True),
    schema.Column("kind", schema.TEXT, "as what the account was made", is_key=True),
    schema.Column("block", schema.COUNT, "number of its bought block; missing outside a block"),
)
TITLES = {
    "accounts": "Accounts as the platform would report them",
    "follows": "Who follows whom",
    "posts": "Posts of the 40 focal accounts, of the last 180 days",
    "interactions": "Interactions towards and from the 40 focal accounts",
    "truth": "What each account was made as; not to be seen by any measure",
}
TYPES = {
    schema.TEXT: {"type": "string"},
    schema.COUNT: {"type": "integer"},
    schema.FLAG: {"type": "boolean"},
    schema.TIME: {"type": "datetime"},
}


def _descriptor(folder: Path) -> dict:
    tables = {**schema.TABLES, "truth": TRUTH}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "socialkit-therapists",
        "title": "Therapists: a synthetic follower network with known truth",
        "description": (
            "Synthetic. 40 small firms and practices and the followers they were given, made by "
            "a program to study whether the number of followers says how good they are. No "
            "account is a real person or firm."
        ),
        "version": "1.0.0",
        "created": "2026-06-30T12:00:00Z",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "Creative Commons Zero 1.0",
            }
        ],
        "sources": [{"title": f"simulated by make.py of this folder, seed {SEED}"}],
        "contributors": [{"title": "socialkit contributors", "roles": ["author"]}],
        "keywords": ["synthetic", "social media", "followers", "audience quality"],
        "resources": [_resource(folder, name, columns) for name, columns in tables.items()],
    }


def _resource(folder: Path, table: str, columns: tuple[schema.Column, ...]) -> dict:
    content = (folder / f"{table}.parquet").read_bytes()
    key = {"accounts": "account_id", "posts": "post_id", "truth": "account_id"}.get(table)
    references = {**schema.REFERENCES, "truth": ("account_id",)}.get(table, ())
    ends = [
        {"fields": [name], "reference": {"resource": "accounts", "fields": ["account_id"]}}
        for name in references
    ]
    fields = sorted(columns, key=lambda column: column.name == key)  # Parquet keeps the index last
    # Parquet has nulls of its own; empty text means known to be empty, so it is not missing.
    described = {"fields": [_field(column) for column in fields], "missingValues": []}
    described |= {"primaryKey": [key]} if key else {}
    described |= {"foreignKeys": ends} if ends else {}
    return {
        "name": table,
        "title": TITLES[table],
        "path": f"{table}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": described,
    }


def _field(column: schema.Column) -> dict:
    is_choice = isinstance(column.dtype, pd.CategoricalDtype)
    kind = {"type": "string"} if is_choice else TYPES[column.dtype]
    limits = {"required": True} if column.is_key else {}
    limits |= {"enum": list(column.dtype.categories)} if is_choice else {}
    field = {"name": column.name, **kind, "description": column.meaning}
    return field | ({"constraints": limits} if limits else {})


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
