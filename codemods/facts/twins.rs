//! Functions of the standard library that take no context, and what does the same and takes one.

use crate::golang::program::GoVersion;

/// What stands in for a call that takes no context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// The function or method of this name beside it: a context, then the same arguments, then these.
    Beside { name: &'static str, behind: &'static str },
    /// A method of this value of the package: a context, these arguments, then the same ones. `{}` stands for the
    /// name of the package.
    Method { value: &'static str, name: &'static str, front: &'static str },
    /// `DialContext` of a dialer whose timeout is the last argument.
    TimedDial,
    /// A request of this method that is made first, and sent by the client.
    Request { method: Verb },
    /// Nothing that could be put in its place as it stands; what may be used instead.
    Advice(&'static str),
}

/// The HTTP methods that functions are named after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    Get,
    Head,
    Post,
    PostForm,
}

/// A function or method that takes no context.
#[derive(PartialEq, Eq, Debug)]
pub struct StdTwin {
    pub package: &'static str,
    /// The type that declares the method; empty for functions.
    pub receiver: &'static str,
    pub name: &'static str,
    pub form: Form,
    /// The first version with what stands in for it.
    pub since: GoVersion,
    /// Whether the result goes on using the context.
    pub lasts: bool,
    /// What the end of the context does beyond ending the call, where that has to be said.
    pub effect: Option<&'static str>,
    /// Whether all it ends is the look-up of the address: what is made then goes on.
    pub looks_up: bool,
}

const SQL: &str = "database/sql";

const fn go(minor: u32) -> GoVersion {
    GoVersion { major: 1, minor }
}

const fn twin(
    package: &'static str,
    receiver: &'static str,
    name: &'static str,
    form: Form,
    minor: u32,
) -> StdTwin {
    StdTwin { package, receiver, name, form, since: go(minor), lasts: false, effect: None, looks_up: false }
}

/// A method of database/sql.
const fn sql(receiver: &'static str, name: &'static str, beside: &'static str) -> StdTwin {
    twin(SQL, receiver, name, Form::Beside { name: beside, behind: "" }, 8)
}

/// A method of database/sql whose result goes on using the context.
const fn lasting_sql(receiver: &'static str, name: &'static str, beside: &'static str) -> StdTwin {
    StdTwin { lasts: true, ..sql(receiver, name, beside) }
}

/// A function of net that a resolver has as a method.
const fn lookup(name: &'static str) -> StdTwin {
    twin("net", "", name, Form::Method { value: "{}.DefaultResolver", name, front: "" }, 8)
}

/// A function of net that listens.
const fn listening(name: &'static str) -> StdTwin {
    let form = Form::Method { value: LISTENER, name, front: "" };
    StdTwin { looks_up: true, ..twin("net", "", name, form, 11) }
}

/// A function of net for one kind of address.
const fn dial_of(name: &'static str) -> StdTwin {
    let advice = "(*net.Dialer).DialContext takes one, with addresses as text, and returns a net.Conn";
    twin("net", "", name, Form::Advice(advice), 7)
}

const fn sent(receiver: &'static str, name: &'static str, method: Verb) -> StdTwin {
    StdTwin { lasts: true, ..twin("net/http", receiver, name, Form::Request { method }, 13) }
}

const NEW_REQUEST: Form = Form::Beside { name: "NewRequestWithContext", behind: "" };

/// All of them.
pub const TWINS: &[StdTwin] = &[
    sql("DB", "Exec", "ExecContext"),
    lasting_sql("DB", "Query", "QueryContext"),
    lasting_sql("DB", "QueryRow", "QueryRowContext"),
    sql("DB", "Prepare", "PrepareContext"),
    sql("DB", "Ping", "PingContext"),
    StdTwin {
        lasts: true,
        effect: Some("rolls the transaction back when it ends"),
        ..twin(SQL, "DB", "Begin", Form::Beside { name: "BeginTx", behind: "nil" }, 8)
    },
    sql("Tx", "Exec", "ExecContext"),
    lasting_sql("Tx", "Query", "QueryContext"),
    lasting_sql("Tx", "QueryRow", "QueryRowContext"),
    sql("Tx", "Prepare", "PrepareContext"),
    sql("Tx", "Stmt", "StmtContext"),
    sql("Stmt", "Exec", "ExecContext"),
    lasting_sql("Stmt", "Query", "QueryContext"),
    lasting_sql("Stmt", "QueryRow", "QueryRowContext"),
    StdTwin { lasts: true, ..twin("net/http", "", "NewRequest", NEW_REQUEST, 13) },
    StdTwin { lasts: true, ..twin("net/http/httptest", "", "NewRequest", NEW_REQUEST, 23) },
    sent("", "Get", Verb::Get),
    sent("", "Head", Verb::Head),
    sent("", "Post", Verb::Post),
    sent("", "PostForm", Verb::PostForm),
    sent("Client", "Get", Verb::Get),
    sent("Client", "Head", Verb::Head),
    sent("Client", "Post", Verb::Post),
    sent("Client", "PostForm", Verb::PostForm),
    StdTwin {
        lasts: true,
        effect: Some("kills the process when it ends"),
        ..twin("os/exec", "", "Command", Form::Beside { name: "CommandContext", behind: "" }, 7)
    },
    twin("net", "", "Dial", Form::Method { value: DIALER, name: "DialContext", front: "" }, 7),
    twin("net", "", "DialTimeout", Form::TimedDial, 7),
    twin("net", "Dialer", "Dial", Form::Beside { name: "DialContext", behind: "" }, 7),
    listening("Listen"),
    listening("ListenPacket"),
    lookup("LookupAddr"),
    lookup("LookupCNAME"),
    lookup("LookupHost"),
    lookup("LookupMX"),
    lookup("LookupNS"),
    lookup("LookupPort"),
    lookup("LookupSRV"),
    lookup("LookupTXT"),
    twin(
        "net",
        "",
        "LookupIP",
        Form::Method { value: "{}.DefaultResolver", name: "LookupIP", front: "\"ip\"" },
        15,
    ),
    dial_of("DialTCP"),
    twin("crypto/tls", "", "Dial", Form::Advice(TLS_DIAL), 15),
    twin("crypto/tls", "", "DialWithDialer", Form::Advice(TLS_DIAL), 15),
    twin("crypto/tls", "Dialer", "Dial", Form::Beside { name: "DialContext", behind: "" }, 15),
    twin("crypto/tls", "Conn", "Handshake", Form::Beside { name: "HandshakeContext", behind: "" }, 17),
];

const DIALER: &str = "(&{}.Dialer{})";
const LISTENER: &str = "(&{}.ListenConfig{})";
const TLS_DIAL: &str = "(*tls.Dialer).DialContext takes one, and returns a net.Conn that is a *tls.Conn";

/// The entry for a function, or for a method of the type `receiver`.
pub fn std_twin(package: &str, receiver: Option<&str>, name: &str) -> Option<&'static StdTwin> {
    let receiver = receiver.unwrap_or_default();
    TWINS.iter().find(|t| t.name == name && t.package == package && t.receiver == receiver)
}

/// The names in the list.
pub const NAMES: &[&str] = &[
    "Begin",
    "Command",
    "Dial",
    "DialTCP",
    "DialTimeout",
    "DialWithDialer",
    "Exec",
    "Get",
    "Handshake",
    "Head",
    "Listen",
    "ListenPacket",
    "LookupAddr",
    "LookupCNAME",
    "LookupHost",
    "LookupIP",
    "LookupMX",
    "LookupNS",
    "LookupPort",
    "LookupSRV",
    "LookupTXT",
    "NewRequest",
    "Ping",
    "Post",
    "PostForm",
    "Prepare",
    "Query",
    "QueryRow",
    "Stmt",
];

/// Endings of the names of twins, as people give them.
pub const ENDINGS: &[&str] = &["WithContext", "Context"];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn all_names_are_looked_for() {
        let listed: BTreeSet<&str> = TWINS.iter().map(|t| t.name).collect();
        assert_eq!(listed.into_iter().collect::<Vec<_>>(), NAMES);
    }

    #[test]
    fn entries_are_found_by_their_full_name() {
        assert!(std_twin(SQL, Some("DB"), "Exec").is_some());
        assert!(std_twin(SQL, None, "Exec").is_none());
        assert!(std_twin("net/http", Some("Client"), "Get").is_some());
        assert!(std_twin("example.com/http", None, "Get").is_none());
    }
}
