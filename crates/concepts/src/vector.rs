//! Vectors: a title as a row of small whole numbers, whose product with another tells how alike the two are.
//!
//! Rule: whole numbers only, once a vector is made, so that a product is the same on every machine; the loop is plain,
//! and the compiler makes it into multiply-adds of many numbers at a time.

/// Numbers in a vector.
pub const DIM: usize = 128;

/// A title's vector: of one fixed length, or all 0 where nothing is known of the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vector(pub(crate) [i8; DIM]);

impl Default for Vector {
    fn default() -> Self {
        Self([0; DIM])
    }
}

/// The length of a vector: so large that the usual numbers use the byte and the rare larger ones are cut off.
pub(crate) const SCALE: f32 = 400.0;

impl Vector {
    /// From real numbers of any length.
    pub(crate) fn of(values: &[f32; DIM]) -> Self {
        let length = values.iter().map(|x| x * x).sum::<f32>().sqrt();
        let mut vector = [0_i8; DIM];
        if length > 0.0 {
            for (to, from) in vector.iter_mut().zip(values) {
                let byte = (from / length * SCALE).round().clamp(-127.0, 127.0) as i8;
                *to = byte;
            }
        }
        Self(vector)
    }

    /// The mean of some vectors, of the usual length.
    pub(crate) fn mean(vectors: &[Self]) -> Self {
        let mut sum = [0.0_f32; DIM];
        for vector in vectors {
            for (to, from) in sum.iter_mut().zip(vector.0) {
                *to += f32::from(from);
            }
        }
        Self::of(&sum)
    }

    /// How alike two titles are: about 1 for the same, about 0 for strangers, at least -1.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        dot(&self.0, &other.0) as f32 / (SCALE * SCALE)
    }

    /// The numbers, to be stored.
    #[must_use]
    pub fn as_array(&self) -> &[i8; DIM] {
        &self.0
    }

    /// From stored numbers.
    #[must_use]
    pub fn from_array(values: [i8; DIM]) -> Self {
        Self(values)
    }
}

/// The product of two rows of bytes. Products of two bytes fit 15 bits, so the sums of pairs are made in 32.
pub(crate) fn dot(left: &[i8; DIM], right: &[i8; DIM]) -> i32 {
    left.iter().zip(right).map(|(a, b)| i32::from(i16::from(*a) * i16::from(*b))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_unit_vectors() {
        let mut left = [0.1_f32; DIM];
        let right = left;
        assert!((Vector::of(&left).cosine(&Vector::of(&right)) - 1.0).abs() < 0.02);
        for value in &mut left[..64] {
            *value = -0.1;
        }
        assert!(Vector::of(&left).cosine(&Vector::of(&right)).abs() < 0.02);
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        assert_eq!(dot(&[-128; DIM], &[-128; DIM]), 128 * 128 * 128);
    }
}
