"""The command line: `socialkit report`, `read`, `formats`, `simulate`, `key`, `check` and others.

Everything here is a thin call of a room. What goes wrong ends as one line on the standard
error stream and exit code 2, never as a traceback. Rooms are imported by the command that
needs them, so that help is quick.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NoReturn

import typer
from typer.core import TyperGroup

from socialkit.errors import SaveError, SocialkitError

if TYPE_CHECKING:
    from socialkit.snapshot import Snapshot

SAMPLE = "therapists"
FAILED, INTERRUPTED = 2, 130


class _OneLineErrors(TyperGroup):
    """Ends a command that fails with one line, whichever command it is."""

    def invoke(self, ctx: typer.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            _end("stopped.", INTERRUPTED)
        except SocialkitError as error:
            _end(str(error), FAILED)
        except MemoryError:
            _end("this needs more memory than there is; try it with less data.", FAILED)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _end(f"{where}{error.strerror or error}.", FAILED)
        except Exception as error:
            if not hasattr(error, "format_message"):  # a fault of ours, not of the command's words
                raise
            _end(f"{error.format_message().rstrip('.')}. Add --help to see how.", FAILED)


def _end(message: str, code: int) -> NoReturn:
    line = " ".join(message.split())
    plain = "".join(letter if letter.isprintable() else "?" for letter in line)
    typer.echo(f"socialkit: {plain}", err=True)
    raise typer.Exit(code)


app = typer.Typer(
    cls=_OneLineErrors,
    help="How good are an account's followers, not only how many?",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _examples(*lines: str) -> str:
    """Return an epilog whose lines stay as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


Exports = Annotated[
    list[str],
    typer.Argument(
        metavar="EXPORT...",
        help="What a platform let you download (`socialkit formats` lists them), a saved "
        "snapshot, or the name of a data set. Several exports of one person are put side by "
        "side.",
    ),
]
Mutual = Annotated[
    bool,
    typer.Option(
        "--mutual",
        help="Every row of an edge list, or every Facebook friend, is a tie in both directions.",
    ),
]


def main() -> None:
    """Run the command line."""
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"socialkit {installed_version('socialkit')}")
        raise typer.Exit


@app.callback()
def _all(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and end."
        ),
    ] = False,
) -> None:
    pass


@app.command(
    short_help="Write one page about your followers.",
    epilog=_examples(
        "socialkit report",
        "socialkit report twitter-2026-01-31.zip --account @myname --out my-report",
        "socialkit report edges.csv --mutual",
    ),
)
def report(
    export: Exports = (SAMPLE,),
    account: Annotated[
        str | None, typer.Option(help="Whose followers: a handle or id.", metavar="HANDLE")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the report.")] = Path("report"),
    mutual: Mutual = False,
    notebooks: Annotated[
        Path | None, typer.Option(help="Folder with notebooks of your own to run instead.")
    ] = None,
    identify: Annotated[
        bool, typer.Option("--identify", help="Call the accounts by name, not by label.")
    ] = False,
    practitioner: Annotated[
        bool,
        typer.Option("--practitioner", help="Refuse whatever is about a single follower."),
    ] = False,
) -> None:
    """Run the notebooks on your data and write one page to publish, with its charts."""
    from socialkit import practice, report

    if practitioner:
        practice.practitioner()
    snapshot = _read(export, mutual=mutual)
    page = report.make(snapshot, out, account=account, notebooks=notebooks, identify=identify)
    typer.echo(f"The report is in {page}")


@app.command(
    short_help="Save an export as a snapshot.",
    epilog=_examples(
        "socialkit read twitter-2026-01-31.zip --out my-snapshot",
        "socialkit read twitter.zip mastodon.tar.gz blog.xml --out all-of-me",
    ),
)
def read(
    export: Exports,
    out: Annotated[Path, typer.Option(help="Folder for the snapshot.")],
    mutual: Mutual = False,
    text: Annotated[
        bool, typer.Option("--text", help="Keep the text of posts, which is else dropped.")
    ] = False,
) -> None:
    """Read data of any known format, save them as a snapshot, and tell what they hold."""
    from socialkit.report.coverage import table_coverage

    snapshot = _read(export, mutual=mutual, text=text)
    folder = snapshot.save(out)
    typer.echo(f"{snapshot!r}\nsaved to {folder}")
    for table in table_coverage(snapshot):
        typer.echo(f"\n{table.name}: {table.rows:,} rows")
        for column, _, share in table.known:
            typer.echo(f"  {column:<20}{share:>10} known")
        if table.missing:
            typer.echo(f"  not in this data: {', '.join(table.missing)}")
    if snapshot.notes:
        typer.echo("\n" + "\n".join(f"- {note}" for note in snapshot.notes))


def _read(exports: Sequence[str], **options: bool) -> "Snapshot":
    from socialkit import readers

    parts = [readers.read(export, **options) for export in exports]
    return parts[0] if len(parts) == 1 else readers.combine(*parts)


@app.command(short_help="List what can be read.", epilog=_examples("socialkit formats"))
def formats() -> None:
    """List every format that can be read, and what each fills and never tells."""
    from socialkit import readers

    for name, row in readers.formats().iterrows():
        typer.echo(f"{name}: {row['looks_like']}")
        filled = ((part, row[part]) for part in row.index if part not in ("looks_like",))
        for part, words in filled:
            if words:
                typer.echo(f"  {part.replace('_', ' '):<14}{words}")
        typer.echo()


@app.command(
    short_help="Make a network whose truth is known.",
    epilog=_examples(
        "socialkit simulate --accounts 5000 --seed 1 --out simulated",
        "socialkit simulate --out simulated --truth truth.csv",
    ),
)
def simulate(
    out: Annotated[Path, typer.Option(help="Folder for the snapshot.")],
    accounts: Annotated[
        int, typer.Option(help="How many accounts.", min=100, max=100_000_000)
    ] = 2000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same network.", min=0)] = 0,
    truth: Annotated[
        Path | None, typer.Option(help="CSV file for what each account really is.")
    ] = None,
) -> None:
    """Make a follower network with planted kinds of follower, to try methods on."""
    from socialkit import simulate

    if truth is not None and truth.resolve().is_relative_to(out.resolve()):
        raise SaveError(f"{truth} lies in {out}, which is for the snapshot alone.")
    if truth is not None and truth.exists():
        raise SaveError(f"{truth} exists already; choose another name.")
    simulation = simulate.network(accounts=accounts, seed=seed)
    folder = simulation.snapshot.save(out)
    if truth is not None:
        with _new_files() as new, new(truth) as stream:
            stream.write(simulation.truth.to_csv(lineterminator="\n").encode())
    typer.echo(f"{simulation.snapshot!r}\nsaved to {folder}")


@app.command(
    short_help="Copy the notebooks to a folder.",
    epilog=_examples("socialkit notebooks my-notebooks", "jupyter lab my-notebooks"),
)
def notebooks(
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="Folder to copy them to.")],
) -> None:
    """Copy the notebooks to a folder, to read, change and run them there."""
    from socialkit import datasets

    sources = sorted(datasets.bundled("notebooks").glob("*.ipynb"))
    dest.mkdir(parents=True, exist_ok=True)
    there = [path.name for path in sources if (dest / path.name).exists()]
    if there:
        raise SaveError(
            f"{dest} already has {', '.join(there)}; choose another folder. Nothing was copied."
        )
    with _new_files() as new:
        for path in sources:
            with path.open("rb") as original, new(dest / path.name) as copy:
                shutil.copyfileobj(original, copy)
    typer.echo(f"{len(sources)} notebooks are in {dest}; open them with: jupyter lab {dest}")


@app.command(epilog=_examples("socialkit datasets", "socialkit report twitch-engb"))
def datasets() -> None:
    """List the data sets that can be given by name."""
    from socialkit import datasets

    for name, row in datasets.describe().iterrows():
        kind = "synthetic" if row["is_synthetic"] else "real"
        fetched = ", downloaded on first use" if row["needs_download"] else ""
        typer.echo(f"{name:<18}{row['what']} ({kind}{fetched})")


@app.command(
    short_help="Make a project's key for pseudonyms.",
    epilog=_examples("socialkit key", "socialkit key my-study"),
)
def key(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="Its name.")] = "default",
) -> None:
    """Make the secret key of a project, in your own folder for settings, and never again."""
    from socialkit import privacy

    path = privacy.make_key(project)
    typer.echo(f"The key is in {path}; keep a copy as you keep a password.")


@app.command(
    short_help="Look for anybody in what you publish.",
    epilog=_examples(
        "socialkit check report --against my-archive.zip",
        "socialkit check page.html --against my-snapshot --allow @myname",
    ),
)
def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="File or folder to look through.")],
    against: Annotated[
        list[str], typer.Option(metavar="SNAPSHOT", help="The data it was made from.")
    ],
    allow: Annotated[
        list[str] | None, typer.Option(metavar="HANDLE", help="Who may be shown, such as you.")
    ] = None,
) -> None:
    """Say where a file or folder names an account of the data; end with 1 when it does."""
    from socialkit import privacy

    found = privacy.leaks(path, _read(against), allow=allow or ())
    for leak in found.itertuples():
        place = f"{leak.file}: {leak.where}"
        typer.echo(f"{place}: {leak.kind} {leak.what}, {leak.encoding}, account {leak.row}")
    if len(found):
        raise typer.Exit(1)
    typer.echo("No handle, name, id or address of the data was found.")


@contextmanager
def _new_files() -> Iterator[Callable[[Path], BinaryIO]]:
    """Give a way to open files that must not exist yet; none is left when the block fails."""
    made: list[Path] = []

    def new(path: Path) -> BinaryIO:
        try:
            stream = path.open("xb")
        except FileExistsError:
            raise SaveError(f"{path} exists already; choose another name.") from None
        made.append(path)
        return stream

    try:
        yield new
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        if isinstance(error, OSError) and made:
            reason = error.strerror or str(error)
            raise SaveError(f"could not write {made[-1]}: {reason}. Nothing was kept.") from error
        raise
