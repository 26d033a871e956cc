//! `ctxmend review`: asks a person about one fix after the other, and writes what was accepted.
//!
//! It is a run with `--write` whose fixes are chosen by hand: what may be changed is planned as there, and what was
//! accepted gets onto the disk as there, at the end and all at once. Until then it is kept in memory ([`accepted`]),
//! and what is asked about next is found in the texts as they would be.

mod accepted;
mod answer;
mod editor;
mod patch;
mod terminal;

use crate::args::Review;
use crate::limit::Limited;
use crate::report::human::Human;
use crate::report::summary::{count, fixes};
use crate::report::{self, Entry, Proposed, Results, Standing};
use crate::run::{ERROR, Planned, Tool, Walk, complain, file_errors};
use crate::world::Disk;
use accepted::Accepted;
use answer::Answer;
use codemods::edits::EditSet;
use codemods::edits::silence::silence;
use codemods::engine::{self, FileError};
use codemods::golang::skim::skim;
use codemods::{Applicability, Fix};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use terminal::Terminal;

/// Gives the exit code.
pub fn run(tool: &Tool, paths: &[PathBuf], how: &Review) -> io::Result<u8> {
    let terminal = Terminal::open(tool.settings.color)?;
    let mut limited = Limited::ask(tool.settings, &tool.base)?;
    let Walk { disk, walked, mut errors } = tool.walk(paths, limited.disk());
    limited.search(tool.settings.limits.shard, &walked.files);
    errors.extend(limited.outside(&walked.files));
    let mut session = Session {
        tool,
        how,
        terminal,
        limited,
        disk,
        files: walked.files,
        accepted: Accepted::default(),
        decided: BTreeSet::new(),
        all_of: BTreeSet::new(),
        none_of: BTreeSet::new(),
        told: BTreeSet::new(),
        count: Counts::default(),
    };
    session.tell(errors);
    while session.round()? == Next::Analyse {}
    session.finish()
}

/// A finding by what it is and where it was in the text as read.
type Key = (&'static str, Arc<Path>, u32);

struct Session<'a> {
    tool: &'a Tool<'a>,
    how: &'a Review,
    terminal: Terminal,
    limited: Limited,
    /// The files as they were found.
    disk: Disk,
    files: BTreeSet<Arc<Path>>,
    accepted: Accepted,
    decided: BTreeSet<Key>,
    /// Files all or none of whose further fixes are wanted.
    all_of: BTreeSet<Arc<Path>>,
    none_of: BTreeSet<Arc<Path>>,
    /// The errors told so far.
    told: BTreeSet<(Arc<Path>, String)>,
    count: Counts,
}

#[derive(Default)]
struct Counts {
    asked: usize,
    applied: usize,
    suppressed: usize,
}

/// What is to be done next.
#[derive(PartialEq, Eq)]
enum Next {
    Ask,
    /// What was found does not hold any more.
    Analyse,
    Stop,
}

/// A fix that a person is to decide about.
struct Question<'r> {
    entry: Entry<'r>,
    files: Vec<Proposed<'r>>,
    key: Key,
}

impl Session<'_> {
    /// Asks about what is found in the texts as they would be now, as long as that holds.
    fn round(&mut self) -> io::Result<Next> {
        let now = self.disk.with(self.accepted.texts());
        let Planned { mut report, refused, .. } = self.tool.plan(&now, &self.files, &self.limited);
        let mut errors = file_errors(&mut report, &now, &self.files);
        errors.extend(refused.into_iter().map(|(path, message)| FileError { path, message }));
        self.tell(errors);
        let results = Results::new(&self.tool.base, self.files.len(), &report, None, Vec::new());
        self.limited.forget(results.open().map(|e| {
            let finding = &e.outcome.finding;
            (finding.path.clone(), finding.codemod)
        }));
        let questions = self.questions(&results);
        let mut stale: BTreeSet<Arc<Path>> = BTreeSet::new();
        for (i, question) in questions.iter().enumerate() {
            if question.files.iter().any(|f| stale.contains(f.path)) || stale.contains(&question.key.1) {
                return Ok(Next::Analyse);
            }
            let before = self.accepted.fixes();
            let next = self.decide(&results, question, questions.len() - i)?;
            if next != Next::Ask {
                return Ok(next);
            }
            if self.accepted.fixes() > before {
                stale.extend(question.files.iter().map(|f| f.path).chain([&question.key.1]).cloned());
            }
        }
        Ok(if stale.is_empty() { Next::Stop } else { Next::Analyse })
    }

    /// The fixes that are not decided about yet: by file; those that no other takes the place of first.
    fn questions<'r>(&self, results: &'r Results<'r>) -> Vec<Question<'r>> {
        let mut questions: Vec<Question> = Vec::new();
        for entry in results.open() {
            let files = report::offered(results, entry);
            let finding = &entry.outcome.finding;
            let at = self.accepted.to_old(&finding.path, finding.span).start;
            let key = (finding.codemod, finding.path.clone(), at);
            let wanted = !self.decided.contains(&key) && !self.none_of.contains(&finding.path);
            if !files.is_empty() && wanted {
                questions.push(Question { entry: entry.clone(), files, key });
            }
        }
        let files = questions.iter().flat_map(|q| q.files.iter().map(|f| f.path));
        let dirty = self.tool.uncommitted(files, &self.limited);
        questions.retain(|q| !q.files.iter().any(|f| dirty.contains_key(f.path)));
        questions.sort_by_key(|q| (q.key.1.clone(), q.entry.standing == Standing::Conflict));
        for question in &mut questions {
            // Whether others would take its place is for the answers to say.
            question.entry.standing = Standing::Available;
            question.entry.reason = None;
        }
        questions
    }

    /// Asks until there is an answer, and does what it says. `left`: how many questions there are, with this one.
    fn decide(&mut self, results: &Results, question: &Question, left: usize) -> io::Result<Next> {
        let applicability = question.entry.outcome.finding.applicability();
        let path = &question.key.1;
        let trusted = applicability == Applicability::Safe || self.how.all_unsafe;
        if self.all_of.contains(path) && trusted {
            self.take(question, question.fix());
            return Ok(Next::Ask);
        }
        if self.none_of.contains(path) {
            return Ok(Next::Ask);
        }
        self.count.asked += 1;
        let number = format!("{}/{}", self.count.asked, self.count.asked - 1 + left);
        self.show(results, question)?;
        loop {
            match self.terminal.ask(&number)? {
                Answer::Yes => self.take(question, question.fix()),
                Answer::All => {
                    self.all_of.insert(path.clone());
                    self.take(question, question.fix());
                }
                Answer::No => drop(self.decided.insert(question.key.clone())),
                Answer::None => drop(self.none_of.insert(path.clone())),
                Answer::Quit => return Ok(Next::Stop),
                Answer::Edit => match self.edited(question)? {
                    Some(fix) => self.take(question, fix),
                    None => continue,
                },
                Answer::Suppress => match self.suppressed(question)? {
                    Some(fix) => {
                        self.count.suppressed += 1;
                        self.accept(question, fix);
                    }
                    None => continue,
                },
            }
            return Ok(Next::Ask);
        }
    }

    /// The finding, its diff, and where more is told of it.
    fn show(&mut self, results: &Results, question: &Question) -> io::Result<()> {
        let human = Human { results, paint: self.terminal.paint };
        let mut out = String::from("\n");
        human.finding(&mut out, &question.entry);
        human.fix(&mut out, &question.entry);
        let more = format!("    why, and what is left alone: ctxmend explain {}", question.key.0);
        out.push_str(&format!("{}\n", self.terminal.paint.dim(more)));
        self.terminal.say(&out)
    }

    fn take(&mut self, question: &Question, fix: Fix) {
        self.count.applied += 1;
        self.accept(question, fix);
    }

    fn accept(&mut self, question: &Question, fix: Fix) {
        self.decided.insert(question.key.clone());
        let texts: BTreeMap<_, _> = question.files.iter().map(|f| (f.path.clone(), f.text.into())).collect();
        for (path, layer, before, after) in self.accepted.add(&fix, &texts) {
            self.limited.follow(&path, &before, &layer, &after);
        }
    }

    /// The fix as it is after a person edited it; `None`: it is to be decided about as it was.
    fn edited(&mut self, question: &Question) -> io::Result<Option<Fix>> {
        let files: Vec<(String, &Proposed)> =
            question.files.iter().map(|f| (self.tool.base.name(f.path).into_owned(), f)).collect();
        let mut text = patch::write(&files, &question.entry.outcome.finding.message);
        loop {
            text = match editor::edit(&text) {
                Ok(text) => text,
                Err(e) => {
                    self.terminal.say(&format!("{e}\n"))?;
                    return Ok(None);
                }
            };
            if patch::is_empty(&text) {
                return Ok(None);
            }
            let wrong = match patch::read(&text, &files).and_then(|fix| passes(fix, &files)) {
                Ok(fix) => return Ok(Some(fix)),
                Err(wrong) => wrong,
            };
            let again = format!("The edited fix is not taken: {wrong}. Edit it again [y,n]? ");
            if !self.terminal.agree(&again)? {
                return Ok(None);
            }
        }
    }

    /// A comment instead of the fix; `None`: it is to be decided about as it was.
    fn suppressed(&mut self, question: &Question) -> io::Result<Option<Fix>> {
        let Some(reason) = self.terminal.line("The reason, for those who read the comment: ")? else {
            return Ok(None);
        };
        let finding = &question.entry.outcome.finding;
        let text = self.disk.with(self.accepted.texts()).text(&finding.path).map_err(io::Error::other)?;
        let place = (finding.span.start as usize, finding.codemod);
        let (edits, left) = silence(&text, &skim(&text), &[place], &reason);
        if !left.is_empty() {
            self.terminal.say("No comment can stand there.\n")?;
            return Ok(None);
        }
        Ok(Some(Fix { edits: BTreeMap::from([(finding.path.clone(), edits)]) }))
    }

    fn tell(&mut self, errors: Vec<FileError>) {
        for e in errors {
            if self.told.insert((e.path.clone(), e.message.clone())) {
                complain(&format!("{}: {}", self.tool.base.name(&e.path), e.message));
            }
        }
    }

    /// Brings what was accepted onto the disk; gives the exit code.
    fn finish(mut self) -> io::Result<u8> {
        let written = self.tool.write(&self.accepted.report());
        self.tell(written.errors);
        if !self.tool.settings.quiet {
            let Counts { asked, applied, suppressed } = self.count;
            let searched = self.limited.searched(&self.files).len();
            let text = match (asked, self.accepted.fixes()) {
                (0, _) => format!("no fix to decide about in {}\n", count(searched, "file")),
                (_, 0) => "nothing accepted, nothing written\n".to_owned(),
                _ => {
                    let silenced = match suppressed {
                        0 => String::new(),
                        n => format!(", {} suppressed", count(n, "finding")),
                    };
                    let written = count(written.files.len(), "file");
                    format!("{} accepted{silenced}, {written} written\n", fixes(applied, ""))
                }
            };
            self.terminal.say(&text)?;
        }
        Ok(match (written.interrupted, self.told.is_empty()) {
            (true, _) => crate::signals::INTERRUPTED,
            (false, true) => 0,
            (false, false) => ERROR,
        })
    }
}

impl Question<'_> {
    fn fix(&self) -> Fix {
        let edits = self.files.iter().map(|f| (f.path.clone(), EditSet::clone(&f.edits)));
        Fix { edits: edits.collect() }
    }
}

/// The fix, if every declaration that it edits parses afterwards.
fn passes(fix: Fix, files: &[(String, &Proposed)]) -> Result<Fix, String> {
    for (name, file) in files {
        if let Some(edits) = fix.edits.get(file.path) {
            engine::check(file.path, &Arc::from(file.text), edits).map_err(|why| format!("{name}: {why}"))?;
        }
    }
    Ok(fix)
}
