//! `#[derive(Phrase)]`: the codes of an enum's variants, and the facts in their sentences.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Ident, LitStr, Result, Token, Variant};

use crate::{FieldFact, any, fields, kebab};

/// The options of a family: its name, and whether its sentences have no facts.
struct FamilyOptions {
    name: LitStr,
    has_facts: bool,
}

impl Parse for FamilyOptions {
    fn parse(input: ParseStream) -> Result<Self> {
        let name = input.parse()?;
        let comma: Option<Token![,]> = input.parse()?;
        if comma.is_none() {
            return Ok(Self { name, has_facts: true });
        }
        let word: Ident = input.parse()?;
        if word == "without_facts" {
            return Ok(Self { name, has_facts: false });
        }
        Err(Error::new_spanned(word, "known is `without_facts`"))
    }
}

/// The options of a variant.
#[derive(Default)]
struct VariantOptions {
    /// The code after the family, if it isn't the variant's name.
    code: Option<LitStr>,
    facts: Option<PhraseFacts>,
}

/// Where a variant's facts come from, if not from its fields.
enum PhraseFacts {
    /// The listed ones.
    Listed(Punctuated<FieldFact, Token![,]>),
    /// Those of the phrase in a field.
    Field(Ident),
}

impl Parse for VariantOptions {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut options = Self::default();
        while !input.is_empty() {
            let word: Ident = input.parse()?;
            if word == "code" {
                let _: Token![=] = input.parse()?;
                options.code = Some(input.parse()?);
            } else if word == "facts" {
                let facts;
                syn::parenthesized!(facts in input);
                options.facts = Some(PhraseFacts::Listed(Punctuated::parse_terminated(&facts)?));
            } else if word == "facts_of" {
                let _: Token![=] = input.parse()?;
                options.facts = Some(PhraseFacts::Field(input.parse()?));
            } else {
                return Err(Error::new_spanned(word, "known are `code`, `facts` and `facts_of`"));
            }
            let _: Option<Token![,]> = input.parse()?;
        }
        Ok(options)
    }
}

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(input, "only an enumeration is a family of phrases"));
    };
    let family = attribute(&input.attrs)
        .ok_or_else(|| Error::new_spanned(input, "a code needs a family: #[phrase(\"name\")]"))?;
    let FamilyOptions { name: family, has_facts } = family.parse_args()?;
    let variants = &data.variants;
    let (mut codes, mut facts) = (Vec::new(), Vec::new());
    for variant in variants {
        let options = attribute(&variant.attrs).map(Attribute::parse_args).transpose()?;
        let VariantOptions { code, facts: own_facts } = options.unwrap_or_default();
        let code = code.map_or_else(|| kebab(&variant.ident.to_string()), |code| code.value());
        codes.push(format!("{}-{code}", family.value()));
        facts.push(facts_arm(variant, own_facts, has_facts));
    }
    let patterns = variants.iter().map(any);
    let (name, visibility) = (&input.ident, &input.vis);
    Ok(quote! {
        impl #name {
            /// The codes of all variants, so that a test can check the catalogue.
            #[allow(dead_code)]
            #visibility fn codes() -> ::std::vec::Vec<::std::string::String> {
                ::std::vec![#(#codes.to_owned()),*]
            }
        }

        impl ::aikotoba_core::phrase::Phrase for #name {
            fn code(&self) -> ::std::string::String {
                match self { #(#patterns => #codes.to_owned(),)* }
            }

            fn facts(&self) -> ::std::vec::Vec<(&'static str, ::aikotoba_core::fault::Fact)> {
                match self { #(#facts)* }
            }
        }
    })
}

/// The match arm with a variant's facts.
fn facts_arm(variant: &Variant, facts: Option<PhraseFacts>, has_facts: bool) -> TokenStream {
    let ident = &variant.ident;
    let fact = quote!(::aikotoba_core::fault::Fact::from);
    let named = fields(variant);
    match facts {
        Some(PhraseFacts::Listed(facts)) => {
            let names = facts.iter().map(|fact| fact.name.to_string());
            let values = facts.iter().map(|fact| &fact.value);
            quote! {
                #[allow(unused_variables)]
                Self::#ident { #(#named),* } => ::std::vec![#((#names, #fact(#values))),*],
            }
        }
        Some(PhraseFacts::Field(field)) => quote! {
            Self::#ident { #field, .. } => ::aikotoba_core::phrase::Phrase::facts(#field),
        },
        None if named.is_empty() || !has_facts => {
            let pattern = any(variant);
            quote!(#pattern => ::std::vec::Vec::new(),)
        }
        None => {
            let names = named.iter().map(ToString::to_string);
            quote! {
                Self::#ident { #(#named),* } => ::std::vec![#((#names, #fact(#named))),*],
            }
        }
    }
}

fn attribute(attributes: &[Attribute]) -> Option<&Attribute> {
    attributes.iter().find(|attribute| attribute.path().is_ident("phrase"))
}
