//! Soft decisions: the modules of a symbol as numbers instead of bits.

/// One number per module. Above 0 is dark; the distance from 0 is the reliability.
#[derive(Clone)]
pub(crate) struct SoftModules {
    side: usize,
    values: Vec<f32>,
}

impl SoftModules {
    /// Takes `side` times `side` numbers, row by row. `None` for another length.
    pub(crate) fn new(side: usize, values: Vec<f32>) -> Option<Self> {
        (side > 0 && values.len() == side * side).then_some(Self { side, values })
    }

    /// Modules per side.
    pub(crate) fn side(&self) -> usize {
        self.side
    }

    /// All numbers, row by row.
    pub(crate) fn values(&self) -> &[f32] {
        &self.values
    }

    /// The number at an index in row order; outside it is 0, which means unknown.
    pub(crate) fn at(&self, place: usize) -> f32 {
        self.values.get(place).copied().unwrap_or_default()
    }

    /// The number at a row and column, limited to ±1.
    pub(crate) fn clamped(&self, row: usize, column: usize) -> f32 {
        self.at(row * self.side + column).clamp(-1.0, 1.0)
    }

    /// The symbol mirrored at its diagonal.
    pub(crate) fn transposed(&self) -> Self {
        let side = self.side;
        let value = |place: usize| self.values[place % side * side + place / side];
        Self { side, values: (0..side * side).map(value).collect() }
    }

    /// The numbers scaled to a mean absolute value of 1.
    pub(crate) fn normalised(&self) -> Self {
        let mean = self.values.iter().map(|v| v.abs()).sum::<f32>() / self.values.len() as f32;
        let factor = 1.0 / mean.max(1e-6);
        Self { side: self.side, values: self.values.iter().map(|v| v * factor).collect() }
    }

    /// The sum of both symbols' numbers, `other` weighted. `None` if their sizes differ.
    pub(crate) fn plus(&self, other: &Self, weight: f32) -> Option<Self> {
        let add = |(a, b): (&f32, &f32)| a + weight * b;
        (self.side == other.side).then(|| Self {
            side: self.side,
            values: self.values.iter().zip(&other.values).map(add).collect(),
        })
    }
}

#[cfg(test)]
impl SoftModules {
    /// Modules of full reliability.
    pub(crate) fn of_code(code: &aikotoba_studio::DrawnCode) -> Self {
        let side = code.side();
        let value = |place| if code.is_dark(place / side, place % side) { 1.0 } else { -1.0 };
        Self { side, values: (0..side * side).map(value).collect() }
    }

    pub(crate) fn flip(&mut self, row: usize, column: usize) {
        self.values[row * self.side + column] *= -1.0;
    }

    pub(crate) fn set(&mut self, place: usize, value: f32) {
        self.values[place] = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_needs_as_many_numbers_as_it_has_modules() {
        assert!(SoftModules::new(3, vec![0.0; 9]).is_some());
        assert!(SoftModules::new(3, vec![0.0; 8]).is_none());
        assert!(SoftModules::new(0, Vec::new()).is_none());
    }

    #[test]
    fn transposing_twice_changes_nothing() {
        let soft = SoftModules::new(2, vec![1.0, 2.0, 3.0, 4.0]).unwrap();
        assert_eq!(soft.transposed().values(), [1.0, 3.0, 2.0, 4.0]);
        assert_eq!(soft.transposed().transposed().values(), soft.values());
    }

    #[test]
    fn only_symbols_of_the_same_size_are_added() {
        let (a, b) =
            (SoftModules::new(1, vec![1.0]).unwrap(), SoftModules::new(1, vec![3.0]).unwrap());
        assert_eq!(a.plus(&b, 0.5).unwrap().values(), [2.5]);
        assert!(a.plus(&SoftModules::new(2, vec![0.0; 4]).unwrap(), 1.0).is_none());
        assert_eq!(b.normalised().values(), [1.0]);
    }
}
