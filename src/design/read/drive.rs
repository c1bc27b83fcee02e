//! Walks the document and fills targets.

use super::json::{Json, Stop, Token};
use super::{At, Member, Target, fault, schema};

/// Reads the whole text into `target`; the error is where the text stops being JSON.
pub(crate) fn drive(text: &str, target: &mut dyn Target, at: At<'_>) -> Result<(), Stop> {
    let mut input = Json::new(text);
    read(&mut input, target, at)?;
    input.end()
}

fn read(input: &mut Json<'_>, target: &mut dyn Target, at: At<'_>) -> Result<(), Stop> {
    match input.value()? {
        Token::Text(text) => target.text(text, &at),
        Token::Boolean(value) => target.boolean(value, &at),
        Token::Number(value) => target.number(value, &at),
        Token::Null => at.wrong_type(target.expected(), "null"),
        Token::Array if target.takes_array() => return elements(input, target, at),
        Token::Object if target.takes_object() => return members(input, target, at),
        Token::Array => {
            input.skip_to(b']')?;
            at.wrong_type(target.expected(), "an array");
        }
        Token::Object => {
            input.skip_to(b'}')?;
            at.wrong_type(target.expected(), "an object");
        }
    }
    Ok(())
}

fn elements(input: &mut Json<'_>, target: &mut dyn Target, at: At<'_>) -> Result<(), Stop> {
    let mut index = 0;
    while input.goes_on(b']', index == 0)? {
        match target.element() {
            Some(element) => read(input, element, at.index(index))?,
            None => input.skip()?,
        }
        index += 1;
    }
    target.end_array();
    Ok(())
}

fn members(input: &mut Json<'_>, target: &mut dyn Target, at: At<'_>) -> Result<(), Stop> {
    let mut first = true;
    while input.goes_on(b'}', first)? {
        first = false;
        let key = input.key()?;
        match target.member(key) {
            Member::Known(key, member) => read(input, member, at.key(key))?,
            Member::Own(member) => read(input, member, at)?,
            Member::Twice(key) => {
                at.report(fault::duplicate_property(&at, key));
                input.skip()?;
            }
            Member::Unknown => {
                unknown(&at, key, target.keys());
                input.skip()?;
            }
        }
    }
    target.end_object(&at);
    Ok(())
}

/// Reports a member that is not known, or not known yet.
fn unknown(at: &At<'_>, key: &str, (known, later): (&'static [&'static str], &'static [&'static str])) {
    if later.contains(&key) {
        let mut finding = fault::not_supported_yet(at, &format!("`{key}`"));
        finding.path = at.pointer_to(key);
        at.report(finding);
    } else {
        at.report(fault::unknown_property(at, key, schema::nearest(key, known.iter().chain(later).copied())));
    }
}
