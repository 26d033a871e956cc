//! Why a field is right where it is, although nothing said so before it was known whether it could go.

use super::repair::{Readers, Repair};
use super::{ContextField, adapter, exceptions, idle, lifetime, makers, own_work, pooled, registered, uncut};
use crate::Pass;
use crate::contexts::detached::comments::{says_that_it_carries, speaks_of_context};
use crate::contexts::reasons::none_holds;

/// From how many functions on that would need a parameter one call is better served by a struct that keeps its context.
const MANY: usize = 8;

/// A field, and the pass that has come upon it.
struct Case<'a, 't> {
    pass: &'a Pass<'a>,
    field: &'a ContextField<'t>,
}

impl Case<'_, '_> {
    /// Whether a field for the life of its struct is right, as it is unless users say otherwise.
    fn may_be_for_life(&self) -> bool {
        !self.pass.options.lifecycle_fields
    }
}

/// What is so of a field that stays, and whether it is.
type ToKeep = (&'static str, fn(&Case) -> bool);

/// Why a field stays that methods read, whether or not it could go.
const READ: &[ToKeep] = &[
    ("is there for what it carries, as its comment says", |c| {
        says_that_it_carries(c.pass.site, c.field.decl)
    }),
    ("is there on purpose, as the comment on what makes it tells", |c| {
        lifetime::is_bound_on_purpose(c.field)
    }),
    ("is another beside those under which its methods work", |c| {
        c.may_be_for_life() && lifetime::is_another_beside(c.field)
    }),
];

/// Why a field stays that could not go anyway.
const STUCK: &[ToKeep] = &[
    ("is made and used in one call", |c| makers::stays_in_one_call(c.field, true)),
    ("is only asked whether it has ended", |c| exceptions::is_for_asking(c.field)),
    ("tells when to stop", |c| c.may_be_for_life() && lifetime::tells_when_to_stop(c.field)),
    ("is of no call", |c| makers::is_given_by_no_call(c.field)),
    ("is there from one method to the other that clears it", |c| exceptions::is_cleared(c.field)),
    ("is only that of the method which sets it", |c| own_work::is_of_one_method(c.field)),
    ("is for work that is done later", |c| own_work::is_for_later_work(c.field)),
    ("is that of those who call its methods back", |c| registered::is_called_back_only(c.field)),
    ("is of the struct's own run", |c| own_work::is_of_its_run(c.field)),
    ("is there for what makes the struct", |c| exceptions::is_for_making(c.field)),
    ("is there for those who hold it, as it has no methods", |c| exceptions::has_no_methods(c.field)),
    ("is there on purpose, as its comment tells", |c| speaks_of_context(c.pass.site, c.field.decl)),
    ("is read by what is deprecated", |c| exceptions::is_read_by_deprecated(c.field)),
    ("is not what its methods work under", |c| idle::does_no_work(c.field)),
    ("is used only by goroutines of the struct", |c| {
        c.may_be_for_life() && own_work::is_for_own_goroutines(c.field)
    }),
    ("is missed by no caller: it is read for its values, or by what goes on without them", |c| {
        c.may_be_for_life() && lifetime::is_missed_by_nobody(c.pass, c.field)
    }),
    ("is a context to those who read its values", |c| uncut::is_context_for_values(c.field)),
    ("is handed on to what its methods make", |c| exceptions::is_handed_on(c.field)),
    ("is called through interfaces that know no context", |c| {
        !pooled::is_of_connection(c.field)
            && (adapter::is_adapter(c.pass, c.field) || adapter::is_made_as_interface(c.field))
    }),
];

/// Why the field stays: a clause without a subject. What nothing reads may go in any case.
pub(super) fn reason(pass: &Pass, field: &ContextField, repair: Option<&Repair>) -> Option<&'static str> {
    let case = Case { pass, field };
    match repair {
        Some(repair) if repair.readers != Readers::Methods => of_unread(&case, repair),
        Some(repair) => none_holds(READ, &case).err().or_else(|| of_movable(&case, repair)),
        None => none_holds(READ, &case).and_then(|()| none_holds(STUCK, &case)).err(),
    }
}

/// The same of a field that no method reads.
fn of_unread(case: &Case, repair: &Repair) -> Option<&'static str> {
    if repair.is_made_for {
        return Some("is of a context that is made for it, and would be made for nothing");
    }
    let is_wanted =
        case.field.name.starts_with(char::is_uppercase) && speaks_of_context(case.pass.site, case.field.decl);
    if is_wanted {
        return Some("is there for others, as its comment tells");
    }
    idle::awaits_its_methods(case.field)
        .then_some("is there for a method that is still to be written, as its comment tells")
}

/// The same of a field that could go.
fn of_movable(case: &Case, repair: &Repair) -> Option<&'static str> {
    if exceptions::is_put_into_requests(case.field) {
        return Some("is there for the requests that go through it");
    }
    let stays = repair.width >= MANY && makers::stays_in_one_call(case.field, false);
    stays.then_some("is made and used in one call")
}
