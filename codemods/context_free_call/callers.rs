//! Who calls the function that a call stands in: what takes something back, or is tried until it has been done, is not
//! to fail because a context has ended.

use crate::contexts::callers::calls_known_of;
use crate::contexts::calls::declared_name;
use crate::contexts::detached::rounds::is_tried_until_done;
use crate::facts::words;
use crate::golang::program::Site;
use memchr::memmem;

/// What takes back what was begun, and does nothing else under that name: the first words of names.
const TAKES_BACK: [&str; 3] = ["abort", "rollback", "unlock"];

/// Whether a caller in the module, outside of tests, of the function declared at the site calls it again and again
/// until it has succeeded; or takes something back with it, where nobody else can call it: `func (c *client) Abort(…)`.
pub(super) fn must_come_to_its_end(site: Site) -> bool {
    let Some(name) = declared_name(site) else { return false };
    let is_own = !name.starts_with(char::is_uppercase);
    let whole = site.program.whole(&site.package.list);
    let packages = whole.packages.iter().filter(|p| !is_own || p.path == site.package.path);
    // Names such as `Get` stand everywhere: most places are told by the text.
    let called = format!("{name}(");
    let (called, looped) = (memmem::Finder::new(&called), memmem::Finder::new("for "));
    let holds = |text: &str, what: &memmem::Finder| what.find(text.as_bytes()).is_some();
    let may_be_there = |text: &str| holds(text, &called) && (is_own || holds(text, &looped));
    packages.into_iter().any(|package| {
        let files = package.files.iter().filter(|f| !f.is_test() && may_be_there(&f.text));
        files.into_iter().any(|file| {
            let decls = file.skim.decls.iter().enumerate();
            let of_interest = decls.filter(|(_, d)| may_be_there(&file.text[d.span.range()]));
            of_interest.filter_map(|(d, _)| Site::new(site.program, package, file, d)).any(|caller| {
                calls_known_of(caller, site, name)
                    .any(|call| is_tried_until_done(caller, call) || is_own && takes_back(caller))
            })
        })
    })
}

/// Whether the declaration is a function that takes something back, by its name.
fn takes_back(site: Site) -> bool {
    declared_name(site).is_some_and(|n| TAKES_BACK.iter().any(|w| words::begins_with(n, w)))
}
