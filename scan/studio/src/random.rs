//! Random numbers that are the same in every release.
//!
//! The generator is xoshiro256++, whose output is part of its definition. The distributions are
//! implemented here, because those of common crates may change between releases.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// A stream of random numbers.
pub(crate) struct Random(Xoshiro256PlusPlus);

impl Random {
    /// The stream of a seed and a purpose. Different purposes give different streams.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        // FNV-1a (64 bits), so that purposes need no table of numbers.
        let hash = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(Xoshiro256PlusPlus::seed_from_u64(hash ^ seed.rotate_left(32)))
    }

    /// A number in `0..1`.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number in `low..high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// An integer in `0..count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.0.next_u64()) * count as u128) >> 64) as usize
    }

    /// An integer in `low..high`.
    pub(crate) fn whole(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low)
    }

    /// One of the choices.
    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// An approximately normal number of mean 0 and standard deviation 1.
    ///
    /// It is the sum of eight uniform numbers (Irwin-Hall), exact on every machine and within ±4.9,
    /// which is enough for a camera's noise.
    pub(crate) fn normal(&mut self) -> f64 {
        const MEAN: f64 = 8.0 * 65_535.0 / 2.0;
        const DEVIATION: f64 = 53_509.974; // sqrt(8 * (65536² - 1) / 12)
        let lanes = |word: u64| {
            (word & 0xffff) + (word >> 16 & 0xffff) + (word >> 32 & 0xffff) + (word >> 48)
        };
        let sum = lanes(self.0.next_u64()) + lanes(self.0.next_u64());
        (sum as f64 - MEAN) / DEVIATION
    }

    /// A Poisson distributed count with this mean, such as of electrons.
    pub(crate) fn poisson(&mut self, mean: f64) -> f64 {
        if mean > 12.0 {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0);
        }
        let (limit, mut count, mut product) = ((-mean).exp(), 0.0, self.unit());
        while product > limit {
            count += 1.0;
            product *= self.unit();
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_of_a_seed_never_changes() {
        let mut random = Random::new(1, "test");

        let drawn: Vec<usize> = (0..8).map(|_| random.below(1000)).collect();

        assert_eq!(drawn, [417, 521, 188, 335, 465, 504, 45, 478]);
    }

    #[test]
    fn another_purpose_gives_another_stream() {
        assert_ne!(Random::new(1, "page").below(1 << 40), Random::new(1, "noise").below(1 << 40));
    }

    #[test]
    fn normal_numbers_have_mean_0_and_deviation_1() {
        let mut random = Random::new(2, "test");
        let drawn: Vec<f64> = (0..40_000).map(|_| random.normal()).collect();

        assert_mean_and_variance(&drawn, 0.0, 1.0, 0.03);
    }

    #[test]
    fn counts_have_their_mean_as_variance() {
        let mut random = Random::new(3, "test");
        for mean in [0.5, 6.0, 40.0] {
            let drawn: Vec<f64> = (0..40_000).map(|_| random.poisson(mean)).collect();

            assert_mean_and_variance(&drawn, mean, mean, 0.03 * mean);
        }
    }

    fn assert_mean_and_variance(drawn: &[f64], mean: f64, variance: f64, tolerance: f64) {
        let count = drawn.len() as f64;
        let found = drawn.iter().sum::<f64>() / count;
        let spread = drawn.iter().map(|x| (x - found).powi(2)).sum::<f64>() / count;
        assert!((found - mean).abs() < tolerance, "mean {found}");
        assert!((spread - variance).abs() < tolerance, "variance {spread}");
    }
}
