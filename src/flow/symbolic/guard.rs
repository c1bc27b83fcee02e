//! Classes at a security group, parted rule by rule.

use super::class::{End, Packets, part};
use super::explorer::Explorer;
use crate::address::{Address, AddressSet};
use crate::design::{Access, Direction};
use crate::flow::disposition::Disposition;
use crate::flow::guards::Guards;
use crate::flow::network::Position;
use crate::flow::security::{Rule, Rules};

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// The parts of a class that the groups at a position let pass, one after the other; the rest ends.
    pub(super) fn guarded(&mut self, class: Packets<'s, A>, at: Position, guards: &Guards<A>, direction: Direction) -> Vec<Packets<'s, A>> {
        let end = if direction == Direction::Inbound { End::Target } else { End::Source };
        let mut inside = vec![class];
        for layer in guards.layers(at, direction) {
            let mut passed = Vec::new();
            for class in inside {
                let (held, others) = match &layer.holders {
                    Some(holders) => part(class, end, holders),
                    None => (Some(class), None),
                };
                passed.extend(others);
                if let Some(class) = held {
                    self.ask(class, at, &layer.rules, direction, &mut passed);
                }
            }
            inside = passed;
        }
        inside
    }

    /// The parts of a class that the rules of one group let pass.
    fn ask(&mut self, class: Packets<'s, A>, at: Position, rules: &Rules<A>, direction: Direction, passed: &mut Vec<Packets<'s, A>>) {
        if let Some((request, _)) = self.request {
            if request.class.guards.contains(&at) {
                passed.push(class);
            } else {
                passed.push(self.doubted(class, at));
            }
            return;
        }
        for (mut class, access) in self.sift(class, rules.of(direction)) {
            match access {
                Some(Access::Allow) => {
                    class.guards.push(at);
                    passed.push(class);
                }
                Some(Access::Deny) => self.end(class, Disposition::DroppedBySecurityRule),
                None => passed.push(self.doubted(class, at)),
            }
        }
    }

    /// The part of a class that a firewall lets pass, if it has rules; the rest ends.
    pub(super) fn inspected(&mut self, class: Packets<'s, A>, rules: &[Rule<A>]) -> Vec<Packets<'s, A>> {
        let mut passed = Vec::new();
        for (class, access) in self.sift(class, rules) {
            match access {
                Some(Access::Allow) => passed.push(class),
                Some(Access::Deny) => self.end(class, Disposition::DroppedByFirewallRule),
                // An application rule would translate, too: nothing is known of what lies behind.
                None => self.end(class, Disposition::UndecidedFirewallRule),
            }
        }
        passed
    }

    /// The parts of a class with what the rules say of each, `None` where that is not known.
    fn sift(&mut self, class: Packets<'s, A>, rules: &[Rule<A>]) -> Vec<(Packets<'s, A>, Option<Access>)> {
        let mut sifted = Vec::new();
        // Each class with the next rule to ask, and what earlier rules perhaps say.
        let mut open = vec![(class, rules, None::<Access>)];
        while let Some((class, rules, perhaps)) = open.pop() {
            if self.budget.spend(1).is_err() {
                self.exhausted = true;
                break;
            }
            let Some((rule, later)) = rules.split_first() else {
                sifted.push((class, Some(Access::Deny)));
                continue;
            };
            let possible = [&rule.sources.possible, &rule.destinations.possible, &rule.traffic.possible];
            let matching = apart(class, possible, |others| open.push((others, later, perhaps)));
            let Some(class) = matching else { continue };
            if perhaps.is_some_and(|access| access != rule.access) {
                sifted.push((class, None));
                continue;
            }
            if let Some(class) = apart(class, sure(rule), |others| open.push((others, later, Some(rule.access)))) {
                sifted.push((class, Some(rule.access)));
            }
        }
        sifted
    }

    /// A class that perhaps ends here goes both ways, and from now on proves nothing but what it does in both.
    fn doubted(&mut self, mut class: Packets<'s, A>, at: Position) -> Packets<'s, A> {
        self.end(class.clone(), Disposition::DroppedAmbiguousSecurityRule);
        class.guards.push(at);
        class.doubtful = true;
        class
    }
}

fn sure<A: Address>(rule: &Rule<A>) -> [&AddressSet<A>; 3] {
    [&rule.sources.sure, &rule.destinations.sure, &rule.traffic.sure]
}

/// The part of a class that a rule's sets hold; `others` gets the rest.
fn apart<'s, A: Address>(
    class: Packets<'s, A>,
    sets: [&AddressSet<A>; 3],
    mut others: impl FnMut(Packets<'s, A>),
) -> Option<Packets<'s, A>> {
    let mut rest = class;
    for (end, set) in [End::Source, End::Target, End::Traffic].into_iter().zip(sets) {
        let (inside, outside) = part(rest, end, set);
        outside.into_iter().for_each(&mut others);
        rest = inside?;
    }
    Some(rest)
}
