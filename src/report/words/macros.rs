//! Makes a struct of texts and its two languages from one table, so that no text can be missing in either.

macro_rules! words {
    ($(#[$doc:meta])* $struct:ident { $($name:ident: $nl:literal, $en:literal;)* }) => {
        $(#[$doc])*
        pub struct $struct { $(pub(in crate::report) $name: &'static str,)* }

        static NL: $struct = $struct { $($name: $nl,)* };
        static EN: $struct = $struct { $($name: $en,)* };

        impl $struct {
            /// The texts in `lang`.
            pub fn of(lang: $crate::model::Lang) -> &'static Self {
                match lang {
                    $crate::model::Lang::Nl => &NL,
                    $crate::model::Lang::En => &EN,
                }
            }
        }

        /// Name, Dutch and English of each text.
        #[cfg(test)]
        pub(super) const TABLE: &[(&str, &str, &str)] = &[$((stringify!($name), $nl, $en),)*];
    };
}

pub(super) use words;
