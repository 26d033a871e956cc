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
    pub const PLAIN: Paint = Paint { on: false };

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

/// The text without characters that give orders: all control characters but tabs and line ends, and those that turn
/// the direction of text, are spelled out.
pub fn unordered(text: &str) -> Cow<'_, str> {
    let turns =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let ordering = |c: char| turns(c) || c.is_control() && !matches!(c, '\t' | '\n');
    if !text.chars().any(ordering) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if ordering(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// The text on one line, without control characters; tabs become four spaces.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("    "),
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_only_where_wanted() {
        assert_eq!(Paint::PLAIN.bold("x").to_string(), "x");
        assert_eq!(Paint { on: true }.bold("x").to_string(), "\u{1b}[1mx\u{1b}[0m");
    }

    #[test]
    fn control_characters_are_spelled_out() {
        assert_eq!(harmless("\ta\u{1b}[31m\r"), "    a\\u{1b}[31m\\r");
    }
}
