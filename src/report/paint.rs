//! Colours, and what keeps foreign text from giving the terminal orders.

use crate::args::Color;
use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::fmt::{self, Display};
use std::io::{IsTerminal, stdout};

/// Whether output is coloured, and how.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// For text that people read. `NO_COLOR` and its kin count.
    pub fn for_people(wish: Color) -> Paint {
        Paint::on(wish, || anstream::AutoStream::choice(&stdout()) != ColorChoice::Never)
    }

    /// For text that machines read: coloured only where a person is certain to look.
    pub fn for_machines(wish: Color) -> Paint {
        let seen = || stdout().is_terminal() && anstream::AutoStream::choice(&stdout()) != ColorChoice::Never;
        Paint::on(wish, seen)
    }

    fn on(wish: Color, auto: impl FnOnce() -> bool) -> Paint {
        let on = match wish {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => auto(),
        };
        Paint { on }
    }

    pub fn bold<T: Display>(self, what: T) -> Painted<T> {
        self.with(Style::new().bold(), what)
    }

    pub fn dim<T: Display>(self, what: T) -> Painted<T> {
        self.with(Style::new().dimmed(), what)
    }

    pub fn colored<T: Display>(self, color: AnsiColor, what: T) -> Painted<T> {
        self.with(Style::new().fg_color(Some(color.into())), what)
    }

    fn with<T: Display>(self, style: Style, what: T) -> Painted<T> {
        Painted { style: if self.on { style } else { Style::new() }, what }
    }
}

/// Something to show in a style.
pub struct Painted<T> {
    style: Style,
    what: T,
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}{}{}", self.style.render(), self.what, self.style.render_reset())
    }
}

/// Whether a terminal or a page would obey the character instead of showing it: control characters, and those that
/// turn the direction of text.
fn gives_orders(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    turns || c.is_control()
}

/// The text for a page: characters that give orders are spelled out, but for tabs and line ends.
pub fn unordered(text: &str) -> Cow<'_, str> {
    spelled(text, |c| match c {
        '\t' => Some("\t"),
        '\n' => Some("\n"),
        _ => None,
    })
}

/// The text for one line of a terminal: characters that give orders are spelled out, line ends too, but for tabs,
/// which become four spaces.
pub fn harmless(text: &str) -> Cow<'_, str> {
    spelled(text, |c| (c == '\t').then_some("    "))
}

/// The text with characters that give orders spelled out where there is nothing to write instead.
fn spelled(text: &str, instead: fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if !text.chars().any(gives_orders) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match instead(c) {
            _ if !gives_orders(c) => out.push(c),
            Some(known) => out.push_str(known),
            None => out.extend(c.escape_default()),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_only_where_wanted() {
        assert_eq!(Paint { on: false }.bold("x").to_string(), "x");
        assert_eq!(Paint { on: true }.bold("x").to_string(), "\u{1b}[1mx\u{1b}[0m");
    }

    #[test]
    fn what_gives_orders_is_spelled_out() {
        assert_eq!(harmless("\ta\u{1b}[31m\r"), "    a\\u{1b}[31m\\r");
        assert_eq!(harmless("a\n// \u{202e}b"), "a\\n// \\u{202e}b");
        assert_eq!(unordered("\ta\n\u{2066}\r"), "\ta\n\\u{2066}\\r");
    }
}
