//! What the interfaces of the standard library ask of a type: saves reading its largest packages for a method that none
//! of their interfaces has.

/// Whether an interface that some package of the standard library declares, packages `internal` aside, has the exported
/// method `name`.
pub fn is_of_std(name: &str) -> bool {
    METHODS.binary_search(&name).is_ok()
}

/// As of Go 1.26; sorted. `tests/elements.rs` finds what is missing.
#[rustfmt::skip]
const METHODS: &[&str] = &[
    "Accept", "Add", "Addr", "AddressSize", "AdjustStream", "AfterFunc", "Align", "Alignof", "AppendBinary",
    "AppendText", "AppendUint16", "AppendUint32", "AppendUint64", "ArtifactDir", "AssignableTo", "At", "Attr",
    "Available", "Begin", "BeginTx", "Bits", "BlockSize", "Bounds", "Bytes", "CanSeq", "CanSeq2", "ChanDir",
    "Chdir", "CheckCorpus", "CheckNamedValue", "Cleanup", "Clone", "Close", "CloseConn", "CloseIdleConnections",
    "CloseNotify", "CloseStream", "CloseWrite", "ColorIndexAt", "ColorModel", "ColumnConverter",
    "ColumnTypeDatabaseTypeName", "ColumnTypeLength", "ColumnTypeNullable", "ColumnTypePrecisionScale",
    "ColumnTypeScanType", "Columns", "Commit", "Common", "Comparable", "Compose", "Connect", "ConnectionState",
    "ConstantTimeSum", "Context", "Control", "Convert", "ConvertValue", "ConvertibleTo", "Cookies",
    "CoordinateFuzzing", "Copy", "CrashPath", "CryptBlocks", "Curve", "DataReader", "DataStart", "Deadline",
    "Decapsulate", "DecodeUnified", "Decompose", "Decrypt", "DeriveKeyPair", "Done", "Double", "Draw", "Driver",
    "ECDH", "Elem", "Enabled", "Encapsulate", "Encapsulator", "Encode", "Encrypt", "End", "Err", "Error",
    "Errorf", "Eval", "Exact", "ExactString", "Exec", "ExecContext", "Exported", "Fail", "FailNow", "Failed",
    "Fatal", "Fatalf", "Field", "FieldAlign", "FieldByIndex", "FieldByName", "FieldByNameFunc", "Fields",
    "Flag", "Flush", "Format", "Framer", "Generate", "GenerateKey", "Get", "GetClientConn", "Glob", "Gname",
    "GoString", "GobDecode", "GobEncode", "Handle", "HasNextResultSet", "HashFunc", "Header",
    "HeaderBlockFragment", "HeaderEncoder", "HeadersEnded", "Helper", "Hijack", "ID", "Id", "Implements",
    "Import", "ImportFrom", "ImportPath", "In", "InFlight", "Info", "InitRuntimeCoverage", "Ins", "Int63",
    "IsBoolFlag", "IsDir", "IsOnCurve", "IsValid", "IsVariadic", "IsZero", "KEM", "Key", "Kind", "Label",
    "LastInsertId", "Len", "Less", "Level", "LocalAddr", "Lock", "Log", "LogValue", "Logf", "Lstat", "MarkDead",
    "MarshalBinary", "MarshalJSON", "MarshalJSONTo", "MarshalText", "MarshalXML", "MarshalXMLAttr",
    "MatchString", "Method", "MethodByName", "Methods", "ModTime", "Mode", "ModulePath", "Name", "Network",
    "NewCBCDecrypter", "NewCBCEncrypter", "NewCTR", "NewClientConn", "NewGCM", "NewPrivateKey", "NewPublicKey",
    "Next", "NextResultSet", "NonceSize", "NumField", "NumIn", "NumInput", "NumMethod", "NumOut", "Offsetsof",
    "Opaque", "Open", "OpenConnector", "OpenStream", "Options", "Out", "Output", "Outs", "OverflowComplex",
    "OverflowFloat", "OverflowInt", "OverflowUint", "Overhead", "Params", "Parent", "Peek", "Ping", "Pkg",
    "PkgPath", "Pop", "Pos", "Position", "Precision", "Prepare", "PrepareContext", "Public", "PublicKey",
    "PublicSuffix", "Push", "Put", "PutUint16", "PutUint32", "PutUint64", "Quantize", "Query", "QueryContext",
    "RGBA", "RGBA64At", "Raw", "Read", "ReadAt", "ReadByte", "ReadCorpus", "ReadDir", "ReadFile", "ReadFrom",
    "ReadLink", "ReadRequestBody", "ReadRequestHeader", "ReadResponseBody", "ReadResponseHeader", "ReadRune",
    "Readdir", "Release", "RemoteAddr", "Replace", "Reserve", "Reset", "ResetCoverage", "ResetSession",
    "Rollback", "RoundTrip", "RoundTripErr", "RowsAffected", "RunFuzzWorker", "RuntimeError", "ScalarBaseMult",
    "ScalarMult", "Scan", "Seal", "Seed", "Seek", "ServeHTTP", "Set", "SetBytes", "SetCookies", "SetDeadline",
    "SetIV", "SetPanicOnExit0", "SetRGBA64", "SetReadDeadline", "SetWriteDeadline", "Setenv", "Sign",
    "SignMessage", "Signal", "Size", "Sizeof", "Skip", "SkipNow", "SkipSpace", "Skipf", "Skipped",
    "SnapshotCoverage", "Stack", "StackPointer", "Start", "StartCPUProfile", "StartTestLog", "Stat",
    "StopCPUProfile", "StopTestLog", "StreamEnded", "String", "Sub", "Sum", "Sum32", "Sum64", "Swap", "Sys",
    "SyscallConn", "TempDir", "Temporary", "Timeout", "Token", "Type", "TypeParams", "Uint16", "Uint32",
    "Uint64", "Uname", "Underlying", "Unlock", "Unmarshal", "UnmarshalBinary", "UnmarshalCompressed",
    "UnmarshalJSON", "UnmarshalJSONFrom", "UnmarshalText", "UnmarshalXML", "UnmarshalXMLAttr", "UnreadByte",
    "UnreadRune", "Unwrap", "Value", "Visit", "WhyNotExact", "Width", "WithAttrs", "WithGroup", "Write",
    "WriteAt", "WriteByte", "WriteHeader", "WriteProfileTo", "WriteRequest", "WriteResponse", "WriteString",
    "WriteTo", "XORKeyStream",
];

#[cfg(test)]
mod tests {
    #[test]
    fn sorted() {
        assert!(super::METHODS.is_sorted());
    }
}
