//! Classes at a security group, parted rule by rule.

use super::class::{End, Packets, part};
use super::explorer::Explorer;
use crate::address::{Address, AddressSet};
use crate::design::{AdminAccess, Direction};
use crate::flow::disposition::Disposition;
use crate::flow::guards::Guards;
use crate::flow::position::Position;
use crate::flow::rule::{Rule, Rules};

/// What rules say of packets.
enum Answer {
    Sure(AdminAccess),
    /// One of two things: the design does not say which.
    Either([AdminAccess; 2]),
}

/// Where classes go that rules let pass: on to the next rules, or past all of them.
type Passing<'p, 's, A> = (&'p mut Vec<Packets<'s, A>>, &'p mut Vec<Packets<'s, A>>);

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// The parts of a class that the groups at a position let pass, one after the other; the rest ends.
    pub(super) fn guarded(&mut self, class: Packets<'s, A>, at: Position, guards: &Guards<A>, direction: Direction) -> Vec<Packets<'s, A>> {
        let end = if direction == Direction::Inbound { End::Target } else { End::Source };
        let (mut inside, mut done) = (vec![class], Vec::new());
        for layer in guards.layers(at, direction) {
            let mut passed = Vec::new();
            for class in inside {
                let (held, others) = match &layer.holders {
                    Some(holders) => part(class, end, holders),
                    None => (Some(class), None),
                };
                passed.extend(others);
                if let Some(class) = held {
                    self.ask(class, at, &layer.rules, direction, (&mut passed, &mut done));
                }
            }
            inside = passed;
        }
        done.append(&mut inside);
        done
    }

    /// The parts of a class that rules let pass: those that the next ones are asked about, and those that nothing stops any more.
    fn ask(&mut self, class: Packets<'s, A>, at: Position, rules: &Rules<A>, direction: Direction, to: Passing<'_, 's, A>) {
        let (passed, done) = to;
        if let Some((request, _)) = self.request {
            let known = request.class.guards.contains(&at);
            done.push(if known { class } else { self.doubted(class, at) });
            return;
        }
        for (mut class, answer) in self.sift(class, rules.of(direction)) {
            match answer {
                Answer::Sure(AdminAccess::Deny) => self.end(class, Disposition::DroppedBySecurityRule),
                Answer::Sure(access) => {
                    class.guards.push(at);
                    if access == AdminAccess::AlwaysAllow { done.push(class) } else { passed.push(class) }
                }
                // Where the next rules are perhaps not asked, they do not decide.
                Answer::Either(both) => {
                    let class = self.doubted(class, at);
                    if both.contains(&AdminAccess::AlwaysAllow) { done.push(class) } else { passed.push(class) }
                }
            }
        }
    }

    /// The part of a class that a firewall lets pass, if it has rules; the rest ends.
    pub(super) fn inspected(&mut self, class: Packets<'s, A>, rules: &[Rule<A>]) -> Vec<Packets<'s, A>> {
        let mut passed = Vec::new();
        for (class, answer) in self.sift(class, rules) {
            match answer {
                Answer::Sure(AdminAccess::Deny) => self.end(class, Disposition::DroppedByFirewallRule),
                Answer::Sure(_) => passed.push(class),
                // An application rule would translate, too: nothing is known of what lies behind.
                Answer::Either(_) => self.end(class, Disposition::UndecidedFirewallRule),
            }
        }
        passed
    }

    /// The parts of a class with what the rules say of each.
    fn sift(&mut self, class: Packets<'s, A>, rules: &[Rule<A>]) -> Vec<(Packets<'s, A>, Answer)> {
        let mut sifted = Vec::new();
        // Each class with the next rule to ask, and what earlier rules perhaps say.
        let mut open = vec![(class, rules, None::<AdminAccess>)];
        while let Some((class, rules, perhaps)) = open.pop() {
            if self.budget.spend(class.weight()).is_err() {
                self.exhausted = true;
                break;
            }
            let Some((rule, later)) = rules.split_first() else {
                sifted.push((class, Answer::Sure(AdminAccess::Deny)));
                continue;
            };
            let possible = [&rule.sources.possible, &rule.destinations.possible, &rule.traffic.possible];
            let matching = apart(class, possible, |others| open.push((others, later, perhaps)));
            let Some(class) = matching else { continue };
            if let Some(access) = perhaps.filter(|access| *access != rule.access) {
                sifted.push((class, Answer::Either([access, rule.access])));
                continue;
            }
            if let Some(class) = apart(class, sure(rule), |others| open.push((others, later, Some(rule.access)))) {
                sifted.push((class, Answer::Sure(rule.access)));
            }
        }
        sifted
    }

    /// A class that perhaps ends here goes both ways, and from now on proves nothing but what it does in both.
    fn doubted(&mut self, mut class: Packets<'s, A>, at: Position) -> Packets<'s, A> {
        self.end(class.clone(), Disposition::UndecidedSecurityRule);
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
