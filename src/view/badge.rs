//! A badge: how much is done, and the streak.

use unicode_width::UnicodeWidthStr as _;

use super::Lang;
use super::report::Review;
use super::svg::{Anchor, Rect, Svg, Tenths};

const STYLE: &str = "text{font:11px Verdana,'DejaVu Sans','PingFang SC','Microsoft YaHei',\
    'Noto Sans CJK SC',sans-serif;fill:#fff}.left{fill:#45423c}.right{fill:#165e4b}.shape{rx:3px}";

/// Half a square of text at the size of the badge, wide enough for the widest of its fonts.
const COLUMN: Tenths = 73;

const HEIGHT: Tenths = 200;

/// The badge as SVG, ending in a line break.
#[must_use]
pub fn badge(review: &Review, lang: Lang) -> String {
    let days = lang.words().review().days(review.overall.strict.current.into());
    let percent = review.total.percent.map(|percent| format!("{percent}% · ")).unwrap_or_default();
    let value = format!("{percent}{days}");
    let name = "roadmap";
    let columns = |text: &str| i64::try_from(text.width()).unwrap_or_default();
    let (left, right) = (columns(name) * COLUMN + 120, columns(&value) * COLUMN + 120);
    let mut svg = Svg::new(left + right, HEIGHT, "badge", &format!("{name}: {value}"));
    svg.style(STYLE);
    let rect = |left, width| Rect { left, top: 0, width, height: HEIGHT };
    svg.rect(rect(0, left + right), "right shape", "");
    svg.rect(rect(0, left), "left shape", "");
    // The inner corners of the left part are square.
    svg.rect(rect(left - 40, 40), "left", "");
    svg.text((left / 2, 140), Anchor::Middle, "name", name);
    svg.text((left + right / 2, 140), Anchor::Middle, "value", &value);
    format!("{}\n", svg.finish())
}
