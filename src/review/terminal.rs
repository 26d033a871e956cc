//! The person at the terminal: questions out, lines in. Nothing here needs more of a terminal than that.

use super::answer::{self, Answer};
use crate::args::Color;
use crate::report::Paint;
use anstyle::AnsiColor;
use std::io::{self, BufRead, IsTerminal, Write};

pub struct Terminal {
    pub paint: Paint,
}

impl Terminal {
    /// An error if nobody sits there.
    pub fn open(color: Color) -> io::Result<Terminal> {
        let which = match (io::stdin().is_terminal(), io::stdout().is_terminal()) {
            (true, true) => return Ok(Terminal { paint: Paint::for_people(color) }),
            (false, _) => "standard input",
            (true, false) => "standard output",
        };
        Err(io::Error::other(format!(
            "review asks at a terminal, and {which} is none; ctxmend without it shows all fixes, -w applies them"
        )))
    }

    pub fn say(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Asks what is to become of a fix; `number` says which one it is. The end of the input is the end of the review.
    pub fn ask(&self, number: &str) -> io::Result<Answer> {
        let question = format!("({number}) Apply this fix {}? ", answer::keys());
        loop {
            let Some(line) = self.read(&question)? else { return Ok(Answer::Quit) };
            match answer::of(&line) {
                Some(answer) => return Ok(answer),
                None if line.trim().is_empty() => {}
                None => self.say(&answer::help())?,
            }
        }
    }

    /// Asks a question with yes or no for an answer; the end of the input is no.
    pub fn agree(&self, question: &str) -> io::Result<bool> {
        loop {
            match self.read(question)?.map(|line| answer::of(&line)) {
                None | Some(Some(Answer::No)) => return Ok(false),
                Some(Some(Answer::Yes)) => return Ok(true),
                _ => {}
            }
        }
    }

    /// Asks for some words; `None` if there are none.
    pub fn line(&self, question: &str) -> io::Result<Option<String>> {
        let line = self.read(question)?;
        Ok(line.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()))
    }

    fn read(&self, question: &str) -> io::Result<Option<String>> {
        self.say(&format!("{}", self.paint.bold(self.paint.colored(AnsiColor::Blue, question))))?;
        let mut line = Vec::new();
        if io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
            self.say("\n")?;
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&line).into_owned()))
    }
}
