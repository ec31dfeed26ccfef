"""Reading a figure's structure leaves the figure as the learner made it, and needs no layout."""

import pytest
from matplotlib.figure import Figure

from blocnotes_handin.codecs import Refused
from blocnotes_handin.figures import draw_picture, encode_figure


def draw(layout):
    figure = Figure(layout=layout)
    left, right = figure.subplots(1, 2)
    figure.colorbar(left.imshow([[0, 1], [1, 0]]), ax=left)
    right.plot([1, 2], [1, 10])
    right.set_yscale("log")
    right.set_title("$x^2$")
    return figure


@pytest.mark.parametrize("layout", [None, "none", "tight", "constrained", "compressed"])
def test_a_figure_keeps_its_layout(layout):
    figure = draw(layout)
    engine = figure.get_layout_engine()
    summary = encode_figure(figure)["figure"]
    assert figure.get_layout_engine() is engine
    assert [axes["colourbar"] for axes in summary["axes"]] == [False, False, True]
    assert draw_picture(figure)


def test_the_structure_is_the_same_with_any_layout():
    plain, laid_out = (encode_figure(draw(layout))["figure"] for layout in (None, "constrained"))
    kept = ("title", "xlabel", "ylabel", "xscale", "yscale", "xlim", "ylim", "marks")
    assert [[axes[name] for name in kept] for axes in plain["axes"]] == [
        [axes[name] for name in kept] for axes in laid_out["axes"]
    ]


def test_a_formula_that_is_none_is_told_before_anything_is_sent():
    figure = draw("constrained")
    engine = figure.get_layout_engine()
    figure.axes[0].set_title("$\\frac{$")
    with pytest.raises(Refused, match="dessinée"):
        encode_figure(figure)
    assert figure.get_layout_engine() is engine
