//! What is written into files: pages that are verified, the README's block, the badge, Markdown.

use std::fs;

use pulldown_cmark::{Options, Parser, html};
use scraper::Html;

use super::drawing::{all, text};
use super::{hostile, learner};
use crate::documents::python;

/// GitHub's own renderer, with tables, task lists, strikethrough and links without marks.
const GITHUB: &str = "import cmarkgfm, sys
from cmarkgfm.cmark import Options
text = sys.stdin.buffer.read().decode('utf-8')
sys.stdout.buffer.write(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE).encode())
";

/// Markdown as HTML, by each renderer of GitHub's dialect that there is; without GitHub's sanitiser,
/// so that nothing is hidden by it.
fn rendered(markdown: &str) -> Vec<Html> {
    let mut options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    options |= Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, options));
    let github = python("cmarkgfm", GITHUB, markdown);
    let pages = [Some(page), github].into_iter().flatten();
    pages.map(|page| Html::parse_fragment(&page)).collect()
}

/// The texts of the elements of a kind.
fn texts(page: &Html, css: &str) -> Vec<String> {
    all(page.root_element(), css).into_iter().map(text).collect()
}

#[test]
fn the_same_history_makes_the_same_bytes_and_verify_says_so() {
    let mut repo = learner("2025-09-30");
    let arguments = [
        "report",
        "--html",
        "--public",
        "--lang",
        "zh",
        "--repository",
        "https://git.example.org/s?a=b",
    ];
    let page = repo.roadmap(&arguments).success();
    repo.write("index.html", &page);
    // Weeks later, in a clone, in another language and time zone.
    repo.set("TZ", "America/New_York");
    repo.wait_days(20);
    repo.roadmap(&["done", "docker-image"]).success();
    assert_eq!(repo.roadmap(&["report", "verify", "index.html"]).code, 0);
    let clone = repo.cloned();
    clone.write("index.html", &page);
    assert_eq!(clone.roadmap(&["report", "verify", "index.html"]).code, 0);
    // From a directory in it, with a locale and an offset of its own.
    let mut abroad = repo.cloned();
    for (name, value) in
        [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "de_DE.UTF-8"), ("LANG", "tr_TR")]
    {
        abroad.set(name, value);
    }
    fs::create_dir(abroad.path().join("deep")).expect("a directory");
    abroad.enter("deep");
    let again = abroad.roadmap(&[&arguments[..], &["--at", "2025-09-30"]].concat()).success();
    assert!(again == page, "another page in another place");
    for stretch in [
        &["--week"][..],
        &["--month", "2025-08"],
        &["--days", "2025-08-02..08-05"],
        &["--phase", "1"],
    ] {
        let page = repo.roadmap(&[&["report", "--html"], stretch].concat()).success();
        repo.write("part.html", &page);
        let verified = repo.roadmap(&["report", "verify", "part.html"]);
        assert_eq!(verified.code, 0, "{stretch:?} {}", verified.transcript());
    }
}

#[test]
fn verify_says_what_differs() {
    let repo = learner("2025-08-20");
    let page = repo.roadmap(&["report", "--html"]).success();
    repo.write("index.html", &page.replacen("width:", "width:9", 1));
    let mut said = repo.roadmap(&["report", "verify", "index.html"]).transcript();
    repo.write("index.html", &page);
    repo.roadmap(&["done", "fastapi-di", "--day", "2025-08-19"]).success();
    let plan = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    repo.write("roadmap.toml", &plan.replace("# The plan", "# A plan"));
    said.push_str(&repo.roadmap(&["report", "verify", "index.html"]).transcript());
    insta::assert_snapshot!("report_verify", said);
}

#[test]
fn only_the_block_of_a_readme_changes() {
    let repo = learner("2025-08-20");
    let before = "# Mein Weg\r\n\r\nText <!-- roadmap:begin --> stays.\r\n<!-- roadmap:begin -->\r\nold\r\n<!-- roadmap:end -->\r\n\r\n* bottom";
    repo.write("README.md", before);
    let index = fs::read(repo.git_path("index")).expect("an index");
    repo.roadmap(&["report", "readme"]).success();
    let after = fs::read_to_string(repo.path().join("README.md")).expect("a file");
    let (head, rest) = after.split_once("<!-- roadmap:begin -->\r\n\r\n|").expect("the block");
    assert_eq!(head, "# Mein Weg\r\n\r\nText <!-- roadmap:begin --> stays.\r\n");
    assert!(
        rest.ends_with("(roadmap-year.svg)\r\n\r\n<!-- roadmap:end -->\r\n\r\n* bottom"),
        "{rest}"
    );
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    let picture = fs::read_to_string(repo.path().join("roadmap-year.svg")).expect("a picture");
    assert!(picture.starts_with("<svg xmlns=") && picture.contains("prefers-color-scheme:dark"));
    let again = repo.roadmap(&["report", "readme"]).success();
    assert!(again.contains("already"), "{again}");
    assert_eq!(fs::read_to_string(repo.path().join("README.md")).expect("a file"), after);
    assert_eq!(fs::read(repo.git_path("index")).expect("an index"), index);
}

#[test]
fn a_block_that_is_shown_as_code_is_no_block() {
    let repo = learner("2025-08-20");
    let example = "# How\n\n```md\n<!-- roadmap:begin -->\nshown\n<!-- roadmap:end -->\n```\n\n\
                   \x20   <!-- roadmap:begin -->\n    <!-- roadmap:end -->\n";
    repo.write("README.md", example);
    let refused = repo.roadmap(&["report", "readme"]);
    assert_eq!((refused.code, refused.err.contains("no place for the block")), (1, true));
    let real = format!(
        "{example}\n<!-- roadmap:begin -->\n```\n<!-- roadmap:end -->\n```\n<!-- roadmap:end -->\nx\n"
    );
    repo.write("README.md", &real);
    repo.roadmap(&["report", "readme"]).success();
    let after = fs::read_to_string(repo.path().join("README.md")).expect("a file");
    let block = after.strip_prefix(example).expect("what was before");
    assert!(block.starts_with("\n<!-- roadmap:begin -->\n\n|"), "{block}");
    assert!(block.ends_with("(roadmap-year.svg)\n\n<!-- roadmap:end -->\nx\n"), "{block}");
}

#[test]
fn the_block_is_a_table_and_a_picture_on_github() {
    let repo = learner("2026-01-24");
    let block = repo.roadmap(&["report", "readme", "--dry-run"]).success();
    for page in rendered(&block) {
        assert_eq!(texts(&page, "table").len(), 1, "{block}");
        assert_eq!(texts(&page, "tr").len(), 10, "{block}");
        assert!(texts(&page, "tr").iter().all(|row| !row.is_empty()), "{block}");
        assert_eq!(texts(&page, "td").len(), 9 * 7, "{block}");
        assert!(texts(&page, "td").contains(&"3 CI/CD 与测试".to_owned()), "{block}");
        let picture = all(page.root_element(), "img[src='roadmap-year.svg']")[0].attr("alt");
        assert!(picture.is_some_and(|alt| alt.starts_with("Something was recorded on 109 days")));
    }
}

#[test]
fn markdown_of_a_hostile_plan_says_its_titles() {
    let repo = hostile();
    for lang in ["en", "zh"] {
        let markdown = repo.roadmap(&["report", "--md", "--lang", lang]).success();
        for page in rendered(&markdown) {
            for css in [
                "script, img, svg, b, i, u, del, em, style, details",
                "a:not([href^='https://example.org/'])",
            ] {
                let found = all(page.root_element(), css);
                assert!(
                    found.is_empty(),
                    "{:?}\n{markdown}",
                    found.iter().map(scraper::ElementRef::html).collect::<Vec<_>>()
                );
            }
            // Phases, overview, habits and skills, each with all its cells.
            assert_eq!(texts(&page, "table").len(), 4, "{markdown}");
            let says =
                |css: &str, title: &str| texts(&page, css).iter().any(|text| text.contains(title));
            assert!(says("td", "| a | `b` [c](javascript:alert(4))"), "{markdown}");
            let title = "=HYPERLINK(\"http://evil\") <b>bold</b> @octocat #1 www.evil.example";
            assert!(says("li", title), "{markdown}");
        }
        // GitHub would make links of these even without any mark.
        for raw in ["@octocat", "#1", "www.", "http://evil"] {
            assert!(!markdown.contains(raw), "{raw}\n{markdown}");
        }
    }
}

#[test]
fn the_badge_says_percent_and_streak() {
    let repo = learner("2026-01-24");
    let json = super::data(&repo, &[]);
    let (percent, days) = (&json["total"]["percent"], &json["overall"]["strict"]["current"]);
    let badge = repo.roadmap(&["report", "badge"]).success();
    assert!(badge.contains(&format!(">{percent}% · {days} days</text>")), "{badge}");
    let badge = repo.roadmap(&["report", "badge", "--lang", "zh"]).success();
    assert!(badge.contains(&format!("aria-label=\"roadmap: {percent}% · {days} 天\"")), "{badge}");
}

#[test]
fn the_page_of_a_large_plan_stays_small() {
    let mut plan = String::from("title = '大计划'\nstart = 2025-07-01\n");
    let mut events = String::from("Everything\n\n");
    for task in 0..500 {
        if task % 20 == 0 {
            let window = if task < 250 { "2025-07..2025-12" } else { "2026-01..2026-06" };
            plan.push_str(&format!(
                "[[phase]]\nid = 'p{task}'\ntitle = '阶段 {task}'\nwindow = '{window}'\n"
            ));
        }
        plan.push_str(&format!(
            "[[phase.task]]\nid = 't{task}'\ntitle = '掌握第 {task} 项：依赖注入、中间件与异步特性'\n"
        ));
        let day = 1 + task % 28;
        events.push_str(&format!(
            "Roadmap-Done: t{task} day=2025-09-{day:02} took=2h id=d{task} \
             link=https://lin.example.org/notes/{task} why=\"比预计的顺利\"\n"
        ));
        for session in 0..19 {
            let month = 1 + session % 8;
            events.push_str(&format!(
                "Roadmap-Study: t{task} day=2025-{:02}-{day:02} took=45m id=s{task}-{session}\n",
                month.clamp(7, 8)
            ));
        }
    }
    let mut repo = crate::support::TestRepo::with_plan(&plan);
    let message = repo.path().join("../message");
    fs::write(&message, events).expect("a file");
    repo.at("2025-12-31T20:00:00+08:00");
    repo.git(&["commit", "-q", "--allow-empty", "-F", &message.display().to_string()]);
    let address = "https://github.com/lin/study";
    let page = repo.roadmap(&["report", "--html", "--repository", address]).success();
    assert_eq!(page.matches("<code>").count(), 500);
    assert!(page.len() < 500_000, "{} bytes", page.len());
}
