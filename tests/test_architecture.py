"""The plan of the house, kept: what may import what, how large things get, where rules live.

The floors are explained in docs/structure.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
APP = ROOT / "practices"

FLOORS = {
    "models": 1,
    "ordering": 1,
    **dict.fromkeys(("search", "facets", "permissions", "completeness", "reading"), 2),
    **dict.fromkeys(("comparison", "notifications", "markdown", "attachments", "advice"), 2),
    **dict.fromkeys(("exchange", "related", "results", "suggestions", "missing"), 3),
    **dict.fromkeys(("coverage", "pictures", "scan", "side_by_side"), 3),
    "indexing": 4,
    **dict.fromkeys(("workflow", "accounts"), 5),
    **dict.fromkeys(("content", "filters", "forms", "personal_data"), 6),
    **dict.fromkeys(
        ("views", "api", "feeds", "sitemaps", "admin", "management", "templatetags"), 7
    ),
    **dict.fromkeys(("urls", "machine_urls", "account_urls", "submit_urls", "follow_urls"), 8),
    **dict.fromkeys(("review_urls", "reader_urls", "admin_site", "handlers", "apps"), 8),
}
"""A module imports from lower floors only, or from its own folder."""

NOT_OURS = (".git", ".venv", "var", ".mypy", ".ruff", ".pytest", ".hypothesis", ".coverage")
"""How the names begin of what stands in a working copy beside what is ours."""

LONGEST_MODULE, LONGEST_FUNCTION = 400, 50


def modules() -> list[Path]:
    """All modules of the app except migrations, which Django writes."""
    return sorted(p for p in APP.rglob("*.py") if "migrations" not in p.parts)


def source_files() -> list[Path]:
    """All our Python, tests included."""
    folders = (APP, ROOT / "kennisbank", ROOT / "tests")
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    )


def name(path: Path) -> str:
    """A path as people say it."""
    return str(path.relative_to(ROOT))


def room(path: Path) -> str:
    """The module or sub-package of the app that a file belongs to."""
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The rooms of the app that a module imports from."""
    package = ("practices", *path.relative_to(APP).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            target = (*above, *(node.module or "").split(".")) if node.module else above
            names = [alias.name for alias in node.names]
            full = [(*target, alias) for alias in names]
        elif isinstance(node, ast.Import):
            full = [tuple(alias.name.split(".")) for alias in node.names]
        else:
            continue
        yield from (parts[1] for parts in full if parts[0] == "practices" and len(parts) > 1)


@pytest.mark.parametrize("path", modules(), ids=name)
def test_module_imports_from_lower_floors_only(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        return
    assert own in FLOORS, f"{own} has no floor yet: give it one, and tell docs/structure.md"
    for other in set(imports(path)) - {own}:
        assert FLOORS[other] < FLOORS[own], f"{name(path)} imports {other}"


@pytest.mark.parametrize("path", source_files(), ids=name)
def test_module_fits_in_one_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", source_files(), ids=name)
def test_function_fits_on_one_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", [p for p in modules() if room(p) != "models"], ids=name)
def test_status_is_written_by_the_models_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        targets = node.targets if isinstance(node, ast.Assign) else []
        assert not any(isinstance(t, ast.Attribute) and t.attr == "status" for t in targets)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
            assert "status" not in [keyword.arg for keyword in node.keywords]


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=name)
def test_template_has_no_inline_style_script_or_raw_output(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text, re.IGNORECASE)
    assert all("src=" in tag or "application/" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert not re.search(r"\|\s*safe\b|autoescape off", text)


def test_repository_knows_nothing_of_the_machine_it_was_made_on() -> None:
    # in pieces, so that this file holds none of them itself
    pieces = (
        "../sha red",
        "/wo rk/",
        "/ro ot/",
        "py pi.org",
        "python hosted",
        "npm js",
        "deb. debian",
    )
    forbidden = re.compile("|".join(re.escape(piece.replace(" ", "")) for piece in pieces))
    folders = [path for path in ROOT.iterdir() if not path.name.startswith(NOT_OURS)]
    files = [path for top in folders for path in (top.rglob("*") if top.is_dir() else [top])]
    for path in files:
        if path.is_file() and "__pycache__" not in path.parts:
            text = path.read_bytes().decode("utf-8", "ignore")
            assert not forbidden.search(text), name(path)
