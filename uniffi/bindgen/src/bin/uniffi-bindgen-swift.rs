//! Generates the Swift bindings from the built library, for `cargo xtask bindings`.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
