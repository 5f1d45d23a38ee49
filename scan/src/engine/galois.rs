//! GF(256), the field of the error correction: polynomials over GF(2) modulo x⁸ + x⁴ + x³ + x² + 1
//! (ISO/IEC 18004 §7.5.2).

/// Powers of the primitive element, twice, so that the sum of two logarithms needs no reduction.
const POWERS: [u8; 512] = {
    let mut powers = [0; 512];
    let mut value: u16 = 1;
    let mut exponent = 0;
    while exponent < 512 {
        powers[exponent] = value as u8;
        value <<= 1;
        if value & 0x100 != 0 {
            value ^= 0x11d;
        }
        exponent += 1;
    }
    powers
};

const LOGARITHMS: [u8; 256] = {
    let mut logarithms = [0; 256];
    let mut exponent = 0;
    while exponent < 255 {
        logarithms[POWERS[exponent] as usize] = exponent as u8;
        exponent += 1;
    }
    logarithms
};

/// A power of the primitive element.
pub(crate) fn power(exponent: usize) -> u8 {
    POWERS[exponent % 255]
}

/// The product of two elements.
pub(crate) fn multiply(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 {
        return 0;
    }
    let sum = usize::from(LOGARITHMS[usize::from(a)]) + usize::from(LOGARITHMS[usize::from(b)]);
    POWERS[sum]
}

/// The inverse of an element. 0 has none and gives 0.
pub(crate) fn inverse(a: u8) -> u8 {
    if a == 0 { 0 } else { POWERS[255 - usize::from(LOGARITHMS[usize::from(a)])] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_except_zero_has_an_inverse() {
        for a in 1..=255 {
            assert_eq!(multiply(a, inverse(a)), 1);
        }
        assert_eq!(inverse(0), 0);
    }

    #[test]
    fn the_powers_repeat_after_255() {
        assert_eq!((power(0), power(1), power(8), power(255)), (1, 2, 0x1d, 1));
    }
}
