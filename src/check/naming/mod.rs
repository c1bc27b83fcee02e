//! Rules about names.

pub(super) mod interface_name_duplicate;
pub(super) mod resource_group_name_invalid;
pub(super) mod resource_name_invalid;
pub(super) mod route_name_invalid;
pub(super) mod security_rule_name_invalid;

/// Whether `name` is one that Azure takes: letters, digits, `_`, `.` and `-`, the first a letter or digit, the last one or `_`.
///
/// Source: Microsoft Learn, "Naming rules and restrictions for Azure resources", Microsoft.Network.
fn well_formed(name: &str, least: usize, most: usize) -> bool {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    (least..=most).contains(&bytes.len())
        && first.is_ascii_alphanumeric()
        && (last.is_ascii_alphanumeric() || *last == b'_')
        && bytes.iter().all(|byte| ALLOWED.get(usize::from(*byte)).is_some_and(|allowed| *allowed))
}

/// Per byte: whether it may stand in a name. A table, because there are 80,000 names in one large design.
// Evaluated by the compiler.
#[allow(clippy::indexing_slicing)]
static ALLOWED: [bool; 256] = {
    let mut allowed = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let it = byte as u8;
        allowed[byte] = it.is_ascii_alphanumeric() || matches!(it, b'_' | b'.' | b'-');
        byte += 1;
    }
    allowed
};

/// The name that [`well_formed`] takes and that is nearest to `name`, if anything is left of it.
fn repaired(name: &str, most: usize) -> Option<String> {
    let kept: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "_.-".contains(c) { c } else { '-' }).take(most).collect();
    let kept = kept.trim_start_matches(['_', '.', '-']).trim_end_matches(['.', '-']);
    well_formed(kept, 1, most).then(|| kept.to_owned())
}

/// What a name may be, in words.
fn rules(least: usize, most: usize) -> String {
    format!("write {least} to {most} letters, digits, `_`, `.` or `-`, a letter or digit first, and no `.` or `-` last")
}

#[cfg(test)]
mod tests {
    use super::{repaired, well_formed};

    #[test]
    fn names_are_judged_as_azure_judges_them() {
        for name in ["a", "a_", "1.a-b", &"x".repeat(80)] {
            assert!(well_formed(name, 1, 80), "{name}");
        }
        for name in ["", "_a", "-a", ".a", "a.", "a-", "a b", "a/b", "ä", &"x".repeat(81)] {
            assert!(!well_formed(name, 1, 80), "{name}");
        }
        assert!(!well_formed("v", 2, 64));
    }

    #[test]
    fn a_name_is_repaired_where_something_is_left_of_it() {
        assert_eq!(repaired("to the hub.", 80).as_deref(), Some("to-the-hub"));
        assert_eq!(repaired("_default", 80).as_deref(), Some("default"));
        assert_eq!(repaired("--", 80), None);
        assert_eq!(repaired("größe", 80).as_deref(), Some("gr--e"));
    }
}
