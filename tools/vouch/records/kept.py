"""Committed files and what makes them: a file that differs from the result is stale."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.vouch.sandbox.guard import place_of, told
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import name_of, write


@dataclass(frozen=True)
class Kept:
    """A kind of file, of which a folder holds one for each name, and no other."""

    what: str  # in messages: `make figures` makes a figure again
    suffix: str
    names: Callable[[], Collection[str]]
    made: Callable[[str], str]  # the text of a name's file
    wrong: Callable[[str, Path], str | tuple[str, int] | None]  # with a file: what, and its line

    @property
    def again(self) -> str:
        """What to do about a stale file."""
        return f"run `make {self.what}s`"

    def fault(self, name: str, folder: Path) -> PageError | None:
        """Return what is wrong with the file of a name, or None."""
        file = folder / f"{name}{self.suffix}"
        if name not in self.names():
            return PageError(name_of(file), 1, f"no {self.what} has this name: delete the file")
        if not file.is_file():
            return PageError(name_of(file), 1, f"the {self.what} is missing: {self.again}")
        try:
            found = self.wrong(name, file)
        except PageError as error:
            return error
        except Exception as error:
            return self.unmade(file, error)
        sentence, line = found if isinstance(found, tuple) else (found, 1)
        return PageError(name_of(file), line, f"{sentence}: {self.again}") if sentence else None

    def unmade(self, file: Path, error: Exception) -> PageError:
        """Return the error about a file whose maker fails."""
        sentence = f"the {self.what} cannot be made: {told(error)}{place_of(error)[1]}"
        return PageError(name_of(file), 1, sentence)

    def faults(self, folder: Path) -> Iterator[PageError]:
        """Yield what is wrong with a folder, file by file."""
        there = {file.stem for file in folder.glob(f"*{self.suffix}")}
        found = (self.fault(name, folder) for name in sorted({*self.names(), *there}))
        yield from filter(None, found)

    def check(self, folder: Path) -> None:
        """Raise PageError for the first file that is not what its maker gives."""
        for error in self.faults(folder):
            raise error

    def write(self, folder: Path) -> None:
        """Make every stale file again, and write each one as soon as it is complete."""
        stale = [name for name in self.names() if self.fault(name, folder)]
        for name in stale:
            file = folder / f"{name}{self.suffix}"
            print(f"making {name_of(file)}", flush=True)
            try:
                text = self.made(name)
            except Exception as error:
                raise self.unmade(file, error) from error
            write(file, text)
        if not stale:
            print(f"every {self.what} is up to date")
