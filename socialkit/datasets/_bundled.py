"""Files that come with socialkit, installed or in a checkout."""

from pathlib import Path

from socialkit.errors import SocialkitError


def bundled(*parts: str) -> Path:
    """Find a file or folder that comes with socialkit, installed or in a checkout.

    Parameters
    ----------
    parts
        The path, such as ``"data", "therapists"`` or ``"notebooks"``.

    Raises
    ------
    SocialkitError
        When it is in neither place.

    Examples
    --------
    >>> bundled("data", "therapists").name
    'therapists'
    """
    package = Path(__file__).parents[1]
    for root in (package / "bundled", package.parent):
        if root.joinpath(*parts).exists():
            return root.joinpath(*parts)
    raise SocialkitError(f"{'/'.join(parts)} is not in this socialkit; install it again.")
