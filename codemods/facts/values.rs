//! Types whose values go on using a context after the call that returned them, and types that never do.

/// Named types that hold on to the context they were made with: package, name.
const LAZY: &[(&str, &str)] = &[
    ("net/http", "Response"),
    ("net/http", "Request"),
    ("database/sql", "Rows"),
    ("database/sql", "Row"),
    ("database/sql", "Tx"),
    ("database/sql", "Stmt"),
    ("database/sql", "Conn"),
    ("net", "Conn"),
    ("net", "TCPConn"),
    ("net", "UDPConn"),
    ("net", "UnixConn"),
    ("net", "Listener"),
    ("net", "PacketConn"),
    ("crypto/tls", "Conn"),
    ("os/exec", "Cmd"),
    ("io", "Reader"),
    ("io", "Writer"),
    ("io", "Closer"),
    ("io", "ReadCloser"),
    ("io", "WriteCloser"),
    ("io", "ReadWriter"),
    ("io", "ReadWriteCloser"),
    ("io", "ReadSeeker"),
    ("io", "ReadSeekCloser"),
    ("io", "ReaderAt"),
    ("io", "PipeReader"),
    ("io", "PipeWriter"),
    ("bufio", "Reader"),
    ("bufio", "Scanner"),
    ("bufio", "Writer"),
    ("encoding/json", "Decoder"),
    ("iter", "Seq"),
    ("iter", "Seq2"),
    ("context", "Context"),
    ("golang.org/x/sync/errgroup", "Group"),
    ("google.golang.org/grpc", "ClientStream"),
    ("google.golang.org/grpc", "ServerStream"),
    ("golang.org/x/oauth2", "TokenSource"),
    ("golang.org/x/oauth2", "Transport"),
    ("github.com/coreos/go-oidc", "Provider"),
    ("github.com/coreos/go-oidc/v3/oidc", "Provider"),
    ("github.com/coreos/go-oidc/v3/oidc", "RemoteKeySet"),
    ("github.com/jackc/pgx/v5", "Rows"),
    ("github.com/jackc/pgx/v5", "Row"),
    ("github.com/jackc/pgx/v5", "Tx"),
    ("github.com/jackc/pgx/v5", "BatchResults"),
];

/// Named types that are done with a context when the call returns, whatever they are made of: package, name.
const INERT: &[(&str, &str)] = &[
    ("", "error"),
    ("time", "Time"),
    ("time", "Location"),
    ("math/big", "Int"),
    ("math/big", "Rat"),
    ("math/big", "Float"),
    ("net", "Addr"),
    ("net", "IP"),
    ("net", "IPNet"),
    ("net/netip", "Addr"),
    ("net/url", "URL"),
    ("net/http", "Header"),
    ("net/http", "Cookie"),
    ("database/sql", "Result"),
    ("reflect", "Type"),
    ("reflect", "Value"),
    ("sync", "Mutex"),
    ("sync", "RWMutex"),
    ("sync", "Once"),
    ("io/fs", "FileInfo"),
    ("io/fs", "FileMode"),
    ("bytes", "Buffer"),
    ("bytes", "Reader"),
    ("strings", "Reader"),
    ("strings", "Builder"),
    ("encoding/json", "RawMessage"),
    ("crypto/x509", "Certificate"),
    ("crypto/tls", "Certificate"),
    ("k8s.io/apimachinery/pkg/runtime", "Object"),
    ("google.golang.org/protobuf/proto", "Message"),
    ("google.golang.org/protobuf/reflect/protoreflect", "ProtoMessage"),
    ("google.golang.org/protobuf/runtime/protoimpl", "MessageState"),
    ("google.golang.org/grpc/status", "Status"),
];

/// Whether values of this named type go on using the context they were made with.
pub fn is_lazy(package: &str, name: &str) -> bool {
    LAZY.contains(&(package, name))
}

/// Whether values of this named type never use a context again.
pub fn is_inert(package: &str, name: &str) -> bool {
    INERT.contains(&(package, name))
}
