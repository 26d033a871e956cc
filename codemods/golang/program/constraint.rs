//! Build constraints (go.dev/cmd/go, «Build constraints»): whether files can be part of one build.
//!
//! A constraint is what the `//go:build` line says and what the file's name implies. Which system is built for is
//! never assumed: only what no build could satisfy is told apart.

use super::file::File;
use super::module::GoVersion;
use std::collections::BTreeMap;

/// A constraint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Constraint {
    Tag(String),
    Not(Box<Constraint>),
    And(Box<Constraint>, Box<Constraint>),
    Or(Box<Constraint>, Box<Constraint>),
}

/// Values of tags while a constraint is tried out.
struct Build<'t> {
    os: &'t str,
    arch: &'t str,
    go: GoVersion,
    tags: BTreeMap<&'t str, bool>,
}

/// How many free tags are tried in all combinations.
const MAX_TAGS: usize = 8;

/// How deep a constraint may be nested.
const MAX_DEPTH: usize = 50;

const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];

const UNIX: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "linux",
    "netbsd",
    "openbsd",
    "solaris",
];

const MACHINES: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// Experiments that a release of Go leaves off, and that change what the standard library exports.
const OFF: &[&str] = &["goexperiment.jsonv2"];

impl Constraint {
    /// Whether every build by `go` or a later version satisfies it, as its release tags alone tell.
    pub fn holds_from(&self, go: GoVersion) -> bool {
        match self {
            Constraint::Tag(tag) => go_tag(tag).is_some_and(|minor| GoVersion { major: 1, minor } <= go),
            Constraint::Not(_) => false,
            Constraint::And(a, b) => a.holds_from(go) && b.holds_from(go),
            Constraint::Or(a, b) => a.holds_from(go) || b.holds_from(go),
        }
    }

    /// The constraint of a file; `None` if it has none.
    pub fn of(file: &File) -> Option<Constraint> {
        let name = file.path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let written = file.skim.build.as_deref().and_then(Constraint::parse);
        [Constraint::of_name(&name), written].into_iter().flatten().reduce(Constraint::and)
    }

    fn of_name(stem: &str) -> Option<Constraint> {
        let stem = stem.strip_suffix("_test").unwrap_or(stem);
        // What stands before the first underscore is never a tag.
        let mut parts = stem.split('_').skip(1).collect::<Vec<_>>().into_iter().rev();
        let last = parts.next()?;
        let tag = |t: &str| Constraint::Tag(t.to_owned());
        if MACHINES.contains(&last) {
            let os = parts.next().filter(|os| SYSTEMS.contains(os)).map(tag);
            return Some(os.map_or_else(|| tag(last), |os| os.and(tag(last))));
        }
        SYSTEMS.contains(&last).then(|| tag(last))
    }

    /// Reads the expression of a `//go:build` line.
    pub fn parse(text: &str) -> Option<Constraint> {
        let mut tokens = Vec::new();
        let mut rest = text.trim_start();
        while let Some(c) = rest.chars().next() {
            let word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            let len = match c {
                '(' | ')' | '!' => 1,
                '&' | '|' => 2,
                _ => rest.find(|c| !word(c)).unwrap_or(rest.len()),
            };
            if len == 0 {
                return None;
            }
            tokens.push(rest.get(..len)?);
            rest = rest[len..].trim_start();
        }
        let mut parser = Parser { tokens: &tokens };
        let parsed = parser.or(0)?;
        parser.tokens.is_empty().then_some(parsed)
    }

    fn and(self, other: Constraint) -> Constraint {
        Constraint::And(Box::new(self), Box::new(other))
    }

    fn holds(&self, build: &Build) -> bool {
        match self {
            Constraint::Tag(t) => build.has(t),
            Constraint::Not(c) => !c.holds(build),
            Constraint::And(a, b) => a.holds(build) && b.holds(build),
            Constraint::Or(a, b) => a.holds(build) || b.holds(build),
        }
    }

    fn tags<'t>(&'t self, out: &mut Vec<&'t str>) {
        match self {
            Constraint::Tag(t) => out.push(t),
            Constraint::Not(c) => c.tags(out),
            Constraint::And(a, b) | Constraint::Or(a, b) => {
                a.tags(out);
                b.tags(out);
            }
        }
    }
}

/// Whether some build with Go `go` satisfies all the constraints.
pub fn satisfiable(constraints: &[&Constraint], go: GoVersion) -> bool {
    let mut tags = Vec::new();
    for c in constraints {
        c.tags(&mut tags);
    }
    tags.sort_unstable();
    tags.dedup();
    let named = |known: &'static [&'static str]| {
        let mut all: Vec<&str> = tags.iter().copied().filter(|t| known.contains(t)).collect();
        all.push("");
        all
    };
    let mut systems = named(SYSTEMS);
    if tags.iter().any(|t| matches!(*t, "unix" | "linux" | "darwin" | "solaris")) {
        // One that is a Unix and not otherwise named, and those that count as another.
        systems.extend(["aix", "dragonfly", "android", "ios", "illumos"]);
    }
    let machines = named(MACHINES);
    let fixed = |t: &str| {
        SYSTEMS.contains(&t)
            || MACHINES.contains(&t)
            || t == "unix"
            || OFF.contains(&t)
            || go_tag(t).is_some()
    };
    let free: Vec<&str> = tags.iter().copied().filter(|t| !fixed(t)).collect();
    if free.len() > MAX_TAGS {
        return true;
    }
    (0..1u32 << free.len()).any(|bits| {
        let chosen: BTreeMap<&str, bool> =
            free.iter().enumerate().map(|(i, t)| (*t, bits & (1 << i) != 0)).collect();
        systems.iter().any(|os| {
            machines.iter().any(|arch| {
                let build = Build { os, arch, go, tags: chosen.clone() };
                constraints.iter().all(|c| c.holds(&build))
            })
        })
    })
}

/// The minor version in a tag such as `go1.21`.
fn go_tag(tag: &str) -> Option<u32> {
    tag.strip_prefix("go1.")?.parse().ok()
}

impl Build<'_> {
    fn has(&self, tag: &str) -> bool {
        match tag {
            _ if tag == self.os || tag == self.arch => true,
            "unix" => UNIX.contains(&self.os),
            "linux" => self.os == "android",
            "darwin" => self.os == "ios",
            "solaris" => self.os == "illumos",
            _ => match go_tag(tag) {
                // Newer releases may build it, older ones may not.
                Some(minor) => minor <= self.go.minor.max(GoVersion::DEFAULT.minor),
                None => self.tags.get(tag).copied().unwrap_or(false),
            },
        }
    }
}

struct Parser<'t> {
    tokens: &'t [&'t str],
}

impl Parser<'_> {
    fn take(&mut self, token: &str) -> bool {
        match self.tokens.split_first() {
            Some((first, rest)) if *first == token => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn or(&mut self, depth: usize) -> Option<Constraint> {
        let mut left = self.and(depth)?;
        while self.take("||") {
            left = Constraint::Or(Box::new(left), Box::new(self.and(depth)?));
        }
        Some(left)
    }

    fn and(&mut self, depth: usize) -> Option<Constraint> {
        let mut left = self.not(depth)?;
        while self.take("&&") {
            left = left.and(self.not(depth)?);
        }
        Some(left)
    }

    fn not(&mut self, depth: usize) -> Option<Constraint> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.take("!") {
            return Some(Constraint::Not(Box::new(self.not(depth + 1)?)));
        }
        if self.take("(") {
            let inner = self.or(depth + 1)?;
            return self.take(")").then_some(inner);
        }
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(Constraint::Tag((*first).to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(a: &str, b: &str) -> bool {
        let (a, b) = (Constraint::parse(a).unwrap(), Constraint::parse(b).unwrap());
        satisfiable(&[&a, &b], GoVersion { major: 1, minor: 24 })
    }

    #[test]
    fn tells_builds_apart() {
        assert!(!together("linux", "windows"));
        assert!(!together("a && !b", "b || !a"));
        assert!(together("linux || darwin", "!windows"));
        assert!(!together("unix", "windows || plan9"));
        assert!(together("unix", "!linux"));
        assert!(together("android", "linux"));
        assert!(!together("!go1.20", "linux"));
        assert!(together("race", "linux"));
        assert!(together("amd64", "!purego"));
        assert!(!together("goexperiment.jsonv2", "linux"));
    }

    #[test]
    fn release_tags_hold_from_their_release_on() {
        let holds =
            |text: &str| Constraint::parse(text).unwrap().holds_from(GoVersion { major: 1, minor: 24 });
        assert!(holds("go1.8"));
        assert!(holds("go1.24"));
        assert!(!holds("go1.25"));
        assert!(holds("go1.8 && (go1.25 || go1.9)"));
        assert!(!holds("go1.8 && linux"));
        assert!(!holds("!go1.25"));
        assert!(!holds("!go1.8"));
    }

    #[test]
    fn reads_file_names() {
        let tag = |t: &str| Constraint::Tag(t.to_owned());
        assert_eq!(Constraint::of_name("a_linux_amd64_test"), Some(tag("linux").and(tag("amd64"))));
        assert_eq!(Constraint::of_name("windows"), None);
        assert_eq!(Constraint::of_name("x_windows"), Some(tag("windows")));
        assert_eq!(Constraint::of_name("x_client"), None);
    }

    #[test]
    fn half_written_is_none() {
        for text in ["", "a &&", "(a", "a b", "!", "€"] {
            assert_eq!(Constraint::parse(text), None, "{text}");
        }
    }
}
