//! Mutations by whole statements, laid out as gofmt does: what comes out mostly still parses, and stays formatted.

use crate::random::Random;

/// What goes before and after some statements.
const CLOTHES: &[(&str, &str)] = &[
    ("if x {", "}"),
    ("if err := f(); err != nil {", "}"),
    ("for {", "}"),
    ("for i := range 3 {", "}"),
    ("for _, x := range xs {", "}"),
    ("switch {\ncase x:", "}"),
    ("switch v := x.(type) {\ncase int:", "}"),
    ("select {\ncase <-ctx.Done():", "}"),
    ("select {\ncase <-done:\n\treturn\ndefault:", "}"),
    ("{", "}"),
    ("func() {", "}()"),
    ("go func() {", "}()"),
    ("defer func() {", "}()"),
    ("f := func(ctx context.Context) error {", "}"),
    ("g.Go(func() error {", "})"),
    ("http.HandleFunc(\"/\", func(w http.ResponseWriter, r *http.Request) {", "})"),
    ("if x {\n\treturn\n} else {", "}"),
    ("L:\nfor {", "\tbreak L\n}"),
];

/// Statements that mean something to the rules.
const STATEMENTS: &[&str] = &[
    "cancel()",
    "defer cancel()",
    "_ = cancel",
    "_ = ctx",
    "return",
    "return nil",
    "return ctx, cancel",
    "panic(\"no\")",
    "os.Exit(1)",
    "goto L",
    "break",
    "continue",
    "go cancel()",
    "cancel = nil",
    "ctx = nil",
    "s.cancel = cancel",
    "t.Cleanup(cancel)",
    "context.AfterFunc(ctx, cancel)",
    "use(ctx, &cancel)",
    "<-ctx.Done()",
    "ctx, cancel := context.WithCancel(ctx)",
    "ctx, cancel = context.WithTimeout(ctx, time.Second)",
    "ctx, _ := context.WithCancel(context.Background())",
    "ctx, _ = signal.NotifyContext(ctx, os.Interrupt)",
    "var cancel context.CancelFunc",
    "ctx := context.Background()",
    "ctx := r.Context()",
    "db.QueryContext(context.TODO(), \"\")",
    "if err := ctx.Err(); err != nil {\n\treturn\n}",
    "for {\n}",
    "select {}",
    "func() { cancel() }()",
    "//ctxmend:ignore undeferred-cancel a reason",
    "// a comment",
    "/* a comment */",
    "",
];

/// Dresses some lines.
pub fn lines(text: &str, _: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let from = random.below(lines.len());
    let to = (from + 1 + random.below(5)).min(lines.len());
    // Up to the last line with which the brackets are balanced again.
    let Some(to) = (from + 1..=to).rev().find(|&to| is_balanced(&lines[from..to])) else {
        return text.to_owned();
    };
    let indent = indent_of(lines[from]);
    let (before, after) = random.pick(CLOTHES);
    let inner: String = lines[from..to]
        .iter()
        .map(|line| if line.trim().is_empty() { (*line).to_owned() } else { format!("\t{line}") })
        .collect();
    [lines[..from].concat(), laid_out(before, indent), inner, laid_out(after, indent), lines[to..].concat()]
        .concat()
}

/// Adds a statement in front of a line.
pub fn insert(text: &str, _: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(lines.len());
    let indent = lines.get(at).map_or("", |line| indent_of(line));
    [lines[..at].concat(), laid_out(random.pick(STATEMENTS), indent), lines[at..].concat()].concat()
}

fn indent_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches('\t').len()]
}

fn laid_out(statement: &str, indent: &str) -> String {
    statement.lines().map(|line| format!("{indent}{line}\n")).collect()
}

/// Whether these lines open and close the same brackets, in this order.
fn is_balanced(lines: &[&str]) -> bool {
    let mut depth = 0;
    for c in lines.iter().flat_map(|line| line.chars()) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return false,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

#[test]
fn what_is_dressed_stays_laid_out() {
    let text = "func f() {\n\tif x {\n\t\tg()\n\t}\n}\n";
    let dressed: Vec<String> = (0..200).map(|i| lines(text, "", &mut Random::of(1, i))).collect();
    let want = "func f() {\n\tif x {\n\t\tfor {\n\t\t\tg()\n\t\t}\n\t}\n}\n";
    assert!(dressed.iter().any(|d| d == want), "{dressed:?}");
    assert!(dressed.iter().all(|d| d.matches('{').count() == d.matches('}').count()));
}
