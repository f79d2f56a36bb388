//! The page asked over a real connection, as a browser would and as it must not.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use jiff::civil::Date;

use super::{Newsroom, Options, Reading, serve};
use crate::decision::{Decisions, Verdict};
use crate::report::sample;

/// The sample story; its articles "change" when told.
#[derive(Default)]
struct Sample {
    changes: AtomicUsize,
}

impl Newsroom for Sample {
    fn stamp(&self) -> String {
        self.changes.load(Ordering::Relaxed).to_string()
    }

    fn read(&self) -> Reading {
        let mut articles = sample::articles();
        let mut problems = Vec::new();
        if self.changes.load(Ordering::Relaxed) > 0 {
            articles.truncate(1);
            problems.push("border-clash/khaama.md: no such file".to_owned());
        }
        Reading { articles, report: sample::border_clash(), problems }
    }

    fn today(&self) -> Option<Date> {
        Some(jiff::civil::date(2026, 11, 24))
    }
}

struct Desk {
    address: String,
    base: String,
    newsroom: Arc<Sample>,
    folder: tempfile::TempDir,
}

impl Desk {
    fn open() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let newsroom = Arc::new(Sample::default());
        let options = Options {
            host: [127, 0, 0, 1].into(),
            port: 0,
            name: None,
            decisions: folder.path().join("decisions.toml"),
            who: Some("mk".to_owned()),
        };
        let (tell, told) = mpsc::channel();
        let own: Arc<dyn Newsroom> = newsroom.clone();
        std::thread::spawn(move || serve(own, options, |url| tell.send(url.to_owned()).unwrap()));
        let url = told.recv().unwrap();
        let (address, base) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
        Desk { address: address.to_owned(), base: format!("/{base}"), newsroom, folder }
    }

    fn raw(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.raw(&format!("GET {}{path} HTTP/1.1\r\nHost: {}", self.base, self.address), "")
    }

    fn decide(&self, id: &str, decision: &str, seen: &str) -> serde_json::Value {
        let head = format!(
            "POST {}decide HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: application/json\r\n\
             Content-Type: application/x-www-form-urlencoded",
            self.base,
            address = self.address
        );
        let seen: String = seen.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let answer = self.raw(&head, &format!("id={id}&decision={decision}&why=called+both&seen={seen}"));
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("decisions.toml")
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or(answer)
}

#[test]
fn the_page_shows_findings_and_decisions() {
    let desk = Desk::open();
    let page = desk.get("");
    assert_eq!(status(&page), "200");
    for words in ["Example Khan killed", "0 of 3 decided", "name=\"decision\" value=\"to-fix\"", "<mark>"] {
        assert!(page.contains(words), "{words} not in {page}");
    }
    let beside = desk.get("compare?finding=d1f0");
    for words in ["class=\"pane\"", "passage-1-1", "not killed", "&lt;script&gt;alert"] {
        assert!(beside.contains(words), "{words} not in {beside}");
    }
    assert_eq!(status(&desk.get("compare?finding=nothing")), "404");
}

#[test]
fn a_decision_is_in_the_file_at_once_and_can_be_taken_back() {
    let desk = Desk::open();
    let answer = desk.decide("d2f0", "accepted", "");
    assert_eq!(answer["ok"], true, "{answer}");
    assert_eq!(answer["progress"], serde_json::json!({"decided": 1, "total": 3}));
    let decisions = Decisions::load(&desk.file()).unwrap();
    let decision = decisions.get("d2f0").unwrap();
    assert_eq!(decision.decision, Verdict::Accepted);
    assert_eq!(decision.who.as_deref(), Some("mk"));
    assert_eq!(decision.why.as_deref(), Some("called both"));
    assert_eq!(decision.when, Some(jiff::civil::date(2026, 11, 24)));
    assert_eq!(decision.documents, ["reuters"]);
    assert!(desk.get("").contains("1 of 3 decided"));
    let hides = |query: &str, id: &str| {
        let page = desk.get(query);
        let finding =
            page.split("<article").find(|part| part.contains(&format!("data-id=\"{id}\""))).unwrap();
        finding.split('>').next().unwrap().contains(" hidden")
    };
    assert!(hides("?status=open", "d2f0") && !hides("?status=open", "d1f0"));
    assert!(hides("?status=accepted", "d1f0") && !hides("?status=accepted", "d2f0"));
    assert!(hides("?q=khan&severity=error", "d2f0") && !hides("?q=khan&severity=error", "d1f0"));
    for format in ["markdown", "csv", "claimreview"] {
        let export = desk.get(&format!("export/{format}"));
        assert!(export.contains("Taliban fighters killed") && export.contains("called both"), "{export}");
    }
    let seen = answer["decision"]["seen"].as_str().unwrap();
    assert_eq!(desk.decide("d2f0", "open", seen)["ok"], true);
    assert!(Decisions::load(&desk.file()).unwrap().get("d2f0").is_none());
}

#[test]
fn two_tabs_do_not_overwrite_each_other() {
    let desk = Desk::open();
    assert_eq!(desk.decide("d1f0", "dismissed", "")["ok"], true);
    let answer = desk.decide("d1f0", "accepted", "");
    assert_eq!((&answer["ok"], &answer["stale"]), (&false.into(), &true.into()), "{answer}");
    assert_eq!(answer["decision"]["status"], "dismissed");
    assert_eq!(Decisions::load(&desk.file()).unwrap().get("d1f0").unwrap().decision, Verdict::Dismissed);
}

#[test]
fn strangers_are_refused() {
    let desk = Desk::open();
    let own = &desk.address;
    let get = |path: &str, host: &str, more: &str| {
        status(&desk.raw(&format!("GET {path} HTTP/1.1\r\nHost: {host}{more}"), "")).to_owned()
    };
    let base = desk.base.as_str();
    assert_eq!(get(base, own, ""), "200");
    assert_eq!(get("/", own, ""), "404");
    assert_eq!(get("/0123456789abcdef0123456789abcdef/", own, ""), "404");
    assert_eq!(get(base, "evil.example.org", ""), "403");
    assert_eq!(get(base, own, "\r\nOrigin: http://evil.example.org"), "403");
    for path in
        ["../../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "compare?finding=/etc/passwd"]
    {
        assert_eq!(status(&desk.get(path)), "404", "{path}");
    }
    let post = |more: &str| {
        let head = format!(
            "POST {base}decide HTTP/1.1\r\nHost: {own}\r\nContent-Type: application/x-www-form-urlencoded{more}"
        );
        status(&desk.raw(&head, "id=d1f0&decision=accepted&seen=")).to_owned()
    };
    assert_eq!(post(""), "403");
    assert_eq!(post("\r\nOrigin: null"), "403");
    assert_eq!(post("\r\nOrigin: http://evil.example.org"), "403");
    assert!(!desk.file().exists());
    let answer = desk.get("");
    let (head, _) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("content-security-policy: default-src 'none'"), "{head}");
    assert!(!head.contains("access-control"), "{head}");
}

#[test]
fn what_is_wrong_is_said_on_the_page_and_nothing_is_lost() {
    let desk = Desk::open();
    assert_eq!(desk.decide("d1f0", "accepted", "")["ok"], true);
    let broken = "[d1f0]\ndecision = \"maybe\"\n";
    std::fs::write(desk.file(), broken).unwrap();
    assert!(desk.get("").contains("decisions file cannot be read"));
    let answer = desk.decide("d2f0", "accepted", "");
    assert_eq!(answer["ok"], false);
    assert!(answer["message"].as_str().unwrap().contains("not saved"), "{answer}");
    assert_eq!(std::fs::read_to_string(desk.file()).unwrap(), broken);
    // The articles are read anew where they change, and what is gone is named.
    desk.newsroom.changes.fetch_add(1, Ordering::Relaxed);
    assert!(desk.get("state").contains("\"stamp\":\"1\""));
    assert!(desk.get("").contains("khaama.md: no such file"));
}

#[test]
fn a_decision_that_cannot_be_written_is_not_taken_for_saved() {
    let desk = Desk::open();
    std::fs::create_dir(desk.file()).unwrap();
    let answer = desk.decide("d2f0", "accepted", "");
    assert_eq!(answer["ok"], false, "{answer}");
    assert!(answer["message"].as_str().unwrap().contains("not saved"), "{answer}");
    assert_eq!(answer["decision"]["status"], "open");
    assert_eq!(status(&desk.get("")), "200");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let desk = Desk::open();
    let options = Options {
        host: [127, 0, 0, 1].into(),
        port: desk.address.rsplit(':').next().unwrap().parse().unwrap(),
        name: None,
        decisions: Path::new("unused.toml").to_owned(),
        who: None,
    };
    let error = serve(Arc::new(Sample::default()), options, |_| {}).unwrap_err().to_string();
    assert!(error.contains(&desk.address) && error.contains("--port"), "{error}");
}

#[test]
fn without_a_script_a_form_leads_back_to_the_finding() {
    let desk = Desk::open();
    let head = format!(
        "POST {}decide HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: text/html\r\n\
         Content-Type: application/x-www-form-urlencoded",
        desk.base,
        address = desk.address
    );
    let answer = desk.raw(&head, "id=d2f0&decision=to-fix&seen=&why=&until=2027-01-31");
    assert_eq!(status(&answer), "303");
    assert!(answer.contains(&format!("location: {}#finding-2", desk.base)), "{answer}");
    let answer = desk.raw(&head, "id=d2f0&decision=accepted&seen=");
    assert_eq!(status(&answer), "409");
    assert!(answer.contains("somebody has decided"), "{answer}");
    let answer = desk.raw(&head, "id=d3f0&decision=accepted&seen=&until=soon");
    assert_eq!(status(&answer), "422");
}

/// For `tests/browser/run.sh`: serves the sample, with as many findings as asked, until it is ended. Its address
/// goes to a file.
#[test]
#[ignore = "serves a page for the browser tests"]
fn serve_for_a_browser() {
    let asked = |name: &str| std::env::var(name).ok();
    let (Some(url), Some(decisions)) = (asked("GAINSAY_URL_FILE"), asked("GAINSAY_DECISIONS")) else {
        return;
    };
    let count = asked("GAINSAY_FINDINGS").and_then(|count| count.parse().ok()).unwrap_or(3);
    let options = Options {
        host: [127, 0, 0, 1].into(),
        port: 0,
        name: None,
        decisions: decisions.into(),
        who: Some("mk".to_owned()),
    };
    serve(Arc::new(Many { count }), options, |told| std::fs::write(url, told).unwrap()).unwrap();
}

/// The sample's findings over and over, in articles whose metadata is hostile.
struct Many {
    count: usize,
}

impl Newsroom for Many {
    fn stamp(&self) -> String {
        // A file beside the decisions file that a browser test may touch.
        let touched = std::env::var("GAINSAY_DECISIONS")
            .is_ok_and(|path| Path::new(&path).with_extension("touched").exists());
        touched.to_string()
    }

    fn read(&self) -> Reading {
        let hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        let mut articles = sample::articles();
        articles[1].title = Some(hostile.to_owned());
        articles[1].url = Some("javascript:document.title='owned'".to_owned());
        let mut report = sample::border_clash();
        for document in &mut report.documents {
            document.title = Some(hostile.to_owned());
        }
        let three = report.discrepancies.clone();
        report.discrepancies = (three.iter().cycle().take(self.count).enumerate())
            .map(|(at, finding)| {
                let mut finding = finding.clone();
                if at >= three.len() {
                    finding.discrepancy.id = format!("{}{at}", finding.id);
                    finding.discrepancy.topic = format!("{} ({at})", finding.topic);
                }
                finding
            })
            .collect();
        Reading { articles, report, problems: Vec::new() }
    }

    fn today(&self) -> Option<Date> {
        Some(jiff::civil::date(2026, 11, 24))
    }
}
