//! `// want` comments: what a case says about its own findings.
//!
//! The notation is that of Go's analysistest with the applicability in front: on the line of the finding stands
//! `// want safe "regexp"`, `// want unsafe "regexp"` or `// want none "regexp"`; several may follow one `want`.

use codemods::Applicability;
use regex::Regex;

/// One expected finding.
#[derive(Debug)]
pub struct Want {
    pub path: String,
    /// 1-based.
    pub line: usize,
    pub applicability: Applicability,
    pub message: Regex,
}

/// All expectations that stand in a file; an error names the line that cannot be understood.
pub fn parse(path: &str, text: &str) -> Result<Vec<Want>, String> {
    let mut wants = Vec::new();
    for (index, source) in text.lines().enumerate() {
        let Some((_, mut rest)) = source.split_once("// want ") else { continue };
        let line = index + 1;
        while !rest.trim().is_empty() {
            let (applicability, message, behind) =
                one(rest.trim_start()).map_err(|e| format!("{path}:{line}: {e}"))?;
            wants.push(Want { path: path.to_string(), line, applicability, message });
            rest = behind;
        }
    }
    Ok(wants)
}

/// The first expectation of `text`, and what follows it.
fn one(text: &str) -> Result<(Applicability, Regex, &str), String> {
    let (word, rest) = text.split_once(' ').ok_or("want: an applicability and a regexp are needed")?;
    let applicability = match word {
        "safe" => Applicability::Safe,
        "unsafe" => Applicability::Unsafe,
        "none" => Applicability::None,
        _ => return Err(format!("want: `{word}` is neither safe, unsafe nor none")),
    };
    let (pattern, behind) = quoted(rest.trim_start())?;
    let message = Regex::new(&pattern).map_err(|e| e.to_string())?;
    Ok((applicability, message, behind))
}

/// A Go string literal, raw or interpreted (with `\\` and `\"` only), and what follows it.
fn quoted(text: &str) -> Result<(String, &str), String> {
    let open =
        text.chars().next().filter(|c| *c == '"' || *c == '`').ok_or("want: a quoted regexp is needed")?;
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == open => return Ok((value, &text[at + 1..])),
            '\\' if open == '"' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => value.push(c),
        }
    }
    Err("want: the regexp does not end".to_string())
}

#[test]
fn several_wants_may_stand_on_a_line() {
    let wants = parse("a.go", "x\ny() // want safe \"a\\\\.b\" none `c\"`\n").expect("they are well-formed");
    let seen: Vec<_> = wants.iter().map(|w| (w.line, w.applicability, w.message.as_str())).collect();
    assert_eq!(seen, [(2, Applicability::Safe, "a\\.b"), (2, Applicability::None, "c\"")]);
    assert!(parse("a.go", "// want \"no applicability\"").is_err());
    assert!(parse("a.go", "// want safe \"no end").is_err());
}
