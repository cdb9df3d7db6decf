//! tmp
use magpie_concepts::occupations::Classifier;
fn main() {
    let t = std::fs::read_to_string("/work/shared/data/occupations/csco22.csv").unwrap();
    let f = std::fs::read_to_string("/tmp/occ2.tsv").unwrap();
    for c in [Classifier::built_in(), Classifier::with_taxonomy(&t)] {
        let mut a = [0; 6];
        let mut n = 0;
        let b = std::time::Instant::now();
        for l in f.lines() {
            let (t, code) = l.split_once("\t").unwrap();

            let g = c.rank(t, 10);
            n += 1;
            for (i, k) in [10, 7, 4, 1].into_iter().enumerate() {
                if g[0].occupation.code[..k] == code[..k] {
                    a[i] += 1
                }
            }
            if g.iter().any(|g| g.occupation.code == code) {
                a[4] += 1
            }
            if g.iter().take(3).any(|g| g.occupation.code == code) {
                a[5] += 1
            }
        }
        println!(
            "n {n} acc4 {:.3} acc3 {:.3} acc2 {:.3} acc1 {:.3} R10 {:.3} R3 {:.3} {:?}",
            a[0] as f32 / n as f32,
            a[1] as f32 / n as f32,
            a[2] as f32 / n as f32,
            a[3] as f32 / n as f32,
            a[4] as f32 / n as f32,
            a[5] as f32 / n as f32,
            b.elapsed() / n
        );
    }
}
