"""Stubs: a reference function with its signature and docstring kept and its body left to the student."""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from autograder.build import BuildError
from autograder.course import Chapter
from autograder.places import LIBRARY, PRACTICE, solution_file, solution_folders

STUB_LINE = "raise NotImplementedError  # write your code here, in place of this line"
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"

Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Solution:
    """An exercise's reference implementation, cut into what is released and what is not."""

    name: str
    stub: str
    marked: str
    body: str


@dataclass(frozen=True)
class ChapterSource:
    """What a chapter's solution modules hold: the preamble that stubs need, and each exercise's solution."""

    preamble: str
    solutions: dict[str, Solution]

    @property
    def text(self) -> str:
        """All of it, solutions included."""
        return "\n".join([self.preamble, *(solution.marked for solution in self.solutions.values())])


def read_chapter(chapter: Chapter) -> ChapterSource:
    """Read a chapter's solutions.

    Raises
    ------
    BuildError
        where an exercise of course.toml has no solution, or a solution has no docstring.
    """
    if not solution_folders():
        raise BuildError("The reference solutions are not installed here: build from a checkout of the course.")
    solutions: dict[str, Solution] = {}
    preamble: list[str] = []
    for package, exercises in (
        (LIBRARY, chapter.library),
        (PRACTICE, tuple(exercise for exercise in chapter.exercises if not exercise.in_library)),
    ):
        path = solution_file(package, chapter.module)
        if exercises and path is None:
            missing = solution_folders()[0] / package / f"{chapter.module}.py"
            raise BuildError(f"{missing} is missing: course.toml says that {chapter.id} has exercises there.")
        if path is not None:
            names = [exercise.name for exercise in exercises]
            found, needed = _read_module(path, names, chapter)
            solutions |= found
            preamble += [line for line in needed if line not in preamble]
    return ChapterSource("\n".join(_sorted_imports(preamble)), solutions)


def _read_module(path: Path, names: list[str], chapter: Chapter) -> tuple[dict[str, Solution], list[str]]:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source, str(path))
    nodes = {node.name: node for node in tree.body if isinstance(node, Definition)}
    private = _private_sources(tree, source)
    solutions = {}
    for name in names:
        if name not in nodes:
            raise BuildError(f"{path} does not define {name}, which course.toml lists for {chapter.id}.")
        solutions[name] = _solution(nodes[name], source, path, private)
    return solutions, _preamble(tree, source, [nodes[name] for name in names], chapter)


def _private_sources(tree: ast.Module, source: str) -> dict[str, tuple[str, set[str]]]:
    """What a module defines or imports for its own use, in order: the text, and the names that it uses itself."""
    texts: dict[str, tuple[str, set[str]]] = {}
    lines = source.split("\n")
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name.startswith("_"):
                    texts[alias.name] = (f"from {node.module} import {alias.name}", set())
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("_"):
            texts[node.name] = (_text_of(node, lines), _names(node))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            texts[node.targets[0].id] = (_text_of(node, lines), set())
    return texts


def _text_of(node: ast.stmt, lines: list[str]) -> str:
    """The text of a statement of a module. `ast.get_source_segment` would split the module's lines each time."""
    *before, last = lines[node.lineno - 1 : node.end_lineno]
    return "\n".join([*before, last.encode()[: node.end_col_offset].decode()])


def _helpers(node: ast.AST, private: dict[str, tuple[str, set[str]]]) -> list[str]:
    """The texts of the private helpers that a function uses, and of what these use."""
    found: set[str] = set()
    wanted = {name for name in _names(node) if name.startswith("_")}
    while wanted := (wanted & set(private)) - found:
        found |= wanted
        wanted = set().union(*(private[name][1] for name in wanted))
    return [text for name, (text, _) in private.items() if name in found]


def _solution(node: Definition, source: str, path: Path, private: dict[str, tuple[str, set[str]]]) -> Solution:
    lines = source.split("\n")
    start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    whole = lines[start - 1 : node.end_lineno]
    stub, marked, bodies = [], [], []
    position = start
    functions = [node] if isinstance(node, ast.FunctionDef) else [
        item for item in node.body if isinstance(item, ast.FunctionDef)
    ]  # fmt: skip
    for function in functions:
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(function) is None:
            raise BuildError(f"{path}:{function.lineno}: {function.name} needs a docstring, which students see.")
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        if not body:
            raise BuildError(f"{path}:{function.lineno}: {function.name} has no body to take out.")
        first = _first_line(lines, body[0], function)
        indent = " " * (function.col_offset + 4)
        head = lines[position - 1 : first - 1]
        inside = lines[first - 1 : function.end_lineno]
        stub += [*head, indent + STUB_LINE]
        # A notebook's solution cell stands alone, so the private helpers move into the function.
        helpers = [line for text in _helpers(function, private) for line in [*text.split("\n"), ""]]
        marked += [*head, indent + BEGIN, *(indent + line if line else "" for line in helpers), *inside, indent + END]
        bodies.append("\n".join(line.strip() for line in inside))
        position = (function.end_lineno or first) + 1
    rest = whole[position - start :]
    return Solution(node.name, "\n".join(stub + rest), "\n".join(marked + rest), "\n".join(bodies))


def _first_line(lines: list[str], node: ast.stmt, function: ast.FunctionDef) -> int:
    """The first line of a body, a comment that stands above it included."""
    first = node.lineno
    while first - 1 > function.lineno and lines[first - 2].strip().startswith("#"):
        first -= 1
    return first


def _preamble(tree: ast.Module, source: str, nodes: list[Definition], chapter: Chapter) -> list[str]:
    """The imports and type aliases that a module's stubs need: numpy, earlier chapters, and what signatures name."""
    needed = {"np", "NDArray"}
    for node in nodes:
        for function in ast.walk(node):
            if isinstance(function, ast.FunctionDef):
                needed |= _names(function.args) | (_names(function.returns) if function.returns else set())
        if isinstance(node, ast.ClassDef):
            needed |= {name for base in [*node.bases, *node.decorator_list] for name in _names(base)}
            needed |= {name for item in node.body if isinstance(item, ast.AnnAssign) for name in _names(item)}
    aliases = {
        target.id: statement
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    for name in [name for name in aliases if name in needed]:
        needed |= _names(aliases[name].value)
    for record in [item for item in tree.body if _is_record(item) and item.name in needed]:
        needed |= _names(record)
    lines = []
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            lines += _import_lines(statement, needed, chapter)
        elif isinstance(statement, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id in needed for target in statement.targets
        ):
            lines.append(_text_of(statement, source.split("\n")))
        elif _is_record(statement) and statement not in nodes and statement.name in needed:
            first = min(decorator.lineno for decorator in statement.decorator_list)
            lines.append("\n" + "\n".join(source.split("\n")[first - 1 : statement.end_lineno]))
    return lines


def _is_record(statement: ast.stmt) -> TypeGuard[ast.ClassDef]:
    """Whether this is a dataclass without methods: nothing in it is a solution, so a stub may show it."""
    return (
        isinstance(statement, ast.ClassDef)
        and any("dataclass" in _names(decorator) for decorator in statement.decorator_list)
        and not any(isinstance(item, ast.FunctionDef) for item in statement.body)
    )


def _import_lines(statement: ast.Import | ast.ImportFrom, needed: set[str], chapter: Chapter) -> list[str]:
    module = statement.module if isinstance(statement, ast.ImportFrom) else ""
    if module == f"neural_network.{chapter.module}":
        return []  # the chapter's own functions stand in the same stub
    earlier = bool(module) and str(module).split(".")[0] == "neural_network"
    kept = [
        alias
        for alias in statement.names
        if not alias.name.startswith("_") and (earlier or (alias.asname or alias.name.split(".")[0]) in needed)
    ]
    if not kept:
        return []
    if isinstance(statement, ast.Import):
        return [ast.unparse(ast.Import([alias])) for alias in kept]
    return [ast.unparse(ast.ImportFrom(module, [alias], 0)) for alias in kept]


def _names(node: ast.AST) -> set[str]:
    found = set()
    for item in ast.walk(node):
        if isinstance(item, ast.Name):
            found.add(item.id)
        elif isinstance(item, ast.Constant) and isinstance(item.value, str) and item.value.isidentifier():
            found.add(item.value)  # annotations may be written as strings
    return found


def _sorted_imports(lines: list[str]) -> list[str]:
    """Imports in the usual three groups, then type aliases; names of one module on one line."""
    plain: list[str] = []
    by_module: dict[str, list[str]] = {}
    others: list[str] = []
    for line in lines:
        words = line.split()
        if words[0] == "import":
            plain.append(line)
        elif words[0] == "from":
            by_module.setdefault(words[1], []).append(line.split(" import ", 1)[1])
        else:
            others.append(line)
    statements = plain + [
        f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(by_module.items())
    ]

    def group(line: str) -> int:
        module = line.split()[1].split(".")[0]
        return {"numpy": 1, "scipy": 1, "neural_network": 2}.get(module, 0)

    groups = [[line for line in statements if group(line) == number] for number in range(3)]
    text: list[str] = []
    for lines_of_group in groups:
        if lines_of_group:
            text += ([""] if text else []) + lines_of_group
    return text + (["", *others] if others else [])


def stub_module(chapter: Chapter) -> str:
    """The text of a chapter's stub module, which students fill in."""
    source = read_chapter(chapter)
    library = [source.solutions[exercise.name].stub for exercise in chapter.library]
    practice = [source.solutions[e.name].stub for e in chapter.exercises if e.practice]
    stretch = [source.solutions[e.name].stub for e in chapter.exercises if e.stretch]
    end = "" if chapter.title.endswith(("?", "!")) else "."
    parts = [
        f'"""Chapter {chapter.number}: {chapter.title}{end}\n\n'
        "Write the body of each function below. `pytest` in this folder runs the tests you are given, and\n"
        f'`course check {chapter.module}.py` explains what is wrong. The lesson is {chapter.id}.ipynb.\n"""',
        source.preamble,
        "\n\n".join(f"\n{stub}" for stub in library),
    ]
    if library and practice:
        parts.append("\n# Practice")
    parts.append("\n\n".join(f"\n{stub}" for stub in practice))
    if stretch:
        parts += ["\n# Stretch: optional, for a star", "\n\n".join(f"\n{stub}" for stub in stretch)]
    return "\n\n".join(part for part in parts if part) + "\n"
