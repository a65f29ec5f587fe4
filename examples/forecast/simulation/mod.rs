//! Learners who work through a plan, each in a way of their own, and what was forecast for them.

mod learner;

use chrono::NaiveDate;
use roadmap::demo::random;
use roadmap::progress::{self, Forecast};

pub(crate) use learner::Kind;
use learner::{Journey, journey};

/// The parts of a plan at which a forecast is made, in percent.
const PARTS: [u64; 3] = [25, 50, 75];

/// When forecasts are made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Moment {
    /// On the days on which 25, 50 and 75 percent of the work are done.
    Done,
    /// When so much of the time that was planned is over, if the learner has not finished.
    Planned,
}

impl Moment {
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Done => "Forecasts when 25, 50 and 75 % of the work are done",
            Self::Planned => "Forecasts when 25, 50 and 75 % of the planned time are over",
        }
    }

    fn days(self, journey: &Journey) -> [NaiveDate; 3] {
        PARTS.map(|part| match self {
            Self::Done => journey.day_with(part),
            Self::Planned => journey.planned_day(part),
        })
    }
}

/// How many forecasts held.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Coverage {
    forecasts: u32,
    p50: u32,
    p80: u32,
}

impl Coverage {
    /// In how many percent of the forecasts the learner finished by the P80.
    pub(crate) fn p80_percent(&self) -> f64 {
        f64::from(self.p80) * 100.0 / f64::from(self.forecasts.max(1))
    }

    /// In how many percent of the forecasts the learner finished by the P50.
    pub(crate) fn p50_percent(&self) -> f64 {
        f64::from(self.p50) * 100.0 / f64::from(self.forecasts.max(1))
    }

    /// Counts one forecast. A day that lies beyond all forecasts holds for every outcome.
    fn count(&mut self, forecast: &Forecast, finished: NaiveDate) {
        if let Forecast::Known(outlook) = forecast {
            let holds = |day: Option<NaiveDate>| u32::from(day.is_none_or(|day| finished <= day));
            self.forecasts += 1;
            self.p50 += holds(outlook.goal.p50);
            self.p80 += holds(outlook.goal.p80);
        }
    }
}

/// How many forecasts held for learners of one kind, at each part of the plan.
pub(crate) fn coverage(kind: Kind, moment: Moment, learners: u64, seed: u64) -> [Coverage; 3] {
    let mut coverage = [Coverage::default(); 3];
    for learner in 0..learners {
        let journey = journey(kind, seed.wrapping_mul(1_000_003).wrapping_add(learner));
        for (day, coverage) in moment.days(&journey).into_iter().zip(&mut coverage) {
            if day < journey.finished {
                let progress = progress::fold(&journey.plan, &journey.events, day);
                coverage.count(&progress::forecast(&journey.plan, &progress), journey.finished);
            }
        }
    }
    coverage
}
