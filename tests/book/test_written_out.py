import pytest

from tools.book import written_out as module
from tools.book.written_out import written_out

FILES = {
    "base": (
        "import math\n\n\ndef root(x):\n    return math.sqrt(x)\n\n\ndef unused():\n    return 0\n"
    ),
    "top": (
        "import numpy as np\n\nfrom snippets.base import root, unused\n\n"
        "# The data.\nX = np.array([root(4)])  # two\nY = 1\n\n\n"
        "def kept(f):\n    return f\n\n\n"
        "def norm(Y):\n    '''Return it.'''\n    return scale(Y)[0]\n\n\n"
        "@kept\ndef scale(Z):\n    return Z * X\n"
    ),
    "clash": "def root(x):\n    return x\n",
}


@pytest.fixture(autouse=True)
def snippets(tmp_path, monkeypatch):
    (tmp_path / "snippets").mkdir()
    for name, text in FILES.items():
        (tmp_path / f"snippets/{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)


def test_what_a_name_needs_is_written_out_and_runs():
    code = written_out("from snippets.top import norm\n\nprint(norm(3))\n")
    assert "snippets." not in code
    namespace = {}
    exec(code, namespace)
    assert namespace["norm"](3) == 6


def test_what_no_name_needs_is_left_out():
    code = written_out("from snippets.top import norm\n")
    assert "def unused" not in code
    assert "Y = 1" not in code  # the function's own Y is another


def test_modules_come_after_those_that_they_import_and_code_keeps_comments_and_decorators():
    code = written_out("from snippets.top import norm\n")
    order = ["import math", "def root", "# The data.\nX = np.array([root(4)])  # two"]
    order += ["def kept", "def norm", "@kept\ndef scale"]
    places = [code.index(part) for part in order]
    assert places == sorted(places)


def test_an_import_stands_once_and_the_rest_of_the_cell_stays():
    cell = "import numpy as np\n\nfrom snippets.top import (\n    norm,\n)\n\nprint(np.e)\n"
    code = written_out(cell)
    assert code.count("import numpy as np") == 1
    assert code.endswith("print(np.e)")
    assert "norm,\n)" not in code


def test_a_cell_without_the_snippets_is_left_as_it_is():
    assert written_out("a = 1\n") == "a = 1\n"


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("import snippets.top", "write `from snippets.x import name`"),
        ("from snippets import top", "write `from snippets.x import name`"),
        ("from snippets.top import norm as n", "write `from snippets.x import name`"),
        ("from snippets.top import nothing", "snippets.top defines no nothing"),
        ("from snippets.nothing import norm", "there is no module snippets.nothing"),
        (
            "from snippets.base import root\nfrom snippets.clash import root",
            "both snippets.base and snippets.clash define root",
        ),
    ],
)
def test_what_cannot_be_written_out_is_named(bad, sentence):
    with pytest.raises(ValueError, match=sentence):
        written_out(bad)
