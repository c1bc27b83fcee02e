//! The effective routes of one subnet, rule by rule.

use super::model::{Block, Endpoint, Estate, UserRoute, dotted};
use super::tags::{endpoint_tag, width};

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Local,
    Peer(usize),
    /// Into a network of a connected group, if it is known which.
    Group(Option<usize>),
    Endpoint(usize),
    /// The gateway that learned the route.
    Learned(usize),
    /// The virtual hub that the network is connected to, for what that knows.
    Hub(usize),
    /// The addresses of that hub.
    HubSpace(usize),
    /// A user-defined route to "the" gateway.
    Gateway,
    Internet,
    /// To an Azure service, by a service endpoint.
    Service,
    /// Not known.
    Unknown,
    Nowhere,
    /// The appliances that say this of a prefix, by position.
    Advertised {
        server: usize,
        index: usize,
    },
    /// Appliances or a gateway, and neither is preferred.
    Contested,
    Appliance {
        address: Option<u32>,
        named: Option<(usize, usize)>,
    },
    /// One of the equal next hops of this route of this table.
    Several {
        table: usize,
        route: usize,
    },
}

/// One route.
#[derive(Clone, Debug)]
pub struct Row {
    pub source: &'static str,
    pub active: bool,
    pub block: Block,
    pub hop: &'static str,
    /// One listed row for each of these.
    pub addresses: Vec<Option<u32>>,
    /// Further addresses in the one row.
    pub beside: Vec<u32>,
    pub name: Option<String>,
    /// The tag that has the block.
    pub tag: Option<String>,
    pub to: To,
}

/// The effective routes of a subnet.
#[derive(Debug)]
pub struct Table {
    pub net: usize,
    pub rows: Vec<Row>,
    /// The routes for service tags, whose blocks say nothing.
    pub tags: Vec<Row>,
    /// Service endpoints.
    pub endpoints: Vec<String>,
    /// Learned prefixes that Azure does not program.
    pub missing: Vec<Block>,
}

/// How many of [`DROPPED`] are documented.
const DOCUMENTED: usize = 4;

/// Blocks that Azure drops by default: documented ones, then those that only listings show (2.3).
const DROPPED: [&str; 18] = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "25.48.0.0/12",
    "25.4.0.0/14",
    "25.30.0.0/15",
    "198.18.0.0/15",
    "157.59.0.0/16",
    "25.33.0.0/16",
    "40.109.0.0/16",
    "104.147.0.0/16",
    "104.146.0.0/17",
    "40.108.0.0/17",
    "23.103.0.0/18",
    "25.41.0.0/20",
    "20.35.252.0/22",
];

const ALL: Block = Block { first: 0, length: 0 };

impl Row {
    pub fn system(block: Block, hop: &'static str, to: To) -> Self {
        Self { source: "Default", active: true, block, hop, addresses: vec![None], beside: Vec::new(), name: None, tag: None, to }
    }

    /// The rows of `az network nic show-effective-route-table`.
    pub fn listed(&self) -> Vec<String> {
        let state = if self.active { "Active" } else { "Invalid" };
        let name = self.name.as_deref().unwrap_or_default();
        let line = |address: &Option<u32>| {
            let beside = self.beside.iter().copied();
            let address = address.iter().copied().chain(beside).map(dotted).collect::<Vec<_>>().join(",");
            let block = self.tag.clone().unwrap_or_else(|| self.block.to_string());
            format!("{} {state} {block} {} [{address}] {name}", self.source, self.hop)
        };
        self.addresses.iter().map(line).collect()
    }
}

impl Table {
    /// The active route with the longest prefix that holds an address, whatever its source (1.2); the last of equals (R6).
    pub fn lookup(&self, address: u32) -> Option<&Row> {
        self.rows.iter().filter(|row| row.active && row.block.holds(address)).max_by_key(|row| row.block.length)
    }

    /// All rows as az lists them, in some fixed order.
    pub fn listing(&self) -> Vec<String> {
        // A tag is one row, whether its blocks are known or not.
        let rows = self.rows.iter().filter(|row| row.tag.is_none()).chain(&self.tags);
        let mut lines: Vec<String> = rows.flat_map(Row::listed).collect();
        let endpoints = self.endpoints.iter().map(|endpoint| endpoint_tag(endpoint));
        lines.extend(endpoints.map(|tag| format!("Default Active {tag} VirtualNetworkServiceEndpoint [] ")));
        lines.sort();
        lines
    }
}

impl Estate {
    /// The effective routes of a subnet of `net` with this route table and these service endpoints.
    pub fn effective(&self, net: usize, table: Option<usize>, endpoints: &[String]) -> Table {
        let (user, tags) = self.user_rows(table);
        let (learned, missing) = self.learned_rows(net, table);
        let mut system = self.system_rows(net);
        let among = |rows: &[Row], block: Block| rows.iter().any(|row| row.block == block);

        // 2.4: a default route to somewhere, by a user or learned, takes all None rows away.
        let removes = |row: &Row| match self.options.none_routes_removed_by.as_str() {
            "AnyDefaultRoute" => true,
            "NotToNoneOrInternet" => row.to != To::Nowhere && row.to != To::Internet,
            _ => row.to != To::Nowhere,
        };
        let somewhere = user.iter().any(|row| row.block == ALL && removes(row)) || among(&learned, ALL);
        // 4.8
        let apart = table.is_some_and(|table| self.tables[table].without_peerings) && self.options.peering_routes_can_be_disabled;
        system.retain(|row| !(apart && matches!(row.to, To::Peer(_))));
        system.retain(|row| {
            let none = row.to == To::Nowhere;
            // 1.4: a None row with the prefix of another route disappears (R4).
            let replaced = none && (among(&user, row.block) || among(&learned, row.block));
            // 2.7: beside a learned default route the system one is not listed.
            let unlisted = row.to == To::Internet && among(&learned, ALL);
            !(none && somewhere || replaced || unlisted)
        });

        let mut rows = Vec::new();
        for mut row in system {
            let peering = matches!(row.to, To::Peer(_) | To::Group(_) | To::Endpoint(_) | To::HubSpace(_));
            // 1.3: User > learned > system; 1.5: system routes of peerings beat learned ones.
            let beaten = among(&user, row.block) || !peering && among(&learned, row.block);
            row.active = !beaten && !self.endpoint_overridden(&row, &user);
            rows.push(row);
        }
        let near = |row: &&Row| matches!(row.to, To::Peer(_) | To::Group(_) | To::HubSpace(_));
        let peerings: Vec<Block> = rows.iter().filter(near).map(|row| row.block).collect();
        for mut row in learned {
            row.active = !among(&user, row.block) && !peerings.contains(&row.block);
            rows.push(row);
        }
        rows.extend(user);
        Table { net, rows, tags, endpoints: endpoints.to_vec(), missing }
    }

    /// User-defined routes, tags written out where they are known; and those for tags as they are written.
    pub fn user_rows(&self, table: Option<usize>) -> (Vec<Row>, Vec<Row>) {
        let (mut rows, mut tags): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
        let all = table.iter().flat_map(|table| self.tables[*table].routes.iter().enumerate().map(|(i, route)| (*table, i, route)));
        let mut all: Vec<(usize, usize, &UserRoute)> = all.collect();
        all.sort_by_key(|(_, _, route)| width(route.tag.as_deref()));
        for (table, index, route) in all {
            let (hop, to) = match route.hop.as_str() {
                "VirtualAppliance" => ("VirtualAppliance", To::Appliance { address: route.address, named: route.named }),
                // 4.7: listed as VirtualAppliance with all addresses.
                "VirtualApplianceEcmp" => ("VirtualAppliance", To::Several { table, route: index }),
                "VirtualNetworkGateway" => ("VirtualNetworkGateway", To::Gateway),
                "VnetLocal" => ("VnetLocal", To::Local),
                "Internet" => ("Internet", To::Internet),
                "None" => ("None", To::Nowhere),
                other => panic!("no next hop type {other}"),
            };
            // R5; and a route without an address leads nowhere that could be listed.
            let incomplete = matches!(to, To::Appliance { address: None, named: None });
            if incomplete {
                continue;
            }
            let (addresses, name) = (vec![route.address], Some(route.name.clone()));
            let (tag, beside) = (route.tag.clone(), route.several.clone());
            let row = Row { source: "User", active: true, block: route.block, hop, addresses, beside, name, tag, to };
            let blocks = match &route.tag {
                None => vec![route.block],
                Some(tag) => self.tag_blocks(tag).cloned().unwrap_or_default(),
            };
            if route.tag.is_some() {
                tags.push(row.clone());
            }
            for block in blocks {
                if rows.iter().all(|row| row.block != block) {
                    rows.push(Row { block, ..row.clone() });
                }
            }
        }
        (rows, tags)
    }

    /// The blocks that Azure drops by default, as the options have it (2.3).
    pub fn dropped(&self) -> Vec<Block> {
        let dropped = if self.options.undocumented_none_routes { &DROPPED[..] } else { &DROPPED[..DOCUMENTED] };
        dropped.iter().map(|block| Block::read(block)).collect()
    }

    fn system_rows(&self, net: usize) -> Vec<Row> {
        let links = self.connected(net);
        // 2.1
        let mut rows: Vec<Row> = self.nets[net].space.iter().map(|block| Row::system(*block, "VnetLocal", To::Local)).collect();
        // 3.1, R8
        for link in &links {
            let global = self.nets[net].region != self.nets[link.to].region;
            let hop = if global { "VNetGlobalPeering" } else { "VNetPeering" };
            rows.extend(self.blocks_over(link).into_iter().map(|block| Row::system(block, hop, To::Peer(link.to))));
        }
        // 3.7
        rows.extend(self.hub_of(net).map(|hub| Row::system(self.hubs[hub].block, self.hub_type(net, hub), To::HubSpace(hub))));
        rows.extend(self.group_rows(net));
        // 3.4: not beyond one peering.
        let standing = |net: usize| self.endpoints.iter().enumerate().filter(move |(_, endpoint)| endpoint.net == net);
        let host = |(i, endpoint): (usize, &Endpoint)| {
            Row::system(Block { first: endpoint.address, length: 32 }, "InterfaceEndpoint", To::Endpoint(i))
        };
        rows.extend(standing(net).map(host));
        for link in &links {
            let listed = |(_, it): &(usize, &Endpoint)| link.listed.as_ref().is_none_or(|(_, remote)| remote.contains(&it.subnet));
            rows.extend(standing(link.to).filter(listed).map(host));
        }
        // 2.3, 2.5, R2
        for block in self.dropped() {
            if !rows.iter().any(|row| block.within(row.block)) {
                rows.push(Row::system(block, "None", To::Nowhere));
            }
        }
        // 2.2
        rows.push(Row::system(ALL, "Internet", To::Internet));
        // R5
        let mut kept: Vec<Row> = Vec::new();
        for row in rows {
            if kept.iter().all(|other| other.block != row.block) {
                kept.push(row);
            }
        }
        kept
    }

    /// 3.4: where the endpoint's subnet lets route tables apply, a user-defined route that holds the endpoint and is at least as
    /// long as the block of the address space that holds it beats the /32.
    fn endpoint_overridden(&self, row: &Row, user: &[Row]) -> bool {
        let To::Endpoint(endpoint) = row.to else { return false };
        let endpoint = &self.endpoints[endpoint];
        let net = &self.nets[endpoint.net];
        net.subnets[endpoint.subnet].policies
            && net
                .space
                .iter()
                .filter(|space| space.holds(endpoint.address))
                .any(|space| user.iter().any(|route| route.block.holds(endpoint.address) && route.block.length >= space.length))
    }
}
