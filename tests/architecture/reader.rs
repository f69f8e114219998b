//! Reads the sources of a crate: which file names what, and which file defines it.
//!
//! Files are parsed (`syn`) along their `mod` declarations, and every path is resolved as the compiler would: through
//! `use`, `pub use`, globs, `crate`, `self` and `super`, to the file that defines the item.
//!
//! Read: `use` and `pub use`, paths in code, and paths within macro calls. Not read: `mod` declarations, tests (items
//! behind `cfg(test)`, `#[test]`, files that such a `mod` declares, `fixtures.rs`), visibility, attributes, comments,
//! and calls of methods, which only the compiler can resolve.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMod, ItemUse, UseTree, Visibility};

/// A path as it is written in a file, `use` groups taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// The file, relative to `src/`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// Its segments: `["crate", "call", "Call"]`. A glob ends with the segment before `*`.
    pub path: Vec<String>,
    /// The room (the first module) of the file that defines it, and of each module and re-export on the way.
    pub rooms: BTreeSet<String>,
    /// The files that define it, each with the item's name there: several where a name stands for several things, none
    /// for another crate's.
    pub defined_in: BTreeSet<(String, String)>,
}

/// A parsed crate.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// Every path that is not a test's.
    pub mentions: Vec<Mention>,
    /// Names of methods that are called and of macros' words behind a dot: file, line, name.
    pub methods: Vec<(String, usize, String)>,
    /// Paths that begin with `crate`, `self` or `super`, and lead to nothing that the reader knows.
    pub unresolved: Vec<String>,
    /// Each file's text without its tests.
    pub texts: BTreeMap<String, String>,
    /// The attributes and names of all `mod` declarations: file, name, attributes as text.
    pub declarations: Vec<(String, String, String)>,
}

#[derive(Debug, Default)]
struct Module {
    parent: Option<usize>,
    room: String,
    file: String,
    /// Modules within it, and whether they are visible outside.
    children: BTreeMap<String, (usize, bool)>,
    /// Names of items, and whether they are visible outside the module.
    items: BTreeMap<String, bool>,
    /// Names within calls of macros that define items: the macro may define these.
    from_macros: BTreeSet<String>,
    imports: Vec<Import>,
    mentions: Vec<(usize, Vec<String>, Kind)>,
}

#[derive(Debug, Clone)]
struct Import {
    /// The name that it gives. None for a glob.
    name: Option<String>,
    path: Vec<String>,
    public: bool,
}

/// Where a path stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Code,
    Use,
    /// `pub use a::*`. A private glob counts by the names that are used through it.
    PublicGlob,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Module(usize),
    /// An item of this module, by its name there.
    Item(usize, String),
}

#[derive(Debug, Default)]
struct Reader {
    modules: Vec<Module>,
    methods: Vec<(String, usize, String)>,
    texts: BTreeMap<String, String>,
    declarations: Vec<(String, String, String)>,
}

impl Sources {
    /// Reads a crate from its `lib.rs`; `load` gives a file's text, by its address relative to `src/`.
    pub(crate) fn read(load: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut reader = Reader::default();
        let text = load("lib.rs").unwrap_or_else(|| panic!("there is no lib.rs"));
        reader.file(None, "", "lib.rs", "", &text, load);
        reader.resolve()
    }
}

impl Reader {
    /// Adds a module that is a file of its own. `folder` is where the files of its children lie, with a slash.
    fn file(
        &mut self,
        parent: Option<usize>,
        room: &str,
        file: &str,
        folder: &str,
        text: &str,
        load: &dyn Fn(&str) -> Option<String>,
    ) -> usize {
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let module = self.module(parent, room, file);
        let mut tests = Vec::new();
        self.items(module, folder, &parsed.items, load, &mut tests);
        let in_test = |line: usize| tests.iter().any(|(from, to)| (*from..=*to).contains(&line));
        let lines = text.lines().enumerate().filter(|(at, _)| !in_test(at + 1)).map(|(_, line)| line);
        self.texts.insert(file.to_owned(), lines.collect::<Vec<_>>().join("\n"));
        module
    }

    fn module(&mut self, parent: Option<usize>, room: &str, file: &str) -> usize {
        self.modules.push(Module { parent, room: room.to_owned(), file: file.to_owned(), ..Module::default() });
        self.modules.len() - 1
    }

    fn items(
        &mut self,
        module: usize,
        folder: &str,
        items: &[Item],
        load: &dyn Fn(&str) -> Option<String>,
        tests: &mut Vec<(usize, usize)>,
    ) {
        for item in items {
            if is_test(attributes(item)) {
                tests.push((item.span().start().line, item.span().end().line));
                continue;
            }
            match item {
                Item::Mod(item) => self.child(module, folder, item, load, tests),
                _ => self.item(module, item),
            }
        }
    }

    fn child(
        &mut self,
        parent: usize,
        folder: &str,
        item: &ItemMod,
        load: &dyn Fn(&str) -> Option<String>,
        tests: &mut Vec<(usize, usize)>,
    ) {
        let name = item.ident.to_string();
        let (room, file) = (self.modules[parent].room.clone(), self.modules[parent].file.clone());
        let attributes: Vec<String> = item.attrs.iter().map(|a| tokens_of(a).replace(' ', "")).collect();
        self.declarations.push((file.clone(), name.clone(), attributes.concat()));
        let room = if room.is_empty() { name.clone() } else { room };
        let inner = format!("{folder}{name}/");
        let child = if let Some((_, items)) = &item.content {
            let child = self.module(Some(parent), &room, &file);
            self.items(child, &inner, items, load, tests);
            child
        } else {
            let addresses = [format!("{folder}{name}.rs"), format!("{inner}mod.rs")];
            let found = addresses.iter().find_map(|address| Some((address, load(address)?)));
            let (address, text) = found.unwrap_or_else(|| panic!("{file}: mod {name} has no file"));
            self.file(Some(parent), &room, address, &inner, &text, load)
        };
        let public = !matches!(item.vis, Visibility::Inherited);
        self.modules[parent].children.insert(name, (child, public));
    }

    fn item(&mut self, module: usize, item: &Item) {
        if let Some((name, vis)) = name_of(item) {
            // A type and a function may share a name.
            let public = !matches!(vis, Visibility::Inherited);
            *self.modules[module].items.entry(name.to_string()).or_default() |= public;
        }
        if let Item::Macro(item) = item
            && item.ident.is_none()
        {
            let mut names = BTreeSet::new();
            words(&item.mac.tokens, &mut |segments, _| {
                if let [name] = segments {
                    names.insert(name.to_string());
                }
            });
            self.modules[module].from_macros.extend(names);
        }
        if let Item::Macro(item) = item
            && let Some(name) = &item.ident
        {
            self.modules[module].items.insert(name.to_string(), true);
        }
        let mut found = Found::default();
        found.visit_item(item);
        let module = &mut self.modules[module];
        module.imports.extend(found.imports);
        module.mentions.extend(found.mentions);
        let file = module.file.clone();
        self.methods.extend(found.methods.into_iter().map(|(line, name)| (file.clone(), line, name)));
    }

    fn resolve(self) -> Sources {
        let mut sources = Sources::default();
        for (at, module) in self.modules.iter().enumerate() {
            let has_glob = module.imports.iter().any(|import| import.name.is_none());
            let mut known: HashMap<(&[String], Kind), Way> = HashMap::new();
            for (line, path, kind) in &module.mentions {
                // A name alone is the file's own, or its `use` has been read. Only a glob brings in others.
                let own = path.len() == 1 && *kind == Kind::Code && !has_glob;
                let find = || if own { Way::default() } else { self.find(at, path, *kind) };
                let found = known.entry((path, *kind)).or_insert_with(find);
                let inside = ["crate", "self", "super"].contains(&path[0].as_str());
                if found.targets.is_empty() && inside && path.len() > 1 {
                    sources.unresolved.push(format!("{}:{line}: {}", module.file, path.join("::")));
                }
                let items = found.targets.iter().filter_map(|target| match target {
                    Target::Item(at, name) => Some((self.modules[*at].file.clone(), name.clone())),
                    Target::Module(_) => None,
                });
                sources.mentions.push(Mention {
                    file: module.file.clone(),
                    line: *line,
                    path: path.clone(),
                    rooms: found.rooms.clone(),
                    defined_in: items.collect(),
                });
            }
        }
        sources.methods = self.methods;
        sources.texts = self.texts;
        sources.declarations = self.declarations;
        sources
    }

    /// What a path leads to, seen from a module. Items that macros may define are looked for last.
    fn find(&self, from: usize, path: &[String], kind: Kind) -> Way {
        let mut way = Way::default();
        for macros in [false, true] {
            way = Way { macros, ..Way::default() };
            let targets = match kind {
                Kind::PublicGlob => self.globbed(from, path, &mut way),
                Kind::Code | Kind::Use => self.walk(from, from, path, &mut way),
            };
            // A `use` brings in all that a name stands for. Elsewhere a name at a path's end is an item.
            let items = |target: &&Target| kind != Kind::Code || matches!(target, Target::Item(..));
            let chosen: BTreeSet<Target> = targets.iter().filter(items).cloned().collect();
            way.targets = if chosen.is_empty() { targets } else { chosen };
            if kind == Kind::PublicGlob {
                way.targets = self.all_of(&way.targets, &mut BTreeSet::new());
            }
            if !way.targets.is_empty() {
                break;
            }
        }
        for target in way.targets.clone() {
            let (Target::Module(at) | Target::Item(at, _)) = target;
            way.rooms.insert(self.modules[at].room.clone());
        }
        way.rooms.remove("");
        way
    }

    fn walk(&self, module: usize, from: usize, path: &[String], way: &mut Way) -> BTreeSet<Target> {
        let Some((first, rest)) = path.split_first() else { return BTreeSet::from([Target::Module(module)]) };
        let start = match first.as_str() {
            "crate" => BTreeSet::from([Target::Module(0)]),
            "self" => BTreeSet::from([Target::Module(module)]),
            "super" => self.modules[module].parent.map(Target::Module).into_iter().collect(),
            name => self.named(module, from, name, !rest.is_empty(), way),
        };
        let mut targets = BTreeSet::new();
        for target in start {
            match target {
                Target::Module(next) => {
                    way.rooms.insert(self.modules[next].room.clone());
                    targets.extend(self.walk(next, from, rest, way));
                }
                // The rest is a variant, a constant or a function of the type.
                Target::Item(..) => drop(targets.insert(target)),
            }
        }
        targets
    }

    /// What a name stands for within a module, as far as `from` may see it. Where more follows in the path, a module
    /// among its children is all there is to know.
    fn named(&self, module: usize, from: usize, name: &str, more: bool, way: &mut Way) -> BTreeSet<Target> {
        let here = &self.modules[module];
        let inside = self.is_within(from, module);
        let mut targets = BTreeSet::new();
        if let Some((child, _)) = here.children.get(name).filter(|(_, public)| *public || inside) {
            targets.insert(Target::Module(*child));
            if more {
                return targets;
            }
        }
        let key = (module, inside, more, name.to_owned());
        if !way.seen.insert(key.clone()) {
            return targets;
        }
        let defines = here.items.get(name).is_some_and(|public| *public || inside);
        if defines || (way.macros && here.from_macros.contains(name)) {
            targets.insert(Target::Item(module, name.to_owned()));
        }
        let visible = || here.imports.iter().filter(|import| import.public || inside);
        for import in visible().filter(|import| import.name.as_deref() == Some(name)) {
            targets.extend(self.walk(module, module, &import.path, way));
        }
        if !targets.iter().any(|target| matches!(target, Target::Item(..))) {
            for import in visible().filter(|import| import.name.is_none()) {
                for target in self.globbed(module, &import.path, way) {
                    if let Target::Module(other) = target {
                        targets.extend(self.named(other, module, name, more, way));
                    }
                }
            }
        }
        if !targets.is_empty() {
            way.rooms.insert(here.room.clone());
        }
        way.seen.remove(&key);
        targets
    }

    /// The modules of a glob: its path, of which the last segment is a module too.
    fn globbed(&self, module: usize, path: &[String], way: &mut Way) -> BTreeSet<Target> {
        let Some((last, before)) = path.split_last() else { return BTreeSet::new() };
        if ["crate", "self", "super"].contains(&last.as_str()) {
            return self.walk(module, module, path, way);
        }
        let mut targets = BTreeSet::new();
        for target in self.walk(module, module, before, way) {
            if let Target::Module(outer) = target {
                targets.extend(self.named(outer, module, last, true, way));
            }
        }
        targets
    }

    /// All that other modules may see of these.
    fn all_of(&self, targets: &BTreeSet<Target>, seen: &mut BTreeSet<usize>) -> BTreeSet<Target> {
        let mut all = BTreeSet::new();
        for target in targets {
            let Target::Module(at) = *target else { continue };
            if !seen.insert(at) {
                continue;
            }
            let module = &self.modules[at];
            all.insert(Target::Module(at));
            if !module.items.is_empty() || !module.from_macros.is_empty() {
                all.insert(Target::Item(at, "*".to_owned()));
            }
            for import in module.imports.iter().filter(|import| import.public) {
                let mut way = Way { macros: true, ..Way::default() };
                if import.name.is_none() {
                    let given = self.globbed(at, &import.path, &mut way);
                    all.extend(self.all_of(&given, seen));
                } else {
                    all.extend(self.walk(at, at, &import.path, &mut way));
                }
            }
        }
        all
    }

    fn is_within(&self, module: usize, outer: usize) -> bool {
        let mut next = Some(module);
        while let Some(at) = next {
            if at == outer {
                return true;
            }
            next = self.modules[at].parent;
        }
        false
    }
}

/// What was found on the way along a path.
#[derive(Debug, Default)]
struct Way {
    macros: bool,
    targets: BTreeSet<Target>,
    rooms: BTreeSet<String>,
    /// Names that are being looked for: a glob may lead back.
    seen: BTreeSet<(usize, bool, bool, String)>,
}

/// The paths of one item.
#[derive(Debug, Default)]
struct Found {
    imports: Vec<Import>,
    /// Line, path, and where it stands.
    mentions: Vec<(usize, Vec<String>, Kind)>,
    methods: Vec<(usize, String)>,
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => return visit::visit_impl_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let public = !matches!(item.vis, Visibility::Inherited);
        let mut leaves = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut leaves);
        for (path, name, line) in leaves {
            let glob = public && name.is_none();
            self.mentions.push((line, path.clone(), if glob { Kind::PublicGlob } else { Kind::Use }));
            if name.as_deref() != Some("_") {
                self.imports.push(Import { name, path, public });
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if segments[0] != "Self" {
            self.mentions.push((path.span().start().line, segments, Kind::Code));
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.methods.push((call.method.span().start().line, call.method.to_string()));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let (mut paths, mut methods) = (Vec::new(), Vec::new());
        words(&mac.tokens, &mut |segments, after_dot| {
            let line = segments[0].span().start().line;
            let segments: Vec<String> = segments.iter().map(ToString::to_string).collect();
            match (after_dot, segments.as_slice()) {
                (true, [name, ..]) => methods.push((line, name.clone())),
                _ => paths.push((line, segments, Kind::Code)),
            }
        });
        self.mentions.extend(paths);
        self.methods.extend(methods);
        visit::visit_macro(self, mac);
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

/// The leaves of a `use`: path, the name it gives (none for a glob), line.
fn flatten(tree: &UseTree, before: &mut Vec<String>, leaves: &mut Vec<(Vec<String>, Option<String>, usize)>) {
    let mut leaf = |name: &Ident, gives: &Ident| {
        let mut path = before.clone();
        // `use a::{self}` names `a`.
        if name != "self" || path.is_empty() {
            path.push(name.to_string());
        }
        let gives = if gives == "self" { path.last().cloned() } else { Some(gives.to_string()) };
        leaves.push((path, gives, name.span().start().line));
    };
    match tree {
        UseTree::Name(name) => leaf(&name.ident, &name.ident),
        UseTree::Rename(rename) => leaf(&rename.ident, &rename.rename),
        UseTree::Glob(glob) => leaves.push((before.clone(), None, glob.span().start().line)),
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, leaves);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, leaves)),
    }
}

/// Every path in the tokens of a macro's call, and whether it stands behind a dot.
fn words(tokens: &TokenStream, tell: &mut dyn FnMut(&[Ident], bool)) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let punct = |at: usize, c: char| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == c);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => words(&group.stream(), tell),
            TokenTree::Ident(first) => {
                let after_dot = at > 0 && punct(at - 1, '.') && !(at > 1 && punct(at - 2, '.'));
                let mut path = vec![first.clone()];
                while punct(at + 1, ':')
                    && punct(at + 2, ':')
                    && let Some(TokenTree::Ident(next)) = tokens.get(at + 3)
                {
                    path.push(next.clone());
                    at += 3;
                }
                tell(&path, after_dot);
            }
            _ => {}
        }
        at += 1;
    }
}

fn tokens_of(attribute: &Attribute) -> String {
    match &attribute.meta {
        syn::Meta::Path(path) => path.segments.iter().map(|s| s.ident.to_string()).collect::<Vec<_>>().join("::"),
        syn::Meta::List(list) => format!("{}({})", list.path.segments[0].ident, list.tokens),
        syn::Meta::NameValue(_) => String::new(),
    }
}

/// Whether an item is there in tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().map(|attribute| tokens_of(attribute).replace(' ', "")).any(|text| {
        let of_tests = ["cfg(test)", "cfg(all(test", "cfg(any(test"];
        text == "test" || of_tests.iter().any(|begin| text.starts_with(begin))
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name_of(item: &Item) -> Option<(&Ident, &Visibility)> {
    Some(match item {
        Item::Const(item) => (&item.ident, &item.vis),
        Item::Enum(item) => (&item.ident, &item.vis),
        Item::Fn(item) => (&item.sig.ident, &item.vis),
        Item::Static(item) => (&item.ident, &item.vis),
        Item::Struct(item) => (&item.ident, &item.vis),
        Item::Trait(item) => (&item.ident, &item.vis),
        Item::Type(item) => (&item.ident, &item.vis),
        Item::Union(item) => (&item.ident, &item.vis),
        _ => return None,
    })
}
