//! Options: how strictly a design is judged, and which answer counts where Microsoft's own sources disagree.

use super::place::Place;
use super::resource::Tags;
use crate::diagnostic::Severity;

record! {
    /// How strictly the design is judged, and what is taken to be true where sources disagree.
    Options: "options" {
        /// Which rules speak.
        "profile" => profile: default Profile = Profile::Recommended;
        /// Severities other than the rules' own, by code of the rule. A rule that reports errors keeps its severity.
        "severities" => severities: default Tags = Tags::default();
        /// Findings that are known and meant.
        "suppressions" => suppressions: default Vec<Suppression> = Vec::new();
        /// How many routes Azure takes in one route table; 400 by default.
        "routesPerTable" => routes_per_table: default u32 = ROUTES_PER_TABLE;
        /// How many peerings Azure takes at one virtual network; 500 by default.
        "peeringsPerNetwork" => peerings_per_network: default u32 = PEERINGS_PER_NETWORK;
        /// Which route tables Azure refuses on AzureBastionSubnet.
        "bastionRouteTable" => bastion_route_table: default BastionRouteTable = BastionRouteTable::Refused;
        /// Which user-defined default routes remove the system routes with next hop None.
        "noneRoutesRemovedBy" => none_routes_removed_by: default NoneRoutesRemovedBy = NoneRoutesRemovedBy::NotToNone;
        /// Whether Azure drops the blocks that it lists and does not document, beside the documented ones; true by default.
        "undocumentedNoneRoutes" => undocumented_none_routes: default bool = true;
        /// Which routes a service endpoint beats.
        "serviceEndpointsBeat" => service_endpoints_beat: default ServiceEndpointsBeat = ServiceEndpointsBeat::EveryRoute;
        /// What becomes of learned prefixes inside one that a user-defined route overrides.
        "learnedInsideOverridden" => learned_inside_overridden: default LearnedInsideOverridden = LearnedInsideOverridden::Filtered;
        /// What `disablePeeringRoute` takes away from the subnets of a route table.
        "disablePeeringRouteRemoves" => disable_peering_route_removes: default DisablePeeringRouteRemoves = DisablePeeringRouteRemoves::PeeringRoutes;
        /// Which user-defined default routes put every address into the tag VirtualNetwork of their subnets' security rules.
        "virtualNetworkTagHolds" => virtual_network_tag_holds: default VirtualNetworkTagHolds = VirtualNetworkTagHolds::DefaultRouteToAppliance;
        /// Which system routes of IPv6 subnets have that no prefix of the design gives them.
        "ipv6SystemRoutes" => ipv6_system_routes: default Ipv6SystemRoutes = Ipv6SystemRoutes::Internet;
        /// Whether private subnets reach Azure Storage of their own region where no service endpoint covers it.
        "storageFromPrivateSubnets" => storage_from_private_subnets: default StorageFromPrivateSubnets = StorageFromPrivateSubnets::Unreachable;
    }
}

record! {
    /// A finding that is known and meant, and why.
    Suppression: "a suppression" {
        /// Code of the rule.
        "code" => code: required String;
        /// JSON pointer of the finding, or of something that it stands in; an empty one is the whole document.
        "path" => path: required String;
        /// Why the finding is meant; shown beside it.
        "reason" => reason: required String;
    }
}

/// The limit of routes in one table, as of 2025-03. Tables that Azure Virtual Network Manager writes may have 1,000.
const ROUTES_PER_TABLE: u32 = 400;

/// The default limit of peerings, as of 2022-12; Azure Virtual Network Manager raises it.
const PEERINGS_PER_NETWORK: u32 = 500;

words! {
    /// Which rules speak.
    Profile: "a profile" {
        /// What Azure refuses or silently drops: errors alone.
        Azure = "azure",
        /// What most designs do not mean, too.
        Recommended = "recommended",
        /// What Microsoft's landing zones ask for, too.
        LandingZone = "landing-zone",
    }
}

words! {
    /// A severity, or none.
    Level: "a severity" {
        /// Stops the design from being emitted.
        Error = "error",
        /// Most designs do not mean it.
        Warning = "warning",
        /// Worth knowing.
        Info = "info",
        /// Not reported.
        Off = "off",
    }
}

words! {
    /// Which route tables Azure refuses on AzureBastionSubnet; sources disagree (specification 16).
    BastionRouteTable: "a kind of guard" {
        /// Any.
        Refused = "Refused",
        /// Those with a default route that does not lead to the Internet.
        RefusedWithDefaultRoute = "RefusedWithDefaultRoute",
    }
}

words! {
    /// Which user-defined default routes remove the system routes with next hop None (specification 2.4).
    NoneRoutesRemovedBy: "a kind of default route" {
        /// Every one.
        AnyDefaultRoute = "AnyDefaultRoute",
        /// Every one that does not itself lead to None.
        NotToNone = "NotToNone",
        /// Every one that leads neither to None nor to the Internet.
        NotToNoneOrInternet = "NotToNoneOrInternet",
    }
}

words! {
    /// Which routes a service endpoint beats; sources disagree (specification 1.6).
    ServiceEndpointsBeat: "a kind of routes" {
        /// All, whatever their prefix.
        EveryRoute = "EveryRoute",
        /// All but user-defined ones whose prefix is at least as long as the endpoint's.
        ShorterRoutes = "ShorterRoutes",
    }
}

words! {
    /// What becomes of a learned prefix inside one of the network or of a peer whose system route a user-defined one overrides (specification 1.5).
    LearnedInsideOverridden: "a treatment" {
        /// It is not programmed, as if the system route were in use.
        Filtered = "Filtered",
        /// It is programmed.
        Used = "Used",
    }
}

words! {
    /// What `disablePeeringRoute` takes away; Microsoft does not say (specification 4.8).
    DisablePeeringRouteRemoves: "a kind of routes" {
        /// The routes of peerings.
        PeeringRoutes = "PeeringRoutes",
        /// None.
        Nothing = "Nothing",
    }
}

words! {
    /// Which user-defined default routes belong to the tag VirtualNetwork (specification 9.4).
    VirtualNetworkTagHolds: "a kind of default route" {
        /// Those to an appliance; of others it is not known.
        DefaultRouteToAppliance = "DefaultRouteToAppliance",
        /// Every one.
        AnyDefaultRoute = "AnyDefaultRoute",
        /// None.
        NoDefaultRoute = "NoDefaultRoute",
    }
}

words! {
    /// System routes of IPv6; no documentation lists them (specification 2.8).
    Ipv6SystemRoutes: "a set of routes" {
        /// A route for ::/0 to the Internet.
        Internet = "Internet",
        /// A route for ::/0 to the Internet, and None for the unique local addresses, as IPv4 has it for its private ones.
        InternetAndNone = "InternetAndNone",
        /// None beside those of networks and peerings.
        Nothing = "Nothing",
    }
}

words! {
    /// What becomes of packets from a private subnet to Azure Storage of its region; sources disagree (specification 10.3).
    StorageFromPrivateSubnets: "a treatment" {
        /// They need a public address as other packets do, as a test found.
        Unreachable = "Unreachable",
        /// They arrive, as the documentation says.
        Reachable = "Reachable",
    }
}

words_read!(
    Ipv6SystemRoutes: "a set of routes",
    StorageFromPrivateSubnets: "a treatment",
    ServiceEndpointsBeat: "a kind of routes",
    LearnedInsideOverridden: "a treatment",
    DisablePeeringRouteRemoves: "a kind of routes",
    VirtualNetworkTagHolds: "a kind of default route",
    Profile: "a profile",
    BastionRouteTable: "a kind of guard",
    NoneRoutesRemovedBy: "a kind of default route"
);

impl Default for Options {
    fn default() -> Self {
        Self {
            at: Place::default().member(&"options"),
            profile: Profile::Recommended,
            severities: Tags::default(),
            suppressions: Vec::new(),
            routes_per_table: ROUTES_PER_TABLE,
            peerings_per_network: PEERINGS_PER_NETWORK,
            bastion_route_table: BastionRouteTable::Refused,
            none_routes_removed_by: NoneRoutesRemovedBy::NotToNone,
            undocumented_none_routes: true,
            service_endpoints_beat: ServiceEndpointsBeat::EveryRoute,
            learned_inside_overridden: LearnedInsideOverridden::Filtered,
            disable_peering_route_removes: DisablePeeringRouteRemoves::PeeringRoutes,
            virtual_network_tag_holds: VirtualNetworkTagHolds::DefaultRouteToAppliance,
            ipv6_system_routes: Ipv6SystemRoutes::Internet,
            storage_from_private_subnets: StorageFromPrivateSubnets::Unreachable,
        }
    }
}

impl Options {
    /// How bad findings of a rule are here; `None` when it does not speak.
    ///
    /// A severity that is asked for by code wins over the profile. An error stays one, because it says that Azure refuses the
    /// design or that traffic is lost: only a suppression, which names a place and a reason, takes one back.
    pub fn severity_of(&self, code: &str, own: Severity, profile: Profile) -> Option<Severity> {
        if own == Severity::Error {
            return Some(own);
        }
        let asked = self.severities.0.iter().find(|(known, _)| known == code).and_then(|(_, level)| Level::parse(level));
        match asked {
            Some(Level::Error) => Some(Severity::Error),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Off) => None,
            None => (profile <= self.profile).then_some(own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, Profile};
    use crate::design::decode;
    use crate::diagnostic::Severity::{Error, Info, Warning};

    fn options(members: &str) -> Options {
        let decoded = decode(format!(r#"{{ "options": {{ {members} }} }}"#).as_bytes());
        assert_eq!(decoded.diagnostics, []);
        decoded.design.options
    }

    #[test]
    fn what_is_left_out_is_as_without_options() {
        assert_eq!(format!("{:?}", options("")), format!("{:?}", Options::default()));
    }

    #[test]
    fn profiles_add_rules() {
        let speaks = |profile: &str| {
            let options = options(&format!(r#""profile": "{profile}""#));
            let rules = [(Error, Profile::Recommended), (Warning, Profile::Recommended), (Info, Profile::LandingZone)];
            rules.map(|(own, profile)| options.severity_of("rule", own, profile))
        };
        assert_eq!(speaks("azure"), [Some(Error), None, None]);
        assert_eq!(speaks("recommended"), [Some(Error), Some(Warning), None]);
        assert_eq!(speaks("landing-zone"), [Some(Error), Some(Warning), Some(Info)]);
    }

    #[test]
    fn a_severity_that_is_asked_for_wins_over_the_profile_but_takes_no_error_back() {
        let options = options(r#""profile": "azure", "severities": { "a": "error", "b": "off", "c": "info" }"#);
        let severity = |code: &str, own| options.severity_of(code, own, Profile::Recommended);
        assert_eq!([severity("a", Warning), severity("b", Warning), severity("c", Warning)], [Some(Error), None, Some(Info)]);
        assert_eq!([severity("b", Error), severity("c", Error)], [Some(Error), Some(Error)]);
    }
}
