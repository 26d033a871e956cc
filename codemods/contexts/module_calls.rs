//! Who calls a declared function, anywhere in its module.

use crate::contexts::callers::calls_known_of;
use crate::contexts::calls::declared_name;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;
use memchr::memmem;

/// Whether `is` holds of a call, which is known to be one of the function declared at the site or of an interface's
/// method that may be it. To find those takes a look at all files of the module, but for a function that nobody else
/// can call: a question for the end.
pub fn is_called_so(site: Site, is: &dyn Fn(Site, NodeId) -> bool) -> bool {
    let Some(name) = declared_name(site) else { return false };
    let is_own = !name.starts_with(char::is_uppercase);
    let whole = site.program.whole(&site.package.list);
    let packages = whole.packages.iter().filter(|p| !is_own || p.path == site.package.path);
    // Names such as `Get` stand everywhere: most places are told by the text.
    let called = format!("{name}(");
    let called = memmem::Finder::new(&called);
    let may_be_there = |text: &str| called.find(text.as_bytes()).is_some();
    packages.into_iter().any(|package| {
        package.files.iter().filter(|f| may_be_there(&f.text)).any(|file| {
            let decls = file.skim.decls.iter().enumerate();
            let of_interest = decls.filter(|(_, d)| may_be_there(&file.text[d.span.range()]));
            of_interest
                .filter_map(|(d, _)| Site::new(site.program, package, file, d))
                .any(|caller| calls_known_of(caller, site, name).any(|call| is(caller, call)))
        })
    })
}
