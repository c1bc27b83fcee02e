//! What a design takes to be true where sources disagree.

use serde_json::Value;

#[derive(Debug, Default)]
pub struct Options {
    /// 2.4
    pub none_routes_removed_by: String,
    /// 2.3
    pub undocumented_none_routes: bool,
    /// 1.6
    pub endpoints_beat_every_route: bool,
    /// 1.5: whether learned prefixes inside overridden ones are programmed.
    pub learned_inside_overridden: bool,
    /// 4.8
    pub peering_routes_can_be_disabled: bool,
    /// 9.4
    pub virtual_network_tag_holds: String,
    /// 10.3
    pub storage_from_private_subnets: bool,
}

impl Options {
    pub fn read(document: &Value) -> Self {
        let options = &document["options"];
        let word = |key: &str| options[key].as_str().unwrap_or_default().to_owned();
        Self {
            none_routes_removed_by: word("noneRoutesRemovedBy"),
            undocumented_none_routes: options["undocumentedNoneRoutes"].as_bool().unwrap_or(true),
            endpoints_beat_every_route: word("serviceEndpointsBeat") != "ShorterRoutes",
            learned_inside_overridden: word("learnedInsideOverridden") == "Used",
            peering_routes_can_be_disabled: word("disablePeeringRouteRemoves") != "Nothing",
            virtual_network_tag_holds: word("virtualNetworkTagHolds"),
            storage_from_private_subnets: word("storageFromPrivateSubnets") == "Reachable",
        }
    }
}
