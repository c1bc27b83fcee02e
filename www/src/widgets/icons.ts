// One picture for each kind of object.

import {
  ArrowLeftRight,
  BrickWallFire,
  Building2,
  Cable,
  EthernetPort,
  Globe,
  Group,
  MapPin,
  Network,
  Router,
  Server,
  ShieldCheck,
  SquareArrowOutUpRight,
  SquareDashed,
  Table2,
  Target,
  Waypoints,
  type LucideIcon,
} from "lucide-react";
import type { Kind } from "../objects/kind.ts";

export const KIND_ICONS: Readonly<Record<Kind | "internet", LucideIcon>> = {
  virtualNetwork: Network,
  subnet: SquareDashed,
  peering: ArrowLeftRight,
  routeTable: Table2,
  route: Waypoints,
  firewall: BrickWallFire,
  gateway: Router,
  appliance: Server,
  privateEndpoint: Cable,
  networkSecurityGroup: ShieldCheck,
  publicIpAddress: MapPin,
  natGateway: SquareArrowOutUpRight,
  networkInterface: EthernetPort,
  applicationSecurityGroup: Group,
  site: Building2,
  intent: Target,
  internet: Globe,
};
