//! Random bytes. The source is passed as an argument, so that tests can use their own.

use ring::rand::SecureRandom;

/// A source of unpredictable bytes.
pub trait Random: Send + Sync {
    /// Fills the buffer.
    ///
    /// # Errors
    /// [`RandomError`] when the random generator failed; the buffer must not be used.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError>;
}

/// The random generator failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system's random generator failed")]
pub struct RandomError;

/// The operating system's random generator.
#[derive(Debug)]
pub struct SystemRandom(ring::rand::SystemRandom);

impl SystemRandom {
    /// The operating system's random generator; it needs no setup.
    pub fn new() -> Self {
        Self(ring::rand::SystemRandom::new())
    }
}

impl Default for SystemRandom {
    fn default() -> Self {
        Self::new()
    }
}

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        self.0.fill(bytes).map_err(|_| RandomError)
    }
}

/// Makes an array of random bytes.
///
/// # Errors
/// [`RandomError`] when the random generator failed.
pub fn make_array<const N: usize>(random: &dyn Random) -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_random_arrays_differ() {
        let random = SystemRandom::new();
        let first: [u8; 16] = make_array(&random).unwrap();
        assert_ne!(first, make_array::<16>(&random).unwrap());
    }
}
