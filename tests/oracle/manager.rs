//! Azure Virtual Network Manager: connected groups (3.7), and the route tables that routing rules become (4.12).

use serde_json::Value;

use super::model::{Block, Estate, RouteTable, UserRoute, number};
use super::read::{list, text};
use super::routes::{Row, To};

/// The members of each connected group, as positions of networks.
pub fn groups(document: &Value, vnet: impl Fn(&str) -> usize) -> Vec<Vec<usize>> {
    let groups = list(&document["networkManager"], "connectedGroups").iter();
    groups.map(|group| group.as_array().unwrap().iter().map(|it| vnet(it.as_str().unwrap())).collect()).collect()
}

impl Estate {
    /// The other members of the groups of a network that are not peered with it: a peering wins (3.7).
    pub fn grouped(&self, net: usize) -> Vec<usize> {
        let together = |other: usize| self.connected_groups.iter().any(|group| group.contains(&net) && group.contains(&other));
        (0..self.nets.len()).filter(|other| *other != net && together(*other) && self.link(net, *other).is_none()).collect()
    }

    /// The rows of connected groups, and of the private endpoints behind them: where address spaces overlap, it is not known who gets
    /// what (C1).
    pub fn group_rows(&self, net: usize) -> Vec<Row> {
        let members = self.grouped(net);
        let overlap = |a: Block, b: Block| a.within(b) || b.within(a);
        let near = self.connected(net).into_iter().flat_map(|link| self.blocks_over(link));
        let near: Vec<Block> =
            self.nets[net].space.iter().copied().chain(near).chain(self.hub_of(net).map(|hub| self.hubs[hub].block)).collect();
        let mut rows = Vec::new();
        for member in &members {
            for block in &self.nets[*member].space {
                let others = members.iter().filter(|other| *other != member).flat_map(|other| &self.nets[*other].space);
                let doubtful = near.iter().chain(others).any(|other| overlap(*block, *other));
                rows.push(Row::system(*block, "ConnectedGroup", To::Group((!doubtful).then_some(*member))));
                let behind = self.endpoints.iter().enumerate().filter(|(_, it)| it.net == *member && block.holds(it.address) && !doubtful);
                rows.extend(
                    behind.map(|(i, it)| Row::system(Block { first: it.address, length: 32 }, "InterfaceEndpoint", To::Endpoint(i))),
                );
            }
        }
        rows
    }

    /// Gives every subnet that routing rules reach its table, in the place of the one that is written.
    pub fn manage(&mut self, document: &Value) {
        let manager = &document["networkManager"];
        let rules = list(manager, "routingRules");
        let existing = text(manager, "routeTableUsageMode") == "UseExisting";
        let places: Vec<(usize, usize)> =
            (0..self.nets.len()).flat_map(|net| (0..self.nets[net].subnets.len()).map(move |subnet| (net, subnet))).collect();
        let meant = |rule: &Value, (net, subnet): (usize, usize)| {
            let (net, subnet) = (&self.nets[net].name, &self.nets[net].subnets[subnet].name);
            let path = format!("{net}/{subnet}");
            list(rule, "appliesTo").iter().any(|it| it == net.as_str() || it == path.as_str())
        };
        let mut tables = Vec::new();
        for place in &places {
            let written = self.nets[place.0].subnets[place.1].table;
            // Into an existing table go the rules for all its subnets.
            let sharing = |other: &&(usize, usize)| {
                *other == place || existing && written.is_some() && self.nets[other.0].subnets[other.1].table == written
            };
            let of_rule = |rule| places.iter().filter(sharing).filter(move |other| meant(rule, **other)).map(move |other| (rule, *other));
            let reaching: Vec<(&Value, (usize, usize))> = rules.iter().flat_map(of_rule).collect();
            if !reaching.is_empty() {
                tables.push((*place, self.table_with(written, &reaching)));
            }
        }
        for ((net, subnet), table) in tables {
            self.nets[net].subnets[subnet].table = Some(self.tables.len());
            self.tables.push(table);
        }
    }

    fn table_with(&self, written: Option<usize>, rules: &[(&Value, (usize, usize))]) -> RouteTable {
        let written = written.map(|table| &self.tables[table]);
        let mut table = RouteTable {
            propagation: written.is_none_or(|table| table.propagation),
            without_peerings: written.is_some_and(|table| table.without_peerings),
            routes: written.map_or(Vec::new(), |table| table.routes.clone()),
        };
        let add = |table: &mut RouteTable, route: UserRoute| {
            // A rule with the destination of a route is ignored; of two rules the first counts (C2).
            if table.routes.iter().all(|other| (other.block, &other.tag) != (route.block, &route.tag)) {
                table.routes.push(route);
            }
        };
        for (rule, (net, subnet)) in rules {
            table.propagation &= rule["disableBgpRoutePropagation"] == false;
            let near = match text(rule, "localRouteSetting").as_str() {
                "DirectRoutingWithinVNet" => self.nets[*net].space.clone(),
                "DirectRoutingWithinSubnet" => self.nets[*net].subnets[*subnet].blocks.clone(),
                _ => Vec::new(),
            };
            for block in &near {
                add(&mut table, plain(format!("local {block}"), *block, "VnetLocal"));
            }
            let destination = text(rule, "destination");
            let hop = text(rule, "nextHopType");
            let tag = (!destination.contains('/')).then(|| destination.clone());
            let block = if tag.is_some() { Block { first: 0, length: 32 } } else { Block::read(&destination) };
            if hop == "VirtualAppliance" && tag.is_none() && near.iter().any(|near| block.within(*near)) {
                continue;
            }
            let hop = if hop == "NoNextHop" { "None" } else { &hop };
            let address = rule["nextHopIpAddress"].as_str().map(number);
            add(&mut table, UserRoute { tag, address, ..plain(text(rule, "name"), block, hop) });
        }
        table
    }
}

fn plain(name: String, block: Block, hop: &str) -> UserRoute {
    UserRoute { name, block, tag: None, hop: hop.to_owned(), address: None, several: Vec::new(), named: None }
}
