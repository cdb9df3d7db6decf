//! An employer's registration: who it is, of what trade and size, and whom to call.
//!
//! Rule: the unified social credit code names the legal entity; two registrations with one code are one employer.

use crate::contact::{Email, Phone};
use crate::credit_code::CreditCode;
use crate::place::Division;
use crate::text;
use crate::violation::Violations;
use serde::{Deserialize, Serialize};

crate::closed_set! {
    /// The section of GB/T 4754-2017 that the employer works in.
    Industry {
        Agriculture = "A", Mining = "B", Manufacturing = "C", Energy = "D", Construction = "E", Retail = "F",
        Transport = "G", Catering = "H", Software = "I", Finance = "J", RealEstate = "K", BusinessServices = "L",
        Research = "M", Environment = "N", ResidentServices = "O", Education = "P", Health = "Q", Culture = "R",
        PublicAdministration = "S", International = "T",
    }
}

crate::closed_set! {
    /// Number of people employed.
    EmployerSize {
        Under20 = "under_20", From20 = "20_99", From100 = "100_499", From500 = "500_999", From1000 = "1000_9999", Over10000 = "10000_up",
    }
}

/// The fields of the registration form as they were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of EmployerContent")]
pub struct EmployerInput {
    pub name: String,
    pub credit_code: String,
    pub industry: String,
    pub size: String,
    pub district: String,
    pub address: String,
    pub description: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
}

/// A valid registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EmployerContent {
    /// Name as on the licence, 2 to 80 characters.
    pub name: String,
    /// 统一社会信用代码.
    pub credit_code: CreditCode,
    /// Section of GB/T 4754.
    pub industry: Industry,
    /// People employed.
    pub size: EmployerSize,
    /// Division code.
    pub district: String,
    /// Street and number, up to 160 characters.
    pub address: String,
    /// A few lines about the employer, up to 2,000 characters.
    pub description: String,
    /// Whom to ask for.
    pub contact_name: String,
    /// Telephone of the contact.
    pub contact_phone: Phone,
    /// Mail of the contact.
    pub contact_email: Email,
}

impl EmployerContent {
    /// Parses a registration.
    ///
    /// # Errors
    /// All violations, by field.
    pub fn parse(input: &EmployerInput) -> Result<Self, Violations> {
        let mut violations = Violations::default();
        let name = violations.keep("name", text::line(&input.name, 2, 80));
        let credit_code = violations.keep("credit_code", CreditCode::parse(&input.credit_code));
        let industry = chosen("industry", &input.industry, Industry::from_code, &mut violations);
        let size = chosen("size", &input.size, EmployerSize::from_code, &mut violations);
        let district = violations.keep("district", Division::parse(&input.district));
        let address = violations.keep("address", text::line(&input.address, 0, 160));
        let description = violations.keep("description", text::block(&input.description, 0, 2000));
        let contact_name = violations.keep("contact_name", text::line(&input.contact_name, 1, 40));
        let contact_phone = violations.keep("contact_phone", Phone::parse(&input.contact_phone));
        let contact_email = violations.keep("contact_email", Email::parse(&input.contact_email));
        let content = (|| {
            Some(Self {
                name: name?,
                credit_code: credit_code?,
                industry: industry?,
                size: size?,
                district: district?.code.to_owned(),
                address: address?,
                description: description?,
                contact_name: contact_name?,
                contact_phone: contact_phone?,
                contact_email: contact_email?,
            })
        })();
        violations.finish(content)
    }
}

/// Parses a member of a closed set from a required field.
pub fn chosen<T>(
    field: &str,
    code: &str,
    from_code: impl Fn(&str) -> Option<T>,
    violations: &mut Violations,
) -> Option<T> {
    let code = code.trim();
    if code.is_empty() {
        violations.add(field, "required");
        return None;
    }
    let found = from_code(code);
    if found.is_none() {
        violations.add_with(field, "unknown_value", vec![("value", text::shortened(code, 40))]);
    }
    found
}
