//! What becomes of a value in a function whose body was read: what that keeps, and what its results hold.

use super::How;
use super::calls::is_own;
use super::summaries::{KNOWN_DEPTH, RECEIVER, Summary};
use super::tracker::{Tracker, Value, What};
use crate::contexts::harmless::tells;
use crate::contexts::join::{self, Joined};
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::origins::targets_of;
use crate::contexts::types::{is_context, results};
use crate::facts::keeps;
use crate::facts::words;
use crate::golang::program::Known;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// How the text of a reason begins that is only guessed of functions some calls further down.
pub const KEPT_BELOW: &str = "may be kept by calls below";

impl Tracker<'_> {
    /// A method of the module is called on something made with the context: it may start a goroutine that goes on with
    /// that, or store it. Whether the context has a part in it is not known, but where this function put it in there.
    pub(super) fn kept_by_method(&mut self, call: NodeId, known: &Known, value: Value) {
        if let Some(summary) = self.summary(call, known, RECEIVER, What::Made) {
            let holds = value.keeps == Some(What::Context);
            let level = if holds { value.level } else { value.level.min(Level::Guess) };
            self.kept_by(call, known, &summary, Value { level, ..value });
        }
    }

    /// What the function keeps of the value that the call gives it.
    fn kept_by(&mut self, call: NodeId, known: &Known, summary: &Summary, value: Value) {
        if summary.kept > Level::No && !self.joins(call, summary) && !keeps::keeps_values_only(&known.package)
        {
            let stored = summary.how == How::Stored && summary.what == What::Context;
            // Further down, what is stored is often taken out again, and what is started waited for elsewhere. Of an
            // interface's implementations, another may be meant.
            let optional = !self.of_request && summary.by_option && self.is_option_of_a_call(call);
            // A detached context may be meant for the one that starts something; a release has to be right for any.
            let for_detached = self.for_release.is_none() && self.depth == 0;
            let meant = for_detached && summary.how == How::Goroutine && self.one_starts(call, known);
            let another = known.interface && !meant && !self.is_kept_by_each(known, summary, value);
            let far = (self.depth >= KNOWN_DEPTH || another) && !stored || optional;
            let how = if far { How::Kept } else { summary.how };
            let below = self.depth >= KNOWN_DEPTH || summary.how == How::Kept;
            let text = match how {
                How::Goroutine => {
                    format!("is used by a goroutine that {} starts at {}", known.name, summary.place)
                }
                How::Process => {
                    format!("made a process that {} starts at {}", known.name, summary.place)
                }
                How::Stored | How::Sent => format!("is stored by {} at {}", known.name, summary.place),
                _ if below => format!("{KEPT_BELOW} {}, at {}", known.name, summary.place),
                _ => format!("may be kept by {}, at {}", known.name, summary.place),
            };
            let waited = how == How::Goroutine
                && (join::awaited(self.site, &self.flow, self.func, call) > Joined::No
                    || self.ends_here(call, None));
            let unsure = waited || far || self.is_undone(call);
            let level = if unsure { summary.kept.min(Level::Guess) } else { summary.kept };
            let given = match how {
                How::Stored | How::Sent => self.lasting_where_stored(value),
                _ => value.level,
            };
            // What is only guessed of further calls is said of what they were given.
            let what = if far || how == How::Kept { value.what } else { summary.what };
            self.reason(level.min(given), how, text, call, what);
        }
    }

    /// Whether all that implement the interface, which is the module's own, keep the context, of a request or one that
    /// is to be released: so does whichever is meant.
    fn is_kept_by_each(&self, known: &Known, summary: &Summary, value: Value) -> bool {
        // A goroutine may be meant to end with whoever asks for it.
        let lasts = match summary.how {
            How::Stored | How::Sent => self.of_request || self.for_release.is_some(),
            How::Goroutine => self.of_request,
            _ => false,
        };
        lasts
            && value.what == What::Context
            && summary.kept_by_each == Level::Known
            && is_own(self.site, &known.package)
    }

    pub(super) fn summarised(&mut self, call: NodeId, known: &Known, summary: &Summary, value: Value) {
        self.kept_by(call, known, summary, value);
        self.handed_to(call, &summary.handed, value);
        let types = results(self.site, call);
        let levels: Vec<Level> = (0..types.len())
            .map(|i| {
                let carried =
                    summary.results.iter().filter(|r| r.0 == i).map(|r| r.1).max().unwrap_or(Level::No);
                match self.lasting(call, &types[i]) {
                    // Who gives a context for the one that a request would bring may always have made it from that.
                    _ if self.of_request && value.what == What::Context && is_context(&types[i]) => {
                        value.level
                    }
                    Level::No => Level::No,
                    _ if self.dials(call, &types[i]) => carried.min(value.level).min(Level::Guess),
                    _ => carried.min(value.level),
                }
            })
            .collect();
        // Of an interface's implementations, another may be meant.
        let keeps = if summary.results_run && !known.interface && levels.iter().any(|&l| l > Level::No) {
            Some(What::Function)
        } else if (self.for_release.is_some() || self.of_request && words::is_maker(&known.name))
            && summary.results_keep
            && !known.interface
            && levels.contains(&Level::Known)
        {
            // What is given for a request by those that are named for more than to make it is done when the caller has
            // read it: `return c.sendBatch(ctx, …)`.
            value.keeps.or(Some(What::Context))
        } else {
            value.keeps
        };
        // `recovering(f)` gives a function that calls `f`.
        let wraps = value.what == What::Function
            && summary.results_run
            && types.first().is_some_and(|t| matches!(self.site.program.underlying(t), Type::Func(_)));
        let what = if wraps { What::Function } else { What::Made };
        self.results_of(call, &levels, 0, Value { what, keeps, ..value });
    }

    /// `share.WithContext(ctx)`: a method of that name gives its receiver anew, to work under the context from then on.
    /// A logger keeps that for its values.
    pub(super) fn copy_with_context(&mut self, call: NodeId, value: Value) {
        let tree = self.site.tree();
        let operand = tree.receiver(call);
        let is_method = operand.is_some_and(|o| self.site.names_import(o).is_none());
        let is_copy = match &results(self.site, call)[..] {
            [copy] => self.lasting(call, copy) > Level::No,
            _ => false,
        };
        if !is_method || !is_copy || tells(self.site, call) {
            return self.lazy_results(call, value);
        }
        let stmt = tree.stmt_of(call).filter(|&s| tree.kind(s) == Kind::Assign);
        match (stmt, &targets_of(self.site, call)[..]) {
            (Some(stmt), &[target]) if self.is_put_into_carrier(target) => {
                let text = self.subject(Value { what: What::Made, ..value }, "is stored");
                self.reason(value.level, How::Stored, text, stmt, What::Made);
            }
            _ => self.results_of(call, &[value.level], 0, Value { what: What::Made, ..value }),
        }
    }

    /// Whether `target` is a field behind a pointer that something made with the context is: for that it is nothing
    /// new.
    fn is_put_into_carrier(&self, target: NodeId) -> bool {
        let tree = self.site.tree();
        let holder = join::root_variable(self.site, target).filter(|_| tree.kind(target) == Kind::Selector);
        holder.is_some_and(|v| {
            let binding = self.site.scopes().binding(v);
            let is_pointer = matches!(self.site.type_of(binding.ident), Type::Pointer(_));
            is_pointer && !self.made_here(v) && self.seen.iter().any(|s| s.variable == v)
        })
    }

    /// Follows what the call gives back, of which the results in `lasting` carry the value.
    pub fn given_back(&mut self, call: NodeId, lasting: &[(usize, Level)]) {
        let level = |(i, t): (usize, &Type)| {
            let carried = lasting.iter().filter(|r| r.0 == i).map(|r| r.1).max().unwrap_or(Level::No);
            carried.min(self.lasting(call, t))
        };
        let levels: Vec<Level> = results(self.site, call).iter().enumerate().map(level).collect();
        self.results_of(call, &levels, 0, Value::new(What::Made, Level::Known));
        self.run();
    }

    /// Whether a result of type `t` of the call may use later what the call was given.
    pub(super) fn lasting(&self, call: NodeId, t: &Type) -> Level {
        let level = laziness(self.site, t);
        if self.dials(call, t) { level.min(Level::Guess) } else { level }
    }

    /// Whether the function defers what undoes the call: `w.Watch(ctx)` and `defer w.Unwatch()`.
    pub(super) fn is_undone(&self, call: NodeId) -> bool {
        let tree = self.site.tree();
        let method = |call: NodeId| {
            let function = tree.child(call, Field::Function)?;
            let name = tree.child(function, Field::FieldName)?;
            Some((tree.text(tree.child(function, Field::Operand)?), tree.text(name)))
        };
        let Some((receiver, does)) = method(call) else { return false };
        let Some(start) = self.flow.point_of(call) else { return false };
        tree.subtree(self.func).filter(|&n| tree.kind(n) == Kind::Defer && n > call).any(|defer| {
            let undoes = tree.children(defer).next().filter(|&c| tree.kind(c) == Kind::Call).and_then(method);
            undoes.is_some_and(|(of, name)| of == receiver && keeps::undoes(name, does))
                && self.flow.point_of(defer).is_some_and(|p| self.flow.reaches(start, p, |_| false))
        })
    }

    /// Whether the function itself waits for the goroutines that the call of a function starts which was read.
    fn joins(&self, call: NodeId, summary: &Summary) -> bool {
        matches!(summary.how, How::Goroutine | How::Kept) && self.is_joined(call)
    }
}
