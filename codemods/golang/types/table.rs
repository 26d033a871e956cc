//! What has been found out about the nodes of a declaration: types and control flow.

use super::Type;
use crate::golang::flow::Flow;
use crate::golang::program::{Package, Parsed};
use crate::golang::syntax::NodeId;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// All tables of a program.
#[derive(Default)]
pub(in crate::golang) struct Tables {
    shards: [Mutex<HashMap<TableKey, Arc<Table>>>; 16],
}

/// The addresses of package and syntax, which the tables keep alive.
type TableKey = (usize, usize);

/// An import path, and the package if it is on disk.
pub(in crate::golang) type Imported = (String, Option<Arc<Package>>);

/// Types of one declaration's nodes.
pub(in crate::golang) struct Table {
    types: Mutex<HashMap<NodeId, Type>>,
    flows: Mutex<HashMap<NodeId, Arc<Flow>>>,
    imports: Mutex<HashMap<String, Option<Imported>>>,
    _package: Arc<Package>,
    _parsed: Arc<Parsed>,
}

impl Tables {
    pub fn of(&self, package: &Arc<Package>, parsed: &Arc<Parsed>) -> Arc<Table> {
        let key = (Arc::as_ptr(package) as usize, Arc::as_ptr(parsed) as usize);
        let shard = &self.shards[(key.1 >> 6) % self.shards.len()];
        let new = || {
            Arc::new(Table {
                types: Mutex::default(),
                flows: Mutex::default(),
                imports: Mutex::default(),
                _package: package.clone(),
                _parsed: parsed.clone(),
            })
        };
        lock(shard).entry(key).or_insert_with(new).clone()
    }
}

impl Table {
    pub fn get(&self, n: NodeId) -> Option<Type> {
        lock(&self.types).get(&n).cloned()
    }

    /// What the name of an import means, made by `make` at the first call.
    pub fn import(&self, name: &str, make: impl FnOnce() -> Option<Imported>) -> Option<Imported> {
        if let Some(known) = lock(&self.imports).get(name) {
            return known.clone();
        }
        let made = make();
        lock(&self.imports).insert(name.to_owned(), made.clone());
        made
    }

    /// The control-flow graph of the function `func`, made by `make` at the first call.
    pub fn flow(&self, func: NodeId, make: impl FnOnce() -> Flow) -> Arc<Flow> {
        if let Some(known) = lock(&self.flows).get(&func) {
            return known.clone();
        }
        let made = Arc::new(make());
        lock(&self.flows).entry(func).or_insert(made).clone()
    }

    pub fn put(&self, n: NodeId, ty: &Type) {
        lock(&self.types).insert(n, ty.clone());
    }
}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Tables")
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
