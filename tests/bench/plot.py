"""Draws growth.svg; run in an environment of its own, which has pygal.

python plot.py RESULTS.json GROWTH.svg
"""

import json
import sys
from pathlib import Path
from typing import Any

import pygal
from pygal.style import Style

# Legible on GitHub's light and dark pages alike.
GREY = "#80868f"
FAINT = "rgba(128, 134, 143, 0.3)"
COLOURS = ("#2f81f7", "#d9822b", "#3fa45b")
STROKES = {"app": {}, "floor": {"dasharray": "4, 4"}}
NAMES = {"app": "app, {}", "floor": "floor (dashed), {}"}


def chart(rows: list[dict[str, Any]]) -> pygal.Line:
    """p50 by the number of cruds: a line for each group of readers, the floor's dashed."""
    readers = list(dict.fromkeys(row["readers"] for row in rows))
    sizes = sorted({row["posts"] for row in rows})
    p50 = {(row["server"], row["readers"], row["posts"]): row["p50"] for row in rows}
    line = pygal.Line(
        style=_style(len(readers)),
        title="Home feed: p50 in ms, by cruds in the database",
        x_labels=[f"{size:,}" for size in sizes],
        range=(0, 1.1 * max(p50.values())),
        width=800,
        height=420,
        margin=12,
        margin_right=40,
        max_scale=8,
        dots_size=4,
        legend_at_bottom=True,
        legend_at_bottom_columns=3,
        truncate_legend=-1,
        disable_xml_declaration=True,
        js=[],
    )
    line.uuid = "growth"
    line.add_xml_filter(_without_scripts)
    for server, stroke in STROKES.items():
        for who in readers:
            values = [p50.get((server, who, size)) for size in sizes]
            line.add(NAMES[server].format(who), values, stroke_style=stroke)
    return line


def _style(readers: int) -> Style:
    return Style(
        background="transparent",
        plot_background="transparent",
        foreground=GREY,
        foreground_strong=GREY,
        foreground_subtle=GREY,
        guide_stroke_color=FAINT,
        major_guide_stroke_color=FAINT,
        guide_stroke_dasharray="none",
        major_guide_stroke_dasharray="none",
        stroke_width="2",
        colors=COLOURS[:readers] * 2,
        font_family="system-ui, sans-serif",
        title_font_size=16,
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=13,
    )


def _without_scripts(root: Any) -> Any:
    """A picture has no use for what shows values under a mouse."""
    for parent in root.iter():
        for script in parent.findall("script"):
            parent.remove(script)
    return root


if __name__ == "__main__":
    results, target = map(Path, sys.argv[1:])
    chart(json.loads(results.read_text())["growth"]).render_to_file(str(target))
