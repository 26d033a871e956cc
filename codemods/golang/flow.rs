//! Control-flow graphs of function bodies, at statement grain.
