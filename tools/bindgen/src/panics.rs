//! Takes the panic machinery out of a module.
//!
//! With `panic = "abort"` a panic is a trap already; what the standard library does before it, putting a message into words for
//! a standard error that WebAssembly does not have, is 15 kB that nobody can see. A function that only panics becomes the trap itself.

use rustc_demangle::demangle;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

/// Paths in the standard library under which nothing returns.
const DIVERGING: [&str; 9] = [
    "core::panicking::",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::handle_error",
    "alloc::raw_vec::capacity_overflow",
    "std::panicking::",
];

/// Replaces every function that only panics by the trap it ends in.
pub fn trap_at_once(module: &mut Module) {
    let panics: Vec<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| matches!(function.kind, FunctionKind::Local(_)))
        .filter(|function| function.name.as_deref().is_some_and(only_panics))
        .map(|function| function.id())
        .collect();
    for id in panics {
        let signature = module.types.get(module.funcs.get(id).ty());
        let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
        let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
        builder.func_body().unreachable();
        let arguments = parameters.iter().map(|parameter| module.locals.add(*parameter)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    walrus::passes::gc::run(module);
}

fn only_panics(symbol: &str) -> bool {
    let path = format!("{:#}", demangle(symbol));
    DIVERGING.iter().any(|diverging| path.starts_with(diverging))
}
