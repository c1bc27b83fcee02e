//! The cases for people: docs/cases.md.

use crate::format::{AddressPlan, Case, Deciding, Errors, Finding, Listing, Query, Tier, Way, not_yet, topics};

/// The page.
pub fn page() -> String {
    let topics = topics();
    let mut page = "# How Azure routes, by example\n\nGenerated from the folders of [tests/cases/routing](../tests/cases/routing); \
        each holds a design, a question with its answer, and the reason.\n"
        .to_owned();
    for topic in &topics {
        page.push_str(&format!("\n#{}", topic.text));
        for case @ Case { expected, folder, why, .. } in &topic.cases {
            let support = match expected.tier {
                Tier::OfficialDoc => "documented by Microsoft",
                Tier::ObservedLab => "seen in real output",
                Tier::GithubIssue => "seen in a public issue",
                Tier::Derived => "follows from a documented rule",
            };
            let link = folder.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_str().unwrap().replace('\\', "/");
            page.push_str(&format!(
                "\n### {}\n\n{}\n{}\n\n[{}](../{link}): {support}.\n",
                expected.title,
                why.trim_end().to_owned() + "\n",
                case.answered(),
                expected.id
            ));
        }
    }
    page.push_str("\n## Not yet expressible\n\n| needs | cases |\n|---|---|\n");
    for group in not_yet() {
        let cases: Vec<String> = group.cases.iter().map(|(id, title)| format!("{id}: {title}")).collect();
        page.push_str(&format!(
            "| {} | {} |\n",
            group.needs,
            cases.join("<br>").replace('|', "\\|").replace('<', "&lt;").replace("&lt;br>", "<br>")
        ));
    }
    page
}

impl Case {
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
                format!("A packet {carried}from `{from}` to `{to}` ends as `{}` {answered}.", way.disposition)
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
