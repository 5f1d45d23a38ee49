//! `#[derive(Fault)]` declares the codes, facts and remedies of an error enum on its variants, and
//! `#[derive(Phrase)]` the codes and facts of the other sentences of a screen.
//!
//! ```text
//! #[derive(Debug, thiserror::Error, Fault)]
//! #[fault("otp", AnotherSource)]               // the family, and the remedy of most variants
//! pub enum OtpError {
//!     #[error("no key")]
//!     EmptyKey,                                // otp-empty-key
//!     #[error("{found} digits")]
//!     #[fault(TypeAgain)]                      // a remedy of its own
//!     DigitsOutOfRange { found: u32 },         // its fields are its facts
//!     #[error(transparent)]
//!     #[fault(transparent)]                    // code and facts of the inner error
//!     Device(#[from] DeviceError),
//! }
//! ```
//!
//! `#[fault(code = "digits")]` sets the code, for example `otp-digits`, where it is not the variant's name:
//! scripts read codes, so they stay when a variant is renamed.
//! `#[fault(of = why)]` uses the code of the error in the field `why`, and adds the other named
//! fields to its facts. A remedy together with `transparent` or `of` replaces the inner error's.
//! `#[fault(unusable)]` means that the vault file can never be unlocked.
//! `#[fault(facts(found = found.to_string(), minutes = *seconds / 60))]` lists the facts explicitly.
//!
//! ```text
//! #[derive(Clone, Copy, Phrase)]
//! #[phrase("advice")]                          // the family
//! pub enum Advice {
//!     Wait,                                    // advice-wait
//!     TypeIt { digits: u8 },                   // its fields are its facts
//!     #[phrase(facts(count = *accounts))]      // these are its facts; `facts()` means none
//!     CheckNames { accounts: u32 },
//!     #[phrase(facts_of = verdict)]            // the facts of the phrase in a field
//!     SetClock { verdict: ClockVerdict },
//! }
//! ```
//!
//! In a family with `#[phrase("advice", without_facts)]`, no field is a fact. `#[phrase(code = "…")]` sets
//! a code as in `Fault`.

mod phrase;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Data, DeriveInput, Error, Expr, Fields, Ident, LitStr, Result, Token, Variant};

/// Implements `Fault`, and `codes()`, which lists the codes of all variants that have their own.
#[proc_macro_derive(Fault, attributes(fault))]
pub fn fault(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let expanded = syn::parse(input).and_then(|input| expand(&input));
    expanded.unwrap_or_else(|why| why.to_compile_error()).into()
}

/// Implements `Phrase`, and `codes()`, which lists the codes of all variants.
#[proc_macro_derive(Phrase, attributes(phrase))]
pub fn phrase(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let expanded = syn::parse(input).and_then(|input| phrase::expand(&input));
    expanded.unwrap_or_else(|why| why.to_compile_error()).into()
}

/// The options of a family: its name, and the default remedy.
struct FamilyOptions {
    name: LitStr,
    remedy: Option<Ident>,
}

impl Parse for FamilyOptions {
    fn parse(input: ParseStream) -> Result<Self> {
        let name = input.parse()?;
        let comma: Option<Token![,]> = input.parse()?;
        let remedy = comma.map(|_| input.parse()).transpose()?;
        Ok(Self { name, remedy })
    }
}

/// The options of a variant.
#[derive(Default)]
struct VariantOptions {
    remedy: Option<Ident>,
    /// The code after the family, if it isn't the variant's name.
    code: Option<LitStr>,
    /// The field with the inner error: its name, or `0`.
    source: Option<Source>,
    facts: Option<Punctuated<FieldFact, Token![,]>>,
    /// Whether the vault file can never be unlocked.
    is_unusable: bool,
}

enum Source {
    Only,
    Field(Ident),
}

/// A fact with its name in the sentence.
struct FieldFact {
    name: Ident,
    value: Expr,
}

impl Parse for FieldFact {
    fn parse(input: ParseStream) -> Result<Self> {
        let name = input.parse()?;
        let _: Token![=] = input.parse()?;
        Ok(Self { name, value: input.parse()? })
    }
}

impl Parse for VariantOptions {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut options = Self::default();
        while !input.is_empty() {
            let word: Ident = input.parse()?;
            if word == "transparent" {
                options.source = Some(Source::Only);
            } else if word == "of" {
                let _: Token![=] = input.parse()?;
                options.source = Some(Source::Field(input.parse()?));
            } else if word == "code" {
                let _: Token![=] = input.parse()?;
                options.code = Some(input.parse()?);
            } else if word == "facts" {
                let facts;
                syn::parenthesized!(facts in input);
                options.facts = Some(Punctuated::parse_terminated(&facts)?);
            } else if word == "unusable" {
                options.is_unusable = true;
            } else {
                options.remedy = Some(word);
            }
            let _: Option<Token![,]> = input.parse()?;
        }
        Ok(options)
    }
}

/// The match arms of a variant.
struct Arms {
    code: TokenStream,
    facts: TokenStream,
    remedy: TokenStream,
    is_unusable: TokenStream,
    /// The variant's own code, if it has one.
    own: Option<String>,
}

fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(input, "only an enumeration is a family of errors"));
    };
    let family = input.attrs.iter().find(|attribute| attribute.path().is_ident("fault"));
    let family: Option<FamilyOptions> = family.map(syn::Attribute::parse_args).transpose()?;
    let arms = data
        .variants
        .iter()
        .map(|variant| arms(variant, family.as_ref()))
        .collect::<Result<Vec<_>>>()?;
    let (codes, facts, remedies) = (
        arms.iter().map(|arms| &arms.code),
        arms.iter().map(|arms| &arms.facts),
        arms.iter().map(|arms| &arms.remedy),
    );
    let unusable = arms.iter().map(|arms| &arms.is_unusable);
    let own = arms.iter().filter_map(|arms| arms.own.as_ref());
    let (name, path) = (&input.ident, path());
    Ok(quote! {
        impl #name {
            /// The codes of all variants that have one of their own, so that a test can check
            /// the catalogue.
            #[allow(dead_code)]
            pub fn codes() -> ::std::vec::Vec<::std::string::String> {
                ::std::vec![#(#own.to_owned()),*]
            }
        }

        impl #path::Fault for #name {
            fn code(&self) -> ::std::string::String {
                match self { #(#codes)* }
            }

            fn facts(&self) -> ::std::vec::Vec<(&'static str, #path::Fact)> {
                match self { #(#facts)* }
            }

            fn remedy(&self) -> #path::Remedy {
                match self { #(#remedies)* }
            }

            fn is_unusable(&self) -> bool {
                match self { #(#unusable)* }
            }
        }
    })
}

fn arms(variant: &Variant, family: Option<&FamilyOptions>) -> Result<Arms> {
    let attribute = variant.attrs.iter().find(|attribute| attribute.path().is_ident("fault"));
    let options: VariantOptions =
        attribute.map(syn::Attribute::parse_args).transpose()?.unwrap_or_default();
    let name = &variant.ident;
    let path = path();
    if let Some(source) = &options.source {
        let (pattern, inner, others) = match source {
            Source::Only => (quote!(Self::#name(inner)), format_ident!("inner"), Vec::new()),
            Source::Field(field) => {
                let all = fields(variant);
                let others = all.iter().filter(|other| *other != field).cloned().collect();
                (quote!(Self::#name { #(#all),* }), field.clone(), others)
            }
        };
        let named = others.iter().map(ToString::to_string);
        let remedy = options.remedy.as_ref().map_or_else(
            || quote!(#path::Fault::remedy(#inner)),
            |remedy| quote!(#path::Remedy::#remedy),
        );
        return Ok(Arms {
            code: quote!(#[allow(unused_variables)] #pattern => #path::Fault::code(#inner),),
            facts: quote!(#pattern => {
                #[allow(unused_mut)]
                let mut facts = #path::Fault::facts(#inner);
                #(facts.push((#named, #path::Fact::from(#others)));)*
                facts
            }),
            remedy: quote!(#[allow(unused_variables)] #pattern => #remedy,),
            is_unusable: quote! {
                #[allow(unused_variables)] #pattern => #path::Fault::is_unusable(#inner),
            },
            own: None,
        });
    }
    let family = family
        .ok_or_else(|| Error::new_spanned(variant, "a code needs a family: #[fault(\"name\")]"))?;
    let remedy = options.remedy.as_ref().or(family.remedy.as_ref()).ok_or_else(|| {
        Error::new_spanned(variant, "who can put it right? #[fault(TypeAgain)] or another remedy")
    })?;
    let code = options.code.as_ref().map_or_else(|| kebab(&name.to_string()), LitStr::value);
    let code = format!("{}-{code}", family.name.value());
    let any = any(variant);
    let named = fields(variant);
    let facts = if let Some(facts) = &options.facts {
        let names = facts.iter().map(|fact| fact.name.to_string());
        let values = facts.iter().map(|fact| &fact.value);
        quote! {
            #[allow(unused_variables)]
            Self::#name { #(#named),* } => ::std::vec![#((#names, #path::Fact::from(#values))),*],
        }
    } else if named.is_empty() {
        quote!(#any => ::std::vec::Vec::new(),)
    } else {
        let names = named.iter().map(ToString::to_string);
        quote! {
            Self::#name { #(#named),* } => ::std::vec![#((#names, #path::Fact::from(#named))),*],
        }
    };
    Ok(Arms {
        code: quote!(#any => #code.to_owned(),),
        facts,
        remedy: quote!(#any => #path::Remedy::#remedy,),
        is_unusable: {
            let is_unusable = options.is_unusable;
            quote!(#any => #is_unusable,)
        },
        own: Some(code),
    })
}

/// The pattern that matches a variant with any fields.
fn any(variant: &Variant) -> TokenStream {
    let name = &variant.ident;
    match variant.fields {
        Fields::Unit => quote!(Self::#name),
        Fields::Named(_) => quote!(Self::#name { .. }),
        Fields::Unnamed(_) => quote!(Self::#name(..)),
    }
}

/// The named fields of a variant.
fn fields(variant: &Variant) -> Vec<Ident> {
    variant.fields.iter().filter_map(|field| field.ident.clone()).collect()
}

/// Converts `KeyIsLink` to `key-is-link`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

/// The path of the trait's module. The core refers to itself by the same name (`extern crate
/// self`).
fn path() -> TokenStream {
    quote!(::aikotoba_core::fault)
}
