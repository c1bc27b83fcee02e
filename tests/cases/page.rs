//! The cases for people: docs/by-example.md.

use crate::format::{AddressPlan, Case, Deciding, Errors, Finding, Listing, Query, Tier, Way, not_yet, topics};
use crate::short::short;

/// The page.
pub fn page() -> String {
    let topics = topics();
    let sections = sections();
    let count: usize = topics.iter().map(|topic| topic.cases.len()).sum();
    let mut page = format!(
        "# How Azure routes, by example\n\n{count} small designs, each with a question, its answer, the reason and the source of the answer, \
         in the order of [the specification](specification.md).\nGenerated from the folders of [tests/cases/routing](../tests/cases/routing), \
         which are tests: every answer here is the one that the engine gives.\n\n"
    );
    for (n, topic) in topics.iter().enumerate() {
        let title = topic.text.lines().next().unwrap().trim_start_matches("# ");
        page.push_str(&format!("{}. [{title}](#{}): {}\n", n + 1, anchor(title), topic.cases.len()));
    }
    for topic in &topics {
        page.push_str(&format!("\n#{}", topic.text));
        if let Some(section) = topic.section.map(|number| sections.iter().find(|it| it.starts_with(&format!("{number}. "))).unwrap()) {
            page.push_str(&format!("\nSpecification: [{section}](specification.md#{}).\n", anchor(section)));
        }
        let mut before = "";
        for case in &topic.cases {
            // Cases of one design follow each other; it is shown once.
            let same = before == case.design;
            before = &case.design;
            page.push_str(&case.shown(same));
        }
    }
    let not_yet = not_yet();
    if !not_yet.is_empty() {
        page.push_str("\n## Not yet expressible\n\n| needs | cases |\n|---|---|\n");
    }
    for group in not_yet {
        let cases: Vec<String> = group.cases.iter().map(|(id, title)| format!("{id}: {title}")).collect();
        page.push_str(&format!(
            "| {} | {} |\n",
            group.needs,
            cases.join("<br>").replace('|', "\\|").replace('<', "&lt;").replace("&lt;br>", "<br>")
        ));
    }
    page
}

/// The titles of the specification's sections.
fn sections() -> Vec<String> {
    let text = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/specification.md")).unwrap();
    text.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect()
}

/// What GitHub calls a heading in links.
fn anchor(title: &str) -> String {
    let kept = title.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

impl Case {
    fn shown(&self, same_design: bool) -> String {
        let Case { expected, folder, why, .. } = self;
        let support = match expected.tier {
            Tier::OfficialDoc => "documented by Microsoft",
            Tier::ObservedLab => "seen in real output",
            Tier::GithubIssue => "seen in a public issue",
            Tier::Derived => "follows from a documented rule",
        };
        let link = folder.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_str().unwrap().replace('\\', "/");
        let design = if same_design { "The same design.".to_owned() } else { format!("```text\n{}```", short(&self.design)) };
        let (title, why, answer, id) = (&expected.title, why.trim_end(), self.answered(), &expected.id);
        format!("\n### {title}\n\n{design}\n\n{answer}\n\n{why}\n\n[{id}](../{link}): {support}.\n")
    }

    /// The question and its answer in words.
    fn answered(&self) -> String {
        match &self.expected.query {
            Query::EffectiveRoutes(subnet) => format!("Effective routes of `{subnet}`{}", self.answer::<Listing>().shown()),
            Query::NextHop { from, to } => format!("From `{from}` to `{to}`: {}.", self.answer::<Deciding>().shown()),
            Query::Trace { from, to, protocol, port } => {
                let way: Way = self.answer();
                let answered = if way.answered { "and is answered" } else { "and is not answered" };
                let port = port.map(|port| format!("to port {port} ")).unwrap_or_default();
                let carried = protocol.as_ref().map(|protocol| format!("of {protocol} {port}")).unwrap_or_default();
                let leaves = way.egress_as.map_or_else(String::new, |name| format!(" It leaves as `{name}`."));
                format!("A packet {carried}from `{from}` to `{to}` ends as `{}` {answered}.{leaves}", way.disposition)
            }
            Query::Check => self.answer::<Errors>().shown(),
            Query::AddressPlan(subnet) => {
                let plan: AddressPlan = self.answer();
                format!("`{subnet}` has {} usable addresses; Azure keeps {}.", plan.usable, plan.reserved.join(", "))
            }
        }
    }
}

impl Listing {
    fn shown(&self) -> String {
        let rows = self.rows.as_ref().unwrap_or(&self.contains).join("\n");
        let some = if self.rows.is_some() { "" } else { ", among others" };
        let listed = if rows.is_empty() { String::new() } else { format!("{some}:\n\n```text\n{rows}\n```") };
        let absent = self.absent.iter().map(|form| format!("`{form}`")).collect::<Vec<_>>().join(", ");
        let not = if rows.is_empty() { " do not have" } else { "\n\nNot there:" };
        if absent.is_empty() { listed } else { format!("{listed}{not} {absent}.") }
    }
}

impl Deciding {
    fn shown(&self) -> String {
        let address = self.next_hop_ip_address.as_ref().map(|address| format!(" {address}")).unwrap_or_default();
        let table = match self.route_table.as_deref() {
            Some("System Route") => ", a system route".to_owned(),
            Some(table) => format!(" of route table `{table}`"),
            None => String::new(),
        };
        format!("`{}{address}`, by {}{table}", self.next_hop_type, self.address_prefix)
    }
}

impl Errors {
    fn shown(&self) -> String {
        let one = |error: &Finding| {
            let azure = error.arm_error_code.as_ref().map(|code| format!(" (Azure answers `{code}`)")).unwrap_or_default();
            let fix = error.fix.as_ref().map(|value| format!("; write {value}")).unwrap_or_default();
            format!("`{}`{azure}{fix}", error.code)
        };
        match self.errors.as_slice() {
            [] => "The design is in order.".to_owned(),
            errors => format!("Refused: {}.", errors.iter().map(one).collect::<Vec<_>>().join(", ")),
        }
    }
}
