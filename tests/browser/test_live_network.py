"""The networks that move show what the snippets compute, whatever a reader sets."""

import numpy as np
import pytest

from tests.browser.wrong_answers import mistakes
from tools.figures.live import NETWORKS
from tools.figures.network_steps import steps
from tools.figures.step_lines import lines, number
from tools.figures.worked_example import every_value, significant

pytestmark = pytest.mark.browser
PLACES = {
    "network-backward": "",
    "board-network": "board-example/",
    "two-outputs-network": "two-outputs/",
}
READ = """([name, settings]) => {
  const figure = document.getElementById(name)
  return settings.map(([given, at]) => {
    figure.given = given
    figure.at = at
    figure.show()
    const texts = {}
    for (const text of figure.texts) (texts[text.dataset.value] ??= new Set()).add(text.textContent)
    for (const key in texts) texts[key] = [...texts[key]].join(" or ")
    return {values: figure.values, texts, numbers: figure.find("numbers").textContent}
  })
}"""


def live(visit, name, **how):
    """Open the page of a network, and return it when the network is alive."""
    return alive(visit(PLACES[name], **how), name)


def alive(page, name):
    """Scroll to a network, wait until it is alive, and return the page."""
    page.locator(f"#{name}").scroll_into_view_if_needed()
    page.wait_for_function("name => document.getElementById(name).steps", arg=name)
    return page


def random_settings(network, count):
    """Yield given numbers as a reader could set them, with the values that the snippets compute."""
    rng = np.random.default_rng(3)
    (W1, b1), (W2, b2) = network.parameters
    for size in rng.choice([0.1, 1, 4], count):
        X, T, *matrices = (
            np.round(size * rng.normal(size=matrix.shape), rng.integers(1, 9))
            for matrix in (network.X, network.T, W1, b1, W2, b2)
        )
        yield every_value(X, T, [tuple(matrices[:2]), tuple(matrices[2:])])


@pytest.mark.parametrize("name", PLACES)
def test_every_number_is_that_of_the_snippets(visit, name):
    network = NETWORKS[name]
    expected = list(random_settings(network, 2000))
    every = steps(network.outputs)
    given = [
        ({key: value for key, value in values.items() if key[0] in "xwbt"} | {"η": 0.1}, i)
        for i, values in enumerate(expected)
    ]
    given = [(numbers, 1 + i % len(every)) for numbers, i in given]
    found = live(visit, name).evaluate(READ, [name, given])
    worst, wrong = 0.0, []
    for values, (_, at), shown in zip(expected, given, found, strict=True):
        for key, value in values.items():
            worst = max(worst, abs(value - shown["values"][key]))
        same = {key: shown["values"][key] for key in values}  # two sums may differ by rounding
        texts = {key: number(key, same[key]) for key in shown["texts"]}
        wrong += [(key, shown["texts"][key]) for key in texts if shown["texts"][key] != texts[key]]
        _, line = lines(every[at - 1], same)
        wrong += [] if line == shown["numbers"] else [(line, shown["numbers"])]
    assert wrong == []
    assert worst <= 1e-12


JUDGE = """([name, tried]) => import("/assets/live/answers.js").then(async ({judged}) => {
  const {read} = await import("/assets/live/numbers.js")
  const {steps} = document.getElementById(name)
  return tried.map(([numbers, key, text]) => judged(read(text), steps, numbers, key).says)
})"""
CORRECT = "Correct."


def tried_answers(network):
    """Yield the numbers, a parameter, an answer and the word that its verdict should hold."""
    rng = np.random.default_rng(5)
    (W1, b1), (W2, b2) = network.parameters
    for _ in range(50):
        X, T, *four = (
            np.round(rng.normal(size=matrix.shape), 2) + 0.005
            for matrix in (network.X, network.T, W1, b1, W2, b2)
        )
        parameters, eta = [tuple(four[:2]), tuple(four[2:])], 0.3
        right, wrong = mistakes(X, T, parameters, eta)
        values = every_value(X, T, parameters)
        numbers = {key: value for key, value in values.items() if key[0] in "xwbt"} | {"η": eta}
        for name, gradient in right.items():
            yield numbers, name, significant(gradient), CORRECT
        for word, gradients in wrong.items():
            differ = [name for name, got in gradients.items() if abs(got / right[name] - 1) > 0.02]
            if differ:
                name = differ[rng.integers(len(differ))]
                yield numbers, name, significant(gradients[name]), word


@pytest.mark.parametrize("name", PLACES)
def test_the_likely_mistake_is_named_and_a_right_answer_never_called_wrong(visit, name):
    tried = list(tried_answers(NETWORKS[name]))
    says = live(visit, name).evaluate(JUDGE, [name, [case[:3] for case in tried]])
    rights = [said for said, (*_, word) in zip(says, tried, strict=True) if word == CORRECT]
    assert rights == [CORRECT] * len(rights)
    assert len(rights) == 50 * sum(W.size + b.size for W, b in NETWORKS[name].parameters)
    missed = [
        (word, said) for said, (*_, word) in zip(says, tried, strict=True) if word not in said
    ]
    count = len(tried) - len(rights)
    print(f"{count - len(missed)} of {count} mistakes named; missed {missed}")
    assert len({word for *_, word in tried}) >= 13
    assert len(missed) <= 0.03 * count
