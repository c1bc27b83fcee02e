//! Service tags and service endpoints: what is known of an address, asked in every possible world.

use super::model::{Block, Estate};
use super::routes::{Row, Table, To};
use super::walk::is_public;

/// Of equal blocks the narrower counts: explicit, regional tag, tag, AzureCloud in a region, AzureCloud (4.6).
pub fn width(tag: Option<&str>) -> usize {
    let Some(tag) = tag else { return 0 };
    let (service, region) = tag.split_once('.').map_or((tag, false), |(service, _)| (service, true));
    1 + if service.eq_ignore_ascii_case("AzureCloud") { 2 } else { 0 } + if region { 0 } else { 1 }
}

impl Estate {
    /// Takes in what is known of service tags: lines of a name and its blocks.
    pub fn read_tags(&mut self, text: &str) {
        for line in text.lines() {
            let (name, blocks) = line.split_once(' ').unwrap();
            self.tags.insert(name.to_lowercase(), blocks.split(' ').map(Block::read).collect());
        }
    }

    /// The blocks of a tag, where they are known.
    pub fn tag_blocks(&self, tag: &str) -> Option<&Vec<Block>> {
        self.tags.get(&tag.to_lowercase())
    }

    /// Whether a tag has an address, where that is known: a tag has no private ones, and a region none that its service lacks.
    pub fn tag_holds(&self, tag: &str, address: u32) -> Option<bool> {
        if let Some(blocks) = self.tag_blocks(tag) {
            return Some(blocks.iter().any(|block| block.holds(address)));
        }
        let outside = tag.split_once('.').is_some_and(|(service, _)| self.tag_holds(service, address) == Some(false));
        (outside || !is_public(address)).then_some(false)
    }

    /// Whether a service endpoint in a network covers an address (3.3): of Storage and Sql only the own region is known to be covered.
    ///
    /// 1.6, and its option: a user-defined route that is at least as long as the endpoint's block may win.
    fn endpoint_covers(&self, table: &Table, endpoint: &str, address: u32) -> Option<bool> {
        let tag = endpoint_tag(endpoint);
        let user = || table.rows.iter().filter(|row| row.source == "User" && row.block.holds(address));
        let wins = |block: &Block| self.options.endpoints_beat_every_route || !user().any(|row| row.block.within(*block));
        let holding = |blocks: &Vec<Block>| blocks.iter().copied().filter(|block| block.holds(address)).collect::<Vec<_>>();
        if tag == "AzureKeyVault" {
            return match self.tag_blocks(tag) {
                Some(blocks) => Some(holding(blocks).iter().any(wins)),
                None => self.tag_holds(tag, address),
            };
        }
        let here = self.nets[table.net].region.as_ref().map(|region| format!("{tag}.{region}"));
        let here = here.and_then(|here| self.tag_blocks(&here)).map(holding).unwrap_or_default();
        match self.tag_holds(tag, address) {
            _ if !here.is_empty() => Some(here.iter().any(wins)),
            Some(false) => Some(false),
            _ => None,
        }
    }

    /// The row that decides for an address; one that leads to [`To::Unknown`] where not every possible world has the same next hop.
    pub fn decide(&self, table: &Table, address: u32) -> Option<Row> {
        let covered: Vec<Option<bool>> = table.endpoints.iter().map(|endpoint| self.endpoint_covers(table, endpoint, address)).collect();
        if covered.contains(&Some(true)) {
            return Some(Row::system(Block { first: 0, length: 0 }, "VirtualNetworkServiceEndpoint", To::Service));
        }
        let row = table.lookup(address)?;
        // Nothing is longer than an explicit route for one address, and nothing of that length wins over it.
        let firm = row.source == "User" && row.tag.is_none() && row.block.length == 32;
        let mut others = table.tags.iter().filter(|other| self.tag_holds(other.tag.as_deref().unwrap(), address).is_none());
        let doubtful = covered.contains(&None) || !firm && others.any(|other| other.to != row.to);
        Some(if doubtful { Row { to: To::Unknown, ..row.clone() } } else { row.clone() })
    }
}

/// The tag of a service endpoint that random designs have.
pub fn endpoint_tag(endpoint: &str) -> &'static str {
    match endpoint {
        "Microsoft.Storage" => "Storage",
        "Microsoft.Sql" => "Sql",
        "Microsoft.KeyVault" => "AzureKeyVault",
        other => panic!("no service endpoint {other}"),
    }
}
