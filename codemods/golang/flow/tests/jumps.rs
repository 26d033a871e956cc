//! The graph of jumps, labels and calls that do not return, in the notation of
//! [`Flow::describe`](super::Flow::describe).

use super::check;

#[test]
fn labelled_break_continue_and_forward_goto() {
    check(
        "L: for { for x { continue L }; for y { break L }; goto M }
         M: z()",
        "0 entry -> 1
         1 for -> 2
         2 x ?3:4
         3 continue L -> 1
         4 y ?5:6
         5 break L -> 7
         6 goto M -> 7
         7 z() -> 8
         8 end",
    );
}

#[test]
fn backward_goto() {
    check(
        "N: x()
         if y { goto N }",
        "0 entry -> 1
         1 x() -> 2
         2 y ?3:4
         3 goto N -> 1
         4 end",
    );
}

#[test]
fn goto_to_label_at_the_end() {
    check(
        "if x { goto E }
         return
         E:",
        "0 entry -> 1
         1 x ?2:3
         2 goto E -> 4
         3 return
         4 end",
    );
}

#[test]
fn goto_to_no_label() {
    check(
        "goto nowhere",
        "0 entry -> 1
         1 goto nowhere
         2 ~end
         unknown",
    );
}

#[test]
fn calls_that_never_return() {
    check(
        "if x { panic(\"a\") }
         defer panic(1)
         go panic(2)
         y = panic(3)
         (panic(4))",
        "0 entry -> 1
         1 x ?2:3
         2 panic(\"a\") !
         3 defer panic(1) -> 4
         4 go panic(2) -> 5
         5 y = panic(3) -> 6
         6 panic(4) !
         7 ~end",
    );
}

#[test]
fn dead_code_after_return_and_literals() {
    check(
        "return f(func() { return })
         dead()",
        "0 entry -> 1
         1 return f(func() { return })
         2 ~dead() -> 3
         3 ~end",
    );
}

#[test]
fn init_that_never_returns() {
    check(
        "if panic(1); x { y() }",
        "0 entry -> 1
         1 panic(1) !
         2 ~x ?3:4
         3 ~y() -> 4
         4 ~end",
    );
}

#[test]
fn break_out_of_a_labelled_switch() {
    check(
        "M: switch { case x: for { break M } }",
        "0 entry -> 1
         1 x ?2:4
         2 for -> 3
         3 break M -> 4
         4 end",
    );
}

#[test]
fn break_outside_of_a_loop() {
    check(
        "break",
        "0 entry -> 1
         1 break
         2 ~end
         unknown",
    );
}

#[test]
fn label_declared_twice() {
    check(
        "L: a()
         L: b()",
        "0 entry -> 1
         1 a() -> 2
         2 b() -> 3
         3 end
         unknown",
    );
}

#[test]
fn goto_into_a_default_that_stands_first() {
    check(
        "L: switch { default: goto L; case x: }",
        "0 entry -> 2
         1 goto L -> 2
         2 x ?3:1
         3 end",
    );
}
