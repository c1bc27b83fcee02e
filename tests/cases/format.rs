//! What the files of a case hold.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What expect.json holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub id: String,
    pub title: String,
    pub source: String,
    pub tier: Tier,
    pub query: Query,
    /// Read as the answer to the query.
    pub expect: Value,
    /// What the host knows of service tags: the prefixes of each.
    #[serde(default, rename = "serviceTags")]
    pub service_tags: BTreeMap<String, Vec<String>>,
    /// Codes of the errors that the design has although the question is about something else.
    #[serde(default)]
    pub errors: Vec<String>,
}

/// How well the source supports the case.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    OfficialDoc,
    ObservedLab,
    GithubIssue,
    Derived,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Query {
    /// The listing of a subnet.
    EffectiveRoutes(String),
    /// The route that decides at the sender.
    NextHop { from: String, to: String },
    /// The way of a packet and of its reply.
    Trace { from: String, to: String, protocol: Option<String>, port: Option<u16> },
    /// Every error of the design.
    Check,
    /// The addresses of a subnet.
    AddressPlan(String),
}

/// Rows are written `source state prefix type address`; `*` stands for anything.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Listing {
    /// All rows.
    pub rows: Option<Vec<String>>,
    /// Rows that may stand beside `rows`.
    #[serde(default)]
    pub tolerated: Vec<String>,
    /// Some rows.
    #[serde(default)]
    pub contains: Vec<String>,
    /// Rows, or prefixes of rows, that are not there.
    #[serde(default)]
    pub absent: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deciding {
    pub next_hop_type: String,
    pub next_hop_ip_address: Option<String>,
    pub address_prefix: String,
    /// `System Route` for one that no user wrote, as Network Watcher has it.
    pub route_table: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Way {
    pub delivered: bool,
    pub answered: bool,
    pub disposition: String,
    /// What the receiver sees instead of the sender.
    pub egress_as: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Errors {
    pub errors: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Finding {
    pub code: String,
    pub arm_error_code: Option<String>,
    /// The value that the offered change writes.
    pub fix: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddressPlan {
    pub usable: u64,
    pub reserved: Vec<String>,
}

/// A group of cases that the language cannot express yet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotYet {
    pub needs: String,
    /// Titles by number.
    pub cases: BTreeMap<String, String>,
}

/// One folder.
pub struct Case {
    pub expected: Expected,
    pub folder: PathBuf,
    pub design: String,
    pub why: String,
}

/// Cases that teach one thing.
pub struct Topic {
    pub text: String,
    /// The section of docs/specification.md that says it in general; the last line of the topic's page.
    pub section: Option<usize>,
    pub cases: Vec<Case>,
}

fn routing() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/routing")
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(of).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parsed<T: DeserializeOwned>(path: &Path) -> T {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn topics() -> Vec<Topic> {
    let case = |topic: &Path, folder: PathBuf| {
        let own = folder.join("design.json");
        let design = read(&if own.exists() { own } else { topic.join("design.json") });
        Case { expected: parsed(&folder.join("expect.json")), why: read(&folder.join("why.md")), design, folder }
    };
    let topic = |path: PathBuf| {
        let page = read(&path.join("topic.md"));
        let cases = folders(&path).into_iter().map(|folder| case(&path, folder)).collect();
        match page.trim_end().rsplit_once("\n\nSpecification: section ") {
            Some((text, section)) => Topic { text: format!("{text}\n"), section: section.trim_end_matches('.').parse().ok(), cases },
            None => Topic { text: page, section: None, cases },
        }
    };
    let mut topics: Vec<Topic> = folders(&routing()).into_iter().map(topic).collect();
    // By section, and within one in the order in which the cases were collected, from the general to the special.
    topics.sort_by_key(|topic| (topic.section.unwrap_or(usize::MAX), topic.cases.iter().map(|case| case.expected.id.clone()).min()));
    topics
}

pub fn not_yet() -> Vec<NotYet> {
    parsed(&routing().join("not-yet.json"))
}

impl Case {
    /// The addresses of service tags as the compiler takes them.
    pub fn service_tags(&self) -> String {
        self.expected.service_tags.iter().map(|(name, prefixes)| format!("{name} {}\n", prefixes.join(" "))).collect()
    }

    /// The expected answer, in the form that the query has.
    pub fn answer<T: DeserializeOwned>(&self) -> T {
        serde_json::from_value(self.expected.expect.clone()).unwrap_or_else(|error| panic!("{}: {error}", self.folder.display()))
    }
}
