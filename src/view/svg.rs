//! SVG as text. Whatever it is given is escaped; places and sizes are in tenths, in integers, so
//! that the same drawing has the same bytes on every machine.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// A length in tenths of a pixel.
pub(super) type Tenths = i64;

/// A drawing while it is made.
pub(super) struct Svg {
    text: String,
}

/// Where a text stands to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rect {
    pub(super) left: Tenths,
    pub(super) top: Tenths,
    pub(super) width: Tenths,
    pub(super) height: Tenths,
}

impl Svg {
    /// A drawing that people who cannot see it know as `label`.
    pub(super) fn new(width: Tenths, height: Tenths, class: &str, label: &str) -> Self {
        let mut svg = Self { text: String::new() };
        let (width, height) = (length(width), length(height));
        let _ = write!(
            svg.text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" class=\"{class}\" role=\"img\" aria-label=\"{}\">",
            escaped(label)
        );
        svg
    }

    /// What stands in a `style` element of its own; the text is ours.
    pub(super) fn style(&mut self, css: &'static str) {
        let _ = write!(self.text, "<style>{css}</style>");
    }

    /// A rectangle, with a text for whoever points at it.
    pub(super) fn rect(&mut self, rect: Rect, class: &str, title: &str) {
        let Rect { left, top, width, height } = rect;
        let _ = write!(
            self.text,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{class}\"",
            length(left),
            length(top),
            length(width.max(0)),
            length(height.max(0)),
        );
        if title.is_empty() {
            self.text.push_str("/>");
        } else {
            let _ = write!(self.text, "><title>{}</title></rect>", escaped(title));
        }
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (Tenths, Tenths), to: (Tenths, Tenths), class: &str) {
        let _ = write!(
            self.text,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{class}\"/>",
            length(from.0),
            length(from.1),
            length(to.0),
            length(to.1)
        );
    }

    /// A filled circle.
    pub(super) fn circle(&mut self, centre: (Tenths, Tenths), radius: Tenths, class: &str) {
        let (x, y, radius) = (length(centre.0), length(centre.1), length(radius));
        let _ =
            write!(self.text, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\"/>");
    }

    /// A path through points; closed ones are filled by their class.
    pub(super) fn path(&mut self, points: &[(Tenths, Tenths)], closed: bool, class: &str) {
        let mut path = String::new();
        for (at, (x, y)) in points.iter().enumerate() {
            let _ =
                write!(path, "{}{} {}", if at == 0 { "M" } else { "L" }, length(*x), length(*y));
        }
        let end = if closed { "Z" } else { "" };
        let _ = write!(self.text, "<path d=\"{path}{end}\" class=\"{class}\"/>");
    }

    /// A line of text.
    pub(super) fn text(
        &mut self,
        place: (Tenths, Tenths),
        anchor: Anchor,
        class: &str,
        text: &str,
    ) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (length(place.0), length(place.1));
        let text = escaped(text);
        let _ =
            write!(self.text, "<text x=\"{x}\" y=\"{y}\"{anchor} class=\"{class}\">{text}</text>");
    }

    /// The finished drawing.
    pub(super) fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }
}

/// A length as SVG has it.
fn length(tenths: Tenths) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
    }
}

/// A text that means itself in an element and in an attribute. Control characters, which XML has
/// no way to say, are shown as a replacement.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ if sign.is_control() => safe.push('\u{fffd}'),
            _ => safe.push(sign),
        }
    }
    safe
}

/// As much of a text as fits so many half-width columns, with `…` where something is left out.
pub(super) fn shortened(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let fits = |sign: &char| {
        let width = sign.width().unwrap_or_default();
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_themselves_and_lengths_are_brief() {
        assert_eq!(
            escaped("<a href='x'>&\"\u{1b}"),
            "&lt;a href=&#39;x&#39;&gt;&amp;&quot;\u{fffd}"
        );
        assert_eq!([length(120), length(125), length(-5)], ["12", "12.5", "-0.5"]);
        assert_eq!(shortened("后端开发基础", 7), "后端开…");
        assert_eq!(shortened("short", 5), "short");
    }
}
