//! The world of a trial: a case in memory or the disk, with other texts for some files.

use crate::corpus::Sample;
use crate::memory::{Memory, ROOT};
use codemods::World;
use ctxmend::world::Disk;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub struct Mutated {
    below: Box<dyn World>,
    texts: BTreeMap<Arc<Path>, Arc<str>>,
}

impl Mutated {
    /// The world of the sample, in which these files hold these texts.
    pub fn new(sample: &Sample, texts: &BTreeMap<Arc<Path>, Arc<str>>) -> Mutated {
        let below: Box<dyn World> = match &sample.case {
            Some(files) => {
                // So that a file under another name is listed too.
                let mut files = BTreeMap::clone(files);
                for (path, text) in texts {
                    let name = path.strip_prefix(ROOT).unwrap_or(path).to_string_lossy().into_owned();
                    files.insert(name, text.to_string());
                }
                Box::new(Memory::new(&files))
            }
            None => Box::new(Disk::new()),
        };
        Mutated { below, texts: texts.clone() }
    }
}

impl World for Mutated {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        self.texts.get(path).cloned().or_else(|| self.below.read(path))
    }

    fn list(&self, dir: &Path) -> Option<Vec<String>> {
        self.below.list(dir)
    }

    fn module_cache(&self) -> Option<&Path> {
        self.below.module_cache()
    }

    fn goroot(&self) -> Option<&Path> {
        self.below.goroot()
    }
}
