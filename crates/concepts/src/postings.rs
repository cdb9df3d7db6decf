//! In which titles a feature stands: a growing row of numbers in few bytes.
//!
//! Rule: numbers only grow, so the steps between them are kept, seven bits a byte; every 128 numbers a sign stands that
//! says where one is, so that one number can be looked up without reading all before it.

/// A row of growing numbers.
#[derive(Debug, Default, Clone)]
pub(crate) struct Postings {
    steps: Vec<u8>,
    last: u32,
    count: u32,
    /// After every 128 numbers: the last of them, and where the next step begins. Absent in short rows.
    #[expect(clippy::box_collection, reason = "nearly all rows are short, and there are a million of them")]
    signs: Option<Box<Vec<(u32, u32)>>>,
}

const BETWEEN_SIGNS: u32 = 128;

impl Postings {
    /// Adds a number that is larger than all before it.
    pub(crate) fn push(&mut self, number: u32) {
        if self.count > 0 && self.count.is_multiple_of(BETWEEN_SIGNS) {
            let place = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
            self.signs.get_or_insert_default().push((self.last, place));
        }
        let mut step = number - self.last;
        while step >= 0x80 {
            self.steps.push((step & 0x7f) as u8 | 0x80);
            step >>= 7;
        }
        self.steps.push((step & 0x7f) as u8);
        self.last = number;
        self.count += 1;
    }

    /// The numbers in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        read(&self.steps, 0)
    }

    /// Whether a number is among them.
    pub(crate) fn contains(&self, number: u32) -> bool {
        if self.count == 0 || number > self.last {
            return false;
        }
        let signs = self.signs.as_ref().map_or(&[][..], |signs| signs.as_slice());
        let behind = signs.partition_point(|(last, _)| *last < number);
        let (base, from) = behind.checked_sub(1).map_or((0, 0), |at| signs[at]);
        read(&self.steps[from as usize..], base).take_while(|found| *found <= number).any(|found| found == number)
    }
}

fn read(steps: &[u8], base: u32) -> impl Iterator<Item = u32> + '_ {
    let mut steps = steps.iter();
    let mut number = base;
    std::iter::from_fn(move || {
        let mut byte = *steps.next()?;
        let mut step = u32::from(byte & 0x7f);
        let mut shift = 7;
        while byte & 0x80 != 0 {
            byte = *steps.next()?;
            step |= u32::from(byte & 0x7f) << shift;
            shift += 7;
        }
        number += step;
        Some(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_in_order_and_are_found() {
        let numbers: Vec<u32> = (0..2000).map(|n| n * n / 3 + n).collect();
        let mut postings = Postings::default();
        for number in &numbers {
            postings.push(*number);
        }
        assert_eq!(postings.iter().collect::<Vec<_>>(), numbers);
        for number in 0..3000 {
            assert_eq!(postings.contains(number), numbers.binary_search(&number).is_ok(), "{number}");
        }
        assert!(postings.contains(*numbers.last().unwrap()) && !postings.contains(u32::MAX));
    }

    #[test]
    fn nothing_holds_nothing() {
        assert!(!Postings::default().contains(0));
    }
}
