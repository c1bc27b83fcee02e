//! `bindgen WASM FOLDER`: writes the JavaScript bindings of a compiled wasm module.
//!
//! The same library as wasm-bindgen's command line, so that its version is ours to
//! lock and nothing has to be installed. The target is `web`, the one that leaves
//! loading to the caller: each file in `pkg/host` loads the module in its own way,
//! which is also why no default address of the module is written.

mod panics;

use std::{env, error::Error, path::PathBuf};

use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [module, folder] = arguments.as_slice() else {
        return Err("usage: bindgen WASM FOLDER".into());
    };
    let name = module.file_stem().and_then(|name| name.to_str()).ok_or("the module has no name")?;
    let mut parsed = ModuleConfig::new().parse_file(module)?;
    panics::trap_at_once(&mut parsed);
    let mut bindgen = Bindgen::new();
    bindgen.input_module(name, parsed).web(true)?.omit_default_module_path(true).typescript(true);
    Ok(bindgen.generate(folder)?)
}
