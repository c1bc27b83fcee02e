//! Rules about the members at the top of a design.

pub(super) mod api_version;

use super::Rule;
use super::findings::Findings;
use crate::design::Design;

/// Reports a stated API version that is older than `first`, if `wanting` names something that it does not know: what, and where.
pub(super) fn needs_version(
    rule: &Rule,
    design: &Design,
    first: &str,
    wanting: &dyn Fn() -> Option<(String, String)>,
    found: &mut Findings,
) {
    // Versions are dates, and compare as text; one that is no date is reported for that.
    let Some(version) = design.api_version.as_deref().filter(|version| *version < first) else { return };
    let Some((what, place)) = wanting() else { return };
    let path = "/apiVersion".to_owned();
    let finding = rule.report(path.clone(), format!("API version {version} {what}")).related(place);
    found.push(finding.hint(format!("take {first} or newer, or leave it out for the newest stable version")).removing(path));
}
