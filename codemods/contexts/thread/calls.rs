//! Who calls a function, or does something else with it.

use super::fixed::is_well_known;
use super::named::not_called_by_name;
use super::scan::{Obstacle, Reach, Scan, place};
use super::unread::not_given_away;
use crate::Options;
use crate::contexts::types::receiver_type;
use crate::golang::program::{Callee, Entity, Module, Package, Program, Site};
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member, Type};
use std::path::Path;
use std::sync::Arc;

/// A call of the function in question.
#[derive(Clone, Copy)]
pub(crate) struct CallSite<'a> {
    pub site: Site<'a>,
    pub call: NodeId,
    pub args: NodeId,
}

/// What the name of a method means where it stands.
enum Meant {
    /// The method: the selector that selects it.
    Method(NodeId),
    /// One of an interface that may be it; what is said of that.
    Through(Obstacle),
    Another,
}

/// The function or method whose parameters are to change.
pub(crate) struct Target<'a> {
    pub site: Site<'a>,
    pub name: &'a str,
    /// Of a method its type, without the receiver.
    pub(super) ty: Type,
    /// Of a method the type that declares it.
    pub(super) receiver: Option<Type>,
}

impl<'a> Target<'a> {
    /// The function around `at`; an obstacle if it cannot be changed whoever calls it.
    pub fn around(site: Site<'a>, options: &Options, home: &Path) -> Result<Target<'a>, Obstacle> {
        let tree = site.tree();
        let root = tree.root();
        let named = tree.child(root, Field::Name).filter(|_| tree.kind(root).is_func());
        let Some(ident) = named else {
            return Err(format!("{} uses it outside any function", place(home, site, root)));
        };
        let decl = &site.file.skim.decls[site.decl];
        let name = tree.text(ident);
        let package = site.package;
        let same = match decl.receiver {
            Some(r) => package.method(&site.file.text[r.range()], name),
            None => package.func(name),
        };
        let is_open = name.starts_with(char::is_uppercase) && !site.file.is_test();
        if is_open && package.may_be_imported_elsewhere() && !options.exported {
            let receiver = decl.receiver.map(|r| &site.file.text[r.range()]);
            let is_hidden = receiver.is_some_and(|r| r.starts_with(char::is_lowercase));
            let how = if is_hidden { "it may be called through an interface" } else { "others may call it" };
            return Err(format!("{name} is exported, so that {how}"));
        }
        if same.len() != 1 {
            return Err(format!("{name} has several declarations, for different builds"));
        }
        if decl.body.is_none() {
            return Err(format!("{name} has no body in Go"));
        }
        let receiver = decl.receiver.map(|_| receiver_type(site));
        let ty = receiver.as_ref().map_or(Type::Unknown, |r| method(site, &Type::pointer(r.clone()), name));
        let target = Target { site, name, ty, receiver };
        match target.receiver.as_ref().filter(|_| is_well_known(name, &target.ty)) {
            Some(_) => Err(format!("{name} may implement an interface of the standard library")),
            None => Ok(target),
        }
    }

    /// Its name, of a method with that of its type.
    pub fn full_name(&self) -> String {
        match self.receiver.as_ref().and_then(Type::as_named) {
            Some(receiver) => format!("{}.{}", receiver.name, self.name),
            None => self.name.to_owned(),
        }
    }

    /// All calls; an obstacle if there may be others, or the function is used in another way.
    pub fn calls(&self, reach: &Reach<'a>, home: &Path) -> Result<Vec<CallSite<'a>>, Obstacle> {
        match self.uses(reach, home)? {
            (calls, None) => Ok(calls),
            (_, Some(why)) => Err(why),
        }
    }

    /// All calls, and what is said of others that there may be: through an interface, by what the function is given to
    /// as a value or asks for it by name. An obstacle if it cannot be told which there are.
    pub fn uses(
        &self,
        reach: &Reach<'a>,
        home: &Path,
    ) -> Result<(Vec<CallSite<'a>>, Option<Obstacle>), Obstacle> {
        let scan = reach.of(self.site.package, self.name, self.site.file.is_test())?;
        self.not_linked(scan)?;
        let embedded = self.is_embedded(scan);
        let mut others = self.others(scan, embedded, home).err();
        let (mut out, mut as_value) = (Vec::new(), None);
        for site in scan.mentions(&[self.name]) {
            let site = site?;
            let tree = site.tree();
            for n in tree.subtree(tree.root()).filter(|&n| tree.text(n).trim_matches(['"', '`']) == self.name)
            {
                let value = match tree.kind(n) {
                    Kind::Ident => self.means_function(site, n).then_some(n),
                    Kind::FieldIdent if self.receiver.is_none() => self.means_import(site, n),
                    Kind::FieldIdent => match self.means_method(site, n, embedded, home)? {
                        Meant::Method(selector) => Some(selector),
                        Meant::Through(why) => {
                            others.get_or_insert(why);
                            None
                        }
                        Meant::Another => None,
                    },
                    Kind::String | Kind::RawString if is_looked_up(site, n) => {
                        return Err(format!(
                            "{} is looked up by name on {}",
                            self.name,
                            place(home, site, n)
                        ));
                    }
                    _ => None,
                };
                match value.map(|v| call_of(site, v)) {
                    Some(Some(call)) => out.push(call),
                    Some(None) if as_value.is_none() => {
                        as_value =
                            Some(format!("{} is used as a value on {}", self.name, place(home, site, n)));
                    }
                    _ => {}
                }
            }
        }
        Ok((out, others.or(as_value)))
    }

    /// That nobody calls an exported method who is not seen where its name stands: those who declare interfaces that it
    /// implements, and those who ask for it by name.
    fn others(&self, scan: Scan<'a>, embedded: bool, home: &Path) -> Result<(), Obstacle> {
        let exported = self.name.starts_with(char::is_uppercase);
        let Some(receiver) = self.receiver.as_ref().filter(|_| exported) else { return Ok(()) };
        self.imported_interfaces(scan, embedded, |_, _| true)?;
        not_given_away(scan, receiver, home)?;
        not_called_by_name(scan, receiver, self.name, home)
    }

    /// That no `//go:linkname` names the function, which then has callers that cannot be found by its name.
    fn not_linked(&self, scan: Scan) -> Result<(), Obstacle> {
        let local = format!("//go:linkname {} ", self.name);
        let remote = format!(" {}.{}", self.site.package.path, self.name);
        let links = |text: &str| {
            text.contains("//go:linkname ")
                && text
                    .lines()
                    .any(|l| l.starts_with(&local) || l.starts_with("//go:linkname ") && l.ends_with(&remote))
        };
        match scan.packages.iter().flat_map(|p| &p.files).find(|f| links(&f.text)) {
            Some(file) => Err(format!("{} links {} by name", scan.program.name_of(&file.path), self.name)),
            None => Ok(()),
        }
    }

    /// Whether a struct embeds the receiver's type, and so has the method too.
    fn is_embedded(&self, scan: Scan<'a>) -> bool {
        let Some(receiver) = self.receiver.as_ref().and_then(Type::as_named) else { return false };
        scan.readable(&[&*receiver.name]).any(|site| {
            let tree = site.tree();
            let embeds = |n: NodeId| {
                let ty = tree.child(n, Field::Type).map(|t| site.type_expr(t));
                tree.kind(n) == Kind::FieldDecl
                    && tree.children_in(n, Field::Name).next().is_none()
                    && ty.is_some_and(|t| {
                        t.pointee()
                            .as_named()
                            .is_none_or(|n| n.path == receiver.path && n.name == receiver.name)
                    })
            };
            tree.kind(tree.root()) != Kind::FuncDecl && tree.subtree(tree.root()).any(embeds)
        })
    }

    fn means_function(&self, site: Site, n: NodeId) -> bool {
        let tree = site.tree();
        let declares = tree.field(n) == Field::Name && tree.parent(n) == Some(tree.root());
        self.receiver.is_none()
            && !declares
            && match site.resolve(n) {
                Entity::PackageLevel { package, decls } => {
                    decls.iter().any(|d| package.files.get(d.file).is_some_and(|f| self.is(&f.path, d.decl)))
                }
                _ => false,
            }
    }

    /// The selector at whose end `n` stands, if it selects the function from its package.
    fn means_import(&self, site: Site, n: NodeId) -> Option<NodeId> {
        let tree = site.tree();
        let selector = tree.parent(n).filter(|&s| tree.kind(s) == Kind::Selector)?;
        let operand = tree.child(selector, Field::Operand).filter(|&o| tree.kind(o) == Kind::Ident)?;
        match site.resolve(operand) {
            Entity::Import { package: Some(package), .. } => {
                (package.path == self.site.package.path).then_some(selector)
            }
            _ => None,
        }
    }

    /// What is meant by the name `n` of a method.
    fn means_method(&self, site: Site, n: NodeId, embedded: bool, home: &Path) -> Result<Meant, Obstacle> {
        let tree = site.tree();
        let (Some(receiver), Some(parent)) = (&self.receiver, tree.parent(n)) else {
            return Ok(Meant::Another);
        };
        let at = || place(home, site, n);
        let through = |interface: &Type, how: &str| match self.not_by(site, receiver, interface, embedded) {
            Ok(()) => Meant::Another,
            Err(()) => Meant::Through(format!("{} {how} an interface on {}", self.name, at())),
        };
        match tree.kind(parent) {
            Kind::MethodElem => {
                let interface = tree.parent(parent).map_or(Type::Unknown, |i| site.type_expr(i));
                Ok(through(&interface, "implements"))
            }
            Kind::Selector if tree.field(n) == Field::FieldName => {
                let Some(operand) = tree.child(parent, Field::Operand) else { return Ok(Meant::Another) };
                if tree.kind(operand) == Kind::Ident && matches!(site.resolve(operand), Entity::Import { .. })
                {
                    return Ok(Meant::Another);
                }
                let ty = site.type_of(operand);
                match site.program.member(&ty, self.name, &site.package.path) {
                    Lookup::Found(Member::Method(m)) if m.interface && self.is_another(&m.ty) => {
                        Ok(Meant::Another)
                    }
                    Lookup::Found(Member::Method(m)) if m.interface => Ok(through(&ty, "is called through")),
                    Lookup::Found(Member::Method(m)) => {
                        let own = m.decls.iter().any(|d| self.is(&d.file.path, d.decl));
                        Ok(if own { Meant::Method(parent) } else { Meant::Another })
                    }
                    Lookup::Unknown => Err(format!("whether {} calls {} cannot be told", at(), self.name)),
                    _ => Ok(Meant::Another),
                }
            }
            _ => Ok(Meant::Another),
        }
    }

    /// Whether a method of the type `ty` can only be another one: it takes or gives another number of values.
    fn is_another(&self, ty: &Type) -> bool {
        let (Type::Func(own), Type::Func(other)) = (&self.ty, ty) else { return false };
        own.params.len() != other.params.len() || own.results.len() != other.results.len()
    }

    /// That neither the receiver nor, if it is `embedded`, a struct with it implements the interface.
    fn not_by(&self, site: Site, receiver: &Type, interface: &Type, embedded: bool) -> Result<(), ()> {
        if self.is_another(&method(site, interface, self.name)) {
            return Ok(());
        }
        let pointer = Type::pointer(receiver.clone());
        let not = !embedded && site.program.implements(&pointer, interface) == Some(false);
        not.then_some(()).ok_or(())
    }

    /// The same for interfaces that packages from elsewhere, of modules and paths that `count`, declare where the
    /// receiver's type is at hand.
    pub(super) fn imported_interfaces(
        &self,
        scan: Scan,
        embedded: bool,
        count: impl Fn(&Module, &str) -> bool,
    ) -> Result<(), Obstacle> {
        let Some(receiver) = &self.receiver else { return Ok(()) };
        let own = &self.site.package.path;
        for importer in scan.packages {
            let mut paths: Vec<&str> =
                importer.files.iter().flat_map(|f| f.skim.imports.iter().map(|i| i.path.as_str())).collect();
            paths.sort_unstable();
            paths.dedup();
            if importer.dir != self.site.package.dir && !paths.contains(&&**own) {
                continue;
            }
            // What the module itself declares is seen where the name stands.
            let elsewhere = |path: &&str| !scan.packages.iter().any(|p| *p.path == **path);
            for path in paths.into_iter().filter(elsewhere) {
                let asks = || scan.program.may_ask_for(importer, path, self.name);
                if !scan.program.import_module(importer, path).is_some_and(|m| count(&m, path)) || !asks() {
                    continue;
                }
                let Some(package) = scan.program.import(importer, path) else { continue };
                if self.implements_one_of(scan.program, receiver, &package, embedded) {
                    return Err(format!("{} implements an interface of {path}", self.name));
                }
            }
        }
        Ok(())
    }

    /// Whether the receiver implements an interface of `package` that has the method.
    fn implements_one_of(
        &self,
        program: &Program,
        receiver: &Type,
        package: &Arc<Package>,
        embedded: bool,
    ) -> bool {
        let scan = Scan { program, packages: std::slice::from_ref(package) };
        scan.readable(&[self.name]).any(|site| {
            let tree = site.tree();
            let is_type = site.file.skim.decls[site.decl].kind == DeclKind::Type;
            let mut elems =
                tree.subtree(tree.root()).filter(|&n| is_type && tree.kind(n) == Kind::MethodElem);
            elems.any(|elem| {
                let named = tree.child(elem, Field::Name).is_some_and(|n| tree.text(n) == self.name);
                let interface = || tree.parent(elem).map_or(Type::Unknown, |i| site.type_expr(i));
                named
                    && (self.may_implement_generic(site, receiver, elem)
                        || self.not_by(site, receiver, &interface(), embedded).is_err())
            })
        })
    }

    /// Whether the interface around `elem` has type parameters, and the receiver a method for each of its own: of types
    /// that are not looked at.
    fn may_implement_generic(&self, site: Site, receiver: &Type, elem: NodeId) -> bool {
        let tree = site.tree();
        let interface = tree.parent(elem);
        let spec = interface.and_then(|i| tree.parent(i)).filter(|&s| tree.kind(s) == Kind::TypeSpec);
        let pointer = Type::pointer(receiver.clone());
        let has = |elem: NodeId| {
            let name = tree.child(elem, Field::Name).map_or("", |n| tree.text(n));
            let found = site.program.member(&pointer, name, &self.site.package.path);
            matches!(found, Lookup::Found(Member::Method(_)))
        };
        spec.is_some_and(|s| tree.child(s, Field::TypeParameters).is_some())
            && interface
                .is_some_and(|i| tree.children(i).filter(|&e| tree.kind(e) == Kind::MethodElem).all(has))
    }

    fn is(&self, path: &Arc<Path>, decl: usize) -> bool {
        *path == self.site.file.path && decl == self.site.decl
    }
}

/// The type of the method that a value of type `ty` has.
pub(super) fn method(site: Site, ty: &Type, name: &str) -> Type {
    match site.program.member(ty, name, &site.package.path) {
        Lookup::Found(Member::Method(m)) => m.ty,
        _ => Type::Unknown,
    }
}

/// Whether a string is the argument of reflect's `MethodByName`.
fn is_looked_up(site: Site, string: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(string).and_then(|args| tree.parent(args)).filter(|&c| tree.kind(c) == Kind::Call);
    let function =
        call.and_then(|c| tree.child(c, Field::Function)).and_then(|f| tree.child(f, Field::FieldName));
    function.is_some_and(|n| tree.text(n) == "MethodByName")
}

/// The call whose function `value` is; not that of a method expression, `repo.drop(r, id)`, among whose arguments the
/// receiver comes first.
fn call_of(site: Site<'_>, value: NodeId) -> Option<CallSite<'_>> {
    let tree = site.tree();
    let mut function = value;
    loop {
        let parent = tree.parent(function)?;
        match tree.kind(parent) {
            Kind::Call if tree.field(function) == Field::Function => {
                if matches!(site.callee(parent), Callee::MethodExpr(_)) {
                    return None;
                }
                return Some(CallSite { site, call: parent, args: tree.child(parent, Field::Arguments)? });
            }
            Kind::Paren => function = parent,
            Kind::Index if tree.field(function) == Field::Operand => function = parent,
            Kind::Instantiation if tree.field(function) == Field::Type => function = parent,
            _ => return None,
        }
    }
}

/// What tells declarations apart.
pub(crate) type Key = (Arc<Path>, usize);

/// The site's declaration.
pub(crate) fn key(site: Site) -> Key {
    (site.file.path.clone(), site.decl)
}
