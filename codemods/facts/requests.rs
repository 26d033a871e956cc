//! Types of parameters that bring a context along: requests of web frameworks, commands, streams.

use super::user::FuncName;
use crate::golang::program::{GoVersion, Module};

/// The first version in which tests have a context.
pub const TEST_CONTEXT: GoVersion = GoVersion { major: 1, minor: 24 };

/// One step from a value to its context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Method(&'static str),
    Field(&'static str),
}

impl Step {
    /// The name of the method or field.
    pub fn name(&self) -> &'static str {
        match self {
            Method(name) | Field(name) => name,
        }
    }
}

/// A type of parameter from which a context can be asked.
#[derive(PartialEq, Eq, Debug)]
pub struct RequestType {
    pub package: &'static str,
    pub name: &'static str,
    /// Whether the parameter is a pointer to it.
    pub pointer: bool,
    /// How its context is asked for.
    pub steps: &'static [Step],
    /// Methods that give a request like it with another context.
    pub replaced_by: &'static [&'static str],
    /// Names for a parameter that has none, the first free one is taken.
    pub parameter_names: &'static [&'static str],
    /// What a message calls it.
    pub noun: &'static str,
    pub lives: Lives,
}

/// How long a value can be asked for its context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lives {
    /// As long as somebody holds it.
    Held,
    /// Until its handler returns: then it is another request's.
    Pooled,
    /// As long as the process.
    Process,
}

/// A type of the user's own that a context can be asked of. As the known ones, it is there as long as the process.
///
/// `ty` is a full name, with `*` in front where parameters are pointers; `asked` what stands behind a value's name:
/// `Request().Context()`, `Ctx`. `None` where one of them is not of that form. How long such a value can be asked is
/// not known: taken is the shortest.
pub fn of_user(ty: &str, asked: &str) -> Option<&'static RequestType> {
    let full = FuncName::parse(ty.trim_start_matches('*')).filter(|name| name.receiver.is_none())?;
    let kept = |text: &str| -> &'static str { Box::leak(text.into()) };
    let step = |part: &str| {
        let method = part.strip_suffix("()");
        let name = method.unwrap_or(part);
        let first = name.chars().next()?;
        let is_name =
            (first.is_alphabetic() || first == '_') && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        is_name.then(|| if method.is_some() { Method(kept(name)) } else { Field(kept(name)) })
    };
    let steps: Vec<Step> = asked.split('.').map(step).collect::<Option<_>>()?;
    let name = kept(&full.name);
    Some(Box::leak(Box::new(RequestType {
        package: kept(&full.package),
        name,
        pointer: ty.starts_with('*'),
        steps: Box::leak(steps.into()),
        replaced_by: &[],
        parameter_names: &["c", "ctx", "r"],
        noun: name,
        lives: Lives::Pooled,
    })))
}

impl RequestType {
    /// The full name of the type, with `*` where it is a pointer.
    pub fn full_name(&self) -> String {
        format!("{}{}.{}", if self.pointer { "*" } else { "" }, self.package, self.name)
    }

    /// What stands behind the name of such a value to ask for its context: `.Request().Context()`.
    pub fn ask(&self) -> String {
        let step = |step: &Step| match step {
            Method(name) => format!(".{name}()"),
            Field(name) => format!(".{name}"),
        };
        self.steps.iter().map(step).collect()
    }
}

use Step::{Field, Method};

/// `http.Request`.
pub const HTTP_REQUEST: RequestType = RequestType {
    package: "net/http",
    name: "Request",
    pointer: true,
    steps: &[Method("Context")],
    replaced_by: &["WithContext", "Clone"],
    parameter_names: &["r", "req", "request"],
    noun: "request",
    lives: Lives::Held,
};

/// A handler's only parameter in a framework.
const fn framework(
    package: &'static str,
    name: &'static str,
    pointer: bool,
    steps: &'static [Step],
) -> RequestType {
    let parameter_names = &["c", "ctx", "rc"];
    RequestType {
        package,
        name,
        pointer,
        steps,
        replaced_by: &[],
        parameter_names,
        noun: "request",
        lives: Lives::Pooled,
    }
}

/// A command of a command line.
const fn command(
    package: &'static str,
    name: &'static str,
    steps: &'static [Step],
    parameter_names: &'static [&'static str],
) -> RequestType {
    RequestType {
        package,
        name,
        pointer: true,
        steps,
        replaced_by: &[],
        parameter_names,
        noun: "command",
        lives: Lives::Process,
    }
}

/// A gRPC server stream by name; generated interfaces embed one of these.
const fn stream(name: &'static str) -> RequestType {
    RequestType {
        package: GRPC,
        name,
        pointer: false,
        steps: &[Method("Context")],
        replaced_by: &[],
        parameter_names: &["stream", "srv"],
        noun: "stream",
        lives: Lives::Held,
    }
}

const GRPC: &str = "google.golang.org/grpc";

pub const COBRA: &str = "github.com/spf13/cobra";

pub const URFAVE_CLI: &str = "github.com/urfave/cli/v2";

/// The known ones.
pub const REQUESTS: &[RequestType] = &[
    HTTP_REQUEST,
    framework("github.com/gin-gonic/gin", "Context", true, &[Field("Request"), Method("Context")]),
    framework("github.com/labstack/echo", "Context", false, &[Method("Request"), Method("Context")]),
    framework("github.com/labstack/echo/v4", "Context", false, &[Method("Request"), Method("Context")]),
    framework("github.com/labstack/echo/v5", "Context", true, &[Method("Request"), Method("Context")]),
    framework("github.com/gofiber/fiber/v2", "Ctx", true, &[Method("UserContext")]),
    framework("github.com/gofiber/fiber/v3", "Ctx", false, &[Method("Context")]),
    framework(
        "github.com/beego/beego/v2/server/web/context",
        "Context",
        true,
        &[Field("Request"), Method("Context")],
    ),
    framework("github.com/astaxie/beego/context", "Context", true, &[Field("Request"), Method("Context")]),
    command(COBRA, "Command", &[Method("Context")], &["cmd", "command"]),
    command(URFAVE_CLI, "Context", &[Field("Context")], &["c", "cctx"]),
    stream("ServerStream"),
    stream("ServerStreamingServer"),
    stream("ClientStreamingServer"),
    stream("BidiStreamingServer"),
];

/// Types that handlers embed, and that keep the request they serve.
pub const CONTROLLERS: &[RequestType] = &[
    controller("github.com/beego/beego/v2/server/web"),
    controller("github.com/beego/beego/v2/adapter"),
    controller("github.com/beego/beego"),
    controller("github.com/astaxie/beego"),
];

/// Fields that hold the session of a request, beego's, whose stores keep all that is put into it in memory, and save
/// it when the request has been answered.
pub const SESSIONS: &[&str] = &["CruSession"];

/// Whether the module requires one of their frameworks; outside of modules anything may be.
pub fn may_have_controllers(module: &Module) -> bool {
    let is_framework = |path: &str| CONTROLLERS.iter().any(|c| c.package.starts_with(path));
    module.path.is_none() || module.requires.iter().any(|r| is_framework(&r.path))
}

/// One by the package of that framework.
const fn controller(package: &'static str) -> RequestType {
    framework(package, "Controller", true, &[Field("Ctx"), Field("Request"), Method("Context")])
}

/// What a gRPC server stream of that name is, if it is one.
pub fn server_stream(package: &str, name: &str) -> Option<&'static RequestType> {
    REQUESTS.iter().find(|r| package == GRPC && r.package == GRPC && r.name == name)
}

/// `testing.T`, which stands for its kin. Its context ends just before the clean-up of the test.
pub const TESTING: RequestType = RequestType {
    package: "testing",
    name: "T",
    pointer: true,
    steps: &[Method("Context")],
    replaced_by: &[],
    parameter_names: &["t", "tb"],
    noun: "test",
    lives: Lives::Held,
};

#[cfg(test)]
mod tests {
    use super::of_user;

    #[test]
    fn types_of_users_are_read_and_told() {
        for (ty, asked) in [
            ("*example.com/m/job.Job", "Ctx"),
            ("example.com/m/web.Ctx", "Request().Context()"),
            ("gopkg.in/web.v3.Ctx", "r.Context()"),
        ] {
            let known = of_user(ty, asked).expect(ty);
            assert_eq!((known.full_name(), known.ask()), (ty.to_owned(), format!(".{asked}")));
        }
        for (ty, asked) in [
            ("Job", "Ctx"),
            ("example.com/job.Job.Run", "Ctx"),
            ("example.com/job.Job", ""),
            ("example.com/job.Job", "Context(1)"),
            ("example.com/job.Job", ".Ctx"),
            ("example.com/job.Job", "Ctx; x"),
        ] {
            assert!(of_user(ty, asked).is_none(), "{ty} {asked}");
        }
    }
}
