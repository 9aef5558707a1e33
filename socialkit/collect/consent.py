"""Nothing is asked for before somebody has seen how much it is."""

from collections.abc import Callable

from socialkit.collect.plan import Plan
from socialkit.errors import CollectError

Confirm = Callable[[Plan], bool]


def asked(plan: Plan) -> bool:
    """Show a plan and ask whether to go ahead, in a terminal or a notebook.

    Raises
    ------
    CollectError
        When there is nobody to ask.
    """
    try:
        answer = input(f"{plan}\nGo ahead? [y/N] ")
    except Exception as error:  # EOFError, or a notebook's own where it runs by itself
        raise CollectError(
            f"{plan}\nNobody is here to agree to this; pass "
            "confirm=socialkit.collect.yes to go ahead."
        ) from error
    return answer.strip().casefold() in ("y", "yes")


def yes(plan: Plan) -> bool:
    """Show a plan and go ahead."""
    print(plan)
    return True


def agreed(plan: Plan, confirm: Confirm) -> None:
    """Have a plan agreed to, where anything is still to be asked for.

    Raises
    ------
    CollectError
        When it is not agreed to.
    """
    if plan.most and not confirm(plan):
        raise CollectError("stopped before the collection; only the profile and posts were read.")
