//! Variables of libraries that hold a context which derives from nothing.

/// Import path, name, and what it is.
const GLOBALS: &[(&str, &str, &str)] = &[("golang.org/x/oauth2", "NoContext", "context.TODO()")];

/// The names, in any package.
pub const NAMES: &[&str] = &["NoContext"];

/// What the variable `name` of the package `path` holds.
pub fn value_of(path: &str, name: &str) -> Option<&'static str> {
    GLOBALS.iter().find(|g| (g.0, g.1) == (path, name)).map(|g| g.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_are_listed() {
        assert!(GLOBALS.iter().all(|g| NAMES.contains(&g.1)));
    }
}
