//! The page in a real browser: headless Chromium, where it is installed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{hostile, learner};
use crate::support::TestRepo;

/// What looks into each frame and reports as JSON: how wide the content is, what is too faint
/// (WCAG AA: 4.5 to 1, large text 3 to 1), and whether hostile code ran.
const PROBE: &str = r"
const luminance = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const colour = text => (text.match(/[\d.]+/g) || []).map(Number);
const look = frame => {
  const doc = frame.contentDocument, view = frame.contentWindow, root = doc.documentElement;
  const paper = colour(view.getComputedStyle(doc.body).backgroundColor);
  const faint = new Set(), wide = new Set();
  for (const element of doc.body.querySelectorAll('*')) {
    const style = view.getComputedStyle(element), box = element.getBoundingClientRect();
    if (style.display === 'none' || !box.width) continue;
    if (box.right > root.clientWidth + 1 && !element.closest('.scroll') && !element.closest('svg')) wide.add(element.tagName + '.' + element.className);
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || element.closest('.skip') || element.tagName === 'title') continue;
    const ink = colour(element.closest('svg') ? style.fill : style.color);
    const [a, b] = [luminance(ink), luminance(paper)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05), large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) faint.add(element.tagName + '.' + element.getAttribute('class') + ' ' + ratio.toFixed(2));
  }
  const ids = [...doc.querySelectorAll('[aria-labelledby]')].map(e => e.getAttribute('aria-labelledby'));
  return {
    scroll: root.scrollWidth, client: root.clientWidth, faint: [...faint], wide: [...wide], paper,
    landmarks: ['header', 'main', 'footer', 'h1'].map(tag => doc.querySelectorAll('body > ' + tag + ', header > ' + tag).length),
    unnamed: ids.filter(id => !doc.getElementById(id)).length
      + [...doc.querySelectorAll('svg, [role=img]')].filter(e => !e.getAttribute('aria-label')).length,
    drawings: [...doc.querySelectorAll('svg')].filter(e => e.getBoundingClientRect().width > 0).length,
    scripts: doc.scripts.length, images: doc.images.length,
  };
};
addEventListener('load', () => {
  const frames = [...document.querySelectorAll('iframe')];
  document.getElementById('said').textContent = JSON.stringify(frames.map(look));
});
";

/// The browser of this machine.
fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = std::env::var_os("PATH")?;
    let places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let files = names.iter().flat_map(|name| places.iter().map(move |place| place.join(name)));
    let found = files.into_iter().find(|file| file.is_file());
    if found.is_none() {
        let is_required = std::env::var_os("ROADMAP_EXTERNAL").is_some();
        assert!(!is_required, "Chromium is missing: tests/external/prepare installs it in CI");
        eprintln!("skipped: no chromium on this machine, the page was not tested in a browser");
    }
    found
}

/// Runs the browser on a file; what it printed, and what it logged.
fn browse(browser: &Path, folder: &Path, more: &[&str], file: &Path) -> (String, String) {
    let profile = folder.join("profile");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0"])
        .args(["--disable-background-networking", "--disable-component-update", "--no-first-run"])
        .arg("--host-resolver-rules=MAP * ~NOTFOUND")
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(more)
        .arg(format!("file://{}", file.display()))
        .env("HOME", folder)
        .output()
        .expect("a browser");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// Has the browser lay out a page at three widths in both colour schemes.
fn looked_at(browser: &Path, folder: &Path, page: &str) -> Vec<(u32, &'static str, Value)> {
    let escaped = page.replace('&', "&amp;").replace('"', "&quot;");
    let mut frames = String::new();
    let mut shown = Vec::new();
    for width in [360, 768, 1440] {
        for scheme in ["light", "dark"] {
            let style = format!("border:0;width:{width}px;height:900px;color-scheme:{scheme}");
            let _ = writeln!(frames, "<iframe style=\"{style}\" srcdoc=\"{escaped}\"></iframe>");
            shown.push((width, scheme));
        }
    }
    let file = folder.join("frames.html");
    let around = format!(
        "<!doctype html><meta charset=utf-8><pre id=said></pre>{frames}<script>{PROBE}</script>"
    );
    fs::write(&file, around).expect("a file");
    let (dom, log) = browse(browser, folder, &["--dump-dom", "--virtual-time-budget=8000"], &file);
    let said = dom.split_once("<pre id=\"said\">").map(|(_, rest)| rest).unwrap_or_default();
    let said =
        said.split("</pre>").next().unwrap_or_default().replace("&gt;", ">").replace("&amp;", "&");
    let said: Vec<Value> = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}\n{log}"));
    shown.into_iter().zip(said).map(|((width, scheme), value)| (width, scheme, value)).collect()
}

fn check(browser: &Path, repo: &TestRepo, arguments: &[&str]) {
    let folder = tempfile::TempDir::new().expect("a directory");
    let page = repo.roadmap(&[&["report", "--html"], arguments].concat()).success();
    let file = folder.path().join("page.html");
    fs::write(&file, &page).expect("a file");
    let net = folder.path().join("net.json");
    let net_option = format!("--log-net-log={}", net.display());
    let (dom, log) = browse(browser, folder.path(), &["--dump-dom", &net_option], &file);
    assert!(dom.contains("<main id=\"content\">"), "{log}");
    assert!(!log.contains("CONSOLE"), "{log}");
    let requests = fs::read_to_string(&net).unwrap_or_default();
    // The browser itself asks its maker for updates and the time.
    let own = ["google.com", "googleapis.com", "gvt1.com"];
    let asked = requests.split("\"url\":\"http").skip(1).filter_map(|rest| {
        let host = rest.split("://").nth(1)?.split(['/', '"']).next()?;
        (!own.iter().any(|own| host.ends_with(own))).then_some(host)
    });
    assert_eq!(asked.collect::<Vec<_>>(), Vec::<&str>::new(), "the page asks for nothing");
    for (width, scheme, seen) in looked_at(browser, folder.path(), &page) {
        let place = format!("{arguments:?} {width} {scheme}: {seen}");
        assert_eq!(seen["scroll"], seen["client"], "overflow: {place}");
        assert_eq!(seen["wide"].as_array().map(Vec::len), Some(0), "too wide: {place}");
        assert_eq!(seen["faint"].as_array().map(Vec::len), Some(0), "contrast: {place}");
        assert_eq!(seen["landmarks"], serde_json::json!([1, 1, 1, 1]), "{place}");
        assert_eq!(
            (&seen["unnamed"], &seen["scripts"], &seen["images"]),
            (&0.into(), &0.into(), &0.into()),
            "{place}"
        );
        assert!(seen["drawings"].as_u64() >= Some(2), "{place}");
        let dark = seen["paper"][0].as_u64() < Some(128);
        assert_eq!(dark, scheme == "dark", "{place}");
    }
}

#[test]
fn the_page_renders_without_errors_requests_or_overflow() {
    let Some(browser) = chromium() else { return };
    let repo = learner("2026-01-24");
    check(&browser, &repo, &[]);
    check(&browser, &repo, &["--lang", "zh", "--public", "--repository", "https://example.org/s"]);
    check(&browser, &repo, &["--week"]);
}

#[test]
fn a_hostile_page_does_nothing_in_a_browser() {
    let Some(browser) = chromium() else { return };
    check(&browser, &hostile(), &[]);
}
