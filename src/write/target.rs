//! Which files may be replaced: regular, writable ones with one name, that still hold what was read.

use super::Replacement;
use crate::world;
use rustix::fs::{Access, access};
use std::fs::{self, Metadata};
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

/// Whether a rename over this file loses nothing but its old text; otherwise why not.
pub fn may_replace(path: &Path) -> Result<Metadata, String> {
    may_be_patched(path)?;
    let meta = fs::symlink_metadata(path).map_err(|e| world::reason(&e))?;
    if !meta.is_file() {
        return Err("is not a regular file".into());
    }
    // The mode states an intention; that the superuser could write all the same does not change it.
    if meta.permissions().mode() & 0o200 == 0 || access(path, Access::WRITE_OK).is_err() {
        return Err("is read-only".into());
    }
    if meta.nlink() > 1 {
        return Err(format!(
            "has {} names (hard links), of which only this one would get the new text",
            meta.nlink()
        ));
    }
    let folder = path.parent().unwrap_or(Path::new("/"));
    if access(folder, Access::WRITE_OK | Access::EXEC_OK).is_err() {
        return Err("lies in a folder that is read-only".into());
    }
    Ok(meta)
}

/// Whether a patch could change the file, on whichever work tree it is applied; otherwise why not.
pub fn may_be_patched(path: &Path) -> Result<(), String> {
    match path.is_symlink() {
        true => Err("is a symbolic link, which a new file would replace; name the file it points to".into()),
        false => Ok(()),
    }
}

/// Whether the file is still one that may be replaced and still holds what was read.
pub fn check_unchanged(what: &Replacement) -> Result<(), String> {
    let meta = may_replace(&what.path)?;
    let same = meta.len() == what.before.len() as u64 && {
        let mut bytes = Vec::with_capacity(what.before.len());
        let mut file = fs::File::open(&what.path).map_err(|e| world::reason(&e))?;
        file.read_to_end(&mut bytes).map_err(|e| world::reason(&e))?;
        bytes == what.before.as_bytes()
    };
    if same { Ok(()) } else { Err("was changed by someone else meanwhile".into()) }
}
