//! The drawing itself: rows of labelled marks over an axis, and points over days.

use super::axis::Axis;

/// Units of the drawing; narrow enough to stay legible on a telephone.
const WIDTH: f64 = 360.0;
const LEFT: f64 = 10.0;
const RIGHT: f64 = 350.0;
const ROW: f64 = 36.0;
/// Characters of a label that fit the width.
const LABEL: usize = 44;

/// A picture of labelled rows over one axis.
pub(super) struct Plot<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) axis: Axis,
    pub(super) rows: Vec<Row>,
    /// Are the values written beside the labels? Long positions are left to the text around the picture.
    pub(super) values: bool,
}

/// One claim.
pub(super) struct Row {
    /// Which side it backs; gives shape and colour.
    pub(super) side: usize,
    /// Who says it.
    pub(super) label: String,
    /// What is said.
    pub(super) value: String,
    pub(super) shape: Shape,
    pub(super) hedged: bool,
}

/// What a row marks.
pub(super) enum Shape {
    /// One place.
    Point(f64),
    /// Bounds; an open one is `None`.
    Range { low: Option<f64>, high: Option<f64> },
}

impl Shape {
    /// Its finite ends.
    pub(super) fn ends(&self) -> Vec<f64> {
        match *self {
            Shape::Point(at) => vec![at],
            Shape::Range { low, high } => low.into_iter().chain(high).collect(),
        }
    }
}

impl Plot<'_> {
    /// The picture as an SVG element.
    pub(super) fn svg(&self) -> String {
        let bottom = ROW * self.rows.len() as f64 + 8.0;
        let mut body = ticks(&self.axis, bottom);
        let mut told = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let y = ROW * at as f64 + 4.0;
            let value = if self.values { cut(&row.value, 24) } else { String::new() };
            body += &text(LEFT, y + 11.0, "label", "start", &cut(&row.label, LABEL - value.chars().count()));
            body += &text(RIGHT, y + 11.0, "value", "end", &value);
            body += &self.mark(row, y + 23.0);
            let hedged = if row.hedged { ", hedged" } else { "" };
            told.push(format!("{}: {}{hedged}", row.label, row.value));
        }
        frame(self.id, self.title, &(told.join("; ") + "."), bottom + 30.0, &body)
    }

    fn mark(&self, row: &Row, y: f64) -> String {
        let x = |value: f64| LEFT + self.axis.place(value) * (RIGHT - LEFT);
        let class = format!("side-{}{}", row.side % 5 + 1, if row.hedged { " hedged" } else { "" });
        let inner = match row.shape {
            Shape::Point(at) => point(row.side, x(at), y),
            Shape::Range { low: Some(low), high: Some(high) } if low == high => point(row.side, x(low), y),
            Shape::Range { low, high } => {
                let (from, to) = (low.map_or(LEFT, x), high.map_or(RIGHT, x));
                let mut inner = bar(from, to, y, row.hedged);
                inner += &match low {
                    Some(_) => whisker(from, y),
                    None => arrow(LEFT, y, 1.0),
                };
                inner += &match high {
                    Some(_) => whisker(to, y),
                    None => arrow(RIGHT, y, -1.0),
                };
                // The shape that tells the side stands at the stated end.
                inner + &point(row.side, if low.is_some() { from } else { to }, y)
            }
        };
        format!("<g class=\"{class}\">{inner}</g>")
    }
}

/// Figures over days; points of one side are joined.
pub(super) fn timeline(id: &str, across: &Axis, up: &Axis, points: &[(f64, f64, usize, String)]) -> String {
    let (top, bottom, left) = (26.0, 160.0, 56.0);
    let x = |day: f64| left + across.place(day) * (RIGHT - left);
    let y = |value: f64| bottom - up.place(value) * (bottom - top);
    let mut body = String::new();
    for (value, label) in &up.ticks {
        let y = y(*value);
        body += &format!("<path class=\"grid\" d=\"M{left:.1} {y:.1}H{RIGHT:.1}\"/>");
        body += &text(left - 6.0, y + 4.0, "tick", "end", label);
    }
    for (day, label) in &across.ticks {
        body += &text(x(*day), bottom + 18.0, "tick", "middle", label);
    }
    let sides = points.iter().map(|point| point.2).max().unwrap_or(0);
    for side in 0..=sides {
        let own: Vec<_> = points.iter().filter(|point| point.2 == side).collect();
        let line: Vec<String> =
            own.iter().map(|point| format!("{:.1} {:.1}", x(point.0), y(point.1))).collect();
        if line.len() > 1 {
            body += &format!("<path class=\"line side-{}\" d=\"M{}\"/>", side % 5 + 1, line.join("L"));
        }
        for own in own {
            body += &format!(
                "<g class=\"side-{}\"><title>{}</title>{}</g>",
                side % 5 + 1,
                escape(&own.3),
                point(side, x(own.0), y(own.1))
            );
        }
    }
    if !up.unit.is_empty() {
        body += &text(4.0, 12.0, "tick", "start", &up.unit);
    }
    let told: Vec<&str> = points.iter().map(|point| point.3.as_str()).collect();
    let told = format!("In order of publication: {}.", told.join("; "));
    frame(id, "The figure from day to day", &told, bottom + 28.0, &body)
}

fn frame(id: &str, title: &str, told: &str, height: f64, body: &str) -> String {
    format!(
        "<svg class=\"figure\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{}</desc>\
         <defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 0V6\"/></pattern></defs>{}</svg>",
        escape(told),
        body.replace("url(#hatch)", &format!("url(#{id}-hatch)")),
        id = escape(id),
        title = escape(title),
    )
}

fn ticks(axis: &Axis, bottom: f64) -> String {
    let mut body = format!("<path class=\"axis\" d=\"M{LEFT} {bottom:.1}H{RIGHT}\"/>");
    for (value, label) in &axis.ticks {
        let x = LEFT + axis.place(*value) * (RIGHT - LEFT);
        body += &format!("<path class=\"grid\" d=\"M{x:.1} 20V{bottom:.1}\"/>");
        // A label at the edge grows inwards.
        let width = label.chars().count() as f64 * 3.2;
        let anchor = if x - width < 2.0 {
            "start"
        } else if x + width > WIDTH - 2.0 {
            "end"
        } else {
            "middle"
        };
        body += &text(x, bottom + 14.0, "tick", anchor, label);
    }
    if !axis.unit.is_empty() {
        body += &text(RIGHT, bottom + 27.0, "tick", "end", &axis.unit);
    }
    body
}

/// A side's own shape: disc, square, diamond, triangle, ring.
fn point(side: usize, x: f64, y: f64) -> String {
    match side % 5 {
        0 => format!("<circle class=\"point\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>"),
        1 => format!("<path class=\"point\" d=\"M{:.1} {:.1}h9v9h-9z\"/>", x - 4.5, y - 4.5),
        2 => format!("<path class=\"point\" d=\"M{x:.1} {:.1}l6 6l-6 6l-6 -6z\"/>", y - 6.0),
        3 => format!("<path class=\"point\" d=\"M{x:.1} {:.1}l6 10h-12z\"/>", y - 6.0),
        _ => format!("<circle class=\"ring\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>"),
    }
}

fn bar(from: f64, to: f64, y: f64, hedged: bool) -> String {
    let fill = if hedged { " fill=\"url(#hatch)\"" } else { "" };
    let width = (to - from).max(0.0);
    format!(
        "<rect class=\"bar\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"6\"{fill}/>",
        y - 3.0
    )
}

fn whisker(x: f64, y: f64) -> String {
    format!("<path class=\"whisker\" d=\"M{x:.1} {:.1}v12\"/>", y - 6.0)
}

/// An open end: the bar goes on beyond the picture.
fn arrow(x: f64, y: f64, inwards: f64) -> String {
    format!(
        "<path class=\"whisker\" d=\"M{:.1} {:.1}L{x:.1} {y:.1}L{:.1} {:.1}\"/>",
        x + 7.0 * inwards,
        y - 5.0,
        x + 7.0 * inwards,
        y + 5.0
    )
}

fn text(x: f64, y: f64, class: &str, anchor: &str, content: &str) -> String {
    format!(
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>",
        escape(content)
    )
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        text.to_owned()
    } else {
        text.chars().take(most - 1).chain(['…']).collect()
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
