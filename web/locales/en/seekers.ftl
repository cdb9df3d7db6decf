### Profiles, as the person and the adviser see them.

problem-profile-exists = You have a profile already
problem-profile-exists-help = Open it under "My profile".
problem-profile-changed-meanwhile = Somebody changed this profile in between
problem-profile-changed-meanwhile-help = Nothing was saved, so that their change is not lost. Open the profile again and repeat yours.
problem-profile-needs-adviser = This person has no account, so an adviser has to keep the profile
problem-profile-needs-adviser-help = If it is not needed any more, it can be erased.
problem-merge-not-possible = These two profiles cannot become one
problem-merge-not-possible-help = They may be merged or erased already, or both have an account. Reload the page.
problem-merge-not-undoable = This merge cannot be undone
problem-merge-not-undoable-help = It may be undone already, or the profile that was kept was itself merged or erased since.
violation-bad_month = "{ $value }" is not a month; write 2019-09 or 2019.
violation-ends_before_start = The end lies before the start.
violation-employer_without_code = This employer has no registered credit code and nobody acts for it, so there is nothing to block.
violation-profile_too_large = The file has { $found } KB; at most { $max } KB are taken.
violation-not_a_profile = This is no résumé. Bring a JSON Resume or a file that this site wrote.
violation-no_such_employer = Nothing was found for "{ $value }". Write the full name or the credit code of 18 characters.

nav-profile = My profile
nav-desk = Adviser's desk

flash-profile-created = Your profile is there. Say first what work you look for, and you see what fits.
flash-profile-erased = Everything was erased.
flash-employer-blocked = Blocked: this employer does not see you.
flash-employer-unblocked = Not blocked any more.
flash-consent-withdrawn = Withdrawn: name and contact are not shown there any more.
flash-profile-imported = Imported.
flash-person-registered = Registered. You can go on with the wishes.
flash-merged = Merged. It can be undone under "Merged".
flash-unmerged = Undone: both profiles are as they were.
flash-marked-distinct = Noted: these are two people.

# family: limit-
limit-no_night_shift = No night shifts
limit-no_shift_work = No shift work
limit-no_weekends = Weekends free
limit-care_duty = I care for somebody and need fixed or flexible hours
# family: must-
must-pay = Pay not below what I wrote
must-district = Only the places I chose
must-employment_type = Only the types of employment I chose
must-limits = Never what I ruled out
# family: visibility-
visibility-nobody = Nobody
visibility-fairs = Employers of fairs I joined
visibility-verified = All verified employers
# family: visibility-help-
visibility-help-nobody = Only employers to whom you apply see you.
visibility-help-fairs = Fairs are not open yet; until they are, this shows you to nobody.
visibility-help-verified = Employers see "L**", without phone, mail and past employers, until you agree.
# family: source-
source-form = On the site
source-adviser = At the station
source-json_resume = From a JSON Resume
source-file = From a file
source-api = By the API
source-merge = By a merge
# family: recorded-by-
recorded-by-person = The person
recorded-by-adviser = An adviser
recorded-by-system = The system
# family: likeness-
likeness-phone = Same phone
likeness-email = Same mail address
likeness-name = Same name, similar wishes

# family: field-seeker-
field-seeker-desired_titles = Work I look for
field-seeker-pay_min = Pay at least (¥ a month)
field-seeker-districts = Where
field-seeker-employment_types = Type of employment
field-seeker-available_from = Can begin on
field-seeker-limits = My arrangements
field-seeker-must = What must hold
field-seeker-education = Highest education
field-seeker-experience_years = Years of work
field-seeker-skills = Skills
field-seeker-certificates = Certificates
field-seeker-languages = Languages
field-seeker-licences = Licences to drive or operate
field-seeker-summary = About me
field-seeker-studies = Studies
field-seeker-work = Work
field-seeker-name = Name
field-seeker-phone = Phone
field-seeker-email = Mail
field-seeker-visibility = Who finds my profile
field-seeker-ranked = Order of postings
field-seeker-assisted = Help by an adviser
field-seeker-blocks = Blocked employers
field-seeker-consents = Consents
field-seeker-merged = Merged with another
field-seeker-unmerged = Merge undone
field-seeker-block = Employer's name or credit code
field-seeker-file = Choose a file
field-seeker-text = Or paste the content
field-seeker-consent_note = How the person agreed
field-study-institution = School
field-study-area = Subject
field-study-level = Level
field-study-start = From
field-study-end = To
field-work-title = Title
field-work-employer = Employer
field-work-start = From
field-work-end = To
field-work-summary = What was done
hint-seeker-desired_titles = Up to 10, with commas, the dearest first. For example: care worker, cleaner
hint-seeker-pay_min = Roughly is good enough.
hint-seeker-available_from = Empty means at any time.
hint-seeker-limits = No reason is needed, and employers do not see it.
hint-seeker-must = Postings that do not satisfy these are not shown. Without a tick a wish only moves the order.
hint-seeker-experience_years = Empty counts your entries of work.
hint-seeker-skills = With commas. For example: care, cooking, Excel
hint-seeker-certificates = For example: care worker level 4, health certificate
hint-seeker-licences = For example: C1, forklift
hint-seeker-languages = For example: Mandarin, English CET-4
hint-seeker-summary = Up to 20,000 characters. Age, marriage and household are not needed and never used.
hint-seeker-phone = May stay empty.
hint-seeker-email = May stay empty.
hint-seeker-block = Part of the full name, or the unified social credit code of 18 characters.
hint-seeker-text = A JSON Resume, or what this site wrote; up to 512 KB.
hint-seeker-consent_note = When, where, in what way, who was there. For example: 24 November at the station, in person, adviser Wang was there.
hint-work-start = Write 2019-09 or 2019.
hint-work-end = Empty while it lasts.
hint-study-start = Write 2015-09 or 2015.
hint-study-end = Empty while it lasts.

profile-none = No profile yet
profile-none-lead = With a profile you see the postings that fit and why, and need not write everything anew for each application.
profile-none-match = The work you look for is enough to begin.
profile-none-private = At first nobody sees it; you decide who does.
profile-none-erase = You can download or erase it at any time. No photo, age, marriage or household is needed.
profile-none-station = No way to do it online? An adviser at a station near you can keep it for you.
profile-create = Create my profile
profile-nav = Profile
profile-tab-profile = Profile
profile-tab-matches = Postings that fit
profile-tab-applications = Applications
profile-tab-alerts = Alerts
profile-tab-privacy = Privacy
profile-own-lead = The more is filled in, the better it fits. Everything may stay empty.
profile-adviser-lead = You keep this profile for somebody; every change is recorded.
profile-print = Print
profile-import = Import
profile-wishes = Wishes
profile-abilities = Abilities
profile-work = Work
profile-studies = Studies
profile-person = Name and contact
profile-about = About this profile
profile-complete = Completeness
profile-complete-all = Everything is filled in.
profile-missing = Could be added:
profile-wishes-empty = Nothing is wished for yet. With one title you see postings that fit.
profile-abilities-empty = Skills, certificates, licences: anything helps.
profile-work-empty = No work yet. That is all right.
profile-studies-empty = No studies yet.
profile-pay-from = From ¥{ $amount } a month
profile-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
profile-until-now = now
profile-span = { $start } – { $end }
profile-primary = Primary school or none
profile-no-phone = No phone
profile-no-email = No mail address
profile-seen-by = Who sees it
profile-change-privacy = Change privacy
profile-consent-note = How the person agreed: { $note }
profile-wishes-lead = What you want, not what you can.
profile-wish-work = Work and pay
profile-wish-place = Places
profile-wish-limits = Hours and musts
profile-elsewhere = One more place
profile-abilities-lead = Everything may stay empty; what is filled in makes matches better.
profile-what-i-can = What I can do
profile-schooling = Education and years
profile-in-own-words = In my own words
profile-person-lead = Until you agree, employers see the first letter and two stars, and no phone or mail.
profile-work-lead = Until you agree, employers do not see where you worked.
profile-work-add = Add work
profile-work-edit = Change this entry
profile-studies-lead = School or subject, one is enough.
profile-studies-add = Add studies
profile-studies-edit = Change this entry
profile-remove = Remove
profile-remove-named = Remove "{ $name }"
profile-import-lead = A JSON Resume (jsonresume.org) or a file that this site wrote. First see what was read, then decide.
profile-import-file = A JSON file of at most 512 KB.
profile-import-read = Read it
profile-import-read-text = This changes nothing yet.
profile-preview = Check what was read
profile-preview-lead = Taken for: { $shape }. Nothing of this is saved yet.
# family: profile-shape-
profile-shape-own = a profile of this site
profile-shape-json_resume = JSON Resume
profile-shape-flat = a line of data
profile-notes-none = Everything was read.
profile-notes = { $n ->
    [one] { $n } thing was not taken as it stood
   *[other] { $n } things were not taken as they stood
}
# family: profile-note-
profile-note-private = { $field }: says who a person is, and was left out.
profile-note-unplaced = { $field }: a profile has no place for it, and it was left out.
profile-note-cut = { $field }: too long; the first { $value } characters were kept.
profile-note-too_many = { $field }: too many; the first { $value } were kept.
profile-note-unknown = { $field }: "{ $value }" was not understood and left out.
profile-note-assumed = { $field }: taken from "{ $value }"; please check.
profile-note-untitled = { $field }: has no title and was left out ({ $value }).
profile-read = What was read
profile-take = How to save it
profile-take-fill = Only fill what is empty
profile-take-fill-help = What is there stays.
profile-take-replace = Replace everything
profile-take-replace-help = What is there is overwritten, also by what is empty.
profile-take-person = Take name and contact too
profile-take-go = Save

privacy-lead = You decide who sees what. Changes hold at once.
privacy-person-decides = The person decides here
privacy-person-decides-text = This person has an account. An adviser may help to fill in the profile but not change its privacy.
privacy-ranked-yes = By how well they fit, with reasons
privacy-ranked-yes-help = Only wishes, abilities and requirements count, never name, sex or age.
privacy-ranked-no = No matching, newest first
privacy-ranked-no-help = You may refuse automated recommendation (PIPL, article 24).
privacy-assisted-no = Only I see and change it
privacy-assisted-yes = An adviser may help
privacy-assisted-yes-help = Advisers of the stations see your profile, fill it in and apply for you; all of it is recorded.
privacy-assisted-keeper = This person has no account; advisers keep the profile.
privacy-blocks = Blocked employers
privacy-blocks-text = A block is on the legal entity of the licence: no account of it sees you, and consents you gave it end.
privacy-blocks-none = No employer is blocked.
privacy-unblock = Unblock
privacy-block-go = Block
privacy-which = Which one shall be blocked?
privacy-consents = Employers I agreed to
privacy-consents-text = Applying lets this employer see your name and contact, for this posting.
privacy-consents-none = You have not agreed to any employer.
privacy-withdraw = Withdraw
privacy-withdrawn-on = withdrawn on { $day }
privacy-entries = Who filled in what
privacy-entries-text = Every change is recorded, the newest first.
privacy-erase = Erase the profile
privacy-erase-text = Name, contact, history and what you wrote in applications are erased; open applications are withdrawn.
privacy-erase-open = I want to erase it
privacy-erase-sure = This cannot be undone.
privacy-erase-first = Download a copy first
privacy-erase-go = Erase everything

print-title = Résumé of { $name }
print-wish = Looking for: { $titles }
print-lead = One page of A4, without a photo.
print-cut = There is more than fits; the newest entries and the beginnings are printed.
print-empty = The profile is empty; only the name would be printed.
print-fill = Fill it in first
list-separator = {", "}

desk-lead = The people you and your colleagues help.
desk-register = Register a person
desk-register-lead = No phone or mail is needed. Only the name and how the person agreed are.
desk-register-go = Register
desk-consent = Consent
desk-persons = Persons
desk-doubles = Doubles
desk-merges = Merged
desk-doubles-waiting = { $n ->
    [one] { $n } pair of profiles may be one person's
   *[other] { $n } pairs of profiles may be one person's
}
desk-search = Name, or four digits or more of a phone number
desk-empty = Nobody is registered yet
desk-empty-text = When somebody comes to the station, ask for consent; a name is enough to begin.
desk-none-found = Nobody found
desk-none-found-text = Try another spelling, or register a new person.
desk-total = { $n ->
    [one] { $n } person
   *[other] { $n } persons
}
desk-changed = Last change
desk-has-account = Has an account
doubles-lead = Same phone, same mail address, or same name with similar wishes. Look and decide; a merge can be undone.
doubles-of = { $n ->
    [one] { $n } other profile may be the same person's
   *[other] { $n } other profiles may be the same person's
}
doubles-look = Look at them
doubles-none = Nothing to look at
doubles-none-text = Profiles that may be one person's appear here.
doubles-distinct = Two different people
doubles-keep = Merge and keep this one
doubles-since = Since
doubles-masked = This person did not ask an adviser for help, so only the first letter is shown.
merges-lead = Undoing gives applications, consents, blocks and invitations back to where they were; what was done since stays with the kept profile.
merges-none = There is no merge to undo
merges-none-text = Merged profiles appear here.
merges-moved = { $n ->
    [one] { $n } thing moved
   *[other] { $n } things moved
}
merges-undo = Undo
account-profile = Profile
account-profile-text = The work you look for, abilities and history, and who sees them.
account-profile-go = Open my profile
