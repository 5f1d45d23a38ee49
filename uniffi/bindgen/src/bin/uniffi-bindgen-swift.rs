//! Writes the Swift side of the bindings from the built library: `cargo xtask bindings` calls it.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
