//! The worked examples of `docs/progress.md`.

use chrono::NaiveDate;
use roadmap::civil;
use roadmap::progress::{self, Pace};

use crate::support::{event, moment, plan, project_file, table_rows};

fn said(pace: Pace) -> String {
    let days = |days: u32| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    match pace {
        Pace::Empty => "empty".to_owned(),
        Pace::Upcoming => "upcoming".to_owned(),
        Pace::OnTime => "on time".to_owned(),
        Pace::Ahead { days: ahead } => format!("{} ahead", days(ahead)),
        Pace::Behind { days: behind } => format!("{} behind", days(behind)),
        Pace::Finished { on, late_days } => format!("finished {on}, {late_days} late"),
    }
}

#[test]
fn the_table_of_paces_holds_for_the_phase_and_for_the_plan() {
    let plan = plan(
        r#"
        title = "Pace"
        start = 2025-08-01
        [[phase]]
        id = "1"
        title = "One"
        window = "2025-09-01..2025-09-20"
        task = [
          { id = "a", title = "A" }, { id = "b", title = "B" },
          { id = "c", title = "C" }, { id = "d", title = "D" },
        ]
        "#,
    );
    let rows = table_rows(&project_file("docs/progress.md"), "## Ahead and behind");
    assert_eq!(rows.len(), 12);
    for row in rows {
        let [day, done, percent, planned, pace] = row.as_slice() else { panic!("{row:?}") };
        let day: NaiveDate = civil::parse_date(day).unwrap();
        let done: usize = done.parse().unwrap();
        let events: Vec<_> = ["a", "b", "c", "d"][..done]
            .iter()
            .enumerate()
            .map(|(at, id)| {
                event(&format!("Done: {id} day=2025-08-20"), moment("2025-08-20T12:00:00Z"), at)
            })
            .collect();
        let progress = progress::fold(&plan, &events, day);
        let phase = &progress.phases[0];
        let got = (
            phase.done.percent().map(|percent| percent.to_string()),
            phase.planned.percent().map(|percent| percent.to_string()),
            said(phase.pace),
        );
        assert_eq!(got, (Some(percent.clone()), Some(planned.clone()), pace.clone()), "{row:?}");
        assert_eq!(said(progress.total.pace), *pace, "{row:?}");
        let total_planned = progress.total.planned_percent.map(|percent| percent.to_string());
        assert_eq!(total_planned, Some(planned.clone()), "{row:?}");
    }
}

#[test]
fn a_finished_phase_is_measured_against_its_last_day() {
    let plan = plan(
        r#"
        title = "Pace"
        start = 2025-09-01
        [[phase]]
        id = "1"
        title = "One"
        window = "2025-09-01..2025-09-20"
        task = [{ id = "a", title = "A" }, { id = "b", title = "B" }]
        "#,
    );
    for (day, want) in [("2025-09-17", -3), ("2025-09-20", 0), ("2025-10-02", 12)] {
        let at = moment("2025-12-01T12:00:00Z");
        let events =
            [event("Done: a day=2025-09-02", at, 0), event(&format!("Done: b day={day}"), at, 1)];
        let as_of = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
        let pace = progress::fold(&plan, &events, as_of).phases[0].pace;
        let on = civil::parse_date(day).unwrap();
        assert_eq!(pace, Pace::Finished { on, late_days: want });
    }
}
