//! Suppressions: findings that the design says are known and meant, and what is wrong with its options.
//!
//! A suppressed finding is set apart with its reason, never forgotten. Faults of the document are not findings of a rule and
//! cannot be suppressed: what was not understood was not analysed either.

use std::collections::BTreeMap;

use crate::check::{Findings, RULES};
use crate::design::{Level, Options, Suppression, nearest, shown};
use crate::diagnostic::{Diagnostic, Severity};
use crate::property::PROPERTIES;

/// Rules about objects that are incomplete or contradict themselves. Their findings cannot be suppressed, because there would be
/// nothing to write, or two things.
const INCOMPLETE: [&str; 20] = [
    "ecmp-needs-2-to-64-next-hops",
    "firewall-management-subnet-missing",
    "firewall-subnet-missing",
    "gateway-subnet-missing",
    "intent-port-range",
    "intent-without-expectation",
    "interface-name-duplicate",
    "next-hop-address-missing",
    "next-hop-interface-unknown",
    "next-hop-missing",
    "next-hop-twice",
    "next-hop-unclear",
    "peering-duplicate",
    "route-name-duplicate",
    "security-rule-name-duplicate",
    "security-rule-property-missing",
    "security-rule-property-twice",
    "subnet-prefix-missing",
    "subnet-prefix-twice",
    "vnet-address-space-empty",
];

/// Every rule and property: its code and its own severity.
fn rules() -> impl Iterator<Item = (&'static str, Severity)> {
    let properties = PROPERTIES.iter().map(|property| (property.code, property.severity));
    RULES.iter().map(|rule| (rule.code, rule.severity)).chain(properties)
}

/// The findings that stand, those of the options first, and the suppressed ones.
///
/// `whole` says that everything was analysed; otherwise a suppression that nothing needed may be needed all the same.
pub fn suppress(options: &Options, found: Vec<Diagnostic>, whole: bool) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let mut wrong = Findings::default();
    check_severities(options, &mut wrong);
    // A finding and what a suppression names are one path: the code, then the steps of the pointer.
    let places: Vec<String> = options.suppressions.iter().map(|it| format!("{}{}", it.code, it.path)).collect();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, place) in places.iter().enumerate() {
        if options.suppressions.get(index).is_some_and(|suppression| may_suppress(suppression, &mut wrong)) {
            named.entry(place).or_insert(index);
        }
    }
    let mut used = vec![false; places.len()];
    let (mut standing, mut suppressed) = (Vec::new(), Vec::new());
    for mut finding in found {
        match if named.is_empty() { None } else { narrowest(&named, &finding) } {
            Some(index) => {
                used.iter_mut().skip(index).take(1).for_each(|used| *used = true);
                finding.suppressed = options.suppressions.get(index).map(|it| it.reason.clone());
                suppressed.push(finding);
            }
            None => standing.push(finding),
        }
    }
    for ((suppression, place), used) in options.suppressions.iter().zip(&places).zip(used) {
        if whole && !used && named.contains_key(place.as_str()) {
            let message = format!("nothing that `{}` finds is suppressed here", suppression.code);
            let unused = Diagnostic::new("suppression-unused", Severity::Warning, pointer(suppression), message);
            wrong.push(unused.hint("take it out, or correct its `path`").removing(pointer(suppression)));
        }
    }
    let mut shown = wrong.into_vec();
    shown.append(&mut standing);
    (shown, suppressed)
}

/// The JSON pointer of a suppression.
fn pointer(suppression: &Suppression) -> String {
    suppression.at.pointer()
}

/// The suppression that names the finding's place, or the nearest place around it.
fn narrowest(named: &BTreeMap<&str, usize>, finding: &Diagnostic) -> Option<usize> {
    let whole = format!("{}{}", finding.code, finding.path);
    let mut place = whole.as_str();
    loop {
        if let Some(index) = named.get(place) {
            return Some(*index);
        }
        (place, _) = place.rsplit_once('/')?;
    }
}

/// Whether a suppression counts; reports why not.
fn may_suppress(suppression: &Suppression, wrong: &mut Findings) -> bool {
    let code = suppression.code.as_str();
    if !is_rule(code, pointer(suppression) + "/code", true, wrong) {
        return false;
    }
    if INCOMPLETE.contains(&code) {
        let message = format!("findings of `{code}` cannot be suppressed: the object could not be written");
        wrong.push(Diagnostic::new("suppression-not-allowed", Severity::Error, pointer(suppression) + "/code", message));
        return false;
    }
    let reasoned = !suppression.reason.trim().is_empty();
    if !reasoned {
        let message = format!("the suppression of `{code}` gives no reason");
        wrong.push(Diagnostic::new("suppression-reason-missing", Severity::Error, pointer(suppression) + "/reason", message));
    }
    reasoned
}

/// Reports a code that no rule has.
fn is_rule(code: &str, path: String, replaceable: bool, wrong: &mut Findings) -> bool {
    if rules().any(|(known, _)| known == code) {
        return true;
    }
    let finding = Diagnostic::new("rule-unknown", Severity::Error, path.as_str(), format!("no rule has the code `{}`", shown(code)));
    wrong.push(match nearest(code, rules().map(|(known, _)| known)) {
        Some(near) if replaceable => finding.hint(format!("did you mean `{near}`?")).replacing(path, near),
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint("faults of the document have no rule, and stay errors"),
    });
    false
}

/// Reports severities that are none, that no rule has, or that take an error back.
fn check_severities(options: &Options, wrong: &mut Findings) {
    for (code, level) in &options.severities.0 {
        let path = format!("/options/severities/{}", code.replace('~', "~0").replace('/', "~1"));
        if !is_rule(code, path.clone(), false, wrong) {
            continue;
        }
        let lowered = Level::parse(level) != Some(Level::Error) && rules().any(|rule| rule == (code.as_str(), Severity::Error));
        if Level::parse(level).is_none() {
            let message = format!("unknown severity `{}`", shown(level));
            let finding = Diagnostic::new("severity-unknown", Severity::Error, path.as_str(), message);
            wrong.push(finding.hint(format!("known values: {}", Level::WORDS.join(", "))));
        } else if lowered {
            let message = format!("`{code}` stays an error: Azure refuses what it finds, or traffic is lost");
            let finding = Diagnostic::new("severity-not-allowed", Severity::Error, path.as_str(), message);
            wrong.push(finding.hint("suppress the findings that are meant, each with its reason").removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{INCOMPLETE, rules, suppress};
    use crate::design::Options;
    use crate::diagnostic::{Diagnostic, Severity};

    #[test]
    fn what_cannot_be_suppressed_are_rules_that_report_errors() {
        for code in INCOMPLETE {
            assert!(rules().any(|rule| rule == (code, Severity::Error)), "{code}");
        }
    }

    #[test]
    fn without_options_findings_pass_in_their_order() {
        let found = || ["b", "a", "c"].map(|code| Diagnostic::new(code, Severity::Error, "/here", "message")).to_vec();
        assert_eq!(suppress(&Options::default(), found(), true), (found(), Vec::new()));
    }
}
