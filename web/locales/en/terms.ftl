### Words of the trade: closed sets, pay, fields.

## Closed sets.
# family: education-
education-none = No degree needed
education-junior_high = Junior high school
education-vocational = Vocational school
education-senior_high = Senior high school
education-associate = Associate degree
education-bachelor = Bachelor's degree
education-master = Master's degree
education-doctor = Doctorate
# family: education-asked-
education-asked-none = No degree needed
education-asked-junior_high = Junior high or higher
education-asked-vocational = Vocational or higher
education-asked-senior_high = Senior high or higher
education-asked-associate = Associate degree or higher
education-asked-bachelor = Bachelor's or higher
education-asked-master = Master's or higher
education-asked-doctor = Doctorate
education-full-time = { $level } (full-time studies)
# family: employment-type-
employment-type-full_time = Full-time
employment-type-part_time = Part-time
employment-type-temporary = Temporary
employment-type-intern = Internship
employment-type-contractor = Contract
# family: shift-
shift-day = Day shift
shift-two_shift = Two shifts
shift-three_shift = Three shifts
shift-night = Night shift
shift-weekend = Weekends
shift-flexible = Flexible hours
# family: industry-
industry-A = Agriculture, forestry and fishing
industry-B = Mining
industry-C = Manufacturing
industry-D = Electricity, heat, gas and water
industry-E = Construction
industry-F = Wholesale and retail
industry-G = Transport, storage and post
industry-H = Hotels and catering
industry-I = Software and information services
industry-J = Finance
industry-K = Real estate
industry-L = Leasing and business services
industry-M = Research and technical services
industry-N = Water, environment and public facilities
industry-O = Household, repair and other services
industry-P = Education
industry-Q = Health and social work
industry-R = Culture, sports and entertainment
industry-S = Public administration and social organisations
industry-T = International organisations
# family: employer-size-
employer-size-under_20 = Fewer than 20 people
employer-size-20_99 = 20–99 people
employer-size-100_499 = 100–499 people
employer-size-500_999 = 500–999 people
employer-size-1000_9999 = 1,000–9,999 people
employer-size-10000_up = 10,000 people and more
# family: posting-state-
posting-state-draft = Draft
posting-state-in_review = In review
posting-state-published = Public
posting-state-closed = Closed
posting-state-expired = Expired
posting-state-withdrawn = Withdrawn
# family: employer-state-
employer-state-unverified = Unverified
employer-state-waiting = Waiting for approval
employer-state-approved = Approved
employer-state-refused = Refused
# family: role-
role-seeker = User
role-adviser = Adviser
role-organizer = Organizer
role-administrator = Administrator
# family: member-role-
member-role-owner = Owner
member-role-recruiter = Recruiter
# family: member-role-hint-
member-role-hint-owner = Can also change the registration and the members
member-role-hint-recruiter = Can publish, change and import postings
# family: batch-state-
batch-state-previewed = To be confirmed
batch-state-done = Imported
batch-state-discarded = Discarded

## Pay.
pay = Pay
pay-negotiable = Negotiable
pay-one = ¥{ $amount }
pay-range = ¥{ $from }–{ $to }
# family: pay-unit-
pay-unit-month = a month
pay-unit-hour = an hour
pay-unit-day = a day
pay-unit-year = a year
pay-unit-months = { $unit }, { $months } months
# family: pay-period-
pay-period-month = a month
pay-period-hour = an hour
pay-period-day = a day
pay-period-year = a year
# family: pay-kind-
pay-kind-range = An amount
pay-kind-range-hint = Fill in both ends
pay-kind-negotiable = Negotiable
pay-kind-hint = More people look at postings that name an amount

## Experience.
experience-none = No experience needed
experience-graduates = Graduates welcome
experience-at-least = { $n ->
    [one] At least a year
   *[other] At least { $n } years
}
experience-up-to = { $n ->
    [one] Up to a year
   *[other] Up to { $n } years
}
experience-exactly = { $n ->
    [one] One year
   *[other] { $n } years
}
experience-range = { $min }–{ $max } years
experience-or-graduates = { $years }, graduates welcome

## Names of fields, in forms, violations and reports.
# family: field-
field-title = Job title
field-occupation = Occupation
field-headcount = People sought
field-pay = Pay
field-pay_kind = How pay is given
field-pay_min = From (yuan)
field-pay_max = To (yuan)
field-pay_period = For
field-pay_months = Months paid a year
field-education = Education
field-education_full_time = Full-time studies only
field-experience = Experience
field-experience_min = Experience, at least (years)
field-experience_max = Experience, at most (years)
field-graduates = Graduates welcome
field-district = Place of work
field-address = Street address
field-employment_type = Type of employment
field-shift = Working hours
field-benefits = Benefits
field-skills = Skills
field-description = Description
field-valid_through = Open until
field-employer = Employer
field-name = Name
field-credit_code = Unified social credit code
field-industry = Industry
field-size = Size
field-contact_name = Contact
field-contact_phone = Telephone
field-contact_email = Contact mail
field-external_ref = Number or link elsewhere
field-employer-district = District
field-employer-description = About the employer
field-email = Email
field-password = Password
field-display_name = Name
field-role = Role
field-reason = Reason
field-version = Version
field-cell = Cell
field-form = Form
field-body = Request body
field-query = Query
field-language = Language
field-page = Page
field-limit = Limit
field-cursor = Cursor

## Hints under labels: hint-FORM-FIELD.
# family: hint-
hint-posting-title = As a seeker would call it, for example “Parcel sorter”. No sex, no age.
hint-posting-occupation = Type a name or a code and choose from the list. Leave it empty if unsure.
hint-posting-pay_months = For monthly pay: 13 means a thirteenth month is paid.
hint-posting-skills = Separated by commas, 30 at most.
hint-posting-benefits = Separated by commas, for example “meals, housing, insurance”. 20 at most.
hint-posting-description = What is to be done, when, and what one needs to know. Nothing about sex, age or origin.
hint-posting-valid_through = At most 90 days ahead. You get a reminder five days before and can renew with one click.
hint-employer-name = As on the business licence.
hint-employer-credit_code = The 18 characters on the business licence, digits and capital letters.
hint-employer-contact_email = Shown beside your postings, so that seekers can reach you.
hint-account-email = For signing in and for messages. Never shown in public.
hint-account-password = At least 10 characters. A few unrelated words are easiest to remember.
hint-account-display_name = How we should call you. Members of your employer see it.
hint-member-email = We send an invitation. It is accepted with an account of this very address.
hint-review-reason = Goes into the mail to the employer word for word. Say what to mend.

## Trades on the home page.
# family: trade-
trade-t-home = Home help
trade-t-security = Security
trade-t-logistics = Logistics
trade-t-catering = Catering and hotels
trade-t-retail = Retail
trade-t-care = Elder care
trade-t-factory = Manufacturing
trade-t-school = Education
trade-t-clinic = Health
trade-t-software = Software
district-chosen = Chosen now
