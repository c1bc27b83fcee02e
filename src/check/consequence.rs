//! Which findings only follow from a part of the document that could not be read.

use super::repeated::is_new;
use crate::diagnostic::Diagnostic;

/// Leaves out of `found` what speaks of an object or list of which a member could not be read, as `unread` reports.
///
/// A route whose `nextHopType` is misspelt has no next hop type, but that is not what is wrong with it.
pub fn without_consequences(mut found: Vec<Diagnostic>, unread: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut places = Vec::new();
    for path in unread.iter().map(|finding| finding.path.as_str()) {
        // What is wrong with the whole document says nothing of what is inside.
        for place in [Some(path), parent(path)].into_iter().flatten().filter(|place| !place.is_empty()) {
            is_new(&mut places, place);
        }
    }
    let unread = |path: &str| places.binary_search(&path).is_ok();
    found.retain(|finding| !std::iter::once(&finding.path).chain(&finding.related).any(|path| unread(path)));
    found
}

/// The JSON pointer one step up.
fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent)
}

#[cfg(test)]
mod tests {
    use super::without_consequences;
    use crate::check::check;
    use crate::design::decode;

    /// The codes of the rules that still speak about a document.
    fn codes(document: &str) -> Vec<&'static str> {
        let decoded = decode(document.as_bytes());
        let found = without_consequences(check(&decoded.design), &decoded.diagnostics);
        found.into_iter().map(|finding| finding.code).filter(|code| *code != "route-table-unused").collect()
    }

    #[test]
    fn a_member_that_cannot_be_read_is_not_missing() {
        let route = |hop: &str| {
            format!(r#"{{ "routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "10.0.0.0/8", {hop} }}] }}] }}"#)
        };
        assert_eq!(codes(&route(r#""nextHopType": "internet""#)), Vec::<&str>::new());
        assert_eq!(codes(&route(r#""nexthoptype": "Internet""#)), Vec::<&str>::new());
        let address = r#""nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.0.256""#;
        assert_eq!(codes(&route(address)), Vec::<&str>::new());
    }

    #[test]
    fn an_address_space_that_cannot_be_read_is_neither_empty_nor_elsewhere() {
        let network = |space: &str| {
            format!(
                r#"{{ "virtualNetworks": [{{ "name": "vnet", "addressSpace": [{space}], "subnets": [{{ "name": "s", "addressPrefix": "10.0.0.0/24" }}] }}] }}"#
            )
        };
        assert_eq!(codes(&network(r#""10.0.0.0/99""#)), Vec::<&str>::new());
        // The small prefix behind it is a fault of its own.
        assert_eq!(codes(&network(r#""10.0.0.0/99", "10.9.0.0/30""#)), ["vnet-prefix-length"]);
        assert_eq!(codes(&network(r#""10.1.0.0/16""#)), ["subnet-outside-vnet"]);
    }

    #[test]
    fn what_stands_elsewhere_is_still_reported() {
        let document = r#"{ "naem": 1, "apiVersion": "latest", "virtualNetworks": [null, { "name": "vnet", "addressSpace": [] }] }"#;
        assert_eq!(codes(document), ["api-version-form", "vnet-address-space-empty"]);
    }
}
