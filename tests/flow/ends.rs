//! The ends of traces: objects and lists as intents have them (docs/design.md, "Ends of intents and traces"), and what is wrong with others.

use routewright::compile::compile;
use routewright::design::TraceQuery;
use serde_json::{Value, json};

/// One of each kind that an object can name, all with one name and each with an address of its own.
fn namesakes() -> Value {
    json!({ "apiVersion": "2024-05-01",
        "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "app", "addressPrefix": "10.1.1.0/24" }, { "name": "nva", "addressPrefix": "10.1.2.0/24" },
            { "name": "AzureFirewallSubnet", "addressPrefix": "10.1.9.0/26" }] }],
        "firewalls": [{ "name": "x", "virtualNetwork": "vnet", "privateIpAddress": "10.1.9.4" }],
        "appliances": [{ "name": "x", "networkInterfaces": [{ "subnet": "vnet/nva", "privateIpAddress": "10.1.2.4", "enableIPForwarding": true }] }],
        "loadBalancers": [{ "name": "x", "subnet": "vnet/nva", "privateIpAddress": "10.1.2.100", "haPorts": true, "backends": ["x"] }],
        "privateEndpoints": [{ "name": "x", "subnet": "vnet/app", "privateIpAddress": "10.1.1.9" }],
        "networkInterfaces": [{ "name": "x", "subnet": "vnet/app", "privateIpAddress": "10.1.1.20" }] })
}

/// The answer to a question as JavaScript asks it, or the findings about the question: code, place and message.
fn asked(question: &Value) -> Result<Value, Vec<(&'static str, String, String)>> {
    let compiled = compile(namesakes().to_string().as_bytes());
    let answer = compiled.asked(&question.to_string());
    match answer {
        Ok(trace) => Ok(serde_json::to_value(trace).unwrap()),
        Err(findings) => Err(findings.into_iter().map(|finding| (finding.code, finding.path, finding.message)).collect()),
    }
}

fn between(from: &Value, to: &Value) -> Value {
    asked(&json!({ "from": from, "to": to })).unwrap()
}

/// Where the packet starts and where it goes.
fn ends(trace: &Value) -> [&str; 2] {
    let packet = &trace["forward"]["packet"];
    [packet["source"].as_str().unwrap(), packet["destination"].as_str().unwrap()]
}

/// The codes and places of the findings about a question.
fn wrong(question: &Value) -> Vec<(&'static str, String)> {
    asked(question).unwrap_err().into_iter().map(|(code, path, _)| (code, path)).collect()
}

fn at(findings: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    findings.iter().map(|(code, path)| (*code, (*path).to_owned())).collect()
}

#[test]
fn an_object_says_of_which_kind_the_name_is() {
    let vm = json!({ "networkInterface": "x" });
    let kinds = [("firewall", "10.1.9.4"), ("appliance", "10.1.2.4"), ("loadBalancer", "10.1.2.100"), ("privateEndpoint", "10.1.1.9")];
    for (kind, address) in kinds {
        let to = between(&vm, &json!({ (kind): "x" }));
        assert_eq!(ends(&to), ["10.1.1.20", address], "{kind}");
        assert_eq!(to, between(&json!("10.1.1.20"), &json!(address)), "{kind}");
    }
    for (kind, address) in kinds.iter().take(2) {
        assert_eq!(ends(&between(&json!({ (*kind): "x" }), &vm)), [*address, "10.1.1.20"], "{kind}");
    }
    // A string that is a name alone means the firewall, the first of the kinds.
    assert_eq!(between(&vm, &json!("x")), between(&vm, &json!({ "firewall": "x" })));
}

#[test]
fn of_a_list_the_packet_takes_the_first_end_that_it_can() {
    let (vm, appliance) = (json!({ "networkInterface": "x" }), json!({ "appliance": "x" }));
    assert_eq!(ends(&between(&json!([vm, "vnet/nva"]), &json!([appliance, "Internet"]))), ["10.1.1.20", "10.1.2.4"]);
    assert_eq!(ends(&between(&json!(["vnet/nva", vm]), &json!(["Internet", appliance]))), ["10.1.2.5", "8.8.8.8"]);
    // A list of one is what stands in it.
    assert_eq!(between(&json!([vm]), &json!(["8.8.8.8"])), between(&vm, &json!("8.8.8.8")));
    // What never opens a connection is passed over, and so are addresses of another family.
    assert_eq!(ends(&between(&json!([{ "privateEndpoint": "x" }, vm]), &json!("8.8.8.8"))), ["10.1.1.20", "8.8.8.8"]);
    assert_eq!(ends(&between(&vm, &json!(["2001:4860:4860::8888", "8.8.4.4"]))), ["10.1.1.20", "8.8.4.4"]);
    let none = asked(&json!({ "from": [{ "privateEndpoint": "x" }, { "loadBalancer": "x" }], "to": "8.8.8.8" })).unwrap_err();
    let never = "`x` is a private endpoint: it answers and never opens a connection".to_owned();
    assert_eq!(none, [("endpoint-not-traceable", "/from/0".to_owned(), never)]);
}

#[test]
fn what_is_wrong_with_a_question_is_located_in_it_and_said_at_once() {
    let question =
        json!({ "from": { "firewal": "x" }, "to": { "firewall": 7 }, "protocol": "tcp", "port": 65_536, "ipVersion": 4, "via": "x" });
    let findings = [
        ("unknown-property", "/from/firewal"),
        ("wrong-type", "/ipVersion"),
        ("number-out-of-range", "/port"),
        ("value-unknown", "/protocol"),
        ("wrong-type", "/to/firewall"),
        ("unknown-property", "/via"),
    ];
    assert_eq!(wrong(&question), at(&findings));
    let unclear = json!({ "from": {}, "to": ["Internet", { "firewall": "x", "appliance": "x" }] });
    assert_eq!(wrong(&unclear), at(&[("endpoint-unclear", "/from"), ("endpoint-unclear", "/to/1")]));
    let unknown = json!({ "from": [{ "networkInterface": "y" }, "vnet/none"], "to": "nowhere" });
    let places = [("reference-unknown", "/from/0/networkInterface"), ("endpoint-unknown", "/from/1"), ("endpoint-unknown", "/to")];
    assert_eq!(wrong(&unknown), at(&places));
    let message = asked(&json!({ "from": { "networkInterface": "y" }, "to": "Internet" })).unwrap_err().remove(0).2;
    assert_eq!(message, "no network interface is named `y`");
    assert_eq!(wrong(&json!({ "from": [], "to": [] })), at(&[("endpoint-list-empty", "/from"), ("endpoint-list-empty", "/to")]));
    assert_eq!(wrong(&json!({ "from": 7, "to": [null] })), at(&[("wrong-type", "/from"), ("wrong-type", "/to/0")]));
    assert_eq!(wrong(&json!({ "from": "vnet/app" })), at(&[("missing-property", "")]));
    assert_eq!(wrong(&json!(null)), at(&[("wrong-type", "")]));
    let broken: Vec<_> = TraceQuery::read("{").unwrap_err().into_iter().map(|finding| (finding.code, finding.path)).collect();
    assert_eq!(broken, at(&[("document-not-json", "")]));
}

#[test]
fn ends_that_no_packet_has_are_refused() {
    for kind in ["privateEndpoint", "loadBalancer"] {
        assert_eq!(wrong(&json!({ "from": { (kind): "x" }, "to": "Internet" })), at(&[("endpoint-not-traceable", "/from")]));
    }
    assert_eq!(wrong(&json!({ "from": "vnet/app", "to": "OnPremises" })), at(&[("endpoint-not-traceable", "/to")]));
    assert_eq!(
        wrong(&json!({ "from": "vnet/app", "to": "8.8.8.8", "ipVersion": "IPv6" })),
        at(&[("endpoint-not-traceable", "/ipVersion")])
    );
}
