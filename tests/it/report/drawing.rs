//! The page as a reader sees it: parsed by a real HTML parser, its charts read by their axes.

use chrono::{Datelike as _, Months, NaiveDate};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// How far a place may be from where it should be, in pixels: places are whole tenths.
const NEAR: f64 = 0.11;

/// The selector, which has to be right.
pub(super) fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

/// All elements below one.
pub(super) fn all<'a>(root: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    root.select(&selector(css)).collect()
}

/// The text of an element, with blanks as a browser shows them.
pub(super) fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The section below a heading; `None` where the page has none.
pub(super) fn section<'a>(page: &'a Html, id: &str) -> Option<ElementRef<'a>> {
    page.select(&selector(&format!("[aria-labelledby={id}]"))).next()
}

/// The rows of the table below an element, without its head.
pub(super) fn table(root: ElementRef) -> Vec<Vec<String>> {
    let row = |row: ElementRef| all(row, "th, td").into_iter().map(text).collect();
    all(root, "tbody tr").into_iter().map(row).collect()
}

/// A number in an attribute.
pub(super) fn at(element: ElementRef, name: &str) -> f64 {
    let text = element.attr(name).unwrap_or_else(|| panic!("no {name} in {}", element.html()));
    text.parse().expect("a number")
}

/// A day in JSON.
pub(super) fn day(value: &Value) -> NaiveDate {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no day: {value}"))
}

/// A day as an English page says it.
pub(super) fn said(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// A length of time as an English page says it; empty for none.
pub(super) fn time(seconds: &Value) -> String {
    let minutes = seconds.as_u64().expect("seconds") / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) if seconds.as_u64() == Some(0) => String::new(),
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes}m"),
    }
}

/// Two places that should be one.
#[track_caller]
pub(super) fn same_place(one: f64, other: f64, what: &str) {
    assert!((one - other).abs() < NEAR, "{what}: is at {one}, should be at {other}");
}

/// A line through two points, read off an axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    from: (f64, f64),
    slope: f64,
}

impl Scale {
    fn through(one: (f64, f64), other: (f64, f64)) -> Self {
        Self { from: one, slope: (other.1 - one.1) / (other.0 - one.0) }
    }

    /// Where a value stands.
    pub(super) fn place(self, value: f64) -> f64 {
        self.from.1 + self.slope * (value - self.from.0)
    }
}

/// The axis of days, read off the lines at the first of each month; the drawing begins with the
/// first day of `ends`, and ends after the other one, which matters where it has no month's line.
pub(super) fn days(svg: ElementRef, ends: [(NaiveDate, f64); 2]) -> DayScale {
    let [(first, left), (end, right)] = ends;
    let lines = all(svg, "line.grid").into_iter();
    let xs: Vec<f64> = lines
        .filter(|line| line.attr("x1") == line.attr("x2"))
        .map(|line| at(line, "x1"))
        .collect();
    let months = (0..).map(|months| first.with_day(1).expect("a day") + Months::new(months));
    let months: Vec<NaiveDate> = months.skip_while(|month| *month < first).take(xs.len()).collect();
    let number = |day: NaiveDate| f64::from(day.num_days_from_ce());
    let (last, x) = (months.last().unwrap_or(&first), xs.last().unwrap_or(&left));
    let far = if *last > first { (number(*last), *x) } else { (number(end) + 1.0, right) };
    let scale = Scale::through((number(first), left), far);
    for (month, x) in months.iter().zip(&xs) {
        same_place(*x, scale.place(number(*month)), &format!("the line of {month}"));
    }
    DayScale(scale)
}

/// Where days stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayScale(Scale);

impl DayScale {
    /// Where a day begins.
    pub(super) fn start(self, day: NaiveDate) -> f64 {
        self.0.place(f64::from(day.num_days_from_ce()))
    }

    /// Where it ends.
    pub(super) fn end(self, day: NaiveDate) -> f64 {
        self.start(day.succ_opt().expect("a day"))
    }
}

/// The upright axis, read off its lines and the numbers beside them; the sign is the unit.
pub(super) fn heights(svg: ElementRef, unit: char) -> Scale {
    let lines = all(svg, "line.grid").into_iter();
    let lines = lines.filter(|line| line.attr("y1") == line.attr("y2"));
    let labels = all(svg, "text[text-anchor=end]").into_iter().map(text);
    let marks: Vec<(f64, f64)> = labels
        .map(|label| label.trim_end_matches(unit).parse().expect("a number"))
        .zip(lines.map(|line| at(line, "y1")))
        .collect();
    let scale = Scale::through(marks[0], marks[marks.len() - 1]);
    for (value, y) in marks {
        same_place(y, scale.place(value), &format!("the line of {value}"));
    }
    scale
}

/// The points of a path of straight lines.
pub(super) fn points(path: ElementRef) -> Vec<(f64, f64)> {
    let text = path.attr("d").expect("a path").trim_end_matches('Z');
    let point = |point: &str| {
        let (x, y) = point.split_once(' ').expect("two numbers");
        (x.parse().expect("a number"), y.parse().expect("a number"))
    };
    text.split(['M', 'L']).filter(|point| !point.is_empty()).map(point).collect()
}

/// How high a line is at a place.
pub(super) fn height_at(points: &[(f64, f64)], x: f64) -> f64 {
    let ahead = points.windows(2).find(|pair| pair[0].0 <= x + NEAR && x <= pair[1].0 + NEAR);
    let Some(pair) = ahead else { panic!("the line does not reach {x}: {points:?}") };
    if (pair[1].0 - x).abs() < NEAR {
        // The line goes up between two days; a day's number is where it ends.
        let later = points.iter().filter(|point| (point.0 - x).abs() < NEAR);
        return later.map(|point| point.1).fold(f64::INFINITY, f64::min);
    }
    Scale::through(pair[0], pair[1]).place(x)
}
