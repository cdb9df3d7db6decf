//! Closed sets: one macro writes the enum, its codes and both directions between them.
//!
//! Rule: a code is the same text in the database, the API, a URL and a form, and an unknown code is never guessed.

/// Writes a closed set: an enum with `ALL`, `code`, `from_code`, `Display`, serde and an OpenAPI schema.
#[macro_export]
macro_rules! closed_set {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[expect(missing_docs, reason = "a member's code says what it means")]
        pub enum $name { $(#[serde(rename = $code)] $variant),+ }

        impl $name {
            /// Every member, in the order shown to people.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The member's code, the same in database, API, URL and form.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The member with this code, if there is one.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
    };
}
