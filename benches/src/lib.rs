//! Benchmarks of Aikotoba.
