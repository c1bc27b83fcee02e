//! Service endpoints: the services that a subnet reaches as itself, whatever its route table says.

use super::service_tag::ServiceTag;

words! {
    /// The services that have service endpoints.
    ///
    /// Source: Microsoft Learn, "Virtual Network service endpoints", available services.
    ServiceEndpoint: "a service endpoint" {
        /// Azure Storage in the network's own region and the one paired with it.
        Storage = "Microsoft.Storage",
        /// Azure Storage in every region.
        StorageGlobal = "Microsoft.Storage.Global",
        /// Azure SQL Database in the network's own region.
        Sql = "Microsoft.Sql",
        /// Azure Cosmos DB.
        AzureCosmosDb = "Microsoft.AzureCosmosDB",
        /// Azure Key Vault.
        KeyVault = "Microsoft.KeyVault",
        /// Azure Service Bus.
        ServiceBus = "Microsoft.ServiceBus",
        /// Azure Event Hubs.
        EventHub = "Microsoft.EventHub",
        /// Azure App Service.
        Web = "Microsoft.Web",
        /// Azure Container Registry.
        ContainerRegistry = "Microsoft.ContainerRegistry",
        /// Azure AI services.
        CognitiveServices = "Microsoft.CognitiveServices",
        /// Microsoft Entra ID.
        AzureActiveDirectory = "Microsoft.AzureActiveDirectory",
    }
}
words_read!(ServiceEndpoint: "a service endpoint");

impl ServiceEndpoint {
    /// The tag whose prefixes the endpoint's route has.
    ///
    /// Source: Microsoft Learn, "Virtual network service tags": the prefixes in the route are those of the corresponding tag.
    pub fn tag(self) -> Option<ServiceTag> {
        ServiceTag::parse(match self {
            Self::Storage | Self::StorageGlobal => "Storage",
            Self::Sql => "Sql",
            Self::AzureCosmosDb => "AzureCosmosDB",
            Self::KeyVault => "AzureKeyVault",
            Self::ServiceBus => "ServiceBus",
            Self::EventHub => "EventHub",
            Self::Web => "AppService",
            Self::ContainerRegistry => "AzureContainerRegistry",
            Self::CognitiveServices => "CognitiveServicesManagement",
            Self::AzureActiveDirectory => "AzureActiveDirectory",
        })
    }

    /// Whether only the network's own region is known to be covered.
    ///
    /// Source: Microsoft Learn, "Virtual Network service endpoints": Storage covers the paired region too, and SQL no other.
    pub fn regional(self) -> bool {
        matches!(self, Self::Storage | Self::Sql)
    }

    /// A number with one bit, which no other endpoint has.
    pub fn bit(self) -> u16 {
        1 << self as u16
    }

    /// The endpoints whose bits are set.
    pub fn of_bits(bits: u16) -> impl Iterator<Item = Self> {
        Self::WORDS.iter().filter_map(|word| Self::parse(word)).filter(move |endpoint| bits & endpoint.bit() != 0)
    }
}
