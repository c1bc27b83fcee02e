//! Takes the places of panics out of a module: some 400, with the paths of the machine on which it was compiled.

use std::ops::Range;

use walrus::{ConstExpr, DataId, DataKind, Module, ir::Value};

/// Blanks what panics would say about where they were: nothing reads it any more, and blank data is not stored.
pub fn forget(module: &mut Module) {
    let segments: Vec<DataId> = module.data.iter().map(|data| data.id()).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else { continue };
        for range in places(start as usize, &data.value) {
            data.value[range].fill(0);
        }
    }
}

/// Where the places stand in `data`, which begins at the address `start`, and where their paths do.
///
/// A place is four numbers: the address and the length of a path, a line and a column.
fn places(start: usize, data: &[u8]) -> Vec<Range<usize>> {
    let aligned = start.next_multiple_of(4) - start;
    let places = (aligned..data.len()).step_by(4).filter_map(|at| {
        let mut numbers = data.get(at..at + 16)?.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number) as usize);
        let (address, length) = (numbers.next()?, numbers.next()?);
        let path = address.checked_sub(start)?..address.checked_sub(start)?.checked_add(length)?;
        let is_path = data.get(path.clone())?.ends_with(b".rs") && length < 200 && numbers.all(|number| number > 0 && number < 100_000);
        is_path.then_some([at..at + 16, path])
    });
    places.flatten().collect()
}
