//! How the name of a release follows that of its context.

use std::borrow::Cow;

/// How the release of a context that is not plainly `ctx` is named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Style {
    order: Order,
    word: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Order {
    /// `pingCancel`
    Behind,
    /// `cancel`
    Alone,
    /// `cancelPing`
    Ahead,
    /// `pingCtxCancel`
    BehindAll,
}

/// What authors call releases.
const WORDS: &[&str] = &["cancel", "cancelFunc", "cancelFn", "stop", "done"];

impl Style {
    /// What a release that stands beside others is called where nobody has shown another style.
    pub const USUAL: Style = Style { order: Order::Behind, word: "cancel" };

    /// What one is called that stands alone: of 600 such pairs in 80 modules, three in four are called so, whatever the
    /// context is called.
    pub const USUAL_ALONE: Style = Style { order: Order::Alone, word: "cancel" };

    /// The style of the release of `ctx` where nobody has shown another. The number of a `ctx2` goes with it even where
    /// it stands alone (of 27 in seven modules, 23 do so), but for one made of `ctx`, which takes its place (8 of 29).
    pub fn usual(ctx: &str, beside_others: bool, of_ctx: bool) -> Style {
        let numbered = Style::is_numbered(ctx) && !of_ctx;
        if beside_others || numbered { Style::USUAL } else { Style::USUAL_ALONE }
    }

    /// Whether the context is plainly called `ctx2`: the style of others says nothing about its release.
    pub fn is_numbered(ctx: &str) -> bool {
        matches!(stem(ctx).shape, Shape::Number)
    }

    /// The style in which the release of `ctx` got its name, if it is a usual one. A context without a name of its own,
    /// `ctx` or `ctx2`, shows none.
    pub fn of(ctx: &str, release: &str) -> Option<Style> {
        if matches!(stem(ctx).shape, Shape::None | Shape::Number) {
            return None;
        }
        let orders = [Order::Alone, Order::Behind, Order::Ahead, Order::BehindAll];
        let styles = orders.iter().flat_map(|&order| WORDS.iter().map(move |word| Style { order, word }));
        styles.into_iter().find(|style| style.name(ctx, false) == release)
    }

    /// The name of the release of `ctx`; where it stands beside others, a number in the context's name goes with it.
    pub fn name(self, ctx: &str, beside_others: bool) -> String {
        let word = self.word;
        let Stem { text, numbered, .. } = stem(ctx);
        match (self.order, stem(ctx).shape) {
            (Order::Alone, _) if beside_others => format!("{word}{numbered}"),
            (Order::Alone, _) | (_, Shape::None) => word.to_owned(),
            (Order::BehindAll, _) => format!("{ctx}{}", capital(word)),
            (_, Shape::Number) => format!("{word}{numbered}"),
            (Order::Ahead, _) => format!("{word}{}{numbered}", capital(&text)),
            (Order::Behind, Shape::Word) => format!("{text}{}{numbered}", capital(word)),
            (Order::Behind, Shape::Letters) => format!("{text}{word}{numbered}"),
        }
    }
}

/// What a context's name says beside that it is a context.
struct Stem<'a> {
    shape: Shape,
    text: Cow<'a, str>,
    /// The number at its end.
    numbered: &'a str,
}

enum Shape {
    /// `ctx`
    None,
    /// `pingCtx`, `ctxPing`, `base`
    Word,
    /// `hctx`
    Letters,
    /// `ctx2`
    Number,
}

fn stem(ctx: &str) -> Stem<'_> {
    let plain = ctx.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = &ctx[plain.len()..];
    let stem = |shape, text, numbered| Stem { shape, text, numbered };
    match plain {
        "ctx" if numbered.is_empty() => return stem(Shape::None, "".into(), ""),
        "ctx" => return stem(Shape::Number, "".into(), numbered),
        "_" => return stem(Shape::None, "".into(), ""),
        _ => {}
    }
    let before = |suffix| plain.strip_suffix(suffix).filter(|s: &&str| !s.is_empty());
    if let Some(word) = before("Ctx").or_else(|| before("Context")) {
        return stem(Shape::Word, word.into(), numbered);
    }
    if let Some(letters) = before("ctx") {
        return stem(Shape::Letters, letters.into(), numbered);
    }
    match plain.strip_prefix("ctx").filter(|rest| rest.starts_with(char::is_uppercase)) {
        Some(rest) => stem(Shape::Word, lower(rest).into(), numbered),
        None => stem(Shape::Word, ctx.into(), ""),
    }
}

/// The word as the first of a name: `Ping` → `ping`, `TO` → `to`, `HTTPGet` → `httpGet`.
fn lower(word: &str) -> String {
    let capitals = word.chars().take_while(|c| c.is_uppercase()).count();
    let first = match capitals {
        0 | 1 => capitals,
        _ if word.chars().nth(capitals).is_some_and(char::is_lowercase) => capitals - 1,
        _ => capitals,
    };
    let (head, rest): (Vec<_>, Vec<_>) = word.chars().enumerate().partition(|&(i, _)| i < first);
    let head = head.into_iter().flat_map(|(_, c)| c.to_lowercase());
    head.chain(rest.into_iter().map(|(_, c)| c)).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn names_follow_the_context() {
        let pairs = [
            ("ctx", "cancel"),
            ("pingCtx", "pingCancel"),
            ("hctx", "hcancel"),
            ("tctx", "tcancel"),
            ("ctxTimeout", "timeoutCancel"),
            ("ctxTO", "toCancel"),
            ("ctxHTTPGet", "httpGetCancel"),
            ("ctx2", "cancel2"),
            ("pingCtx2", "pingCancel2"),
            ("testContext", "testCancel"),
            ("context", "contextCancel"),
            ("c", "cCancel"),
            ("ctxt", "ctxtCancel"),
        ];
        for (ctx, release) in pairs {
            assert_eq!(Style::USUAL.name(ctx, false), release);
        }
        for (ctx, release) in
            [("ctx", "cancel"), ("pingCtx", "cancel"), ("ctx2", "cancel2"), ("aCtx2", "cancel")]
        {
            assert_eq!(Style::usual(ctx, false, false).name(ctx, false), release);
        }
        assert_eq!(Style::usual("ctx2", false, true).name("ctx2", false), "cancel");
        assert_eq!(Style::usual("ctx2", true, true).name("ctx2", true), "cancel2");
    }

    #[test]
    fn styles_are_told_from_pairs() {
        let in_style = |ctx, release, of| Style::of(ctx, release).map(|s| s.name(of, false));
        assert_eq!(in_style("getCtx", "cancelGet", "pingCtx").as_deref(), Some("cancelPing"));
        assert_eq!(in_style("aCtx", "aCtxCancel", "bCtx").as_deref(), Some("bCtxCancel"));
        assert_eq!(in_style("aCtx", "aStop", "ctx2").as_deref(), Some("stop2"));
        assert_eq!(in_style("aCtx", "cancel", "bCtx2").as_deref(), Some("cancel"));
        assert_eq!(Style::of("aCtx", "cancel").map(|s| s.name("bCtx2", true)).as_deref(), Some("cancel2"));
        assert_eq!(in_style("aCtx", "free", "bCtx"), None);
        assert_eq!(in_style("ctx2", "cancel2", "bCtx"), None);
    }
}
