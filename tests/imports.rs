//! No two files of a folder depend on each other. Each of our folders can be read in order, and a
//! part can be taken out without the rest.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use aikotoba_tests::source::sources;

const FOLDERS: &[&str] =
    &["core/src", "scan/src", "scan/studio/src", "words/src", "uniffi/src", "cli/src", "xtask/src"];

/// A module's path from the crate's root.
type Module = Vec<String>;

#[test]
fn no_files_of_a_folder_import_each_other_in_a_cycle() {
    let circles: Vec<String> = FOLDERS.iter().flat_map(|folder| circles(folder)).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn cycles_over_several_files_and_through_groups_are_found() {
    let module = |name: &str, code: &str| (vec![name.to_owned()], code.to_owned());
    let modules = BTreeMap::from([
        (Vec::new(), String::new()),
        module("a", "use crate::{c, b::{self, X}};"),
        module("b", "fn f() { super::c::g() }"),
        module("c", "use std::fmt;\nuse crate::a::Y as Z;"),
        module("d", "use super::a;"),
    ]);
    assert_eq!(circles_of(&modules), [["a", "b", "c"]]);
}

/// The import cycles of a crate, one per line.
fn circles(folder: &str) -> Vec<String> {
    let found = sources(folder).into_iter().filter(|source| !source.is_of_tests());
    let modules: BTreeMap<Module, String> =
        found.map(|source| (source.modules, source.code)).collect();
    let lines = circles_of(&modules);
    lines.into_iter().map(|circle| format!("{folder}: {}", circle.join(" ↔ "))).collect()
}

/// The files that depend on each other, by folder.
fn circles_of(modules: &BTreeMap<Module, String>) -> Vec<Vec<String>> {
    let mut needs: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, code) in modules {
        for path in paths(code) {
            let Some(other) = resolve(module, &path, modules) else { continue };
            let shared = module.iter().zip(&other).take_while(|(one, two)| one == two).count();
            // A module and its submodules count as one.
            if shared < module.len() && shared < other.len() {
                let (from, to) = (module[..=shared].to_vec(), other[..=shared].to_vec());
                needs.entry(from).or_default().insert(to);
            }
        }
    }
    let reached = |start: &Module| {
        let mut found = BTreeSet::new();
        let mut next = vec![start];
        while let Some(module) = next.pop() {
            for other in needs.get(module).into_iter().flatten() {
                if found.insert(other.clone()) {
                    next.push(other);
                }
            }
        }
        found
    };
    let from: BTreeMap<&Module, BTreeSet<Module>> =
        needs.keys().map(|module| (module, reached(module))).collect();
    let mut circles = BTreeSet::new();
    for (module, others) in from.iter().filter(|(module, others)| others.contains(**module)) {
        let back = others
            .iter()
            .filter(|other| from.get(other).is_some_and(|back| back.contains(*module)));
        circles.insert(back.map(|other| other.join("::")).collect::<Vec<_>>());
    }
    circles.into_iter().collect()
}

/// Every path that a file uses: those of its imports, and those that begin with a module.
fn paths(code: &str) -> Vec<Module> {
    let mut paths = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let is_word =
            !rest[..at].ends_with(|symbol: char| symbol.is_alphanumeric() || symbol == '_');
        rest = &rest[at + 4..];
        if is_word && let Some((tree, after)) = rest.split_once(';') {
            expand(&[], tree, &mut paths);
            rest = after;
        }
    }
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let is_name = |symbol: char| symbol.is_alphanumeric() || symbol == '_' || symbol == ':';
            let path = code[at..].split(|symbol| !is_name(symbol)).next().unwrap_or_default();
            paths.push(path.split("::").filter(|part| !part.is_empty()).map(Into::into).collect());
        }
    }
    paths
}

/// The paths of an import, with groups expanded.
fn expand(before: &[String], tree: &str, paths: &mut Vec<Module>) {
    let tree = tree.split(" as ").next().unwrap_or_default().trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let parts = tree.split("::").map(|part| part.trim().to_owned());
        paths.push(before.iter().cloned().chain(parts).collect());
        return;
    };
    let head = head.split("::").map(str::trim).filter(|part| !part.is_empty());
    let before: Vec<String> = before.iter().cloned().chain(head.map(str::to_owned)).collect();
    let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
    let mut depth = 0_u32;
    let parts = inner.split(|symbol| {
        match symbol {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        symbol == ',' && depth == 0
    });
    for part in parts.filter(|part| !part.trim().is_empty()) {
        expand(&before, part, paths);
    }
}

/// The module that contains a path's item.
fn resolve(module: &Module, path: &[String], modules: &BTreeMap<Module, String>) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    let mut whole = match first.as_str() {
        "crate" => rest.to_vec(),
        "self" | "super" => {
            let ups = path.iter().filter(|part| *part == "super").count();
            let stays = &module[..module.len().checked_sub(ups)?];
            let down = path.iter().filter(|part| *part != "super" && *part != "self");
            stays.iter().chain(down).cloned().collect()
        }
        // An import from a submodule, or from another crate.
        name => {
            let inner: Module = module.iter().cloned().chain([name.to_owned()]).collect();
            modules.contains_key(&inner).then_some(inner)?
        }
    };
    while !modules.contains_key(&whole) {
        whole.pop()?;
    }
    Some(whole)
}
