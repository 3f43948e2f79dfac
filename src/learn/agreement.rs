//! How far two raters agree on levels 0-3.

/// Levels of two raters: reader, program.
pub type Pair = (u8, u8);

/// Counts or weights `[reader][program]` of every pair of levels.
pub type Table = [[f64; 4]; 4];

/// Quadratic weighted kappa (Cohen 1968): 1 perfect, 0 chance; `None` when there is nothing to compare or chance alone
/// would agree fully.
pub fn quadratic_weighted_kappa(pairs: &[Pair]) -> Option<f64> {
    kappa(&confusion(pairs).map(|row| row.map(|n| n as f64)))
}

/// The same over a table of weights.
pub fn kappa(table: &Table) -> Option<f64> {
    let first: Vec<f64> = table.iter().map(|row| row.iter().sum()).collect();
    let second: Vec<f64> = (0..4).map(|j| table.iter().map(|row| row[j]).sum()).collect();
    let total: f64 = first.iter().sum();
    let (mut seen, mut chance) = (0.0, 0.0);
    for (i, row) in table.iter().enumerate() {
        for (j, weight) in row.iter().enumerate() {
            let apart = (i as f64 - j as f64).powi(2);
            seen += apart * weight;
            chance += apart * first[i] * second[j] / total;
        }
    }
    (chance > 0.0).then(|| 1.0 - seen / chance)
}

/// Share of pairs that differ by at most `by`.
pub fn within(pairs: &[Pair], by: u8) -> f64 {
    pairs.iter().filter(|(a, b)| a.abs_diff(*b) <= by).count() as f64 / pairs.len().max(1) as f64
}

/// Counts `[reader][program]`.
pub fn confusion(pairs: &[Pair]) -> [[usize; 4]; 4] {
    let mut table = [[0; 4]; 4];
    pairs.iter().for_each(|&(a, b)| table[usize::from(a)][usize::from(b)] += 1);
    table
}

/// 95 % bootstrap interval of kappa over `rounds` resamples. `seed` makes it repeatable.
pub fn bootstrap(pairs: &[Pair], rounds: usize, seed: u64) -> Option<(f64, f64)> {
    let mut state = seed;
    let mut next = move |below: usize| {
        // SplitMix64 (Steele, Lea, Flood 2014): good enough to draw resamples.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % below as u64) as usize
    };
    let mut kappas: Vec<f64> = (0..rounds)
        .filter_map(|_| {
            let sample: Vec<Pair> = (0..pairs.len()).map(|_| pairs[next(pairs.len())]).collect();
            quadratic_weighted_kappa(&sample)
        })
        .collect();
    kappas.sort_by(f64::total_cmp);
    let at = |share: f64| kappas.get((share * kappas.len() as f64) as usize).copied();
    Some((at(0.025)?, at(0.975)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_of_perfect_opposite_and_known() {
        assert_eq!(quadratic_weighted_kappa(&[(0, 0), (3, 3), (1, 1)]), Some(1.0));
        assert!(quadratic_weighted_kappa(&[(0, 3), (3, 0)]).unwrap() < -0.9);
        assert_eq!(quadratic_weighted_kappa(&[(2, 2)]), None);
        // By hand: seen (0+1+1+0)/4 = 0.5; chance 2.5 from margins {0:1,1:1,2:1,3:1} against {0:1,2:2,3:1} = 2.25.
        let kappa = quadratic_weighted_kappa(&[(0, 0), (1, 2), (2, 2), (3, 3)]).unwrap();
        assert!((kappa - (1.0 - 0.25 / 2.375)).abs() < 0.02, "{kappa}");
    }

    #[test]
    fn shares_and_confusion() {
        let pairs = [(0, 0), (1, 2), (3, 0)];
        assert!((within(&pairs, 1) - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(confusion(&pairs)[3][0], 1);
    }

    #[test]
    fn bootstrap_is_repeatable_and_holds_the_value() {
        let pairs: Vec<Pair> = (0..40).map(|i| (i % 4, (i % 4).max(i % 3))).collect();
        let interval = bootstrap(&pairs, 200, 1).unwrap();
        assert_eq!(bootstrap(&pairs, 200, 1), Some(interval));
        let kappa = quadratic_weighted_kappa(&pairs).unwrap();
        assert!(interval.0 <= kappa && kappa <= interval.1);
    }
}
