"""Run a notebook's cells for its page, or take what they printed from .cache/notebooks/.

Only code that sees nothing but NumPy, the snippets and itself is taken from there, and only where
all of this is what it was: code that may read a file, the clock or chance runs in every build.
"""

import ast
import hashlib
import json
import re
import sys
from importlib.metadata import version
from typing import Any

from mkdocs.structure.files import File
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode, from_dict

from tools.book.downloads import archive
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import write
from tools.vouch.source.page import line_of

CACHE = ROOT / ".cache/notebooks"
PACKAGES = ("numpy", "ipykernel", "ipython", "nbclient", "nbconvert")
BUILTINS = {"abs", "all", "any", "dict", "enumerate", "float", "int", "len", "list", "max", "min"}
BUILTINS |= {"print", "range", "round", "set", "sorted", "str", "sum", "tuple", "zip"}
OUTSIDE = re.compile(  # attributes, mostly NumPy's, that see more; and random numbers unseeded
    r"\.(?:_|(?:load|loadtxt|genfromtxt|fromfile|fromregex|memmap|DataSource|lib|ctypeslib|f2py"
    r"|testing|datetime64)\b|random\b(?!\.default_rng\(\w))"
)
RUNNING: dict[str, File] = {}  # the page that MkDocs is making


def closed(code: str) -> bool:
    """Return whether code sees nothing but NumPy, the snippets and itself."""
    used, bound = set(), set(BUILTINS)
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Name(name, ast.Load()):
                used.add(name)
            case ast.Name(name) | ast.arg(name) | ast.FunctionDef(name):
                bound.add(name)
            case ast.ImportFrom(str(module), names) if module.startswith(("math", "snippets.")):
                bound.update(alias.asname or alias.name for alias in names)
            case ast.Import([ast.alias("numpy", name)]):
                bound.add(name or "numpy")
            case ast.Import() | ast.ImportFrom():
                return False
    return used <= bound and not OUTSIDE.search(ast.unparse(ast.parse(code)))


def fingerprint(code: str) -> str:
    """Return a name for everything that determines what closed code prints."""
    versions = [sys.version, *map(version, PACKAGES)]
    return hashlib.sha256(archive() + repr((code, versions)).encode()).hexdigest()


class Run(ExecutePreprocessor):
    """The class that nbconvert runs notebooks with: jupyter_nbconvert_config.json names it."""

    def preprocess(self, nb: NotebookNode, resources: Any = None, km: Any = None) -> Any:
        """Return the notebook with the outputs of its cells."""
        cells = [cell for cell in nb.cells if cell.cell_type == "code"]
        code = "\n\n".join(cell.source for cell in cells)
        if not closed(code):
            return super().preprocess(nb, resources, km)
        kept, name = CACHE / f"{RUNNING['file'].name}.json", fingerprint(code)
        found = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
        if found.get("name") == name:
            for cell, outputs in zip(cells, found["outputs"], strict=True):
                cell.outputs = from_dict(outputs)
            return nb, resources
        done = super().preprocess(nb, resources, km)
        write(kept, json.dumps({"name": name, "outputs": [cell.outputs for cell in cells]}))
        return done

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> Any:
        """Run a cell; raise PageError with its line and the reason where it fails."""
        try:
            return super().preprocess_cell(cell, resources, index)  # type: ignore[no-untyped-call]
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise failure(error, cell.source, RUNNING["file"]) from None


def failure(error: Exception, cell: str, file: File) -> PageError:
    """Return the error of a cell as one of its notebook: with line, cell and reason."""
    line, sentence = line_of(file.content_string, file.content_string.find(cell)), ""
    match error:
        case CellTimeoutError():
            sentence = "this cell ran for more than two minutes"
        case DeadKernelError():
            sentence = "this cell ended its kernel"
        case CellExecutionError():
            report = re.sub(r"\x1b\[[\d;]*m", "", str(error))
            where = re.search(r"Cell In\[(\d+)\], line (\d+)", report)
            line += int(where[2]) - 1 if where else 0
            called = f"code cell {where[1]}" if where else "this cell"
            sentence = f"{called} raises {error.ename}: {error.evalue}"
    return PageError(f"docs/{file.src_uri}", line, sentence)
