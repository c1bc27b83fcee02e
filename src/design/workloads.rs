//! Workloads: the services whose needs a subnet is checked against.

words! {
    /// A service in a subnet, with the settings that change what it needs of the network.
    Workload: "a workload" {
        /// Compute of Azure Machine Learning without public IP addresses.
        AzureMachineLearningCompute = "AzureMachineLearningCompute",
        /// Compute of Azure Machine Learning with public IP addresses.
        AzureMachineLearningComputeWithPublicIp = "AzureMachineLearningComputeWithPublicIp",
        /// Nodes of an AKS cluster with outbound type `loadBalancer`.
        AksLoadBalancer = "AksLoadBalancer",
        /// Nodes of an AKS cluster with outbound type `userDefinedRouting`.
        AksUserDefinedRouting = "AksUserDefinedRouting",
        /// Nodes of an AKS cluster with outbound type `userAssignedNATGateway`.
        AksNatGateway = "AksNatGateway",
        /// Nodes of an AKS cluster with outbound type `none`.
        AksNone = "AksNone",
        /// Nodes of an AKS cluster with kubenet, whichever its outbound type; stands beside one of the others.
        AksKubenet = "AksKubenet",
        /// The host subnet, once called public, of an Azure Databricks workspace.
        DatabricksHost = "DatabricksHost",
        /// The container subnet, once called private, of an Azure Databricks workspace.
        DatabricksContainer = "DatabricksContainer",
        /// An Azure Container Apps environment with workload profiles.
        ContainerAppsWorkloadProfiles = "ContainerAppsWorkloadProfiles",
        /// An Azure Container Apps environment of the Consumption-only kind.
        ContainerAppsConsumption = "ContainerAppsConsumption",
        /// Azure API Management of a classic tier, injected into the network.
        ApiManagement = "ApiManagement",
        /// Azure Application Gateway v2 with a public frontend.
        ApplicationGatewayV2 = "ApplicationGatewayV2",
        /// Azure SQL Managed Instance.
        SqlManagedInstance = "SqlManagedInstance",
        /// Azure NetApp Files.
        NetAppFiles = "NetAppFiles",
        /// Azure Bastion.
        Bastion = "Bastion",
    }
}
words_read!(Workload: "a workload");
