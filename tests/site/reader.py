"""Does what a reader can do: copies code off a built page and runs it beside the archive."""

import ast
import doctest
import subprocess
import sys
from copy import copy
from dataclasses import dataclass
from zipfile import ZipFile

from tools.vouch.records.frameworks import codes, files

NEEDED = " (needed below)"  # ends the title of a fold whose code is used further down
END = "\x1e"  # printed after each block
STATEMENT = """\
try:
    exec(compile({source!r}, "<session>", "single"))
except Exception as _raised:
    print("Traceback (most recent call last):")
    print(f"{{type(_raised).__name__}}: {{_raised}}")
"""


@dataclass(frozen=True)
class Block:
    """A block of a built page: what its button copies, what is shown below, and its fold."""

    kind: str
    copied: str
    shown: str
    fold: str  # the title of the fold that it is in, or nothing


def blocks(soup):
    """Return the blocks of code and output of a built page, without PyTorch's and JAX's."""
    apart = {text for file in files() for _, text in codes(file).values()}
    found, skipped = [], False
    for tag in soup.select("article .highlight"):
        shown = tag.select_one("code").text.strip("\n")
        title = tag.select_one(".filename")
        kind = "output" if title and title.text == "Output" else tag["class"][0][len("language-") :]
        skipped = shown in apart or (skipped and kind == "output")
        fold = tag.find_parent("details")
        if kind in ("python", "pycon", "output") and not skipped:
            title = fold.summary.text if fold else ""
            if kind == "output" and found:
                title = found[-1].fold  # it belongs to the block that printed it
            found.append(Block(kind, copied_from(tag.select_one("code")), shown, title))
    return found


def copied_from(code):
    """Return what the button copies: book.css hides prompts and answers from it."""
    code = copy(code)
    for part in code.select(".gp, .go"):
        part.decompose()
    return code.text


def pasted(found):
    """Return a script of all that is copied, and what the page shows that each part prints."""
    script, wanted = [], []
    for block in found:
        if block.kind == "python":
            script.append(block.copied)
            wanted.append(None)
        elif block.kind == "pycon":
            lines = block.copied
            examples = doctest.DocTestParser().get_examples(block.shown + "\n")
            for node, example in zip(ast.parse(lines).body, examples, strict=True):
                script.append(STATEMENT.format(source=ast.get_source_segment(lines, node) + "\n"))
                head = "Traceback (most recent call last):\n" if example.exc_msg else ""
                wanted.append(head + (example.exc_msg or example.want))
        elif wanted:
            wanted[-1] = block.shown
    return "".join(f"{part}\nprint({END!r})\n" for part in script), wanted


def trimmed(text):
    """Return a text without spaces at the ends of its lines."""
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def faults(archive, folder, found):
    """Return where the code, pasted from top to bottom, does not do what the page shows."""
    with ZipFile(archive) as opened:
        opened.extractall(folder)
    script, wanted = pasted(found)
    (folder / "copied.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "copied.py"],
        cwd=folder,
        env={"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    if done.returncode:
        return [done.stderr.strip().splitlines()[-1]]
    printed = done.stdout.split(END + "\n")[:-1]
    if len(printed) != len(wanted):
        return [f"{len(wanted)} parts, and {len(printed)} ran"]
    pairs = zip(printed, wanted, strict=True)
    return [
        f"shows {want}, prints {text}"
        for text, want in pairs
        if want is not None and trimmed(text) != trimmed(want)
    ]


def open_to_the_eye(found):
    """Return the blocks for a reader who opens no fold but those that say they are needed."""
    return [block for block in found if not block.fold or block.fold.endswith(NEEDED)]
