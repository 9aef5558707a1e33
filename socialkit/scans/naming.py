"""Find an account of a scan by its id or its handle."""

from typing import TYPE_CHECKING

import narwhals as nw

from socialkit.errors import UnknownNameError

if TYPE_CHECKING:
    from socialkit.scans.scanned import Scan


def found(scan: "Scan", name: str) -> str:
    """Return the id of the account of this id or, failing that, this handle; focal ones first."""
    accounts = scan.accounts.select("account_id", "handle", "is_focal")
    plain = name.lstrip("@").lower()
    handle = nw.col("handle").str.replace_all("^@+", "").str.to_lowercase()
    named = scan.collect(accounts.filter((nw.col("account_id") == name) | (handle == plain)))
    if (named["account_id"] == name).any():
        named = named[named["account_id"] == name]
    is_focal = named["is_focal"].fillna(False).to_numpy(dtype=bool)
    named = named[is_focal] if is_focal.any() else named
    if len(named) != 1:
        hint = "Several accounts share that handle; give the id" if len(named) else ""
        raise UnknownNameError("account", name, scan.focal, hint)
    return str(named["account_id"].iloc[0])
