//! Questions about one packet, read as a document is.

use std::str::FromStr;

use super::intent::Protocol;
use super::place::Place;
use super::read::{At, Read, Sink, drive};

record! {
    /// Where does such a packet go? Two endpoints in the forms that intents use, or the name of a firewall, appliance or private endpoint.
    TraceQuery: "a query" {
        /// Where the packet starts.
        "from" => from: required String;
        /// Where it goes.
        "to" => to: required String;
        /// The protocol; any by default.
        "protocol" => protocol: default Protocol = Protocol::Any;
        /// Destination port.
        "port" => port: optional u32;
    }
}

impl TraceQuery {
    /// A packet of any protocol.
    pub fn new(from: &str, to: &str) -> Self {
        Self { at: Place::default(), from: from.to_owned(), to: to.to_owned(), protocol: Protocol::Any, port: None }
    }
}

impl FromStr for TraceQuery {
    type Err = String;

    /// Reads a JSON text as strictly as a design; the error says what is wrong with it.
    fn from_str(text: &str) -> Result<Self, String> {
        let sink = Sink::default();
        let mut reader = <Self as Read>::Reader::default();
        drive(text, &mut reader, At::root(&sink)).map_err(|error| error.to_string())?;
        match (Self::take(&mut reader), sink.into_findings().first()) {
            (Some(query), None) => Ok(query),
            (_, finding) => Err(finding.map_or_else(String::new, |finding| format!("query{}: {}", finding.path, finding.message))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TraceQuery;

    fn fault(text: &str) -> String {
        text.parse::<TraceQuery>().unwrap_err()
    }

    #[test]
    fn a_query_is_read_as_strictly_as_a_design() {
        let query: TraceQuery = r#"{ "from": "vnet/app", "to": "8.8.8.8", "protocol": "Tcp", "port": 443 }"#.parse().unwrap();
        assert_eq!((query.from.as_str(), query.protocol.as_str(), query.port), ("vnet/app", "Tcp", Some(443)));
        assert_eq!(fault(r#"{ "from": "vnet/app" }"#), "query: a query has no `to`");
        assert_eq!(fault(r#"{ "from": "a", "to": "b", "prot": "Tcp" }"#), "query/prot: unknown property `prot`");
        assert_eq!(fault(r#"{ "from": "a", "to": "b", "protocol": "TCP" }"#), "query/protocol: unknown value `TCP`");
        assert_eq!(fault(r#"{ "from": "a", "to": "b", "port": -1 }"#), "query/port: expected a whole number from 0 to 4294967295");
        assert_eq!(fault("7"), "query: expected an object (a query), found a number");
    }
}
