//! What the options of a design do to its findings: profiles, severities, and suppressions with their reasons.
//!
//! The expectations are those of docs/options.md.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use routewright::check::RULES;
use routewright::compile::compile;
use routewright::design::Profile;
use routewright::property::PROPERTIES;

/// A design with one error (a next hop that nothing has, in the first table) and one warning (a second table, unused).
fn design(options: &str) -> String {
    format!(
        r#"{{ "name": "d", "location": "eastus", "resourceGroup": "rg", "options": {{ {options} }},
              "virtualNetworks": [{{ "name": "vn", "addressSpace": ["10.0.0.0/16"], "subnets": [
                {{ "name": "a", "addressPrefix": "10.0.0.0/24", "routeTable": "rt" }}, {{ "name": "b", "addressPrefix": "10.0.1.0/24" }}] }}],
              "routeTables": [
                {{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.1.4" }}] }},
                {{ "name": "spare", "routes": [{{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }}] }}] }}"#
    )
}

fn found(options: &str) -> Vec<String> {
    let compiled = compile(design(options).as_bytes());
    compiled.diagnostics().iter().map(|it| format!("{:?} {} {}", it.severity, it.code, it.path)).collect()
}

fn suppression(code: &str, path: &str, reason: &str) -> String {
    format!(r#""suppressions": [{{ "code": "{code}", "path": "{path}", "reason": "{reason}" }}]"#)
}

const ERROR: &str = "Error next-hop-unowned /routeTables/0/routes/0/nextHopIpAddress";
const WARNING: &str = "Warning route-table-unused /routeTables/1";

#[test]
fn profiles_and_severities_decide_what_is_reported() {
    assert_eq!(found(""), [ERROR, WARNING]);
    assert_eq!(found(r#""profile": "azure""#), [ERROR]);
    assert_eq!(found(r#""severities": { "route-table-unused": "off" }"#), [ERROR]);
    assert_eq!(found(r#""severities": { "route-table-unused": "info" }"#), [ERROR, "Info route-table-unused /routeTables/1"]);
    assert_eq!(
        found(r#""profile": "azure", "severities": { "route-table-unused": "error" }"#)[1],
        "Error route-table-unused /routeTables/1"
    );
}

#[test]
fn a_suppression_takes_what_stands_at_its_place_or_inside_with_its_reason() {
    for path in ["", "/routeTables", "/routeTables/0", "/routeTables/0/routes/0/nextHopIpAddress"] {
        let compiled = compile(design(&suppression("next-hop-unowned", path, "the appliance comes next week")).as_bytes());
        assert_eq!(compiled.diagnostics().iter().map(|it| it.code).collect::<Vec<_>>(), ["route-table-unused"], "{path}");
        assert!(compiled.ok() && compiled.emission().is_ok());
        let suppressed = compiled.suppressed();
        assert_eq!((suppressed.len(), suppressed[0].code), (1, "next-hop-unowned"));
        assert_eq!(suppressed[0].suppressed.as_deref(), Some("the appliance comes next week"));
    }
}

#[test]
fn a_suppression_that_nothing_needs_is_reported_and_the_finding_elsewhere_stands() {
    for path in ["/routeTables/1", "/routeTables/0/routes/00", "/routeTables/0/rout", "routeTables", "/"] {
        let found = found(&suppression("next-hop-unowned", path, "why"));
        assert_eq!(found, ["Warning suppression-unused /options/suppressions/0", ERROR, WARNING], "{path}");
    }
    let twice = r#""suppressions": [{ "code": "route-table-unused", "path": "", "reason": "why" }, { "code": "route-table-unused", "path": "/routeTables/1", "reason": "why" }]"#;
    assert_eq!(found(twice), ["Warning suppression-unused /options/suppressions/0", ERROR], "the narrowest one counts");
}

#[test]
fn where_not_everything_was_analysed_no_suppression_is_called_unused() {
    let document = design(&suppression("peering-count", "", "why")).replacen("\"name\": \"d\"", "\"name\": 1", 1);
    assert!(compile(document.as_bytes()).diagnostics().iter().all(|it| it.code != "suppression-unused"));
    let document = design(&suppression("peering-cuont", "", "why")).replacen("\"suppressions\": [", "\"suppressions\": [null, ", 1);
    assert_eq!(compile(document.as_bytes()).diagnostics()[1].path, "/options/suppressions/1/code");
}

#[test]
fn a_code_that_no_rule_has_is_reported_with_the_nearest_one() {
    let compiled = compile(design(&suppression("route-table-unsued", "", "why")).as_bytes());
    let finding = &compiled.diagnostics()[0];
    assert_eq!((finding.code, finding.path.as_str()), ("rule-unknown", "/options/suppressions/0/code"));
    assert_eq!(finding.hint.as_deref(), Some("did you mean `route-table-unused`?"));
    assert_eq!(found(&suppression("wrong-type", "", "why"))[0], "Error rule-unknown /options/suppressions/0/code");
    assert_eq!(found(r#""severities": { "a/b~": "off" }"#)[0], "Error rule-unknown /options/severities/a~1b~0");
}

#[test]
fn an_error_is_not_taken_back_by_its_code_nor_without_a_reason() {
    for level in ["off", "info", "warning"] {
        let found = found(&format!(r#""severities": {{ "next-hop-unowned": "{level}" }}"#));
        assert_eq!(found, ["Error severity-not-allowed /options/severities/next-hop-unowned", ERROR, WARNING]);
    }
    assert_eq!(found(r#""severities": { "next-hop-unowned": "error" }"#), [ERROR, WARNING]);
    let found = |code: &str, reason: &str| found(&suppression(code, "", reason))[..2].to_vec();
    assert_eq!(found("next-hop-unowned", " "), ["Error suppression-reason-missing /options/suppressions/0/reason", ERROR]);
    assert_eq!(found("next-hop-missing", "why"), ["Error suppression-not-allowed /options/suppressions/0/code", ERROR]);
}

#[test]
fn a_word_that_is_no_severity_is_reported_at_its_rule() {
    assert_eq!(found(r#""severities": { "peering-count": "warn" }"#)[0], "Error severity-unknown /options/severities/peering-count");
}

#[test]
fn the_page_lists_the_rules_of_landing_zones() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/options.md")).unwrap();
    let row = page.lines().find(|line| line.starts_with("| `landing-zone` |")).unwrap();
    let rules = RULES.iter().filter(|rule| rule.profile == Profile::LandingZone).map(|rule| rule.code);
    let properties = PROPERTIES.iter().filter(|property| property.profile == Profile::LandingZone).map(|property| property.code);
    let mut codes: Vec<String> = rules.chain(properties).map(|code| format!("`{code}`")).collect();
    codes.sort_unstable();
    assert!(row.ends_with(&format!("{} |", codes.join(", "))), "docs/options.md lists others than {codes:?}");
}
