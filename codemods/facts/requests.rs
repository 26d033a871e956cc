//! Types of parameters that bring a context along: requests of web frameworks, commands, streams.

use crate::golang::program::GoVersion;

/// The first version in which tests have a context.
pub const TEST_CONTEXT: GoVersion = GoVersion { major: 1, minor: 24 };

/// One step from a value to its context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Method(&'static str),
    Field(&'static str),
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

impl RequestType {
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
    command("github.com/urfave/cli/v2", "Context", &[Field("Context")], &["c", "cctx"]),
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
