"""The page of the command line, made of what `--help` says."""

import typer

from socialkit.cli import app

_START = """# The command line

`make report` and its kin call these. Each explains itself with `--help`.
"""


def pages() -> dict[str, str]:
    """Return the page: by path below the sources, its text."""
    group = typer.main.get_command(app)
    told = [_told(name, command) for name, command in sorted(group.commands.items())]
    return {"reference/commands.md": "\n".join([_START, *told])}


def _told(name: str, command: object) -> str:
    """Return one command with its options."""
    given = [one for one in command.params if one.name != "help"]
    usage = " ".join(["socialkit", name, *(_usage(one) for one in given)])
    about = (command.help or "").split("\f")[0].strip()
    rows = [f"`{_name(one)}`\n: {' '.join(one.help.split())}\n" for one in given if one.help]
    return "\n".join([f"## {name}", "", about, "", f"```text\n{usage}\n```", "", *rows])


def _name(given: object) -> str:
    """Return how an option or argument is written."""
    is_option = given.param_type_name == "option"
    return ", ".join(given.opts) if is_option else (given.metavar or given.name.upper())


def _usage(given: object) -> str:
    many = " ..." if given.nargs == -1 else ""
    if given.param_type_name == "option":
        value = "" if given.is_flag else f" {given.name.upper()}"
        return f"[{given.opts[-1]}{value}]"
    name = given.metavar or given.name.upper()
    return f"{name}{many}" if given.required else f"[{name}{many}]"
