//! The slow, obvious reference: what Azure does, from the specification, one packet at a time.
//!
//! It reads the JSON document itself, shares no code with `src`, scans lists and keeps no index. Numbers in its comments
//! are sections of the specification ("How Azure routes: the facts this project implements").
//!
//! The specification leaves some things open. What the crate decided about them is taken over here as statements, not as code:
//!
//! Routes
//! - R1. An address space is a list of blocks, not a union: "inside the address space" means inside one block (1.5).
//! - R2. A block of a peered network counts as a block of the own address space does for the None set (2.5 speaks of the own one only).
//! - R3. A learned prefix equal to a block of a peer stays listed as Invalid; one strictly inside is not programmed (1.5).
//! - R4. A None row whose prefix is learned disappears, as with a user-defined one (1.4 speaks of the latter only).
//! - R5. Of two routes in one table with one prefix the first counts; of two system routes with one prefix the own network's comes
//!   first, then a peer's, then an endpoint's. Azure refuses the designs in which this happens (4.6, 7.4).
//! - R6. Of several active routes with one prefix the last decides: only designs with more gateways than Azure allows have them (8.4, 13).
//! - R7. A network is served by its own gateways, then by those of peers whose transit it uses, in the order of the document.
//! - R8. Unknown regions are equal (3.1); `East US` and `eastus` are one region.
//! - R9. A firewall without a stated address has the lowest usable address of AzureFirewallSubnet.
//! - R10. A network is served by its own route servers, then by those of peers whose transit it uses; the first has a say about preference.
//! - R11. A path is as long as it is written, and at least one; over VPN a site is one away, over ExpressRoute two. Paths with 65515 are not taken.
//! - R12. Of what a gateway learns and an appliance advertises, equally preferred, it is not known which counts.
//! - R13. A route server with `branchToBranch` makes each gateway of its network tell what the others learn and what appliances
//!   advertise, but for what is in the network itself; not back to who taught it, not without BGP, and of remote gateways not what
//!   these were told in this way. A packet that such a route leads to goes from gateway to gateway.
//!
//! Walks
//! - W1. An appliance sends from the first interface whose subnet holds the destination, else from the one it received on.
//! - W2. Translation puts the sending interface's address in the place of the sender's, in requests only. `Public` means: towards
//!   destinations outside 10/8, 172.16/12, 192.168/16 and 100.64/10. Replies are translated back, the last translation first.
//! - W3. A next hop by address means the first of own network and peers whose address space holds it; a next hop by name means
//!   that machine, if it stands in the own network or a peer (4.3).
//! - W4. A route with next hop VirtualNetworkGateway means the first VPN gateway that serves the network (4.4).
//! - W5. A gateway sends a packet down the tunnel with the longest learned prefix, or back into Azure when what it advertises is
//!   as long; it advertises its network and the peers that use its transit. Two remotes for one prefix are ambiguous.
//! - W6. A packet in a gateway follows the routes of GatewaySubnet; one that these would send to a gateway or the Internet is dropped.
//! - W7. A site sends to the gateway that advertises the longest prefix, ExpressRoute before VPN; two equal ones are ambiguous.
//! - W8. Replies from the Internet come back to the last translator, else to the sender itself.
//! - W9. Nothing outside Azure can send to an address of the design; private and special addresses do not exist on the Internet.
//! - W10. A firewall or appliance that a packet reaches and that has the destination as its own address keeps it.
//! - W11. Crossing a peering needs `allowVirtualNetworkAccess` on both links; a packet whose source is not in the network that
//!   it leaves also needs `allowForwardedTraffic` on the receiving link, unless a gateway sends it (8.3). Using a peer's gateway is crossing.
//! - W12. What stands on an address is, in this order: firewall or appliance, private endpoint, machine of a subnet.
//! - W14. What a device sends on to a private endpoint with a foreign source is dropped if it came from a subnet or a VPN gateway of the
//!   device's own network, undecided if it came from another device there, or if it would be dropped but route tables apply to the
//!   endpoint; else it arrives, and unless route tables apply the reply is handed to the device that sent it on (3.4).
//! - W13. Replies of a private endpoint follow its subnet's table only when its network policies let route tables apply (3.4).
//! - W14. An Azure service answers as the Internet does, to where the request left for it; it asks no less of the sender's address.
//! - W15. What a network interface with IP forwarding does as a next hop is not decided: no appliance says what its machine does.
//! - W17. A request that a subnet or a device sends to 168.63.129.16 or 169.254.169.254 is answered by its host, past every route (1.12).
//! - W16. An appliance that a route of its own announcement leads to has a way that the design does not state.
//!
//! Virtual hubs
//! - H1. A network is connected to the first hub that names it, unless a gateway or a route server serves it (11.8).
//! - H2. A firewall without a network stands in the first hub that names it, at the 132nd address unless it states one; a policy for another
//!   firewall does nothing.
//! - H3. A hub knows its networks, what it learns, and of what appliances say the shortest paths; and of the other hubs the same but default
//!   routes. Its networks come before what it learns and is told, and that before what other hubs have, but by AS path.
//! - H4. Of several sources of one prefix and rank it is not known which counts.
//! - H5. A policy for private traffic sends what is for the three blocks through the firewall wherever it comes from; what the hub knows beyond
//!   the blocks is then not decided.
//! - H6. A policy for the Internet sends what the hub does not know through the firewall, and takes the place of a learned default route.
//! - H7. A branch is the site with the longest prefix for an address, else the only site of which the hub learns; branches of hubs reach each
//!   other in a way that is not decided.
//!
//! - H8. Static routes that are propagated are known to every hub, a default route to its own only, and come before all else of their prefix
//!   there. It is not known which counts of one that is for what another connected network has, or a part of it, in no hub; and of one of
//!   another hub beside anything else that does not come from there.
//! - H9. What is in the network of a static route that holds its address space goes to the next hop too, unless the connection says Equal or
//!   the hub has a policy; the longest one counts. A route that no hub knows makes it open where it would count for its own network.
//! - H10. The next hop of a static route stands in the network of its connection. What it sends on to the hub for where the hub would send
//!   it back has a way that the design does not state (W16), also behind a load balancer.
//! - H11. A network whose connection says so learns no default route from its hub.
//!
//! Load balancers
//! - B1. A backend takes part with its interface beside the frontend, else with the first one in the frontend's network, else not.
//! - B2. A load balancer with HA ports carries everything, another one what its rules name, to its frontend; whether these also carry what
//!   only a route leads to it, or replies, whose port nobody knows, is not known. Without a list of rules nothing is known.
//! - B3. Any backend may get a packet; a reply that passes the load balancer of its request gets to the same one.
//! - B4. The backend gets what is for the frontend, with its own address and the port of the rule in the place of the frontend's; so do the
//!   security rules that guard it. Its reply leaves with the frontend's address. Of two rules for one port the first counts.
//! - B5. A backend has no default outbound access (10.1); of the other interfaces of its machine that is not known.
//! - B6. What a backend sends to the frontend and gets itself is lost.
//!
//! Firewalls
//! - F1. Rules are asked of requests that a firewall passes on, by priority, application rules after network rules; replies pass.
//! - F2. A firewall with rules drops what none of them allows.
//! - F3. Of an application rule only sources and TCP ports are known, so it perhaps matches; where that decides, the end is undecided.
//!
//! - N1. A NAT rule counts for the public addresses of its firewall.
//! - N2. By priority the first NAT rule for the address, source, protocol and port puts its address and port in the place of the destination's, and
//!   the firewall's private address in that of the sender's. No network rule is asked then. What no rule matches does not come in.
//! - N4. What becomes of packets that a firewall of a virtual hub lets in is known only where the hub has a policy for the Internet for it.
//! - N3. The reply leaves the firewall with the firewall's address, whose translation is the first of the request.
//!
//! Connected groups and routing rules
//! - C1. A prefix of a member that overlaps the network's own, a peer's or another member's leads nowhere that is known, nor does what
//!   a member only passes on, what comes from a gateway, and an appliance of another member as next hop; whether VirtualNetwork has the
//!   members is not known.
//! - C2. Of two routing rules for one destination the first counts; the table that they become is without propagation if one of them or
//!   the written table says so. A rule that says nothing does.
//!
//! Egress
//! - E1. A firewall has a public address, whether or not the design names it. What Azure runs itself in the subnets with reserved names
//!   has one too; of a service that a subnet is delegated to it is not known.
//! - E2. A subnet of an existing network that says nothing has default outbound access.
//! - E3. What is neither TCP nor UDP does not pass a NAT gateway; whether it leaves by another address then is not known.
//! - E4. A NAT gateway without an address: what leaves through it is not known.
//! - E6. A design may say that private subnets reach Storage of their network's region. Of a network without a region any address that
//!   Storage has is perhaps of it (10.3).
//! - I1. A public IP address without a stated address stands at 255.0.0.0 plus its position.
//! - I2. Of what has one public IP address the first network interface counts, else the first port of an appliance; what is for any
//!   other one is not let in (10.8).
//! - I3. A machine's public IP address lets in nothing where neither the interface nor its subnet has a group (10.8).
//! - E7. What becomes of a packet from inside for a public IP address of the design is not known.
//! - E5. What came from the Internet is answered from where it came to.
//!
//! Security groups
//! - S1. Which addresses a tag other than VirtualNetwork, Internet and AzureLoadBalancer holds is known as it is for routes (T1).
//! - S2. Groups do not stop packets to 168.63.129.16 and 169.254.169.254.
//! - S3. It is not known from which port a packet comes, nor what ports mean for protocols that have none, nor whether a protocol
//!   without a name here is ESP or AH. A rule that perhaps matches counts only if the rule that surely matches says otherwise.
//! - S4. A reply passes the groups that its request passed; at others it is not known what becomes of it.
//! - S5. Of a network of which only subnets are peered, VirtualNetwork has the peered ones where the own subnet is peered; of the rest
//!   it is not known.
//!
//! Service tags
//! - T1. A tag whose addresses are not told may have any public address, and no other; that of a region only what its service has.
//! - T2. Where tags leave it open which next hop decides, the packet's way is not decided, and nothing is said about it.
//! - T3. Of Storage and Sql a service endpoint certainly covers the network's own region, and perhaps the others (3.3).
//! - S6. Whether VirtualNetwork has the addresses of a tag in the subnet's routes is not known.
//! - S8. A network interface of a machine is its address: what leaves its subnet from it, or arrives there for it, meets its group too.
//! - S10. Security admin rules are asked before the groups, at machines and appliances, not at private endpoints; what none of them
//!   matches is left to the groups (9.11).
//! - S9. A rule that names an application security group without members perhaps matches nothing (9.9).
//! - S7. A user-defined default route to an appliance makes VirtualNetwork every address; whether another one does is not known (9.4).
//! - S10. Whether VirtualNetwork has what appliances advertise is not known.

mod admin;
mod balance;
mod crossing;
mod device;
mod egress;
mod endpoints;
mod firewall;
mod gateways;
mod hubs;
mod interfaces;
mod learned;
mod manager;
mod model;
mod next_hop;
mod options;
mod read;
mod routes;
mod security;
mod servers;
mod static_routes;
mod tags;
mod translation;
mod walk;

pub use model::{Block, Device, Estate, Subnet, UserRoute, dotted};
pub use security::Payload;
pub use tags::width;
pub use walk::{Both, End, Journey, Passed, Place, is_public};
