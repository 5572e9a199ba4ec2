"""Draw the networks that move: each with its numbers and its steps, as data for the page."""

import json
from functools import partial
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from snippets import board_example as board
from snippets import two_outputs as two
from snippets import worked_example as example
from tools.figures import network_steps
from tools.figures.kit.record import Figure, Moving
from tools.figures.step_lines import lines
from tools.figures.worked_example import (
    ONE_OUTPUT,
    PLACES,
    WIRES,
    Layout,
    Places,
    Wires,
    draw,
    every_value,
    written,
)

PLACES_TWO: Places = {
    name: place for name, place in PLACES.items() if name[0] == "x" or "^1" in name
}
RIGHT, DOWN = 420, 400  # from a place in the hidden layer to that in the output layer
ALIKE = {"w^1_11": "w^2_11", "w^1_12": "w^2_12", "w^1_21": "w^2_21", "w^1_22": "w^2_22"}
ALIKE |= {f"{letter}^1_{k}": f"{letter}^2_{k}" for letter in "zδ" for k in (1, 2)}
for hidden, output in ALIKE.items():
    (x, y), (across, along) = PLACES[hidden]
    PLACES_TWO[output] = (x + RIGHT, y), (across, along + DOWN)
PLACES_TWO |= {
    "b^1_2": ((366, 217), (214, 345)),
    "w^2_12": ((572, 140), (124, 473)),
    "w^2_21": ((580, 214), (134, 611)),
    "b^2_1": ((770, 17), (50, 745)),
    "b^2_2": ((770, 217), (214, 745)),
    "t_1": ((590, 385), (82, 857)),
    "t_2": ((690, 385), (246, 857)),
    "L": ((830, 385), (164, 905)),
}
WIRES_TWO: Wires = {name: lines for name, lines in WIRES.items() if "^1" in name} | {
    "b^1_2": (((366, 232), (366, 252)), ((208, 318), (208, 330))),
    "w^2_11": (((492, 80), (760, 80)), ((154, 310), (154, 420), (52, 450), (52, 662))),
    "w^2_12": (((492, 80), (760, 280)), ((154, 420), (110, 450), (218, 662))),
    "w^2_21": (((492, 280), (760, 80)), ((316, 310), (316, 420), (218, 450), (110, 662))),
    "w^2_22": (((492, 280), (760, 280)), ((316, 420), (276, 450), (276, 662))),
    "b^2_1": (((780, 32), (780, 52)), ((44, 718), (44, 730))),
    "b^2_2": (((780, 232), (780, 252)), ((208, 718), (208, 730))),
    "t_1": (((590, 370), (590, 360), (730, 360), (778, 370)), ((82, 872), (118, 890))),
    "t_2": (((728, 385), (768, 385)), ((246, 872), (210, 890))),
    "y_1": (
        ((912, 80), (930, 80), (930, 380), (892, 380)),
        ((158, 690), (164, 690), (164, 890)),
    ),
    "y_2": (
        ((912, 280), (922, 280), (922, 390), (892, 390)),
        ((322, 690), (326, 690), (326, 905), (226, 905)),
    ),
}
TWO_OUTPUTS = Layout(
    ((940, 402), (328, 922)),
    {f"z^{layer}_{k}": f"{a}_{k}" for layer, a in ((1, "a^1"), (2, "y")) for k in (1, 2)},
    PLACES_TWO,
    WIRES_TWO,
)


class Network(NamedTuple):
    """The numbers of a network that moves, its layout, and how its figure's title begins."""

    words: str
    X: Any
    T: Any
    parameters: Any
    eta: float
    layout: Layout = ONE_OUTPUT

    @property
    def outputs(self) -> int:
        """How many outputs there are."""
        return int(self.T.shape[1])

    def values(self) -> dict[str, float]:
        """Return every number of both passes by its symbol."""
        return every_value(self.X, self.T, self.parameters)

    def drawn(self, tall: bool) -> Element:
        """Return the network after both passes."""
        texts = written(self.values())
        known = {name: text for name, text in texts.items() if name[0] != "∂"}
        slopes = {name[1:]: text for name, text in texts.items() if name[:2] in ("∂w", "∂b")}
        title = f"{self.words} after the backward pass, with the delta of each unit and the "
        return draw(tall, f"{title}gradient of each weight and bias.", known, slopes, self.layout)

    def table(self) -> str:
        """Return the steps as the rows of an HTML table, for who has no JavaScript."""
        values = self.values()
        rows = [(step.words, *lines(step, values)) for step in network_steps.steps(self.outputs)]
        return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)

    def data(self) -> str:
        """Return the given numbers and the steps, as the page's script reads them."""
        given = {name: value for name, value in self.values().items() if name[0] in "xwbt"}
        steps = [step._asdict() for step in network_steps.steps(self.outputs)]
        data = {"given": given | {"η": self.eta}, "steps": steps}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


NETWORKS = {
    "network-backward": Network(
        "The 2-2-1 network", example.X, example.T, example.parameters, example.eta
    ),
    "board-network": Network(
        "The network for the board",
        board.X_board,
        board.T_board,
        board.parameters_board,
        board.eta_board,
    ),
    "two-outputs-network": Network(
        "The network with two outputs",
        example.X,
        two.T_two,
        two.parameters_two,
        example.eta,
        TWO_OUTPUTS,
    ),
}
HEADINGS = {
    "network-backward": "The network after the backward pass",
    "board-network": "The network for the board",
    "two-outputs-network": "The network with two outputs",
}
FIGURES: dict[str, Figure] = {
    name: Figure(
        HEADINGS[name],
        partial(network.drawn, tall=False),
        partial(network.drawn, tall=True),
        Moving(network.data, network.table),
    )
    for name, network in NETWORKS.items()
}
