//! The word of a list that a misspelt one is meant for, and none for a name that may be newer than the list.

/// The word that differs from `text` in this many letters at most, in one if it is short.
///
/// One that differs in digits alone is the name of something newer: of EastUS2 and EastUS3 neither is a mistake.
pub(super) fn close<'w>(text: &str, most: usize, words: &mut dyn Iterator<Item = &'w str>) -> Option<&'w str> {
    let letters = |word: &str| word.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let folded = text.to_ascii_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for word in words.filter(|word| word.len().abs_diff(text.len()) <= most) {
        let lower = word.to_ascii_lowercase();
        let distance = strsim::osa_distance(&folded, &lower);
        let allowed = if word.len() < 8 { most.min(1) } else { most };
        let newer = distance > 0 && letters(&folded) == letters(&lower);
        if distance <= allowed && !newer && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}
