//! Types that have been found, by declaration and node.

use super::Type;
use crate::golang::program::{Package, Parsed};
use crate::golang::syntax::NodeId;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// All tables of a program.
#[derive(Default)]
pub(in crate::golang) struct Tables {
    /// By the addresses of package and syntax, which the tables keep alive.
    shards: [Mutex<HashMap<(usize, usize), Arc<Table>>>; 16],
}

/// Types of one declaration's nodes.
pub(in crate::golang) struct Table {
    types: Mutex<HashMap<NodeId, Type>>,
    _package: Arc<Package>,
    _parsed: Arc<Parsed>,
}

impl Tables {
    pub fn of(&self, package: &Arc<Package>, parsed: &Arc<Parsed>) -> Arc<Table> {
        let key = (Arc::as_ptr(package) as usize, Arc::as_ptr(parsed) as usize);
        let shard = &self.shards[(key.1 >> 6) % self.shards.len()];
        let new = || {
            Arc::new(Table { types: Mutex::default(), _package: package.clone(), _parsed: parsed.clone() })
        };
        lock(shard).entry(key).or_insert_with(new).clone()
    }
}

impl Table {
    pub fn get(&self, n: NodeId) -> Option<Type> {
        lock(&self.types).get(&n).cloned()
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
