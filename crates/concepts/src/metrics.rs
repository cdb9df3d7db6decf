//! Measures of a ranking: precision averaged, gains discounted, relevant ones found.
//!
//! Rule: a ranking is a list of ids, best first, each at most once; judgements are ids with a grade, where nothing or 0
//! is not relevant. All results lie between 0 and 1.

use std::collections::HashMap;
use std::hash::Hash;

/// Average precision: the mean, over all relevant ids, of the precision at each one's place. Missing ones count 0.
#[must_use]
pub fn average_precision<T: Eq + Hash>(ranking: &[T], grades: &HashMap<T, u32>) -> f64 {
    let relevant = count_relevant(grades);
    if relevant == 0 {
        return 0.0;
    }
    let mut hits = 0_u32;
    let mut sum = 0.0;
    for (place, id) in (1_u32..).zip(ranking) {
        if is_relevant(id, grades) {
            hits += 1;
            sum += f64::from(hits) / f64::from(place);
        }
    }
    sum / f64::from(relevant)
}

/// Normalised discounted cumulative gain of the first `depth` places; the gain of grade g is 2^g - 1.
#[must_use]
pub fn ndcg<T: Eq + Hash>(ranking: &[T], grades: &HashMap<T, u32>, depth: usize) -> f64 {
    let gain = |grade: u32| f64::from(grade).exp2() - 1.0;
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        (2_u32..).zip(gains.take(depth)).map(|(place, gain)| gain / f64::from(place).log2()).sum()
    };
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = discounted(&mut ideal.into_iter().map(gain));
    if best == 0.0 {
        return 0.0;
    }
    discounted(&mut ranking.iter().map(|id| gain(grades.get(id).copied().unwrap_or(0)))) / best
}

/// The share of the relevant ids that stand among the first `depth`.
#[must_use]
pub fn recall<T: Eq + Hash>(ranking: &[T], grades: &HashMap<T, u32>, depth: usize) -> f64 {
    let relevant = count_relevant(grades);
    if relevant == 0 {
        return 0.0;
    }
    let found = ranking.iter().take(depth).filter(|id| is_relevant(*id, grades)).count();
    f64::from(u32::try_from(found).unwrap_or(u32::MAX)) / f64::from(relevant)
}

fn is_relevant<T: Eq + Hash>(id: &T, grades: &HashMap<T, u32>) -> bool {
    grades.get(id).is_some_and(|grade| *grade > 0)
}

fn count_relevant<T>(grades: &HashMap<T, u32>) -> u32 {
    u32::try_from(grades.values().filter(|grade| **grade > 0).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn worked_by_hand() {
        let grades = HashMap::from([(1, 1), (3, 1), (9, 0)]);
        close(average_precision(&[1, 2, 3], &grades), (1.0 + 2.0 / 3.0) / 2.0);
        close(average_precision(&[2, 1], &grades), 0.25);
        close(recall(&[1, 2, 3], &grades, 2), 0.5);
        close(ndcg(&[1, 3], &grades, 10), 1.0);
        close(ndcg(&[2, 1], &grades, 10), (1.0 / 3.0_f64.log2()) / (1.0 + 1.0 / 3.0_f64.log2()));
    }

    #[test]
    fn higher_grades_gain_more() {
        let grades = HashMap::from([("good", 3), ("fair", 1)]);
        assert!(ndcg(&["good", "fair"], &grades, 10) > ndcg(&["fair", "good"], &grades, 10));
    }

    #[test]
    fn nothing_relevant_is_zero() {
        let grades: HashMap<u8, u32> = HashMap::new();
        close(average_precision(&[1], &grades) + ndcg(&[1], &grades, 5) + recall(&[1], &grades, 5), 0.0);
    }
}
