//! What users add to the facts from their own configuration: functions and types of theirs that nobody else knows.

use super::requests::RequestType;
use std::fmt;

/// A function or method by its full name: `example.com/trace.Start`, `example.com/db.Conn.Run`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FuncName {
    /// Import path.
    pub package: String,
    /// The name of the type that declares the method; a pointer to it has the same methods here.
    pub receiver: Option<String>,
    pub name: String,
}

impl FuncName {
    /// Reads a full name. An import path may end in a version with a dot before it (`gopkg.in/yaml.v3`).
    pub fn parse(text: &str) -> Option<FuncName> {
        let last = text.rfind('/').map_or(0, |i| i + 1);
        let version = |s: &str| s.strip_prefix('v').is_some_and(|n| n.parse::<u32>().is_ok());
        let mut names: Vec<&str> = text[last..].split('.').collect();
        let mut package = format!("{}{}", &text[..last], names.remove(0));
        if names.len() > 1 && version(names[0]) {
            package = format!("{package}.{}", names.remove(0));
        }
        let (receiver, name) = match names[..] {
            [name] => (None, name),
            [receiver, name] => (Some(receiver), name),
            _ => return None,
        };
        let all = [Some(name), receiver].into_iter().flatten();
        let named = all.into_iter().all(|n| n.starts_with(|c: char| c.is_alphabetic() || c == '_'));
        (named && !package.is_empty() && !package.ends_with('/')).then(|| FuncName {
            package,
            receiver: receiver.map(str::to_owned),
            name: name.to_owned(),
        })
    }

    /// Whether it names this function, or the method of this receiver.
    pub fn is(&self, package: &str, receiver: Option<&str>, name: &str) -> bool {
        self.name == name && self.receiver.as_deref() == receiver && self.package == package
    }
}

impl fmt::Display for FuncName {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let dot = if self.receiver.is_some() { "." } else { "" };
        write!(f, "{}.{}{dot}{}", self.package, self.receiver.as_deref().unwrap_or_default(), self.name)
    }
}

/// All that users add.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct UserFacts {
    /// Functions whose first two results are a context and the function that releases it, also where neither their
    /// types nor their bodies say so.
    pub producers: Vec<FuncName>,
    /// Functions that clean up, by a word that their names begin with.
    pub clean_up: Vec<String>,
    /// Functions, each with the name of the one beside it that does the same and takes a context first.
    pub twins: Vec<(FuncName, String)>,
    /// Types of parameters that a context can be asked of ([`super::requests::of_user`]).
    pub sources: Vec<&'static RequestType>,
}

impl UserFacts {
    /// Adds what others say.
    pub fn extend(&mut self, other: &UserFacts) {
        self.producers.extend(other.producers.iter().cloned());
        self.clean_up.extend(other.clean_up.iter().cloned());
        self.twins.extend(other.twins.iter().cloned());
        self.sources.extend(&other.sources);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names() {
        let read = |text: &str| FuncName::parse(text).map(|n| (n.package, n.receiver, n.name));
        let name = |p: &str, r: Option<&str>, n: &str| Some((p.into(), r.map(str::to_owned), n.into()));
        assert_eq!(read("example.com/a/trace.Start"), name("example.com/a/trace", None, "Start"));
        assert_eq!(read("example.com/db.Conn.Run"), name("example.com/db", Some("Conn"), "Run"));
        assert_eq!(read("gopkg.in/yaml.v3.Start"), name("gopkg.in/yaml.v3", None, "Start"));
        assert_eq!(read("context.WithCancel"), name("context", None, "WithCancel"));
        for wrong in ["", "Start", "a/b", "a/.Start", "a.b.c.d", "a.1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        for whole in ["example.com/db.Conn.Run", "gopkg.in/yaml.v3.Start"] {
            assert_eq!(FuncName::parse(whole).unwrap().to_string(), whole);
        }
    }
}
