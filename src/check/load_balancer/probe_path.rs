//! `load-balancer-probe-path`: a probe has no path to ask for, or one that it cannot ask for.
//!
//! # What it checks
//! A probe over Http or Https has a `requestPath`, and one over Tcp has none.
//!
//! # Why it matters
//! Azure refuses the load balancer.
//!
//! # Fix
//! Add the path, or remove it. The fix removes it from a probe over Tcp.
//!
//! # Source
//! ARM schema, ProbePropertiesFormat: the path is required for Http and not allowed otherwise.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::ProbeProtocol;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-probe-path", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in &design.load_balancers {
        let Some(probe) = &balancer.probe else { continue };
        let path = balancer.at.field("probe/requestPath");
        match (probe.protocol, &probe.request_path) {
            (ProbeProtocol::Tcp, Some(_)) => {
                let finding = rule.report(path.clone(), "a probe over Tcp asks for no path").hint("remove it");
                found.push(finding.removing(path));
            }
            (ProbeProtocol::Http | ProbeProtocol::Https, None) => {
                found.push(rule.report(path, "the probe has no path to ask for").hint("add one, such as `/health`"));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::balanced;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn probe(members: &str) -> String {
        balanced(r#""one", "two""#, &format!(r#", "probe": {{ "port": 80, {members} }}"#))
    }

    #[test]
    fn a_path_over_tcp_is_reported_and_removed() {
        let document = probe(r#""protocol": "Tcp", "requestPath": "/""#);
        assert_eq!(findings(&RULE, &document), ["/loadBalancers/0/probe/requestPath: a probe over Tcp asks for no path"]);
        assert!(after_fix(&RULE, &document)["loadBalancers"][0]["probe"].get("requestPath").is_none());
    }

    #[test]
    fn no_path_over_http_is_reported() {
        assert_eq!(
            findings(&RULE, &probe(r#""protocol": "Http""#)),
            ["/loadBalancers/0/probe/requestPath: the probe has no path to ask for"]
        );
    }

    #[test]
    fn a_path_over_https_and_none_over_tcp_are_silent() {
        assert!(findings(&RULE, &probe(r#""protocol": "Https", "requestPath": "/health""#)).is_empty());
        assert!(findings(&RULE, &probe(r#""protocol": "Tcp""#)).is_empty());
    }
}
