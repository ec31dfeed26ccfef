import math

import pytest

from blocnotes.grading.drawings import (
    Figure,
    bars_and_points,
    baseline_fault,
    beside,
    blended,
    colour,
    confused,
    curves,
    faint_text,
    has_unit,
    items,
    looks_like,
    numbers,
    plain,
    ratio,
    word,
)


def axes(marks, **more):
    return {
        "title": "",
        "xlabel": "jour",
        "ylabel": "appels (milliers)",
        "xlim": [-0.5, 1.5],
        "ylim": [0, 12],
        "xscale": "linear",
        "yscale": "linear",
        "xticks": {"at": [0, 1], "labels": ["lundi", "mardi"]},
        "background": "#ffffff",
        "ink": ["#000000"],
        "marks": marks,
    } | more


def bars(heights, fill="#1f4e79"):
    return {
        "type": "bars",
        "orientation": "vertical",
        "x": [0, 1],
        "y": [0.5 * height if abs(height) < 1e9 else height for height in heights],
        "widths": [0.8, 0.8],
        "heights": heights,
        "fills": [fill, fill],
    }


def line(x, y, **more):
    return {"type": "line", "x": x, "y": y, "colour": "#1f4e79", "style": "-", "label": "ligne"} | more


def test_bars_are_read_with_their_names_and_their_start():
    figure = Figure({"axes": [axes([bars([10, 4])])]})
    marks = bars_and_points(figure)
    assert [(mark.tick, mark.value, mark.start) for mark in marks] == [("lundi", 10, 0), ("mardi", 4, 0)]
    assert baseline_fault(figure, marks) == ""
    assert figure.values_label(figure.panels[0], "y") == "appels (milliers)"


def test_a_cut_axis_is_a_fault_of_bars():
    figure = Figure({"axes": [axes([bars([10, 4])], ylim=[3, 12])]})
    assert "tronqué" in baseline_fault(figure, bars_and_points(figure))
    figure = Figure({"axes": [axes([bars([10, 4])], yscale="log")]})
    assert "logarithmique" in baseline_fault(figure, bars_and_points(figure))


def test_lines_and_isolated_points_are_told_apart():
    drawn = [line([0, 1], [2, 3]), line([0, 1], [5, 6], style="None", marker="o")]
    figure = Figure({"axes": [axes(drawn)]})
    assert [(found.x, found.y) for found in curves(figure)] == [([0, 1], [2, 3])]
    assert [mark.value for mark in bars_and_points(figure)] == [5, 6]


def test_panels_that_share_an_axis_share_its_ticks():
    second = axes([line([0, 1], [1, 1])], xticks={"at": [], "labels": []}, title="soir")
    figure = Figure({"axes": [axes([line([0, 1], [2, 2])], title="matin"), second]})
    assert figure.panels[1].ticks("x") == [(0, "lundi"), (1, "mardi")]
    assert [panel.title for panel in figure.panels] == ["matin", "soir"]


def test_colours():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("", "#ffffff") == 0
    assert blended("#000000", 0.5, "#ffffff") == "#808080"
    assert confused(["#808000", "#b06000"]) and not confused(["#000000", "#ffffff"])
    assert faint_text(Figure({"axes": [axes([], ink=["#cccccc"])]}))


def test_labels():
    assert plain("Intensité gCO$_2$e/kWh") == "intensite gco$2$e/kwh"
    assert has_unit("appels (milliers)", "milliers") and not has_unit("", "milliers")


@pytest.mark.parametrize(
    "summary",
    [None, [], 3, {"axes": 3}, {"axes": [None, 3, {"marks": [None]}]}, {"axes": [axes([bars([math.nan, 10**400])])]}],
)
def test_a_hostile_summary_shows_nothing(summary):
    figure = Figure(summary)
    assert bars_and_points(figure) == [] and curves(figure) == []
    assert not figure.twins()


def test_readers_give_nothing_for_another_kind():
    assert items("abc") == [] and word(3) == "" and colour("red") == ""
    assert numbers([True, "1", math.inf, 2]) == [None, None, None, 2]


def test_an_entry_of_a_legend_is_told_by_colour_dashes_and_marker():
    found = curves(Figure({"axes": [axes([line([0, 1], [1, 2], dashes=[4, 2]), line([0, 1], [8, 9], dashes=[])])]}))
    key = {"label": "abonnés", "colour": "#1f4e79", "dashes": [4, 2], "marker": ""}
    assert [looks_like(key, one) for one in found] == [True, False]
    assert [looks_like({"label": "abonnés", "colour": "#1f4e79"}, one) for one in found] == [True, True]
    assert not looks_like({**key, "colour": "#9c3a00"}, found[0])


def test_a_text_names_the_line_that_it_stands_beside():
    figure = Figure({"axes": [axes([line([0, 1], [1, 2]), line([0, 1], [8, 9])])]})
    low, high = curves(figure)
    assert beside(figure.panels[0], low, [low, high], 1.1, 2.2)
    assert not beside(figure.panels[0], high, [low, high], 1.1, 2.2)
    nowhere = Figure({"axes": [axes([line([0, 1], [1, 2])], xlim=[0, 0])]})
    assert not beside(nowhere.panels[0], low, [low], 1, 2)
