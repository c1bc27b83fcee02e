// `Network`: a whole design as one Pulumi component, proven before its first resource is registered.
import { ComponentResource, log, output } from "@pulumi/pulumi";
import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import type { Design, Diagnostic } from "../index.js";
import { registerChildren } from "./children.js";
import { answerOf } from "./design.js";
import type { Answer, CompiledDesign } from "./design.js";
import { planOf } from "./plan.js";
import type { Placement } from "./plan.js";

export interface NetworkArgs extends Placement {
  /**
   * The design: a value, its JSON text, or what `compile` made of it. Plain data: a design is proven during `pulumi preview`,
   * so nothing in it may be an output of another resource. Addresses that only Azure knows are left out; refer by name.
   */
  design: Design | string | CompiledDesign;
}

/** Ids by the names of the design; what lies in a virtual network is called `vnet/name`. Existing resources are included. */
type NamedIds = Output<Record<string, string>>;

/**
 * The network of a design. Its children are azure-native resources, written at the API version of that package.
 * A design with errors throws `DesignError`, with all of them, and registers nothing.
 */
export class Network extends ComponentResource {
  readonly routeTableIds: NamedIds;
  readonly networkSecurityGroupIds: NamedIds;
  readonly applicationSecurityGroupIds: NamedIds;
  readonly networkInterfaceIds: NamedIds;
  readonly virtualNetworkIds: NamedIds;
  readonly subnetIds: NamedIds;
  readonly virtualNetworkPeeringIds: NamedIds;
  readonly publicIPAddressIds: NamedIds;
  readonly natGatewayIds: NamedIds;
  readonly loadBalancerIds: NamedIds;
  readonly azureFirewallIds: NamedIds;
  readonly virtualNetworkGatewayIds: NamedIds;
  /** Route servers, which Azure Resource Manager knows as virtual hubs. */
  readonly virtualHubIds: NamedIds;
  readonly virtualHubIpConfigurationIds: NamedIds;
  readonly virtualHubBgpConnectionIds: NamedIds;
  /** What was found in the design, and intents that are not proven; none of it is an error. */
  readonly diagnostics: Output<Diagnostic[]>;

  constructor(name: string, args: NetworkArgs, options?: ComponentResourceOptions) {
    const answer = answerOf(args.design);
    const plan = planOf(answer.emission, args);
    super("routewright:index:Network", name, {}, options);
    tell(answer, this);

    const ids = registerChildren(this, name, plan);
    this.routeTableIds = output(ids.routeTableIds);
    this.networkSecurityGroupIds = output(ids.networkSecurityGroupIds);
    this.applicationSecurityGroupIds = output(ids.applicationSecurityGroupIds);
    this.networkInterfaceIds = output(ids.networkInterfaceIds);
    this.virtualNetworkIds = output(ids.virtualNetworkIds);
    this.subnetIds = output(ids.subnetIds);
    this.virtualNetworkPeeringIds = output(ids.virtualNetworkPeeringIds);
    this.publicIPAddressIds = output(ids.publicIPAddressIds);
    this.natGatewayIds = output(ids.natGatewayIds);
    this.loadBalancerIds = output(ids.loadBalancerIds);
    this.azureFirewallIds = output(ids.azureFirewallIds);
    this.virtualNetworkGatewayIds = output(ids.virtualNetworkGatewayIds);
    this.virtualHubIds = output(ids.virtualHubIds);
    this.virtualHubIpConfigurationIds = output(ids.virtualHubIpConfigurationIds);
    this.virtualHubBgpConnectionIds = output(ids.virtualHubBgpConnectionIds);
    this.diagnostics = output(answer.diagnostics);
    this.registerOutputs({ ...ids, diagnostics: answer.diagnostics });
  }
}

/** The engine shows these lines beside the component, in a preview too. */
function tell({ diagnostics, emission }: Answer, component: Network): void {
  for (const { severity, path, message, code } of diagnostics) {
    if (severity === "warning") void log.warn(`${path}: ${message} (${code})`, component);
  }
  for (const { path, name, because } of emission.notEmitted) {
    void log.info(`${path}: nothing is written for ${name}: ${because}`, component);
  }
}
