//! Lists grouped by a dense key, in two allocations.

/// The items of key `k` are one slice.
#[derive(Debug)]
pub(super) struct Grouped<T> {
    items: Vec<T>,
    /// Where the items of each key end.
    ends: Vec<u32>,
}

impl<T: Copy> Grouped<T> {
    /// Groups `pairs`, of which each call gives the same ones, under keys below `keys`; items of one key keep the
    /// order in which they come.
    pub(super) fn new<I: Iterator<Item = (u32, T)>>(keys: usize, pairs: impl Fn() -> I) -> Grouped<T> {
        let mut ends = vec![0u32; keys];
        let mut any = None;
        for (key, item) in pairs() {
            ends[key as usize] += 1;
            any = Some(item);
        }
        let Some(any) = any else { return Grouped { items: Vec::new(), ends } };
        let mut total = 0;
        for end in &mut ends {
            // For now, where the items of this key start; filling moves it to where they end.
            (*end, total) = (total, total + *end);
        }
        let mut items = vec![any; total as usize];
        for (key, item) in pairs() {
            items[ends[key as usize] as usize] = item;
            ends[key as usize] += 1;
        }
        Grouped { items, ends }
    }

    pub(super) fn of(&self, key: u32) -> &[T] {
        let key = key as usize;
        let start = key.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.items[start..self.ends[key] as usize]
    }
}
