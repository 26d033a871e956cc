//! Compares types of the program model with what Go's type checker says: reads the output of
//! `tests/oracle/types` on standard input, prints disagreements and counts.
//!
//! `types_agree [-u]`: with `-u` also what the model does not know.

#[path = "../tests/common/disk.rs"]
mod disk;
#[path = "../tests/common/types.rs"]
mod types;

fn main() {
    let unknown = std::env::args().any(|a| a == "-u");
    let text = std::io::read_to_string(std::io::stdin()).expect("the oracle's output is text");
    let start = std::time::Instant::now();
    let world = disk::Disk::new();
    let counts = types::compare(&world, &text, &mut |verdict, place, truth, model| {
        if verdict == types::Verdict::Differs || unknown && verdict == types::Verdict::Unknown {
            println!("{verdict:?} {place}\n  go:    {truth}\n  model: {model}");
        }
    });
    println!("{counts} in {:.1?}", start.elapsed());
}
