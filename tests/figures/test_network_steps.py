"""The steps of both passes, computed one product after another, give what the matrices give."""

import json
import math

import pytest

from tools.figures.live import NETWORKS
from tools.figures.network_steps import steps, worth
from tools.figures.step_lines import lines, symbol


def computed(network):
    """Return every value, computed from the given ones by the steps alone."""
    values = json.loads(network.data())["given"]
    for step in steps(network.outputs):
        assert step.result not in values
        values[step.result] = sum(
            math.prod(worth(factor, values) for factor in term) for term in step.terms
        )
    return values


@pytest.mark.parametrize("name", NETWORKS)
def test_the_steps_give_what_the_snippets_give(name):
    network = NETWORKS[name]
    found, wanted = computed(network), network.values()
    assert {*found} == {*wanted, "η"}
    for key, value in wanted.items():
        assert found[key] == pytest.approx(value, rel=1e-12, abs=1e-15)


def test_two_paths_are_two_terms():
    by_result = {step.result: step.terms for step in steps(outputs=2)}
    assert by_result["∂a^1_1"] == [["δ^2_1", "w^2_11"], ["δ^2_2", "w^2_12"]]
    assert len(by_result["L"]) == 2
    assert [len(steps(outputs)) for outputs in (1, 2)] == [22, 29]


@pytest.mark.parametrize(
    ("factor", "value"),
    [("2", 2), ("y − t", -0.5), ("y(1 − y)", 0.25), ("σ(z^2)", 0.5), ("w^1_12", 3)],
)
def test_a_factor_is_worth_what_it_says(factor, value):
    assert worth(factor, {"y": 0.5, "t": 1, "z^2": 0, "w^1_12": 3}) == value


def test_a_factor_that_is_none_is_named():
    with pytest.raises(ValueError, match="factor: got '', want a symbol"):
        worth("", {})


@pytest.mark.parametrize("name", NETWORKS)
def test_every_number_of_the_drawing_has_its_name(name):
    network = NETWORKS[name]
    shown = {key for key in network.values() if key[:2] not in ("∂a", "∂y")}
    for tall in (False, True):
        spans = network.drawn(tall).findall(".//tspan[@data-value]")
        assert sorted(span.get("data-value") for span in spans) == sorted(shown)


@pytest.mark.parametrize(
    ("result", "formula", "numbers"),
    [
        (
            "a^1_1",
            "<i>a</i><sup>(1)</sup><sub>1</sub> = σ(<i>z</i><sup>(1)</sup><sub>1</sub>)",
            "= σ(0.2300) = 0.5572",
        ),
        (
            "∂y_1",
            "∂L/∂<i>ŷ</i><sub>1</sub> = 2 · (<i>ŷ</i><sub>1</sub> − <i>t</i><sub>1</sub>)",
            "= 2 · (−0.02067) = −0.04134",
        ),
        (
            "∂b^2_1",
            "∂L/∂<i>b</i><sup>(2)</sup><sub>1</sub> = <i>δ</i><sup>(2)</sup><sub>1</sub>",
            "= −0.009006",
        ),
    ],
)
def test_a_step_is_written_in_symbols_and_in_numbers(result, formula, numbers):
    network = NETWORKS["two-outputs-network"]
    (step,) = [step for step in steps(outputs=2) if step.result == result]
    assert lines(step, network.values()) == (formula, numbers)


def test_where_paths_meet_both_products_are_shown_and_added():
    network = NETWORKS["two-outputs-network"]
    (step,) = [step for step in steps(outputs=2) if step.result == "∂a^1_2"]
    assert lines(step, network.values())[1] == (
        "= −0.009006 · 0.6 + 0.05239 · (−0.4) = −0.005404 + (−0.02095) = −0.02636"
    )


def test_a_symbol_that_is_none_is_named():
    with pytest.raises(ValueError, match="symbol: got 'w 1', want one letter"):
        symbol("w 1")
