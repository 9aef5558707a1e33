"""Run notebooks, each in a kernel of its own, two at a time under one progress bar."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from tqdm import tqdm

from socialkit import errors, practice
from socialkit.errors import ReadError, SocialkitError
from socialkit.progress import OFF

SINGLE = "single-followers"
"""The tag of cells that look at single followers; practitioner mode leaves them out."""
KERNELS = 2  # at a time: most of a short notebook's time is its kernel importing packages
SHOWN = 300  # characters of a cell's own error that go into ours


def run(paths: Sequence[Path], parameters: Mapping[str, object], *, progress: bool = True) -> list:
    """Run every notebook with these parameters and return them with their outputs.

    Nothing is written: neither into the notebooks' folder nor into the user's home.

    Raises
    ------
    SocialkitError
        When a cell fails; it names the notebook, the cell and what went wrong.
    """
    notebooks = [_prepared(path, parameters) for path in paths]
    cells = sum(cell.cell_type == "code" for notebook in notebooks for cell in notebook.cells)
    bar = tqdm(total=cells, unit="cell", desc="report", file=sys.stderr, disable=not progress)
    with tempfile.TemporaryDirectory(prefix="socialkit-") as folder, bar:
        names = [path.stem for path in paths]
        _in_a_thread(_run_all(names, notebooks, Path(folder), bar))
    return notebooks


def _prepared(path: Path, parameters: Mapping[str, object]) -> object:
    """Return the notebook at `path` with a cell of parameters after its own."""
    try:
        notebook = load_notebook_node(str(path))
    except Exception as error:  # nbformat has many kinds of its own, without a common one
        raise ReadError(f"{path} is not a notebook ({_one_line(str(error))}).") from error
    if not any("parameters" in cell.metadata.tags for cell in notebook.cells):
        raise ReadError(
            f"{path} has no cell tagged 'parameters', so it cannot be run on other data; "
            "tag the cell that sets source, account and charts."
        )
    if practice.is_on():
        notebook.cells = [c for c in notebook.cells if SINGLE not in c.metadata.get("tags", [])]
    given = dict(parameters)
    return parameterize_notebook(notebook, given, kernel_name="python3", language="python")


async def _run_all(names: list[str], notebooks: list, folder: Path, bar: tqdm) -> None:
    gate = asyncio.Semaphore(KERNELS)
    try:
        async with asyncio.TaskGroup() as group:
            for name, notebook in zip(names, notebooks, strict=True):
                group.create_task(_run_one(name, notebook, folder, gate, bar))
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None


async def _run_one(
    name: str, notebook: object, folder: Path, gate: asyncio.Semaphore, bar: tqdm
) -> None:
    reached = [0]

    def begin(cell: object, cell_index: int) -> None:
        reached[0] = _place(notebook, cell_index)

    def end(cell: object, **_: object) -> None:
        bar.update()

    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=None,
        record_timing=False,  # a report never holds the clock
        coalesce_streams=True,  # how text is cut into pieces is chance
        on_cell_start=begin,
        on_cell_executed=end,
    )
    manager = client.create_kernel_manager()
    # This Python, and never another kernel that the user has under the same name.
    manager.kernel_spec_manager.kernel_dirs = []
    # Short, because a socket's path may hold about 100 characters.
    manager.connection_file = str(folder / f"{name[:2]}.json")
    if os.name == "posix":
        manager.transport = "ipc"
    async with gate:
        bar.set_postfix_str(name)
        try:
            await client.async_execute(
                env=_environment(folder),
                cwd=str(folder),
                stderr=DEVNULL,  # a kernel's own grumbling; what a cell prints comes otherwise
                cleanup_kc=False,
            )
        except CellExecutionError as error:
            raise _explained(f"notebook {name}, code cell {reached[0]}", error) from None
        except DeadKernelError:
            raise SocialkitError(
                f"notebook {name}, code cell {reached[0]}: Python stopped without a word, "
                "which mostly means that memory ran out; try fewer accounts."
            ) from None
        finally:  # ours, as nbclient's own leaves the kernel when it is still starting
            if client.kc is not None:
                client.kc.stop_channels()
            if manager.has_kernel:
                await manager.shutdown_kernel()


def _place(notebook: object, cell_index: int) -> int:
    """Count the notebook's own code cells up to this one, as Jupyter numbers them."""
    cells = notebook.cells[: cell_index + 1]
    own = [cell for cell in cells if "injected-parameters" not in cell.metadata.tags]
    return sum(cell.cell_type == "code" for cell in own)


def _explained(where: str, error: CellExecutionError) -> SocialkitError:
    """Turn a cell's error into ours; what socialkit itself said is passed on as it is."""
    kind = getattr(errors, error.ename, None)
    if isinstance(kind, type) and issubclass(kind, SocialkitError):
        return SocialkitError(_one_line(error.evalue, limit=None))
    return SocialkitError(f"{where}: {error.ename}: {_one_line(error.evalue)}")


def _one_line(text: str, limit: int | None = SHOWN) -> str:
    line = " ".join(text.split())
    return line if limit is None or len(line) <= limit else line[:limit] + "..."


def _environment(folder: Path) -> dict[str, str]:
    """Return what a kernel sees: our variables, this very socialkit, IPython's files apart."""
    paths = [Path(__file__).parents[2], *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    absolute = [str(Path(path).absolute()) for path in paths if str(path)]
    changed = {"IPYTHONDIR": str(folder / "ipython"), "PYTHONPATH": os.pathsep.join(absolute)}
    changed[OFF] = "0"  # the report has a bar of its own
    return {**os.environ, **changed}


def _in_a_thread(work: Coroutine) -> None:
    """Run `work` in an event loop in a thread of its own.

    There it also runs when called from Jupyter, whose own loop is busy, and nbclient cannot
    take Ctrl-C away from us: kernels are stopped first, then the interruption goes on.
    """
    loop = asyncio.new_event_loop()
    tasks: list[asyncio.Task] = []

    async def noted() -> None:
        tasks.append(asyncio.current_task())
        await work

    def drive() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(noted())

    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(drive)
        try:
            running.result()
        except KeyboardInterrupt:
            with suppress(RuntimeError, IndexError):  # not begun yet, or over in this moment
                loop.call_soon_threadsafe(tasks[0].cancel)
            raise
