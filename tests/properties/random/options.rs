//! Random options: open points taken the other way.

use serde_json::{Value, json};

use super::tape::Tape;

/// What is taken to be true where sources disagree; nothing, mostly.
pub(super) fn options(tape: &mut Tape<'_>) -> Value {
    match tape.below(10) {
        0 => json!({ "noneRoutesRemovedBy": tape.pick(&["AnyDefaultRoute", "NotToNone", "NotToNoneOrInternet"]) }),
        1 => json!({ "undocumentedNoneRoutes": false }),
        2 => json!({ "serviceEndpointsBeat": "ShorterRoutes" }),
        3 => json!({ "learnedInsideOverridden": "Used" }),
        4 => json!({ "disablePeeringRouteRemoves": "Nothing" }),
        5 => json!({ "virtualNetworkTagHolds": tape.pick(&["AnyDefaultRoute", "NoDefaultRoute"]) }),
        6 => json!({ "storageFromPrivateSubnets": "Reachable" }),
        _ => json!({}),
    }
}
