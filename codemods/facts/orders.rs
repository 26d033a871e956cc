//! Words that say what a statement of SQL, or a program that is run, is there for.

use super::words;

/// Words of command lines that take away what there is: `rm -rf dir`, `docker stop id`, `kubectl delete pod`.
const TAKING_AWAY: &[&str] = &[
    "rm",
    "rmdir",
    "rd",
    "del",
    "delete",
    "remove",
    "stop",
    "kill",
    "pkill",
    "killall",
    "taskkill",
    "down",
    "umount",
    "unmount",
    "fusermount",
    "uninstall",
    "destroy",
    "prune",
    "cleanup",
];

/// Whether the SQL text changes data.
pub fn is_changing_sql(text: &str) -> bool {
    let text = text.trim_start();
    ["insert", "update", "delete", "replace", "merge"].iter().any(|w| {
        text.get(..w.len()).is_some_and(|head| head.eq_ignore_ascii_case(w))
            && text[w.len()..].starts_with(char::is_whitespace)
    })
}

/// Whether the SQL text gives something back, or records what has happened: it must be carried out even though the
/// context has ended.
pub fn is_releasing_sql(text: &str) -> bool {
    let text = text.trim_start().to_ascii_lowercase();
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let records = first == "insert" && words_in(&text).any(|w| w == "audit");
    matches!(first, "rollback" | "release" | "unlock" | "commit")
        || text.contains("advisory_unlock")
        || records
}

/// Whether the SQL text takes something back, if it is carried out because something failed.
pub fn is_undoing_sql(text: &str) -> bool {
    let first = words_in(text).next().unwrap_or_default();
    ["delete", "drop", "truncate", "revoke"].iter().any(|w| first.eq_ignore_ascii_case(w))
}

/// What one word of an order says, and that which takes it back.
const BACK: &[(&str, &str)] = &[
    ("create", "drop"),
    ("add", "drop"),
    ("grant", "revoke"),
    ("to", "from"),
    ("lock", "unlock"),
    ("set", "reset"),
];

/// Whether the second word of an order takes back the first: `SUPERUSER`, `NOSUPERUSER`.
pub fn takes_back(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
    let negates = |a: &str, b: &str| a.len() > 2 && b.strip_prefix("no") == Some(a);
    BACK.contains(&(&a, &b)) || words::are_opposite(&a, &b) || negates(&a, &b) || negates(&b, &a)
}

/// The words of an order, without what stands between them.
pub fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '%')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a program of that name gives something back: it must be run even though the context has ended.
pub fn is_releasing_program(name: &str) -> bool {
    ["umount", "fusermount", "fusermount3", "kill", "pkill", "killall"].contains(&name)
}

/// Whether a program of that name runs what follows as somebody else.
pub fn runs_as_another(name: &str) -> bool {
    ["sudo", "doas", "pkexec"].contains(&name)
}

/// Programs that change the system they run on, or are told of, and are not killed half-way: package managers, network,
/// devices, users, services, and what keeps a lock or a state of its own for the change.
const CHANGING: &[&str] = &[
    "helm",
    "pulumi",
    "terraform",
    "terragrunt",
    "tofu",
    "bootc",
    "rpm-ostree",
    "apk",
    "apt",
    "apt-get",
    "brew",
    "choco",
    "dnf",
    "dpkg",
    "msiexec",
    "pacman",
    "rpm",
    "snap",
    "yum",
    "zypper",
    "brctl",
    "bridge",
    "ifconfig",
    "ip",
    "ip6tables",
    "ipset",
    "iptables",
    "nft",
    "netsh",
    "networksetup",
    "resolvectl",
    "route",
    "tc",
    "ceph-fuse",
    "cryptsetup",
    "dd",
    "dmsetup",
    "e2fsck",
    "fdisk",
    "fsck",
    "iscsiadm",
    "losetup",
    "lvcreate",
    "lvextend",
    "lvresize",
    "mdadm",
    "mkfs",
    "mknod",
    "mkswap",
    "modprobe",
    "mount",
    "multipath",
    "parted",
    "pvcreate",
    "qemu-nbd",
    "rbd",
    "rbd-nbd",
    "resize2fs",
    "sgdisk",
    "swapon",
    "tune2fs",
    "vgcreate",
    "wipefs",
    "xfs_growfs",
    "zfs",
    "zpool",
    "chown",
    "chmod",
    "chpasswd",
    "groupadd",
    "passwd",
    "setcap",
    "setfacl",
    "useradd",
    "usermod",
    "defaults",
    "hostnamectl",
    "launchctl",
    "pg_ctl",
    "pg_ctlcluster",
    "rc-service",
    "reg",
    "schtasks",
    "service",
    "systemctl",
    "sysctl",
    "timedatectl",
    "update-ca-certificates",
];

/// Words by which such a program is only asked.
const ASKING: &[&str] = &[
    "show",
    "list",
    "ls",
    "get",
    "status",
    "query",
    "info",
    "print",
    "read",
    "find",
    "search",
    "is-active",
    "is-enabled",
    "dump",
    "export",
    "fmt",
    "history",
    "lint",
    "output",
    "plan",
    "preview",
    "template",
    "validate",
    "-n",
    "-l",
    "-L",
    "-S",
    "-q",
    "-h",
    "--help",
    "-v",
    "-V",
    "--version",
    "version",
];

/// Whether a word of a command line says that the program only gives information.
pub fn asks(word: &str) -> bool {
    ASKING.contains(&word)
}

/// Whether a program of that name changes a system, which a kill could leave half changed.
pub fn changes_machine(name: &str) -> bool {
    let name = name.strip_suffix(".exe").unwrap_or(name);
    CHANGING.contains(&name) || name.starts_with("mkfs.")
}

/// Whether the first word for a program says that something is brought to another version, of which the one before is
/// gone by then: `upgrade`, `self-update`. Not `update` alone, which as often only fetches something.
pub fn is_upgrade(word: &str) -> bool {
    let mut parts = word.split('-');
    let (first, last) = (parts.next(), parts.next_back());
    first == Some("upgrade") || matches!(last, Some("upgrade" | "update"))
}

/// Whether such a program has a name that begins so, whatever follows.
pub fn begins_as_changing(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|n| n.starts_with("mkfs."))
}

/// Whether a word of a command line says that something is taken away.
pub fn takes_away(word: &str) -> bool {
    TAKING_AWAY.contains(&word)
}

fn words_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_of_sql_says_what_it_does() {
        assert!(
            is_releasing_sql("ROLLBACK TO SAVEPOINT a") && is_releasing_sql("select pg_advisory_unlock(1)")
        );
        assert!(
            is_releasing_sql("INSERT INTO audit_log VALUES (1)")
                && !is_releasing_sql("INSERT INTO a VALUES (1)")
        );
        assert!(is_undoing_sql("\n\tDELETE FROM a") && !is_undoing_sql("UPDATE a SET deleted = 1"));
    }
}
