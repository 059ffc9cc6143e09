//! CPU time and memory of processes, from `/proc`.

use std::fs;

/// Seconds of CPU of a process, those of its ended children included.
fn stat(pid: u32) -> Option<(f64, f64, u32)> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name may hold blanks and brackets.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |n: usize| fields.get(n)?.parse::<f64>().ok();
    let own = (ticks(11)? + ticks(12)?) / 100.0;
    let ended = (ticks(13)? + ticks(14)?) / 100.0;
    Some((own, ended, fields.get(1)?.parse().ok()?))
}

/// Of a process alone.
pub fn cpu(pid: u32) -> f64 {
    stat(pid).map_or(0.0, |(own, _, _)| own)
}

/// Of a process with its children, those that ended included.
pub fn family(pid: u32) -> f64 {
    let mine = stat(pid).map_or(0.0, |(own, ended, _)| own + ended);
    let pids = fs::read_dir("/proc").expect("/proc").flatten();
    let children = pids
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter_map(stat)
        .filter(|(_, _, parent)| *parent == pid);
    mine + children.map(|(own, _, _)| own).sum::<f64>()
}

/// Resident memory and its peak, in MiB.
pub fn memory(pid: u32) -> (u64, u64) {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let read = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    (
        read("VmRSS:").unwrap_or(0) / 1024,
        read("VmHWM:").unwrap_or(0) / 1024,
    )
}

/// How loaded the machine is, by the kernel's own word.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}
