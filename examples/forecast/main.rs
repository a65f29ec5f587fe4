//! How well the forecast does: simulated learners, forecast on the way, against the day on which
//! they finished. Prints the tables of `docs/forecast.md`.
//!
//! ```sh
//! cargo run --release --example forecast -- 4000
//! ```

use std::env;
use std::error::Error;
use std::io::{self, Write};

use simulation::{Coverage, Kind, Moment, coverage};

mod simulation;

#[expect(clippy::disallowed_methods, reason = "an example reads its arguments")]
fn main() -> Result<(), Box<dyn Error>> {
    let learners = env::args().nth(1).map_or(Ok(1_000), |text| text.parse())?;
    let mut out = io::stdout().lock();
    for moment in [Moment::Done, Moment::Planned] {
        writeln!(out, "{}\n", moment.title())?;
        writeln!(
            out,
            "| learner | P80 at 25 % | at 50 % | at 75 % | P50 at 25 % | at 50 % | at 75 % |"
        )?;
        writeln!(out, "|---|---|---|---|---|---|---|")?;
        for kind in Kind::USUAL.into_iter().chain(Kind::UNUSUAL) {
            let rows = coverage(kind, moment, learners, 1);
            let cell = |share: fn(&Coverage) -> f64| {
                rows.iter().map(|row| format!("{:.1}", share(row))).collect::<Vec<_>>().join(" | ")
            };
            let (p80, p50) = (cell(Coverage::p80_percent), cell(Coverage::p50_percent));
            writeln!(out, "| {} | {p80} | {p50} |", kind.name())?;
        }
        writeln!(out)?;
    }
    Ok(())
}
