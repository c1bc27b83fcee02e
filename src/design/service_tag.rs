//! Service tags: names that stand for the addresses of an Azure service, everywhere or in one region.
//!
//! Only the host knows which addresses these are: Microsoft publishes them anew every week. Which tags there are changes
//! seldom, and stands here.

use std::fmt;

use super::near_word::close;
use super::read::schema::nearest;
use super::read::{At, fault};
use crate::address::{Address, Ipv4, Ipv6, Prefix};
use crate::diagnostic::{Diagnostic, Severity};

/// The services that have a tag which a route can name.
///
/// Source: Microsoft Learn, "Virtual network service tags", 2023-01-26, and the tags of Azure Machine Learning's own pages.
pub(super) const SERVICES: &str = "AzureCloud Storage Sql ActionGroup ApiManagement ApplicationInsightsAvailability AppConfiguration AppService \
    AppServiceManagement AutonomousDevelopmentPlatform AzureActiveDirectory AzureActiveDirectoryDomainServices \
    AzureAdvancedThreatProtection AzureArcInfrastructure AzureAttestation AzureBackup AzureBotService AzureCognitiveSearch \
    AzureConnectors AzureContainerAppsService AzureContainerRegistry AzureCosmosDB AzureDatabricks AzureDataExplorerManagement \
    AzureDataLake AzureDeviceUpdate AzureDevSpaces AzureDevOps AzureDigitalTwins AzureEventGrid AzureFrontDoor.Frontend \
    AzureFrontDoor.Backend AzureFrontDoor.FirstParty AzureHealthcareAPIs AzureInformationProtection AzureIoTHub AzureKeyVault \
    AzureLoadTestingInstanceManagement AzureMachineLearning AzureMachineLearningInference AzureManagedGrafana AzureMonitor \
    AzureOpenDatasets AzureResourceManager AzureSentinel AzureSignalR AzureSiteRecovery AzureSphere AzureSpringCloud AzureStack \
    AzureTrafficManager AzureUpdateDelivery AzureWebPubSub BatchNodeManagement ChaosStudio CognitiveServicesFrontend \
    CognitiveServicesManagement DataFactory DataFactoryManagement Dynamics365ForMarketingEmail Dynamics365BusinessCentral \
    EOPExternalPublishedIPs EventHub GatewayManager GuestAndHybridManagement HDInsight KustoAnalytics LogicApps \
    LogicAppsManagement Marketplace M365ManagementActivityApi M365ManagementActivityApiWebhook MicrosoftAzureFluidRelay \
    MicrosoftCloudAppSecurity MicrosoftContainerRegistry MicrosoftDefenderForEndpoint MicrosoftPurviewPolicyDistribution OneDsCollector PowerBI \
    PowerPlatformInfra PowerPlatformPlex PowerQueryOnline ServiceBus ServiceFabric SqlManagement StorageSyncService \
    WindowsAdminCenter WindowsVirtualDesktop";

/// The regions that a tag can name; the last eight are how tags spell what is called otherwise elsewhere.
///
/// Source: Microsoft Learn, "Virtual network service tags", 2023-01-26, and "Azure regions list".
pub(super) const REGIONS: &str = "EastUS EastUS2 CentralUS NorthCentralUS SouthCentralUS WestCentralUS WestUS WestUS2 WestUS3 CanadaCentral \
    CanadaEast BrazilSouth BrazilSoutheast MexicoCentral ChileCentral NorthEurope WestEurope UKSouth UKWest FranceCentral FranceSouth \
    GermanyWestCentral GermanyNorth NorwayEast NorwayWest SwedenCentral SwedenSouth SwitzerlandNorth SwitzerlandWest ItalyNorth \
    PolandCentral SpainCentral AustriaEast BelgiumCentral EastAsia SoutheastAsia JapanEast JapanWest KoreaCentral KoreaSouth \
    AustraliaEast AustraliaSoutheast AustraliaCentral AustraliaCentral2 NewZealandNorth CentralIndia SouthIndia WestIndia \
    JioIndiaCentral JioIndiaWest IndonesiaCentral MalaysiaWest UAENorth UAECentral QatarCentral IsraelCentral SouthAfricaNorth \
    SouthAfricaWest EastUS2EUAP CentralUSEUAP CentralFrance SouthFrance GermanyWC GermanyN NorwayE NorwayW SwitzerlandN SwitzerlandW";

/// Tags that security rules have and routes do not. Source: as above, "Tags unsupported for user defined routes".
pub(super) const NOT_FOR_ROUTES: &str = "Internet VirtualNetwork AzureLoadBalancer AzurePlatformDNS AzurePlatformIMDS AzurePlatformLKM";

/// A service tag that a route can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceTag {
    /// Position in [`SERVICES`].
    service: u8,
    /// Position in [`REGIONS`], counted from one; zero is every region.
    region: u8,
}

impl ServiceTag {
    /// The tag with this name, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(service) = position(SERVICES, text) {
            return Some(Self { service, region: 0 });
        }
        let (service, region) = text.rsplit_once('.')?;
        Some(Self { service: position(SERVICES, service)?, region: position(REGIONS, region)? + 1 })
    }

    /// The same service in one region, if it is one that tags know.
    pub fn in_region(self, location: &str) -> Option<Self> {
        let location: String = location.chars().filter(|c| *c != ' ').collect();
        Some(Self { region: position(REGIONS, &location)? + 1, ..self })
    }

    /// The tag around this one: that of the service everywhere.
    pub fn around(self) -> Option<Self> {
        (self.region > 0).then_some(Self { region: 0, ..self })
    }

    /// Whether this is AzureCloud, or its part in a region.
    pub fn is_cloud(self) -> bool {
        self.service == 0
    }

    /// Whether two tags are of one region, or both of all.
    pub fn same_region(self, other: Self) -> bool {
        self.region == other.region
    }

    /// The tag AzureCloud, if it is known to be around this one.
    fn cloud(self) -> Option<Self> {
        let [cloud, storage] = ["AzureCloud", "Storage"].map(|name| position(SERVICES, name));
        cloud.filter(|_| Some(self.service) == storage).map(|service| Self { service, region: 0 })
    }

    /// Of two tags with an equal prefix, the one with the lower rank counts (specification 4.6).
    pub fn rank(self) -> u64 {
        2 * u64::from(self.service == 0) + u64::from(self.region == 0)
    }

    /// A number that no other tag has.
    pub fn number(self) -> u64 {
        u64::from(self.service) << 8 | u64::from(self.region)
    }

    /// The names of all tags that are not regional.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SERVICES.split(' ')
    }

    /// Reads the name of a tag; what is none is reported.
    pub(super) fn read(text: &str, at: &At<'_>) -> Option<Self> {
        let tag = Self::parse(text);
        if tag.is_none() {
            at.report(if position(NOT_FOR_ROUTES, text).is_some() { not_for_routes(at, text) } else { unknown(at, text) });
        }
        tag
    }
}

impl fmt::Display for ServiceTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SERVICES.split(' ').nth(self.service.into()).unwrap_or_default())?;
        match usize::from(self.region).checked_sub(1).and_then(|region| REGIONS.split(' ').nth(region)) {
            Some(region) => write!(f, ".{region}"),
            None => Ok(()),
        }
    }
}

fn position(words: &str, wanted: &str) -> Option<u8> {
    words.split(' ').position(|word| word.eq_ignore_ascii_case(wanted)).map(|index| index as u8)
}

/// `service-tag-unknown`: a route is for a service tag that there is not.
fn unknown(at: &At<'_>, text: &str) -> Diagnostic {
    let found = |message| Diagnostic::new("service-tag-unknown", Severity::Error, at.pointer(), message);
    let (service, region) = text.rsplit_once('.').unwrap_or((text, ""));
    // A region that is near to none that is known may be newer: another one in its place would be another route.
    if position(SERVICES, service).is_some() && close(region, 1, &mut REGIONS.split(' ')).is_none() {
        let message = format!("the service tag `{service}` has no region `{}` that is known", fault::shown(region));
        return found(message)
            .hint("if the region is a new one, write the prefixes that Microsoft lists for it, or the tag of all regions");
    }
    let finding = found(format!("there is no service tag `{}`", fault::shown(text)));
    let meant = match (nearest(text, SERVICES.split(' ')), nearest(service, SERVICES.split(' ')), nearest(region, REGIONS.split(' '))) {
        (_, Some(service), Some(region)) => Some(format!("{service}.{region}")),
        (whole, ..) => whole.map(str::to_owned),
    };
    match meant {
        Some(meant) => finding.hint(format!("did you mean `{meant}`?")).replacing(at.pointer(), meant),
        None => finding.hint("write an address prefix such as 10.20.1.0/24, or a service tag such as Storage or Storage.EastUS"),
    }
}

/// `service-tag-not-for-routes`: a route is for a service tag that only security rules can name.
fn not_for_routes(at: &At<'_>, text: &str) -> Diagnostic {
    let message = format!("routes cannot name the service tag `{text}`; only security rules can");
    Diagnostic::new("service-tag-not-for-routes", Severity::Error, at.pointer(), message)
        .hint("write an address prefix; 0.0.0.0/0 is everything that no other route is for")
}

/// The addresses of service tags, as far as the host told them.
#[derive(Clone, Debug, Default)]
pub struct TagAddresses(Vec<Known>);

/// The prefixes of a tag.
#[derive(Clone, Debug)]
struct Known {
    tag: ServiceTag,
    v4: Vec<Prefix<Ipv4>>,
    v6: Vec<Prefix<Ipv6>>,
}

impl TagAddresses {
    /// Reads lines of a name and its prefixes with spaces between; tags and prefixes that are not known to be such are left out.
    pub fn read(text: &str) -> Self {
        let mut all = Vec::new();
        for line in text.lines() {
            let mut words = line.split(' ');
            if let Some(tag) = words.next().and_then(ServiceTag::parse) {
                let (v6, v4): (Vec<&str>, Vec<&str>) = words.partition(|word| word.contains(':'));
                all.push(Known { tag, v4: read(v4), v6: read(v6) });
            }
        }
        Self(all)
    }

    /// Adds a prefix to those of a tag.
    pub fn add(&mut self, tag: ServiceTag, prefix: Prefix<Ipv4>) {
        match self.0.iter_mut().find(|known| known.tag == tag) {
            Some(known) => known.v4.push(prefix),
            None => self.0.push(Known { tag, v4: vec![prefix], v6: Vec::new() }),
        }
    }

    /// Takes these prefixes to be all that a tag has, and what is around it too where nobody told what that has.
    pub fn tell<A: Address>(&mut self, tag: ServiceTag, prefixes: &[Prefix<A>]) {
        self.0.retain(|known| known.tag != tag);
        for tag in [Some(tag), tag.around(), tag.cloud()].into_iter().flatten() {
            if !self.knows(tag) {
                self.0.push(Known { tag, v4: of_family(prefixes), v6: of_family(prefixes) });
            }
        }
    }

    /// What was told of the tags around one: each has all its addresses.
    pub fn around<A: Address>(&self, tag: ServiceTag) -> impl Iterator<Item = &[Prefix<A>]> {
        [tag.around(), tag.cloud()].into_iter().flatten().filter_map(|around| self.of(around))
    }

    /// The prefixes of a tag, of one family; nothing where they are not known.
    pub fn of<A: Address>(&self, tag: ServiceTag) -> Option<&[Prefix<A>]> {
        self.0.iter().find(|known| known.tag == tag).map(|known| A::choose(&known.v4, &known.v6))
    }

    /// Whether the prefixes of a tag are known.
    pub fn knows(&self, tag: ServiceTag) -> bool {
        self.0.iter().any(|known| known.tag == tag)
    }
}

/// The prefixes of a list that are of one family: all of them or none.
fn of_family<A: Address, B: Address>(prefixes: &[Prefix<B>]) -> Vec<Prefix<A>> {
    prefixes.iter().filter_map(|prefix| Some(Prefix::holding(prefix.first().any().of()?, prefix.length()))).collect()
}

fn read<A: Address>(words: Vec<&str>) -> Vec<Prefix<A>> {
    words.into_iter().filter_map(|word| Prefix::parse(word).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::decode;
    use super::{Ipv4, Ipv6, REGIONS, SERVICES, ServiceTag, TagAddresses};

    #[test]
    fn every_tag_is_read_as_it_is_written() {
        for service in SERVICES.split(' ') {
            for text in [service.to_owned(), format!("{service}.EastUS"), format!("{service}.SwitzerlandW")] {
                assert_eq!(ServiceTag::parse(&text.to_lowercase()).unwrap().to_string(), text);
            }
        }
        assert!(SERVICES.split(' ').count() < 256 && REGIONS.split(' ').count() < 255);
        assert_eq!(ServiceTag::parse("Storage.Mars"), None);
    }

    // Regions that there may be one day: nothing near to them is proposed. What is a slip is mended.
    #[test]
    fn a_new_region_is_told_from_a_slip() {
        let finding = |tag: &str| {
            let route = format!(r#"{{ "name": "r", "addressPrefix": "{tag}", "nextHopType": "Internet" }}"#);
            let document = format!(r#"{{ "location": "eastus", "routeTables": [{{ "name": "rt", "routes": [{route}] }}] }}"#);
            decode(document.as_bytes()).diagnostics.into_iter().map(|it| (it.message, !it.fix.is_empty())).collect::<Vec<_>>()
        };
        for region in ["EastUS3", "Mars"] {
            assert_eq!(
                finding(&format!("Storage.{region}")),
                [(format!("the service tag `Storage` has no region `{region}` that is known"), false)]
            );
        }
        for slip in ["Storage.WestEurop", "Storag.WestEurope", "Storag"] {
            assert_eq!(finding(slip), [(format!("there is no service tag `{slip}`"), true)]);
        }
        assert_eq!(finding("Storage.WestEurope"), []);
    }

    // Specification 4.6: Storage.EastUS, Storage, AzureCloud.eastus, AzureCloud.
    #[test]
    fn equal_prefixes_have_an_order() {
        let ranks = ["Storage.EastUS", "Storage", "AzureCloud.eastus", "AzureCloud"].map(|it| ServiceTag::parse(it).unwrap().rank());
        assert!(ranks.is_sorted_by(|a, b| a < b));
        assert_eq!(ServiceTag::parse("Storage.EastUS").unwrap().around(), ServiceTag::parse("Storage"));
    }

    #[test]
    fn addresses_are_read_line_by_line() {
        let known = TagAddresses::read("storage 20.0.0.0/8 2a01::/16\nNonsense 1.0.0.0/8\n\nSql");
        assert_eq!(known.of::<Ipv4>(ServiceTag::parse("Storage").unwrap()).unwrap().len(), 1);
        assert_eq!(known.of::<Ipv6>(ServiceTag::parse("Storage").unwrap()).unwrap().len(), 1);
        assert_eq!(known.of::<Ipv4>(ServiceTag::parse("Sql").unwrap()), Some([].as_slice()));
        assert_eq!(known.of::<Ipv4>(ServiceTag::parse("AzureCloud").unwrap()), None);
    }
}
