//! The page taken apart: every bar, square, line, strip, dot and cell says the number of the JSON.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use scraper::{ElementRef, Html};
use serde_json::Value;

use super::agreement::protected;
use super::drawing::{
    all, at, day, days, height_at, heights, points, said, same_place, section, selector, table,
    text, time,
};
use super::{data, learner_of, rows};
use crate::history_generator::{SMALL, repository};
use crate::oracle::generated_learner;
use crate::support::TestRepo;

/// A report and its page.
struct Read {
    json: Value,
    page: Html,
}

impl Read {
    fn of(repo: &TestRepo, arguments: &[&str]) -> Self {
        let page = repo.roadmap(&[&["report", "--html"], arguments].concat()).success();
        Self { json: data(repo, arguments), page: Html::parse_document(&page) }
    }

    fn percent(value: &Value) -> String {
        if value.is_null() { String::new() } else { format!("{value}%") }
    }

    fn kept(tasks: &Value) -> u64 {
        tasks["done"].as_u64().expect("done") + tasks["open"].as_u64().expect("open")
    }

    /// The drawings below an element: wide, and narrow.
    fn drawings(root: ElementRef<'_>) -> Vec<ElementRef<'_>> {
        let drawings = all(root, "svg");
        assert_eq!(drawings.len(), 2, "a wide one and a narrow one");
        drawings
    }

    fn as_of(&self) -> NaiveDate {
        day(&self.json["as_of"])
    }

    /// Everything on the page; how many numbers that were.
    fn agrees(&self) -> usize {
        assert_eq!(self.page.errors.len(), 0, "{:?}", self.page.errors);
        self.head()
            + self.timeline()
            + self.year()
            + self.burn_up()
            + self.habits()
            + self.skills()
            + self.finished()
            + self.others()
    }

    fn head(&self) -> usize {
        let facts: BTreeMap<String, String> = all(self.page.root_element(), ".facts > div")
            .into_iter()
            .map(|fact| {
                let values: Vec<String> = all(fact, "dd").into_iter().map(text).collect();
                (text(all(fact, "dt")[0]), values.join("|"))
            })
            .collect();
        let json = &self.json;
        let (total, tasks) = (&json["total"], &json["total"]["tasks"]);
        if json["scope"] == "all" {
            let left = json["calendar"]["days_left"].as_i64().expect("days");
            let end = said(day(&json["calendar"]["end"]));
            let name = facts.keys().find(|name| name.starts_with("Day")).expect("a countdown");
            assert_eq!(facts[name], format!("{}|{end}", left.abs()));
            let whole = format!("{} of {}", tasks["done"], Self::kept(tasks));
            assert!(facts["Tasks"].starts_with(&whole), "{facts:?} {tasks}");
            let dropped = format!("{} dropped", tasks["dropped"]);
            assert_eq!(tasks["dropped"] != 0, facts["Tasks"].contains(&dropped), "{facts:?}");
        } else {
            assert_eq!(facts["Finished tasks"], rows(json, "finished").len().to_string());
        }
        let run = &json["overall"]["strict"];
        let said = format!("{} day", run["current"]);
        assert!(facts["Streak"].starts_with(&said), "{facts:?}");
        assert!(facts["Streak"].contains(&protected(&json["overall"])), "{facts:?}");
        assert!(facts["Streak"].contains(&run["longest"].to_string()), "{facts:?}");
        let active = format!("Active days: {}", json["recorded"]["active_days"]);
        assert!(facts["Study time"].ends_with(&active), "{facts:?}");
        // Much time is said in whole hours.
        let exact = time(&json["recorded"]["study_seconds"]);
        let hours = exact.split_once('h').map_or(exact.clone(), |(hours, _)| format!("{hours}h"));
        let shown = facts["Study time"].split('|').next().unwrap_or_default();
        assert!([exact.as_str(), &hours].contains(&shown) || exact.is_empty(), "{shown} {exact}");
        if total["percent"].is_null() {
            return 6;
        }
        let style = |css: &str| {
            let place = self.page.select(&selector(css)).next().expect("a bar");
            place.attr("style").expect("a style").to_owned()
        };
        assert_eq!(style(".bar .fill"), format!("width:{}%", total["percent"]));
        assert_eq!(style(".bar .mark"), format!("left:{}%", total["planned_percent"]));
        let percent = self.page.select(&selector(".percent")).next().expect("a percentage");
        let both = (format!("{}%", total["percent"]), format!("{}%", total["planned_percent"]));
        assert!(text(percent).starts_with(&both.0) && text(percent).contains(&both.1));
        10
    }

    fn timeline(&self) -> usize {
        let phases = rows(&self.json, "phases");
        let Some(root) = section(&self.page, "phases") else {
            assert!(phases.is_empty());
            return 0;
        };
        let windows = || phases.iter().flat_map(|row| [&row["planned"], &row["actual"]]);
        let first = windows().filter(|window| !window.is_null()).map(|row| day(&row["first"]));
        let first = first.min().expect("a window");
        for svg in Self::drawings(root) {
            // The end is not known from the drawing, but it always has months.
            let axis = days(svg, [(first, 0.0), (first, 0.0)]);
            let bar = |bar: ElementRef, window: &Value, name: &str| {
                let (first, last) = (day(&window["first"]), day(&window["last"]));
                let what = format!("{name} {window}");
                same_place(at(bar, "x"), axis.start(first), &what);
                let width = (axis.end(last) - axis.start(first)).max(3.0);
                assert!((at(bar, "width") - width).abs() < 0.21, "{what}: {}", bar.html());
                assert_eq!(text(bar), format!("{name}: {} – {}", said(first), said(last)));
            };
            let planned = all(svg, "rect.planned");
            assert_eq!(planned.len(), phases.len());
            let mut actual = all(svg, "rect.actual").into_iter();
            let labels = all(svg, "text[text-anchor=end]");
            for ((row, planned), label) in phases.iter().zip(planned).zip(labels) {
                bar(planned, &row["planned"], "Planned");
                if !row["actual"].is_null() {
                    bar(actual.next().expect("a bar"), &row["actual"], "Actual");
                }
                assert_eq!(text(label), Self::percent(&row["percent"]), "{row}");
            }
            assert!(actual.next().is_none());
            for today in all(svg, "line.today") {
                same_place(at(today, "x1"), axis.end(self.as_of()), "today");
            }
        }
        for (row, cells) in phases.iter().zip(table(root)) {
            let title = format!("{} {}", row["id"].as_str().expect("id"), words(&row["title"]));
            assert_eq!(cells[0], title);
            assert_eq!(cells[3], format!("{}/{}", row["tasks"]["done"], Self::kept(&row["tasks"])));
            assert_eq!(cells[4], Self::percent(&row["percent"]));
            assert_eq!(cells[5], Self::percent(&row["planned_percent"]));
            if let Some(days) = row["pace"]["days"].as_u64().filter(|days| *days > 0) {
                assert!(cells[6].contains(&days.to_string()), "{cells:?} {row}");
            }
            assert_eq!(cells[7], time(&row["study_seconds"]));
        }
        phases.len() * 13
    }

    fn year(&self) -> usize {
        let root = section(&self.page, "year").expect("a year");
        let known = rows(&self.json["heatmap"], "days");
        for (svg, is_wide) in Self::drawings(root).into_iter().zip([true, false]) {
            let squares = all(svg, "rect");
            assert_eq!(squares.len(), known.len());
            for (number, (square, row)) in squares.iter().zip(known).enumerate() {
                let class = match (row["level"].as_u64(), row["place"].as_str()) {
                    (_, Some("future")) | (Some(0), Some("outside")) => "out".to_owned(),
                    (level, _) => format!("l{}", level.expect("a level")),
                };
                assert_eq!(square.attr("class"), Some(class.as_str()), "{row}");
                let empty = row["level"] == 0;
                let title = format!("{}: {}", said(day(&row["day"])), row["value"]);
                assert_eq!(text(*square), if empty { String::new() } else { title });
                // A column is a week: the days of it stand below each other.
                let first = squares[number - number % 7];
                same_place(at(*square, "x"), at(first, "x"), "the column of a week");
                let step = at(squares[1], "y") - at(squares[0], "y");
                let row_of_day =
                    f64::from(u8::try_from(number % 7).expect("a day of seven")) * step;
                same_place(at(*square, "y"), at(first, "y") + row_of_day, "the row of a day");
                if is_wide && number >= 7 {
                    let before = at(squares[number - 7], "x");
                    same_place(at(*square, "x"), before + step, "one week after the other");
                }
            }
        }
        let mut months: BTreeMap<String, (u64, f64)> = BTreeMap::new();
        for row in known.iter().filter(|row| day(&row["day"]) <= self.as_of()) {
            let month = months.entry(row["day"].as_str().expect("a day")[..7].to_owned());
            let (days, value) = month.or_default();
            *days += u64::from(row["level"] != 0);
            *value += row["value"].as_f64().expect("a value");
        }
        let cells: Vec<Vec<String>> =
            table(root).into_iter().map(|row| row[1..].to_vec()).collect();
        let sums = months.values().map(|(days, value)| vec![days.to_string(), value.to_string()]);
        assert_eq!(cells, sums.collect::<Vec<_>>());
        let is_of_all = self.json["scope"] == "all";
        let first =
            if is_of_all { &self.json["days"]["first"] } else { &self.json["calendar"]["start"] };
        let first = day(first).max(day(&known[0]["day"]));
        let active = known.iter().filter(|row| row["level"] != 0 && day(&row["day"]) >= first);
        let active = match active.count() {
            1 => format!("recorded on 1 day, {} – {}.", said(first), said(self.as_of())),
            count => format!("recorded on {count} days, {} – {}.", said(first), said(self.as_of())),
        };
        assert!(text(root).contains(&active), "{active} {}", text(root));
        known.len() + months.len() * 2 + 1
    }

    fn burn_up(&self) -> usize {
        let known = rows(&self.json, "burn_up");
        let Some(root) = section(&self.page, "over-time") else {
            assert!(known.is_empty());
            return 0;
        };
        let total = &self.json["total"];
        for svg in Self::drawings(root) {
            let y = heights(svg, '%');
            let left = all(svg, "line.grid").into_iter().map(|line| at(line, "x1"));
            let right = all(svg, "line.grid").into_iter().map(|line| at(line, "x2"));
            let first = (day(&known[0]["day"]), left.fold(f64::INFINITY, f64::min));
            let last = (day(&known[known.len() - 1]["day"]), right.fold(0.0, f64::max));
            let axis = days(svg, [first, last]);
            let line = |css: &str| points(all(svg, css)[0]);
            let (done, planned) = (line("path.done-line"), line("path.planned-line"));
            for row in known {
                let value = |key: &str| y.place(row[key].as_f64().expect("a percentage"));
                let on = day(&row["day"]);
                if !row["percent"].is_null() {
                    let drawn = height_at(&done, axis.end(on));
                    same_place(drawn, value("percent"), &format!("done {row}"));
                }
                let drawn = height_at(&planned, axis.start(on));
                same_place(drawn, value("planned_percent"), &format!("planned {row}"));
            }
            let last = known.iter().rfind(|row| !row["percent"].is_null()).expect("a day");
            assert_eq!(last["percent"], total["percent"]);
            self.band(svg, |on| axis.end(on), |percent| y.place(percent));
        }
        let shown = table(root);
        for cells in &shown {
            let row = known.iter().find(|row| said(day(&row["day"])) == cells[0]).expect("a day");
            assert_eq!(cells[1], Self::percent(&row["percent"]));
            assert_eq!(cells[2], Self::percent(&row["planned_percent"]));
        }
        assert_eq!(shown.last().map(|row| row[0].clone()), Some(said(self.last_known())));
        self.forecast_said(&text(root));
        known.len() * 2 + shown.len() * 2 + 6
    }

    /// The last day of the curve that is over, or that one looks at.
    fn last_known(&self) -> NaiveDate {
        let known = rows(&self.json, "burn_up").iter().map(|row| day(&row["day"]));
        known.filter(|day| *day <= self.as_of()).max().expect("a day")
    }

    fn band(&self, svg: ElementRef, x: impl Fn(NaiveDate) -> f64, y: impl Fn(f64) -> f64) {
        let percent = self.json["total"]["percent"].as_f64().expect("a percentage");
        let as_of = self.as_of();
        let dot = all(svg, "circle.dot")[0];
        same_place(at(dot, "cy"), y(percent), "the dot");
        let goal = &self.json["forecast"]["goal"];
        let Some(band) = all(svg, "path.band").pop() else {
            let is_drawn = self.json["scope"] == "all" && goal["p80"].is_string();
            assert!(!is_drawn, "no band for {goal}");
            return;
        };
        let corners = points(band);
        same_place(corners[0].0, x(as_of), "where the band begins");
        same_place(corners[0].1, y(percent), "where the band begins");
        let right = all(svg, "line.grid").into_iter().filter_map(|line| line.attr("x2"));
        let right = right.filter_map(|x| x.parse::<f64>().ok()).fold(0.0, f64::max);
        for (corner, key) in corners[1..].iter().zip(["p50", "p80"]) {
            let end = day(&goal[key]);
            if x(end) <= right + 0.2 {
                same_place(corner.0, x(end), key);
                same_place(corner.1, y(100.0), key);
            } else {
                // It is cut where the chart ends, on its way.
                same_place(corner.0, right, key);
                let way = (right - x(as_of)) / (x(end) - x(as_of));
                assert!((corner.1 - y(percent + way * (100.0 - percent))).abs() < 2.5, "{key}");
            }
        }
    }

    fn forecast_said(&self, said_on_page: &str) {
        let forecast = &self.json["forecast"];
        if self.json["scope"] != "all" || forecast["state"] != "known" {
            return;
        }
        for key in
            ["p50", "p80"].map(|key| &forecast["goal"][key]).iter().filter(|day| !day.is_null())
        {
            assert!(said_on_page.contains(&said(day(key))), "{key}: {said_on_page}");
        }
        let chance = format!("in time is {}%", forecast["in_time_percent"]);
        assert!(said_on_page.contains(&chance), "{chance}: {said_on_page}");
    }

    fn habits(&self) -> usize {
        let known = rows(&self.json, "habits");
        let Some(root) = section(&self.page, "habits") else {
            assert!(known.is_empty());
            return 0;
        };
        let weeks = || known.iter().flat_map(|habit| rows(habit, "weeks"));
        let first = weeks().map(|week| day(&week["first"])).min();
        let articles = all(root, "article.habit");
        assert_eq!(articles.len(), known.len());
        for (row, article) in known.iter().zip(articles) {
            assert_eq!(text(all(article, "h3")[0]), words(&row["title"]));
            let facts = text(all(article, "p.said")[0]);
            let strength = (row["score"].as_f64().expect("a score") * 100.0).floor();
            for fact in [
                format!("met {}, missed {}", row["met"], row["missed"]),
                format!("Strength {strength}%"),
                row["strict"]["longest"].to_string(),
                protected(row),
            ] {
                assert!(facts.contains(&fact), "{fact} in {facts}");
            }
            assert!(facts.starts_with(&row["amount"].to_string()), "{facts} {row}");
            let weeks = rows(row, "weeks");
            if !weeks.is_empty() {
                for svg in Self::drawings(article) {
                    strip(svg, weeks, first.expect("a week"));
                }
            }
            let cells = table(article);
            assert_eq!(cells.len(), weeks.len());
            for (week, cells) in weeks.iter().zip(cells) {
                assert_eq!(cells[0], said(day(&week["first"])));
                assert_eq!(cells[1], week["active_days"].to_string());
                assert_eq!(cells[2], week["amount"].to_string());
                assert!(cells[3].contains(&week["met_days"].to_string()), "{cells:?} {week}");
                // Where nothing was asked for, only the days stand there.
                let asked = week["asked"].as_u64().unwrap_or_default();
                let is_said = cells[3].contains(&asked.to_string());
                assert_eq!(asked > 0, is_said && cells[3].contains(" of "), "{cells:?} {week}");
            }
        }
        known.len() * 5 + weeks().count() * 7
    }

    fn skills(&self) -> usize {
        let modules = rows(&self.json, "modules");
        let Some(root) = section(&self.page, "skills") else {
            assert!(modules.is_empty());
            return 0;
        };
        let known: Vec<&Value> = modules.iter().flat_map(|module| rows(module, "skills")).collect();
        let shown = all(root, ".skills > li");
        assert_eq!(shown.len(), known.len());
        for (skill, row) in shown.into_iter().zip(&known) {
            assert_eq!(text(all(skill, ".name")[0]), words(&row["title"]));
            let (done, tasks) = (count(&row["done"]), count(&row["tasks"]));
            assert_eq!(all(skill, "i.on").len(), done.min(8), "{row}");
            assert_eq!(all(skill, "i").len() - all(skill, "i.on").len(), (tasks - done).min(8));
            let mut facts = format!("{done} of {tasks}");
            if tasks == 0 {
                "no task yet".clone_into(&mut facts);
            } else if !row["last_active"].is_null() {
                facts.push_str(&format!(" · last on {}", said(day(&row["last_active"]))));
            }
            assert_eq!(text(all(skill, ".said")[0]), facts, "{row}");
        }
        known.len() * 4
    }

    fn finished(&self) -> usize {
        let root = section(&self.page, "finished").expect("finished tasks");
        // The page has them phase by phase.
        let order: Vec<&Value> = rows(&self.json, "phases").iter().map(|row| &row["id"]).collect();
        let mut known: Vec<&Value> = rows(&self.json, "finished").iter().collect();
        known.sort_by_key(|row| order.iter().position(|id| **id == row["phase"]));
        let shown = all(root, ".tasks > li");
        assert_eq!(shown.len(), known.len());
        for (task, row) in shown.into_iter().zip(&known) {
            assert_eq!(text(all(task, "p.name")[0]), words(&row["title"]));
            let on = all(task, "time")[0];
            assert_eq!(on.attr("datetime"), row["on"].as_str());
            assert_eq!(text(on), said(day(&row["on"])));
            let took = all(task, ".took").into_iter().map(text).collect::<String>();
            assert_eq!(took, time(&row["study_seconds"]), "{row}");
            let records = rows(row, "records");
            let commits = records.iter().filter(|record| record["verb"] == "done").take(4);
            let commits: Vec<String> = commits
                .map(|record| record["commit"].as_str().expect("a commit")[..10].to_owned())
                .collect();
            let codes: Vec<String> = all(task, "code").into_iter().map(text).collect();
            assert_eq!(codes, commits, "{row}");
            let more = records.len() - commits.len();
            assert!(more == 0 || text(task).contains(&format!("{more} more record")), "{row}");
        }
        known.len() * 4
    }

    /// What slipped and what else time went into, which parts of the whole say.
    fn others(&self) -> usize {
        if self.json["scope"] == "all" {
            return 0;
        }
        let slipped = |row: &Value| {
            let late = row["late_days"].as_i64().expect("days");
            (words(&row["title"]), said(day(&row["due"])), late.to_string())
        };
        let work = |row: &Value| (words(&row["title"]), time(&row["study_seconds"]), String::new());
        let slipped: Vec<_> = rows(&self.json, "slipped").iter().map(slipped).collect();
        let work: Vec<_> = rows(&self.json, "worked_on").iter().map(work).collect();
        for (id, known) in [("slipped", &slipped), ("worked-on", &work)] {
            let shown = section(&self.page, id).map_or(Vec::new(), |root| all(root, "li"));
            assert_eq!(shown.len(), known.len(), "{id}");
            for (shown, (title, one, other)) in shown.into_iter().zip(known) {
                let said = text(shown);
                let has_all = [title, one, other].iter().all(|part| said.contains(*part));
                assert!(has_all, "{title} {one} {other}: {said}");
            }
        }
        (slipped.len() + work.len()) * 2
    }
}

/// A title as a browser shows it.
fn words(title: &Value) -> String {
    title.as_str().expect("a title").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small number")
}

/// The strip of a habit: a bar a week, as high as its days.
fn strip(svg: ElementRef, weeks: &[Value], first: NaiveDate) {
    let y = heights(svg, ' ');
    let left = all(svg, "line.grid").into_iter().map(|line| at(line, "x1"));
    let first = (first, left.fold(f64::INFINITY, f64::min));
    let axis = days(svg, [first, first]);
    let bars = all(svg, "rect");
    assert_eq!(bars.len(), weeks.len());
    for (bar, week) in bars.into_iter().zip(weeks) {
        let active = week["active_days"].as_f64().expect("days");
        let top = y.place(active);
        same_place(at(bar, "y"), top, &format!("the top of {week}"));
        same_place(at(bar, "y") + at(bar, "height"), y.place(0.0), "the foot of a bar");
        let begins = axis.start(day(&week["first"]));
        assert!((begins..begins + 1.2).contains(&at(bar, "x")), "{week} at {begins}");
        let met = week["asked"].is_null() || week["met_days"].as_u64() >= week["asked"].as_u64();
        assert_eq!(bar.attr("class"), Some(if met { "met" } else { "part" }), "{week}");
        let days =
            if week["active_days"] == 1 { "1 day".to_owned() } else { format!("{active} days") };
        assert_eq!(text(bar), format!("{}: {days}", said(day(&week["first"]))));
    }
}

#[test]
fn every_number_of_the_page_is_that_of_the_json() {
    let mut numbers = 0;
    let looks: [&[&str]; 4] = [&[], &["--week"], &["--month"], &["--phase", "1"]];
    for (until, seed) in
        [("2025-08-20", 7), ("2026-01-24", 7), ("2026-04-11", 3), ("2026-03-02", 12)]
    {
        let repo = learner_of(until, seed);
        numbers += looks.iter().map(|look| Read::of(&repo, look).agrees()).sum::<usize>();
    }
    let (repo, _) = repository(SMALL);
    numbers += looks[..3].iter().map(|look| Read::of(&repo, look).agrees()).sum::<usize>();
    for seed in 0..4 {
        let repo = generated_learner(seed);
        numbers += looks[..3].iter().map(|look| Read::of(&repo, look).agrees()).sum::<usize>();
    }
    eprintln!("{numbers} numbers of pages are those of the JSON");
    assert!(numbers > 10_000, "{numbers}");
}

#[test]
fn a_number_that_differs_is_noticed() {
    let mut read = Read::of(&learner_of("2026-01-24", 7), &[]);
    read.agrees();
    let lies = [
        ("/total/percent", 1),
        ("/recorded/active_days", 1),
        ("/overall/strict/longest", 100),
        ("/calendar/days_left", 1),
        ("/phases/1/percent", 1),
        ("/phases/1/tasks/done", 1),
        ("/phases/2/study_seconds", 60),
        ("/heatmap/days/10/value", 1),
        ("/heatmap/days/10/level", 1),
        ("/burn_up/60/percent", 1),
        ("/burn_up/60/planned_percent", 1),
        ("/forecast/in_time_percent", 1),
        ("/habits/0/amount", 1),
        ("/habits/0/missed", 1),
        ("/habits/0/weeks/2/active_days", 1),
        ("/habits/0/weeks/2/amount", 1),
        ("/modules/0/skills/1/done", 1),
        ("/finished/3/study_seconds", 60),
    ];
    let days = [
        "/phases/0/planned/last",
        "/phases/0/actual/first",
        "/forecast/goal/p80",
        "/finished/0/on",
    ];
    let right = read.json.clone();
    let wrong = lies.map(|(place, more)| {
        let number = right.pointer(place).and_then(Value::as_i64);
        (place, Value::from(number.unwrap_or_else(|| panic!("no {place}")) + more))
    });
    let wrong = wrong.into_iter().chain(days.map(|place| {
        let next = day(right.pointer(place).expect("a day")).succ_opt().expect("a day");
        (place, Value::from(next.to_string()))
    }));
    for (place, value) in wrong {
        read.json = right.clone();
        *read.json.pointer_mut(place).expect("a place") = value;
        let compared = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read.agrees()));
        assert!(compared.is_err(), "{place} was not compared");
    }
}

#[test]
fn a_plan_that_has_not_begun_says_when_it_does_and_shows_no_today() {
    let mut repo = TestRepo::with_plan(
        "title = \"P\"\nstart = 2025-08-01\n[[phase]]\nid = \"1\"\ntitle = \"One\"\nwindow = \"2025-08\"\n\
         [[phase.task]]\nid = \"a\"\ntitle = \"A\"\n",
    );
    repo.at("2025-07-25T12:00:00+08:00");
    let legend = |page: &str| page.split("class=\"legend\"").nth(1).expect("a legend").to_owned();
    let page = repo.roadmap(&["report", "--html"]).success();
    assert!(page.contains("begins in 7 days") && page.contains("Nothing was recorded"), "{page}");
    let before = legend(&page);
    let figure = before.split("</figure>").next().expect("a figure");
    assert!(!figure.contains("Today") && !figure.contains("today"), "{figure}");
    assert!(!figure.contains("key actual"), "{figure}");
    repo.at("2025-08-01T12:00:00+08:00");
    repo.roadmap(&["done", "a"]).success();
    let page = repo.roadmap(&["report", "--html", "--lang", "zh"]).success();
    assert!(page.contains("2025年8月1日，共有 1 天留下记录。"), "{page}");
    let during = legend(&page);
    assert!(during.contains("实际") && during.contains("key now"), "{during}");
}
