//! What tests of the package expect of a stand-in: a call with `context.Background()` itself, which no other context
//! equals. A fix of the call alone would make them fail, where the context comes with a request; a test that gives a
//! function its context can give it that one.

use crate::contexts::calls::{called_name, is_detached_call, passed_to};
use crate::contexts::origins::only_value;
use crate::contexts::thread::scan::Scan;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};

/// Whether a test of the package expects the call of a handler that is given the detached context at `place`, by its
/// name, with one like it in that place: `m.EXPECT().Load(context.Background(), id)`,
/// `m.On("Load", context.Background(), id)`.
pub(super) fn is_expected_by_tests(site: Site, place: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, place) else { return false };
    let index = tree.args(call).position(|c| c == place);
    let (Some(name), Some(index)) = (called_name(site, call), index) else { return false };
    if site.file.is_test() {
        return false;
    }
    let packages = site.program.packages_in(&site.package.dir);
    let scan = Scan { program: site.program, packages: &packages };
    let of_tests = scan.places(&[name], |before, behind, _| {
        before.ends_with("EXPECT().") || before.ends_with('"') && behind.starts_with('"')
    });
    of_tests.filter_map(Result::ok).filter(|s| s.file.is_test()).any(|s| expects(s, name, index))
}

/// Whether the declaration at `site` so expects a call of `name` with a detached context as argument number `index`.
fn expects(site: Site, name: &str, index: usize) -> bool {
    let tree = site.tree();
    let is_detached = |n: NodeId| {
        is_detached_call(site, n) || only_value(site, n).is_some_and(|v| is_detached_call(site, v))
    };
    tree.calls(tree.root()).any(|call| {
        let args: Vec<NodeId> = tree.args(call).collect();
        let of_recorder = || {
            let operand = tree.receiver(call);
            operand.is_some_and(|o| tree.kind(o) == Kind::Call && called_name(site, o) == Some("EXPECT"))
        };
        let told = match called_name(site, call) {
            Some(called) if called == name && of_recorder() => args.get(index),
            Some("On") if args.first().is_some_and(|&a| tree.text(a).trim_matches('"') == name) => {
                args.get(index + 1)
            }
            _ => None,
        };
        told.is_some_and(|&a| is_detached(a))
    })
}
