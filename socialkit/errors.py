"""Every error that socialkit raises on purpose; catch `SocialkitError` to catch them all."""

from collections.abc import Iterable
from difflib import get_close_matches


class SocialkitError(ValueError):
    """Something the user can mend; the message says what, where and how."""


class SchemaError(SocialkitError):
    """A table breaks the schema; `faults` holds one sentence for each fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = "1 fault in the tables" if count == 1 else f"{count} faults in the tables"
        super().__init__(f"{head}: " + "; ".join(self.faults))


class ReadError(SocialkitError):
    """A file or folder cannot be read as what it should be."""


class SaveError(SocialkitError):
    """A result could not be written; what stood there before is untouched."""


class CollectError(SocialkitError):
    """A network cannot be asked, or answers what cannot be used; what was collected is kept."""


class UnknownNameError(SocialkitError):
    """A name (account, data set, column, method) is not among the known ones."""

    def __init__(self, what: str, given: object, known: Iterable[object], hint: str = "") -> None:
        names = [str(name) for name in known]
        close = get_close_matches(str(given), names, n=3) or names[:5]
        listed = ", ".join(close) + (", ..." if len(names) > len(close) else "")
        text = f"no {what} {str(given)!r}; " + (f"known: {listed}" if names else "none are known")
        super().__init__(f"{text}. {hint}." if hint else f"{text}.")


class MissingDataError(SocialkitError):
    """The snapshot holds nothing from which the answer could be worked out."""


class PrivacyError(SocialkitError):
    """It would show, or let others work out, what belongs to a single follower."""
