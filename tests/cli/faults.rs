//! What can go wrong under a run that writes: whatever does, every file is whole, and none is left over.

use crate::harness::{Ran, SAFE, SAFE_MENDED, Tree};
use rustix::process::{geteuid, getuid};
use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Files per tree.
const FILES: usize = 40;

fn name(i: usize) -> String {
    format!("{i}.go")
}

fn filled() -> Tree {
    let tree = Tree::new(&[]);
    (0..FILES).for_each(|i| tree.write(name(i), SAFE));
    tree
}

/// How many files are mended; all others are as they were.
#[track_caller]
fn mended(tree: &Tree) -> usize {
    let texts: Vec<String> = (0..FILES).map(|i| tree.read(name(i))).collect();
    assert!(texts.iter().all(|t| t == SAFE || t == SAFE_MENDED), "a file is neither old nor new");
    assert_eq!(tree.names().len(), FILES, "something was left: {:?}", tree.names());
    texts.iter().filter(|t| *t == SAFE_MENDED).count()
}

fn writer(tree: &Tree) -> Child {
    let mut command = tree.command();
    command.args(["-w", "-q"]).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

#[test]
fn killed_at_any_moment() {
    let tree = filled();
    let elsewhere = Tree::new(&[]);
    let mut replaced = 0;
    for round in 0..300u64 {
        let mut command = tree.command();
        command.args(["-w", "-q"]).env("TMPDIR", elsewhere.path("")).stdout(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_micros(round * 7919 % 90_000));
        child.kill().unwrap();
        child.wait().unwrap();
        replaced += mended(&tree);
        (0..FILES).for_each(|i| tree.write(name(i), SAFE));
    }
    assert!(replaced > 0, "every kill came too early");
}

#[test]
fn several_runs_at_once() {
    for _ in 0..10 {
        let tree = filled();
        let runs: Vec<Child> = (0..3).map(|_| writer(&tree)).collect();
        for mut run in runs {
            // A file that another run was first at is an error.
            let code = run.wait().unwrap().code();
            assert!(matches!(code, Some(0 | 2)), "{code:?}");
        }
        assert_eq!(mended(&tree), FILES);
    }
}

/// Somebody saves, truncates and deletes files meanwhile.
#[test]
fn files_that_change_under_a_run() {
    let mine = format!("{SAFE}\nvar mine = 1\n");
    let mine_mended = format!("{SAFE_MENDED}\nvar mine = 1\n");
    for round in 0..60u64 {
        let tree = filled();
        let mut child = writer(&tree);
        std::thread::sleep(Duration::from_micros(round * 7919 % 60_000));
        for i in (0..FILES).step_by(4) {
            let saved = tree.path("saved");
            fs::write(&saved, &mine).unwrap();
            fs::rename(&saved, tree.path(name(i))).unwrap();
            fs::write(tree.path(name(i + 1)), "").unwrap();
            fs::remove_file(tree.path(name(i + 2))).unwrap();
        }
        assert!(matches!(child.wait().unwrap().code(), Some(0 | 2)));
        for i in (0..FILES).step_by(4) {
            let saved = tree.read(name(i));
            assert!(saved == mine || saved == mine_mended || saved == SAFE_MENDED, "{saved}");
            let truncated = tree.read(name(i + 1));
            assert!(truncated.is_empty() || truncated == SAFE_MENDED, "{truncated}");
            let deleted = fs::read_to_string(tree.path(name(i + 2)));
            assert!(deleted.map_or(true, |text| text == SAFE_MENDED));
            assert_eq!(tree.read(name(i + 3)), SAFE_MENDED);
        }
        assert!(tree.names().iter().all(|n| n.ends_with(".go") && !n.starts_with('.')), "{:?}", tree.names());
    }
}

/// A file system in memory, as large as a few files.
struct Small {
    at: PathBuf,
}

impl Small {
    fn mount(at: PathBuf) -> Option<Small> {
        fs::create_dir(&at).unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=512k", "none"]).arg(&at).output();
        if geteuid().is_root() && mounted.is_ok_and(|done| done.status.success()) {
            return Some(Small { at });
        }
        eprintln!("*** NOT TESTED: a full disk: nothing can be mounted here ***");
        None
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).status();
    }
}

#[test]
fn a_full_disk() {
    let tree = Tree::new(&[]);
    let Some(small) = Small::mount(tree.path("small")) else { return };
    let long = format!("{SAFE}// {}\n", "x".repeat(60_000));
    let file = |i: usize| small.at.join(name(i));
    (0..4).for_each(|i| fs::write(file(i), &long).unwrap());
    // Room for one more, or for none.
    for room in [80 << 10, 0] {
        let mut filler = vec![0; 512 << 10];
        while fs::write(small.at.join("filler"), &filler).is_err() {
            filler.truncate(filler.len() - 4096);
        }
        filler.truncate(filler.len() - room);
        fs::write(small.at.join("filler"), &filler).unwrap();
        let ran = tree.run_with(["-w", "-q", "-j1"], |c| c.current_dir(&small.at));
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.to_lowercase().contains("no space left"), "{}", ran.err);
        let texts: Vec<String> = (0..4).map(|i| fs::read_to_string(file(i)).unwrap()).collect();
        let new = long.replace(SAFE, SAFE_MENDED);
        assert!(texts.iter().all(|t| *t == long || *t == new));
        assert_eq!(fs::read_dir(&small.at).unwrap().count(), 5);
        fs::remove_file(small.at.join("filler")).unwrap();
        (0..4).for_each(|i| fs::write(file(i), &long).unwrap());
    }
    tree.run_with(["-w", "-q"], |c| c.current_dir(&small.at)).exits(0);
}

/// Runs as somebody whom permissions bind: everyone but the superuser.
fn unprivileged(tree: &Tree, args: &[&str]) -> Option<Ran> {
    const NOBODY: u32 = 65_534;
    if !getuid().is_root() {
        return Some(tree.run(args));
    }
    let as_nobody = |args: &[&str]| {
        let mut command = tree.command();
        command.args(args).uid(NOBODY).gid(NOBODY).stdin(Stdio::null());
        command.output()
    };
    for entry in tree.names().iter().map(|n| tree.path(n)) {
        entry.ancestors().take_while(|p| p.starts_with(tree.path(""))).for_each(|p| {
            chown(p, Some(NOBODY), Some(NOBODY)).unwrap();
        });
    }
    if !as_nobody(&["--version"]).is_ok_and(|done| done.status.success()) {
        eprintln!("*** NOT TESTED: permissions: another user than root cannot run this build ***");
        return None;
    }
    let done = as_nobody(args).unwrap();
    Some(Ran {
        code: done.status.code(),
        out: done.stdout,
        err: String::from_utf8_lossy(&done.stderr).into_owned(),
    })
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_permissions_forbid() {
    let tree = Tree::new(&[("a.go", SAFE), ("shut/b.go", SAFE), ("mute/c.go", SAFE), ("d.go", SAFE)]);
    allow(&tree.path("shut"), 0o555);
    allow(&tree.path("d.go"), 0o000);
    let Some(ran) = unprivileged(&tree, &["-w", "-q"]) else { return };
    assert_eq!(ran.code, Some(2));
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(
        lines,
        ["ctxmend: d.go: permission denied", "ctxmend: shut/b.go: lies in a folder that is read-only"],
        "{}",
        ran.err
    );
    allow(&tree.path("d.go"), 0o644);
    assert_eq!((tree.read("a.go").as_str(), tree.read("mute/c.go").as_str()), (SAFE_MENDED, SAFE_MENDED));
    assert_eq!((tree.read("d.go").as_str(), tree.read("shut/b.go").as_str()), (SAFE, SAFE));
    assert_eq!(tree.names(), ["a.go", "d.go", "mute/c.go", "shut/b.go"]);
    allow(&tree.path("mute"), 0o000);
    let ran = unprivileged_again(&tree);
    allow(&tree.path("mute"), 0o755);
    allow(&tree.path("shut"), 0o755);
    assert!(ran.code == Some(2) && ran.err.contains("mute: permission denied"), "{}", ran.err);
}

/// The same once the tree belongs to that user.
fn unprivileged_again(tree: &Tree) -> Ran {
    tree.run_with(["-w", "-q", "."], |c| if getuid().is_root() { c.uid(65_534).gid(65_534) } else { c })
}

#[test]
fn nothing_outside_is_written() {
    let tree = Tree::new(&[("in/a.go", SAFE), ("out/b.go", SAFE), ("out/deep/c.go", SAFE)]);
    for (link, to) in [
        ("up", ".."),
        ("self", "."),
        ("x", "y"),
        ("y", "x"),
        ("b.go", "../out/b.go"),
        ("deep", "../out/deep"),
    ] {
        symlink(to, tree.path("in").join(link)).unwrap();
    }
    symlink("loop.go", tree.path("in/loop.go")).unwrap();
    symlink("/", tree.path("in/root")).unwrap();
    let inside = |c: &mut Command| {
        c.current_dir(tree.path("in")).args(["-w", "-q"]).stdout(Stdio::null()).status().unwrap().code()
    };
    assert_eq!(inside(&mut tree.command()), Some(0));
    assert_eq!(inside(tree.command().arg("./...")), Some(0));
    assert_eq!(tree.read("in/a.go"), SAFE_MENDED);
    assert_eq!((tree.read("out/b.go").as_str(), tree.read("out/deep/c.go").as_str()), (SAFE, SAFE));
    assert!(fs::symlink_metadata(tree.path("in/b.go")).unwrap().is_symlink());
    tree.run(["-w", "in/loop.go"]).exits(2);
}

#[test]
fn odd_names_and_texts() {
    let tree = Tree::new(&[]);
    let names: [&[u8]; 5] = [b"a b.go", b"new\nline.go", b"\xff\xfe.go", b"-w.go", b"'\"$(x)`.go"];
    let texts: [(String, String); 4] = [
        (SAFE.to_owned(), SAFE_MENDED.to_owned()),
        (SAFE.replace('\n', "\r\n"), SAFE_MENDED.replace('\n', "\r\n")),
        (format!("\u{feff}{SAFE}"), format!("\u{feff}{SAFE_MENDED}")),
        (SAFE.trim_end().to_owned(), SAFE_MENDED.trim_end().to_owned()),
    ];
    for (before, after) in &texts {
        names.iter().for_each(|n| tree.write(OsStr::from_bytes(n), before));
        tree.write("bad.go", [SAFE.as_bytes(), b"// \xff\n"].concat());
        let ran = tree.run(["-w", "-q"]);
        ran.exits(2);
        assert_eq!(ran.err, "ctxmend: bad.go: skipped: is not UTF-8\n");
        names.iter().for_each(|n| assert_eq!(tree.read(OsStr::from_bytes(n)), *after));
        assert_eq!(fs::read(tree.path("bad.go")).unwrap(), [SAFE.as_bytes(), b"// \xff\n"].concat());
        assert_eq!(tree.names().len(), names.len() + 1);
    }
}
