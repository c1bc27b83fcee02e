//! `security-rule-sensitive-port`: the whole Internet may reach a service that is never meant for it.
//!
//! # What it checks
//! No inbound rule lets the whole Internet reach the port of a database, a file share, a remote shell or the like. What rules before it
//! deny does not count. A rule for every port is another rule's.
//!
//! # Why it matters
//! Such services trust whoever reaches them, or are the first that are tried.
//!
//! # Fix
//! Reach them through private addresses. The fix lets only the network itself send.
//!
//! # Source
//! Trivy AZU-0074; KICS "Sensitive port is exposed to entire network"; IANA, "Service Name and Transport Protocol Port Number Registry".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::exposed::report_ports;
use crate::design::SecurityProtocol::{self, Tcp};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-sensitive-port", Severity::Warning, run);

const SERVICES: [(SecurityProtocol, u16, &str); 22] = [
    (Tcp, 20, "FTP"),
    (Tcp, 21, "FTP"),
    (Tcp, 23, "Telnet"),
    (Tcp, 111, "remote procedure calls"),
    (Tcp, 135, "remote procedure calls"),
    (Tcp, 139, "NetBIOS"),
    (Tcp, 389, "LDAP"),
    (Tcp, 445, "SMB"),
    (Tcp, 1433, "SQL Server"),
    (Tcp, 1521, "Oracle"),
    (Tcp, 2049, "NFS"),
    (Tcp, 2375, "Docker"),
    (Tcp, 3306, "MySQL"),
    (Tcp, 5432, "PostgreSQL"),
    (Tcp, 5900, "VNC"),
    (Tcp, 5985, "WinRM"),
    (Tcp, 5986, "WinRM"),
    (Tcp, 6379, "Redis"),
    (Tcp, 9042, "Cassandra"),
    (Tcp, 9200, "Elasticsearch"),
    (Tcp, 11211, "Memcached"),
    (Tcp, 27017, "MongoDB"),
];

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report_ports(rule, design, &SERVICES, found);
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    #[test]
    fn an_open_database_is_reported() {
        let document = inbound(&[("Allow", "Tcp", "0.0.0.0/0", "5432")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0: rule `rule-0` of `nsg` opens PostgreSQL, port 5432, to the whole Internet"]
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_database_for_the_network_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "VirtualNetwork", "5432")])).is_empty());
    }

    #[test]
    fn the_port_of_another_protocol_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Udp", "*", "5432"), ("Allow", "Tcp", "*", "443")])).is_empty());
    }
}
