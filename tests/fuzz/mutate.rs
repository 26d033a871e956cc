//! Mutations: what people and merges do to Go, and what nobody does.

use crate::random::Random;
use crate::wrap;

type Mutation = fn(&str, &str, &mut Random) -> String;

/// A mutation is given the text, the text of another file, and chance. Those that tend to leave Go that parses stand
/// several times: what does not parse is soon given up, and teaches little.
const MUTATIONS: &[Mutation] = &[
    cut_short,
    cut_head,
    splice,
    drop_tokens,
    double_token,
    drop_lines,
    drop_lines,
    double_lines,
    double_lines,
    swap_lines,
    swap_identifiers,
    swap_identifiers,
    rename,
    rename,
    insert_word,
    insert_word,
    break_brackets,
    other_lines,
    other_lines,
    line_ends,
    marks,
    join_lines,
    deepen,
    wrap::lines,
    wrap::lines,
    wrap::lines,
    wrap::insert,
    wrap::insert,
    wrap::insert,
];

/// Does one to four things to the text.
pub fn mutate(text: &str, other: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    loop {
        text = random.pick(MUTATIONS)(&text, other, random);
        if random.one_in(3) {
            return text;
        }
    }
}

/// Where words, other tokens and space start and end; strings and comments fall into their words.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    #[derive(PartialEq)]
    enum Class {
        Word,
        Space,
        Other,
    }
    let class = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => Class::Word,
        c if c.is_whitespace() => Class::Space,
        _ => Class::Other,
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut last = Class::Other;
    for (at, c) in text.char_indices() {
        let now = class(c);
        match found.last_mut() {
            Some((_, end)) if now == last && now != Class::Other => *end = at + c.len_utf8(),
            _ => found.push((at, at + c.len_utf8())),
        }
        last = now;
    }
    found
}

fn words(text: &str) -> Vec<(usize, usize)> {
    let word =
        |&(from, _): &(usize, usize)| text[from..].starts_with(|c: char| c.is_alphabetic() || c == '_');
    tokens(text).into_iter().filter(word).collect()
}

fn replaced(text: &str, from: usize, to: usize, with: &str) -> String {
    [&text[..from], with, &text[to..]].concat()
}

fn cut_short(text: &str, _: &str, random: &mut Random) -> String {
    text[..random.border(text)].to_owned()
}

fn cut_head(text: &str, _: &str, random: &mut Random) -> String {
    text[random.border(text)..].to_owned()
}

/// The beginning of one file and the end of another, at line starts half of the time.
fn splice(text: &str, other: &str, random: &mut Random) -> String {
    let (mut a, mut b) = (random.border(text), random.border(other));
    if random.one_in(2) {
        a = text[..a].rfind('\n').map_or(0, |i| i + 1);
        b = other[..b].rfind('\n').map_or(0, |i| i + 1);
    }
    [&text[..a], &other[b..]].concat()
}

fn drop_tokens(text: &str, _: &str, random: &mut Random) -> String {
    let tokens = tokens(text);
    let Some(&(from, _)) = tokens.get(random.below(tokens.len())) else { return String::new() };
    let n = 1 + random.below(3);
    let to = tokens.iter().skip_while(|t| t.0 < from).nth(n - 1).map_or(text.len(), |t| t.1);
    replaced(text, from, to, "")
}

fn double_token(text: &str, _: &str, random: &mut Random) -> String {
    let tokens = tokens(text);
    let Some(&(from, to)) = tokens.get(random.below(tokens.len())) else { return String::new() };
    replaced(text, to, to, &text[from..to])
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Some lines that follow each other.
fn run_of_lines(lines: &[&str], random: &mut Random) -> std::ops::Range<usize> {
    let from = random.below(lines.len());
    from..(from + 1 + random.below(3)).min(lines.len())
}

fn drop_lines(text: &str, _: &str, random: &mut Random) -> String {
    let mut lines = lines(text);
    let run = run_of_lines(&lines, random);
    lines.drain(run);
    lines.concat()
}

/// Sometimes further down: a second declaration, a second release.
fn double_lines(text: &str, _: &str, random: &mut Random) -> String {
    let lines = lines(text);
    let run = run_of_lines(&lines, random);
    let at = if random.one_in(2) { run.end } else { random.below(lines.len() + 1) };
    [lines[..at].concat(), lines[run].concat(), lines[at..].concat()].concat()
}

fn swap_lines(text: &str, _: &str, random: &mut Random) -> String {
    let mut lines = lines(text);
    if !lines.is_empty() {
        let (a, b) = (random.below(lines.len()), random.below(lines.len()));
        let b = if random.one_in(2) { (a + 1).min(lines.len() - 1) } else { b };
        lines.swap(a, b);
    }
    lines.concat()
}

/// One word in the place of another, at one place.
fn swap_identifiers(text: &str, _: &str, random: &mut Random) -> String {
    let words = words(text);
    if words.is_empty() {
        return text.to_owned();
    }
    let (at, with) = (random.pick(&words), random.pick(&words));
    replaced(text, at.0, at.1, &text[with.0..with.1])
}

/// One name becomes another everywhere: captured variables, doubles, renamed imports.
fn rename(text: &str, _: &str, random: &mut Random) -> String {
    let words = words(text);
    if words.is_empty() {
        return text.to_owned();
    }
    let slice = |w: (usize, usize)| &text[w.0..w.1];
    let from = slice(random.pick(&words));
    let to = if random.one_in(3) { random.pick(NAMES) } else { slice(random.pick(&words)) };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for word in words.into_iter().filter(|&w| slice(w) == from) {
        out.push_str(&text[at..word.0]);
        out.push_str(to);
        at = word.1;
    }
    out + &text[at..]
}

/// Names that mean something, to Go or to the rules.
const NAMES: &[&str] = &[
    "_", "ctx", "cancel", "context", "err", "nil", "string", "new", "r", "req", "main", "init", "done",
    "stop", "é",
];

/// What is typed, pasted, or left by a merge.
const WORDS: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ":",
    ":=",
    "=",
    ",",
    ".",
    "...",
    "<-",
    "&&",
    "||",
    "!",
    "*",
    "~",
    "|",
    "\"",
    "'",
    "`",
    "//",
    "/*",
    "*/",
    "\\",
    "#",
    "@",
    "$",
    "?",
    "\0",
    "\u{2028}",
    "\u{feff}",
    "é",
    "日本",
    "\t",
    "\n",
    "\r",
    "\r\n",
    " func ",
    " func() ",
    " go ",
    " defer ",
    " return ",
    " select ",
    " switch ",
    " case ",
    " default: ",
    " for ",
    " range ",
    " if ",
    " else ",
    " goto L\n",
    "\nL:\n",
    " break ",
    " continue ",
    " fallthrough\n",
    " type ",
    " struct ",
    " interface ",
    " map[",
    " chan ",
    " const ",
    " var ",
    " import ",
    " package ",
    "\nfunc f() {\n",
    "\n}\n",
    "_ = ",
    "ctx",
    "cancel()",
    "context.WithCancel(ctx)",
    "context.Background()",
    "context.TODO()",
    "r.Context()",
    "nil",
    "new(1)",
    "[T any]",
    "\n<<<<<<< HEAD\n",
    "\n=======\n",
    "\n//ctxmend:ignore undeferred-cancel x\n",
    " //nolint\n",
    "\n//go:build ignore\n",
    "\n//line x.go:1\n",
    "\nimport \"C\"\n",
    "\nimport . \"context\"\n",
    "\nimport _ \"context\"\n",
    "0x",
    "1e",
    "'\\",
];

fn insert_word(text: &str, _: &str, random: &mut Random) -> String {
    let tokens = tokens(text);
    let at = tokens.get(random.below(tokens.len())).map_or(0, |t| t.1);
    replaced(text, at, at, random.pick(WORDS))
}

fn break_brackets(text: &str, _: &str, random: &mut Random) -> String {
    let brackets: Vec<usize> = text.match_indices(['(', ')', '[', ']', '{', '}']).map(|(i, _)| i).collect();
    let Some(&at) = brackets.get(random.below(brackets.len())) else { return text.to_owned() };
    let with = random.pick(&["", "", "((", "}", "{", ")", "]"]);
    replaced(text, at, at + 1, with)
}

/// Lines of another file.
fn other_lines(text: &str, other: &str, random: &mut Random) -> String {
    let (lines, others) = (lines(text), lines(other));
    let at = random.below(lines.len() + 1);
    let run = run_of_lines(&others, random);
    [lines[..at].concat(), others[run].concat(), lines[at..].concat()].concat()
}

/// CR LF everywhere or at some lines, and no line end at the end.
fn line_ends(text: &str, _: &str, random: &mut Random) -> String {
    match random.below(3) {
        0 => text.replace('\n', "\r\n"),
        1 => lines(text)
            .into_iter()
            .map(|line| match line.strip_suffix('\n') {
                Some(bare) if random.one_in(4) => format!("{bare}\r\n"),
                _ => line.to_owned(),
            })
            .collect(),
        _ => text.trim_end().to_owned(),
    }
}

fn marks(text: &str, _: &str, random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("\u{feff}{text}"),
        1 => format!("#!/usr/bin/env gorun\n{text}"),
        _ => format!("{text}\n\n\n"),
    }
}

fn join_lines(text: &str, _: &str, random: &mut Random) -> String {
    let ends: Vec<usize> = text.match_indices('\n').map(|(i, _)| i).collect();
    let Some(&at) = ends.get(random.below(ends.len())) else { return text.to_owned() };
    replaced(text, at, at + 1, random.pick(&[" ", "; ", "", " // x ", " /* x */ "]))
}

/// A token in very many brackets.
fn deepen(text: &str, _: &str, random: &mut Random) -> String {
    let words = words(text);
    if words.is_empty() {
        return text.to_owned();
    }
    let (from, to) = random.pick(&words);
    let n = 1 << random.below(13);
    let (open, close) = random.pick(&[
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("!", ""),
        ("f(func() { ", " })"),
        ("if x { ", " }"),
    ]);
    replaced(text, from, to, &[open.repeat(n).as_str(), &text[from..to], &close.repeat(n)].concat())
}

#[test]
fn tokens_are_words_space_and_single_characters() {
    let text = "a_1 :=\t\tb(\"é x\")\n";
    let cut: Vec<&str> = tokens(text).into_iter().map(|(from, to)| &text[from..to]).collect();
    assert_eq!(cut, ["a_1", " ", ":", "=", "\t\t", "b", "(", "\"", "é", " ", "x", "\"", ")", "\n"]);
}

#[test]
fn the_same_numbers_give_the_same_mutations() {
    let mutated = |index| mutate("package a\n\nfunc f() { g() }\n", "package b\n", &mut Random::of(1, index));
    assert_eq!((0..50).map(mutated).collect::<Vec<_>>(), (0..50).map(mutated).collect::<Vec<_>>());
    assert!((0..50).map(mutated).collect::<std::collections::BTreeSet<_>>().len() > 30);
}
