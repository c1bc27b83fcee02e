//! What workloads need, for people: docs/workloads.md is made of the data.
//!
//! `GOLDEN=write cargo test --test workloads` rewrites it.

// A failed assumption is a failed test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use routewright::compile::compile;
use routewright::design::Workload;
use routewright::workload::{ALL, Delegation, Egress, Flow, NatGateway, Needs, Peer, Table, Way};
use serde_json::json;

const START: &str = "# Workloads\n\n`workloads` of a subnet says which services stand there:\n\n```jsonc\n\
    { \"name\": \"gpu\", \"addressPrefix\": \"10.20.1.0/24\", \"routeTable\": \"rt-training\", \"workloads\": [\"AzureMachineLearningCompute\"] }\n```\n\n\
    The design is checked against what each of them needs. Flows are not compared with the text of routes: every packet of a flow is\n\
    followed through routes, security groups, firewalls and peerings, and so are its replies. What a service opens itself comes from a service tag to\n\
    a public address of the service: the subnet's security group must let it in, and the replies must not leave through an appliance.\n\n\
    - **direct**: past no appliance and no gateway. **forwarded**: through an appliance or a gateway, never straight to the Internet.\n\
    - A route or rule for a service tag, for the service around a regional tag, or for everything decides without addresses. Where a route\n  \
    or rule for addresses, or for AzureCloud, may decide too, the answer is `workload-traffic-undecided` until the addresses are told\n  \
    (`--service-tags`, or `serviceTags` in the API).\n\
    - The default route's territory is written `Internet`: the public addresses that no prefix of the design names.\n\
    - A firewall without rules forwards what it is given. With `networkRules`, what they do not allow is denied; where only a rule for host\n  \
    names may match, the answer is undecided.\n\n\
    Findings: `workload-traffic-misrouted`, `workload-traffic-denied`, `workload-egress-missing`, `workload-traffic-undecided`, and the rules below \"workload\" in\n\
    [the list](rules.md). Generated from [src/workload](../src/workload); section 12 of [the specification](specification.md) has the facts.\n";

#[test]
fn the_page_is_made_of_the_data() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/workloads.md");
    let page = ALL.iter().fold(START.to_owned(), |page, needs| page + &section(needs));
    if std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") {
        fs::write(&path, &page).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == page, "{} is old; GOLDEN=write cargo test --test workloads rewrites it", path.display());
}

fn section(needs: &Needs) -> String {
    let mut page = format!("\n## {}\n\n{}.\n\n", needs.workload.as_str(), needs.name);
    let mut says = vec![match (needs.size.smallest, needs.size.recommended) {
        (smallest, recommended) if smallest == recommended => format!("/{smallest} or larger"),
        (smallest, recommended) => format!("/{smallest} or larger, /{recommended} recommended"),
    }];
    says.push(match needs.delegation {
        Delegation::Required(service) => format!("delegated to `{service}`"),
        Delegation::Possible(service) => format!("delegated to `{service}` or to nothing"),
        Delegation::Refused => "not delegated".to_owned(),
    });
    says.extend(match needs.table {
        Table::Optional => None,
        Table::Required => Some("with a route table".to_owned()),
        Table::Own => Some("with a route table that no other subnet uses".to_owned()),
        Table::Unsupported => Some("without a route table".to_owned()),
    });
    says.extend(match needs.nat_gateway {
        NatGateway::Optional => None,
        NatGateway::Required => Some("with a NAT gateway".to_owned()),
        NatGateway::Unsupported => Some("without a NAT gateway".to_owned()),
    });
    says.extend(needs.security_group.then(|| "with a network security group".to_owned()));
    says.extend(needs.dedicated.then(|| "nothing else in it".to_owned()));
    says.extend(needs.one_in_network.then(|| "one in a network".to_owned()));
    page.push_str(&format!("The subnet: {}.\n", says.join("; ")));
    let writes = match (needs.writes.routes, needs.writes.rules) {
        (true, true) => "The service writes routes and security rules for its flows itself.\n",
        (false, true) => "The service writes security rules for its flows itself.\n",
        (true, false) => "The service writes routes for its flows itself.\n",
        (false, false) => "",
    };
    page.push_str(writes);
    if needs.egress == Egress::Subnet && !needs.flows.is_empty() {
        page.push_str("Its machines have no way to the Internet of their own.\n");
    }
    if !needs.flows.is_empty() {
        page.push_str("\n| | | way | for |\n|---|---|---|---|\n");
        needs.flows.iter().for_each(|flow| page.push_str(&row(flow)));
    }
    page.push_str(&format!("\nSource: {}.\n", needs.source));
    page
}

fn row(flow: &Flow) -> String {
    let ports: Vec<String> =
        flow.ports.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") }).collect();
    let carried = match (flow.protocol.as_str(), ports.join(", ")) {
        ("Any", _) => "everything".to_owned(),
        (protocol, ports) => format!("{} {ports}", protocol.to_uppercase()).trim_end().to_owned(),
    };
    let list = |workloads: &[Workload]| workloads.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ");
    let peer = match flow.peer {
        Peer::To(tag) => format!("to {tag}"),
        Peer::ToRegion(tag) => format!("to {tag} of the region"),
        Peer::ToInternet => "to Internet".to_owned(),
        Peer::ToWorkloads(workloads) => format!("to subnets with {}", list(workloads)),
        Peer::ToVirtualNetwork => "to VirtualNetwork".to_owned(),
        Peer::From(tag) => format!("from {tag}"),
        Peer::FromInternet => "from Internet".to_owned(),
        Peer::FromVirtualNetwork => "from VirtualNetwork".to_owned(),
        Peer::FromLoadBalancer => "from AzureLoadBalancer".to_owned(),
    };
    let way = match flow.way {
        Way::Any => "",
        Way::Direct => "direct",
        Way::Forwarded => "forwarded",
    };
    format!("| {peer} | {carried} | {way} | {} |\n", flow.purpose)
}

/// The fix of a missing rule is offered where its first name is taken, for instance by the fix of another finding.
#[test]
fn a_fix_takes_names_that_are_free() {
    let taken = |name: &str, direction: &str| {
        json!({ "name": name, "priority": 4000, "direction": direction, "access": "Deny", "protocol": "*", "sourceAddressPrefix": "*",
            "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*" })
    };
    let document = json!({ "location": "eastus",
        "virtualNetworks": [{ "name": "spoke", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "apim", "addressPrefix": "10.1.0.0/24", "networkSecurityGroup": "nsg", "workloads": ["ApiManagement"] }] }],
        "networkSecurityGroups": [{ "name": "nsg", "securityRules": [taken("apimanagement-1", "Outbound")] }] });
    let compiled = compile(document.to_string().as_bytes());
    let denied: Vec<_> = compiled.diagnostics().iter().filter(|it| it.code == "workload-traffic-denied").collect();
    assert_eq!(denied.len(), 2, "{denied:#?}");
    for finding in denied {
        let fix = serde_json::to_value(&finding.fix).unwrap();
        assert_eq!(fix[0]["value"]["name"], "ApiManagement-2", "{finding:#?}");
    }
}
