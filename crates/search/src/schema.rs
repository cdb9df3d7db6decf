//! The fields of the index.
//!
//! Rule: text is indexed and never stored; all that a filter, a facet or an order needs is a number in a column.
//! Whoever changes a field, an analyser or a packing raises [`VERSION`], and every index is built anew.

use tantivy::schema::{BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};

/// The version of all that decides what the index holds.
pub(crate) const VERSION: u32 = 2;

/// Name of the tokenizer that gives weighted terms.
pub(crate) const TERMS: &str = "terms";
/// Name of the tokenizer that gives every unit in order.
pub(crate) const ORDER: &str = "order";
/// Name of the tokenizer that gives the words that a typing error is corrected to.
pub(crate) const SURFACE: &str = "surface";

/// The columns, read once for each segment into [`crate::facts::Facts`].
pub(crate) mod column {
    pub(crate) const ID_HIGH: &str = "id_high";
    pub(crate) const ID_LOW: &str = "id_low";
    pub(crate) const EMPLOYER: &str = "employer";
    pub(crate) const POSTED: &str = "posted";
    pub(crate) const EXPIRES: &str = "expires";
    pub(crate) const PAY_MIN: &str = "pay_min";
    pub(crate) const PAY_MAX: &str = "pay_max";
    pub(crate) const DISTRICT: &str = "district";
    pub(crate) const OCCUPATION: &str = "occupation";
    pub(crate) const TRAITS: &str = "traits";

    pub(crate) const ALL: [&str; 10] =
        [ID_HIGH, ID_LOW, EMPLOYER, POSTED, EXPIRES, PAY_MIN, PAY_MAX, DISTRICT, OCCUPATION, TRAITS];
}

/// The handles of the fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// The posting's id, for replacing and removing.
    pub(crate) id: Field,
    /// Words and grams; the frequency says where the term stands.
    pub(crate) terms: Field,
    /// Units with their positions, for phrases.
    pub(crate) order: Field,
    /// Words as people write them.
    pub(crate) surface: Field,
    /// Titles, skills, employers and occupations, each as one term.
    pub(crate) suggest: Field,
    /// The columns, in the order of [`column::ALL`].
    pub(crate) columns: [Field; 10],
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let text = |tokenizer: &str, option| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(false);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        id: builder.add_bytes_field("id", BytesOptions::default().set_indexed()),
        terms: builder.add_text_field("terms", text(TERMS, IndexRecordOption::WithFreqs)),
        order: builder.add_text_field("order", text(ORDER, IndexRecordOption::WithFreqsAndPositions)),
        surface: builder.add_text_field("surface", text(SURFACE, IndexRecordOption::Basic)),
        suggest: builder.add_text_field("suggest", text("raw", IndexRecordOption::Basic)),
        columns: column::ALL.map(|name| builder.add_u64_field(name, NumericOptions::default().set_fast())),
    };
    (builder.build(), fields)
}
