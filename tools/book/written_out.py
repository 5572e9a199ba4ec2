"""Write out what a notebook's cell imports from the snippets, so that it runs with NumPy alone."""

import ast
from dataclasses import dataclass, field

from tools.vouch.source.config import ROOT
from tools.vouch.source.named import defined, definition


@dataclass(frozen=True)
class Module:
    """A module of the snippets: its lines, its statements, and what defines each of its names."""

    lines: list[str]
    body: list[ast.stmt]
    names: dict[str, ast.stmt]


def is_import(statement: ast.stmt) -> bool:
    """Return whether a statement is an import of any kind."""
    return isinstance(statement, (ast.Import, ast.ImportFrom))


def names_in(statement: ast.stmt) -> list[str]:
    """Return the names that a statement gives to its module."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return [alias.asname or alias.name for alias in statement.names]
    return defined(statement)


def names_used(statement: ast.stmt, context: type[ast.expr_context]) -> list[str]:
    """Return the names that a statement loads from around it, or stores."""
    names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    used = {name.id for name in names if isinstance(name.ctx, context)}
    if isinstance(statement, ast.FunctionDef):
        used -= {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}
        used -= {name.id for name in names if isinstance(name.ctx, ast.Store)}
    return sorted(used)


def snippets_module(statement: ast.stmt) -> str | None:
    """Return the module of the snippets that a statement imports names from, else None.

    Raises ValueError for an import of the snippets in any other form.
    """
    if not is_import(statement) or "snippets" not in ast.unparse(statement):
        return None
    plain = isinstance(statement, ast.ImportFrom) and not any(a.asname for a in statement.names)
    module = str(statement.module) if isinstance(statement, ast.ImportFrom) else ""
    if not plain or not module.startswith("snippets."):
        raise ValueError(f"write `from snippets.x import name`, not `{ast.unparse(statement)}`")
    return module


@dataclass
class Collection:
    """What some names need: statements by module, modules after those that they import."""

    modules: dict[str, Module] = field(default_factory=dict)
    wanted: list[ast.stmt] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)

    def module(self, home: str) -> Module:
        """Return a module, read after the modules that it imports."""
        if home not in self.modules:
            file = ROOT / f"{home.replace('.', '/')}.py"
            if not file.is_file():
                raise ValueError(f"there is no module {home}")
            text = file.read_text(encoding="utf-8")
            body = ast.parse(text).body
            for other in filter(None, map(snippets_module, body)):
                self.module(other)
            names = {name: statement for statement in body for name in names_in(statement)}
            self.modules[home] = Module(text.splitlines(), body, names)
        return self.modules[home]

    def add(self, home: str, name: str) -> None:
        """Add what defines `name` in a module, and all that it needs.

        Raises ValueError where the module has no such name, or another one defines it as well.
        """
        module = self.module(home)
        if name not in module.names:
            raise ValueError(f"{home} defines no {name}")
        statement = module.names[name]
        if source := snippets_module(statement):
            return self.add(source, name)
        if not is_import(statement) and self.homes.setdefault(name, home) != home:
            raise ValueError(f"both {self.homes[name]} and {home} define {name}")
        if statement not in self.wanted:
            self.wanted.append(statement)
            for other in names_used(statement, ast.Load):
                if other in module.names:
                    self.add(home, other)
        return None

    def code(self) -> str:
        """Return the imports, then the other statements, module after module."""
        imports = sorted({ast.unparse(s) for s in self.wanted if is_import(s)})
        parts = ["\n".join(imports)]
        for home, module in self.modules.items():
            found = [s for s in module.body if s in self.wanted and not is_import(s)]
            spans = [definition(s, module.lines) for s in found]
            texts = ["\n".join(module.lines[s.first - 1 : s.last]) for s in spans]
            parts += [f"# From {home.replace('.', '/')}.py", *texts] if texts else []
        return "\n\n\n".join(parts)


def written_out(cell: str) -> str:
    """Return a cell's code with what it imports from the snippets in place of the imports.

    Raises ValueError for an import that cannot be written out.
    """
    collection = Collection()
    lines = cell.splitlines()
    for statement in ast.parse(cell).body:
        if home := snippets_module(statement):
            for name in names_in(statement):
                collection.add(home, name)
            for number in range(statement.lineno - 1, statement.end_lineno or 0):
                lines[number] = ""
    if not collection.wanted:
        return cell
    code = collection.code()
    imports = {line for line in code.splitlines() if line.startswith(("import ", "from "))}
    rest = "\n".join(line for line in lines if line not in imports)
    return f"{code}\n\n\n{rest.strip()}".strip()
