//! Random service tags: in routes, on subnets, and what is known of them.

use serde_json::{Value, json};

use super::tape::Tape;

const TAGS: [&str; 5] = ["Storage", "Storage.EastUS", "Sql", "AzureCloud", "AzureCloud.EastUS"];

/// What is known of tags; it depends on the document alone, so that a failing one shrinks with it.
pub fn service_tags(document: &Value) -> String {
    const STORAGE: &str = "Storage 52.0.0.0/25 8.8.8.8/32 20.35.252.0/23";
    const REGION: &str = "Storage.EastUS 52.0.0.0/26 8.8.8.8/32";
    const OTHERS: &str = "Sql 8.0.0.0/8\nAzureCloud 52.0.0.0/24 8.8.8.8/32\nAzureCloud.EastUS 52.0.0.0/25\nAzureKeyVault 8.8.4.0/24";
    match document.to_string().len() % 5 {
        0 => String::new(),
        1 => STORAGE.to_owned(),
        2 => format!("{STORAGE}\n{REGION}"),
        3 => OTHERS.to_owned(),
        _ => format!("{STORAGE}\n{REGION}\n{OTHERS}"),
    }
}

/// A tag for a route.
pub(super) fn tag(tape: &mut Tape<'_>) -> &'static str {
    tape.pick::<&str>(&TAGS)
}

/// Service endpoints for a subnet.
pub(super) fn service_endpoints(tape: &mut Tape<'_>) -> Value {
    [json!(["Microsoft.Storage"]), json!(["Microsoft.KeyVault"]), json!(["Microsoft.Sql", "Microsoft.Storage"])][tape.below(3)].clone()
}
