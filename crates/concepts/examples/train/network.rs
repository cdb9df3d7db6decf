//! The network: rows summed and brought to unit length, learned by telling the right partner from all others in a batch.
//!
//! Rule: every sum is made in one fixed order, whatever the number of threads: a thread owns rows of a result, never a
//! part of a sum.

use magpie_concepts::DIM;
use std::thread;

/// A title as rows of the table with weights.
pub(crate) type Bag = Vec<(u32, f32)>;

type Row = [f32; DIM];

const THREADS: usize = 2;

/// The table and how far each row has moved.
pub(crate) struct Network {
    pub(crate) rows: Vec<Row>,
    moved: Vec<f32>,
}

/// One step's settings.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) rate: f32,
    pub(crate) temperature: f32,
}

/// A bag's unit vector and the length it had before.
#[derive(Clone, Copy)]
struct Seen {
    unit: Row,
    length: f32,
}

impl Seen {
    /// The slope before the length was divided out.
    fn back(&self, mut slope: Row) -> Row {
        let along = dot(&slope, &self.unit);
        for (s, u) in slope.iter_mut().zip(&self.unit) {
            *s = (*s - along * u) / self.length;
        }
        slope
    }
}

/// A row brought to unit length.
fn unit(mut row: Row) -> Seen {
    let length = dot(&row, &row).sqrt().max(1e-6);
    for x in &mut row {
        *x /= length;
    }
    Seen { unit: row, length }
}

/// The middles of the occupations of the classification.
pub(crate) struct Classes {
    pub(crate) rows: Vec<Row>,
    moved: Vec<f32>,
}

impl Classes {
    pub(crate) fn new(rows: Vec<Row>) -> Self {
        let moved = vec![0.0; rows.len()];
        Self { rows, moved }
    }
}

impl Network {
    pub(crate) fn new(rows: Vec<Row>) -> Self {
        let moved = vec![0.0; rows.len()];
        Self { rows, moved }
    }

    /// The unit vector of a bag.
    pub(crate) fn see(&self, bag: &Bag) -> Row {
        self.seen(bag).unit
    }

    fn seen(&self, bag: &Bag) -> Seen {
        let mut unit = [0.0; DIM];
        for (row, weight) in bag {
            add(&mut unit, &self.rows[*row as usize], *weight);
        }
        self::unit(unit)
    }

    /// Learns from a batch of partners; `targets[i]` says which right sides are right for left side `i`, and how much;
    /// it sums to 1. Returns the loss.
    pub(crate) fn learn(&mut self, left: &[Bag], right: &[Bag], targets: &[Vec<f32>], step: Step) -> f32 {
        let count = left.len();
        let both: Vec<&Bag> = left.iter().chain(right).collect();
        let seen: Vec<Seen> = in_parallel(both.len(), |at| self.seen(both[at]));
        let (x, y) = seen.split_at(count);
        let logits: Vec<Vec<f32>> =
            in_parallel(count, |i| y.iter().map(|other| dot(&x[i].unit, &other.unit) / step.temperature).collect());
        let (mut loss, mut slopes) = (0.0, Vec::with_capacity(count));
        for (row, target) in logits.iter().zip(targets) {
            let (softened, log_sum) = softmax(row.iter().copied());
            loss += target.iter().zip(row).map(|(t, z)| t * (log_sum - z)).sum::<f32>();
            slopes.push(softened.iter().zip(target).map(|(p, t)| p - t).collect::<Vec<f32>>());
        }
        // The other way round: which left side belongs to a right one.
        let columns: Vec<Vec<f32>> = in_parallel(count, |j| {
            let (softened, _) = softmax(logits.iter().map(|row| row[j]));
            let sum: f32 = targets.iter().map(|row| row[j]).sum::<f32>().max(1e-6);
            (0..count).map(|i| softened[i] - targets[i][j] / sum).collect()
        });
        let factor = 0.5 / (count as f32 * step.temperature);
        let slopes: Vec<Row> = in_parallel(2 * count, |at| {
            let mut slope = [0.0; DIM];
            for other in 0..count {
                if at < count {
                    add(&mut slope, &y[other].unit, (slopes[at][other] + columns[other][at]) * factor);
                } else {
                    let at = at - count;
                    add(&mut slope, &x[other].unit, (slopes[other][at] + columns[at][other]) * factor);
                }
            }
            seen[at].back(slope)
        });
        self.apply(&both, &slopes, step.rate);
        loss / count as f32
    }

    /// Learns the middles of classes: each bag's class against all others. The rows of the table move as well, by
    /// `share` of the step. Returns the loss.
    pub(crate) fn learn_classes(
        &mut self,
        classes: &mut Classes,
        bags: &[Bag],
        labels: &[usize],
        share: f32,
        step: Step,
    ) -> f32 {
        let count = bags.len();
        let seen: Vec<Seen> = in_parallel(count, |at| self.seen(&bags[at]));
        let middles: Vec<Seen> = in_parallel(classes.rows.len(), |at| unit(classes.rows[at]));
        let results: Vec<(Vec<f32>, f32)> = in_parallel(count, |at| {
            let logits: Vec<f32> =
                middles.iter().map(|middle| dot(&seen[at].unit, &middle.unit) / step.temperature).collect();
            let (mut slopes, log_sum) = softmax(logits.iter().copied());
            slopes[labels[at]] -= 1.0;
            (slopes, log_sum - logits[labels[at]])
        });
        let factor = 1.0 / (count as f32 * step.temperature);
        let class_slopes: Vec<Row> = in_parallel(middles.len(), |class| {
            let mut slope = [0.0; DIM];
            for (seen, (slopes, _)) in seen.iter().zip(&results) {
                add(&mut slope, &seen.unit, slopes[class] * factor);
            }
            middles[class].back(slope)
        });
        if share > 0.0 {
            let slopes: Vec<Row> = in_parallel(count, |at| {
                let mut slope = [0.0; DIM];
                for (middle, factor_of) in middles.iter().zip(&results[at].0) {
                    add(&mut slope, &middle.unit, factor_of * factor * share);
                }
                seen[at].back(slope)
            });
            self.apply(&bags.iter().collect::<Vec<_>>(), &slopes, step.rate);
        }
        for ((row, moved), slope) in classes.rows.iter_mut().zip(&mut classes.moved).zip(&class_slopes) {
            *moved += dot(slope, slope) / DIM as f32;
            add(row, slope, -step.rate / (moved.sqrt() + 1e-7));
        }
        results.iter().map(|(_, loss)| loss).sum::<f32>() / count as f32
    }

    /// Moves every row that took part, with steps that grow smaller the more it has moved (Adagrad by row).
    fn apply(&mut self, bags: &[&Bag], slopes: &[Row], rate: f32) {
        let mut touches: Vec<(u32, u32, f32)> = Vec::new();
        for (at, bag) in (0_u32..).zip(bags) {
            touches.extend(bag.iter().map(|(row, weight)| (*row, at, *weight)));
        }
        touches.sort_unstable_by_key(|(row, at, _)| (*row, *at));
        for group in touches.chunk_by(|a, b| a.0 == b.0) {
            let mut slope = [0.0; DIM];
            for (_, at, weight) in group {
                add(&mut slope, &slopes[*at as usize], *weight);
            }
            let row = group[0].0 as usize;
            self.moved[row] += dot(&slope, &slope) / DIM as f32;
            let step = rate / (self.moved[row].sqrt() + 1e-7);
            add(&mut self.rows[row], &slope, -step);
        }
    }
}

/// In 64 bits, so that libraries that differ in the last bit give the same 32.
fn softmax(row: impl Iterator<Item = f32> + Clone) -> (Vec<f32>, f32) {
    let most = row.clone().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = row.map(|z| f64::from(z - most).exp() as f32).collect();
    let sum: f32 = powers.iter().sum();
    (powers.into_iter().map(|p| p / sum).collect(), most + f64::from(sum).ln() as f32)
}

fn add(to: &mut Row, from: &Row, factor: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += factor * from;
    }
}

/// Sixteen sums side by side, so that the loop can be made of wide instructions and still has one order.
pub(crate) fn dot(left: &Row, right: &Row) -> f32 {
    let mut sums = [0.0_f32; 16];
    for (left, right) in left.chunks_exact(16).zip(right.chunks_exact(16)) {
        for ((sum, a), b) in sums.iter_mut().zip(left).zip(right) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

/// The results of a function for all numbers below `count`, each made by one thread.
pub(crate) fn in_parallel<T: Send>(count: usize, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let share = count.div_ceil(THREADS);
    thread::scope(|scope| {
        let make = &make;
        let workers: Vec<_> = (0..THREADS)
            .map(|thread| {
                let range = thread * share..((thread + 1) * share).min(count);
                scope.spawn(move || range.map(make).collect::<Vec<T>>())
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    })
}
