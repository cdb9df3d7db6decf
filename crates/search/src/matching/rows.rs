//! Rows by id and by title.
//!
//! Rule: a row is found by its id and by each of its titles; where a row is taken out the last one moves to its place,
//! so that there are no gaps. The order of rows says nothing and decides nothing.

use std::collections::HashMap;

/// What stands under one or more titles of the bank.
pub(crate) trait Titled {
    /// Its titles.
    fn titles(&self) -> impl Iterator<Item = u32>;
}

/// Rows.
#[derive(Debug)]
pub(crate) struct Rows<T> {
    ids: Vec<[u8; 16]>,
    facts: Vec<T>,
    places: HashMap<[u8; 16], u32>,
    by_title: Vec<Vec<u32>>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { ids: Vec::new(), facts: Vec::new(), places: HashMap::new(), by_title: Vec::new() }
    }
}

impl<T: Titled> Rows<T> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The rows with this title.
    #[inline]
    pub(crate) fn of_title(&self, title: u32) -> &[u32] {
        self.by_title.get(title as usize).map_or(&[], Vec::as_slice)
    }

    /// The facts of a row.
    #[inline]
    pub(crate) fn facts(&self, row: u32) -> &T {
        &self.facts[row as usize]
    }

    /// The id of a row.
    #[inline]
    pub(crate) fn id(&self, row: u32) -> [u8; 16] {
        self.ids[row as usize]
    }

    /// The row with this id.
    pub(crate) fn find(&self, id: &[u8; 16]) -> Option<u32> {
        self.places.get(id).copied()
    }

    /// Every row.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        (0..).zip(&self.facts)
    }

    /// Puts a row in, in place of the one with the same id, which is given back.
    pub(crate) fn put(&mut self, id: [u8; 16], facts: T) -> Option<T> {
        let before = self.remove(&id);
        let row = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        for title in facts.titles() {
            let title = title as usize;
            if title >= self.by_title.len() {
                self.by_title.resize_with(title + 1, Vec::new);
            }
            if self.by_title[title].last() != Some(&row) {
                self.by_title[title].push(row);
            }
        }
        self.ids.push(id);
        self.facts.push(facts);
        self.places.insert(id, row);
        before
    }

    /// Takes a row out.
    pub(crate) fn remove(&mut self, id: &[u8; 16]) -> Option<T> {
        let row = self.places.remove(id)?;
        let last = u32::try_from(self.ids.len() - 1).unwrap_or(u32::MAX);
        self.forget(row);
        if row != last {
            for title in self.facts[last as usize].titles() {
                if let Some(place) = self.by_title[title as usize].iter_mut().find(|place| **place == last) {
                    *place = row;
                }
            }
            self.places.insert(self.ids[last as usize], row);
        }
        self.ids.swap_remove(row as usize);
        Some(self.facts.swap_remove(row as usize))
    }

    fn forget(&mut self, row: u32) {
        for title in self.facts[row as usize].titles() {
            let rows = &mut self.by_title[title as usize];
            if let Some(place) = rows.iter().position(|known| *known == row) {
                rows.swap_remove(place);
            }
        }
    }

    /// Bytes in memory, without what the rows point to.
    pub(crate) fn bytes(&self) -> usize {
        let by_title: usize = self.by_title.iter().map(|rows| rows.capacity() * 4 + size_of::<Vec<u32>>()).sum();
        self.ids.capacity() * 16
            + self.facts.capacity() * size_of::<T>()
            // A bucket of the map has a byte of control beside it.
            + self.places.capacity() * 8 / 7 * (size_of::<([u8; 16], u32)>() + 1)
            + by_title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Fact(Vec<u32>);

    impl Titled for Fact {
        fn titles(&self) -> impl Iterator<Item = u32> {
            self.0.iter().copied()
        }
    }

    #[test]
    fn rows_are_put_moved_and_taken_out() {
        let mut rows = Rows::default();
        for number in 0..5_u8 {
            assert!(rows.put([number; 16], Fact(vec![u32::from(number % 2), 7])).is_none());
        }
        assert_eq!(rows.put([3; 16], Fact(vec![2])), Some(Fact(vec![1, 7])));
        assert_eq!(rows.remove(&[0; 16]), Some(Fact(vec![0, 7])));
        assert_eq!(rows.remove(&[0; 16]), None);
        assert_eq!(rows.len(), 4);
        for title in 0..8 {
            for row in rows.of_title(title) {
                assert!(rows.facts(*row).0.contains(&title));
            }
        }
        assert_eq!(rows.of_title(7).len(), 3);
        for (row, fact) in rows.iter() {
            assert_eq!(rows.find(&rows.id(row)), Some(row));
            for title in fact.titles() {
                assert!(rows.of_title(title).contains(&row));
            }
        }
    }
}
