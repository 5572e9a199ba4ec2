"""Draw which room imports which: `make imports`. The rules are in pyproject.toml (importlinter)."""

import sys
from functools import cache
from graphlib import TopologicalSorter

import grimp

Rooms = dict[str, set[str]]  # what each room imports
FOLDED = ("tools.book.", "tools.gauges.")  # houses of one room


def room_of(module: str, packages: set[str]) -> str:
    """Return the room of a module: its folder."""
    room = module if module in packages else module.rpartition(".")[0]
    return next((house[:-1] for house in FOLDED if f"{room}.".startswith(house)), room)


def rooms(*roots: str) -> Rooms:
    """Return what each room of some packages imports from the others."""
    graph = grimp.build_graph(*roots, cache_dir=None)
    packages = {m for m in graph.modules if graph.find_children(m)}
    found: Rooms = {}
    for module in graph.modules:
        room = room_of(module, packages)
        others = graph.find_modules_directly_imported_by(module)
        found.setdefault(room, set()).update(room_of(other, packages) for other in others)
    return {room: others - {room, "tools"} for room, others in found.items() if room != "tools"}


def floors(found: Rooms) -> list[list[str]]:
    """Return the rooms from the bottom up, each above everything that it imports.

    Raises graphlib.CycleError if the imports form a circle.
    """
    order = [*TopologicalSorter(found).static_order()]

    @cache
    def floor(room: str) -> int:
        return 1 + max((floor(other) for other in found[room]), default=-1)

    levels: list[list[str]] = []
    for room in order:
        if floor(room) == len(levels):
            levels.append([])
        levels[floor(room)].append(room)
    return levels


def drawing(found: Rooms) -> str:
    """Return the floors as text, the highest first, each room with what it imports."""
    lines = []
    levels = floors(found)
    for number, level in reversed([*enumerate(levels, 1)]):
        lines.append(f"floor {number}")
        for room in sorted(level):
            lines.append(f"  {room:24} {' '.join(sorted(found[room])) or '-'}")
    arrows = sum(map(len, found.values()))
    return "\n".join(
        [*lines, f"{len(found)} rooms, {arrows} arrows, {len(levels)} floors, no circle"]
    )


if __name__ == "__main__":
    print(drawing(rooms(*(sys.argv[1:] or ("snippets", "tools")))))
