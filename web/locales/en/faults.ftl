### What is wrong, and what to do about it.

## What is wrong with a field. The field's name stands before it.
# family: violation-
violation-required = This is needed.
violation-too_short = At least { $min } characters, now there are { $found }.
violation-too_long = At most { $max } characters, now there are { $found }.
violation-too_many = At most { $max }, now there are { $found }.
violation-too_many_decimals = At most { $max } digits after the point.
violation-control_characters = There are invisible control characters in it. Please type it anew.
violation-not_a_number = “{ $value }” is not a number.
violation-out_of_range = Please give a number from { $min } to { $max }.
violation-unknown_value = There is no choice “{ $value }”. Please take one of the list.
violation-unknown_division = There is no division with the code “{ $value }”.
violation-unknown_occupation = There is no occupation with the code “{ $value }”. Choose one of the list or leave it empty.
violation-unknown_parameter = There is no such parameter.
violation-unknown_field = There is no field “{ $value }”.
violation-doubled_field = It may be sent only once.
violation-bad_date = “{ $value }” is not a date. Write it like 2026-12-31.
violation-date_past = { $value } has passed. Choose today or a later day.
violation-date_too_far = { $latest } at the latest ({ $max } days ahead).
violation-bad_email = “{ $value }” does not look like a mail address. Please check it.
violation-bad_phone = “{ $value }” does not look like a telephone number. Please check it.
violation-bad_pay = We do not understand “{ $value }”. Write it like 8000-12000 yuan a month.
violation-bad_place = We cannot find out where “{ $value }” is.
violation-bad_headcount = “{ $value }” is not a number of people. Write a number.
violation-bad_query = The query of the address is not well formed.
violation-bad_json = Not the JSON that is taken here: { $value }
violation-not_json_type = Please send it as application/json.
violation-pay_min_over_max = The least pay is higher than the most. Swap or change them.
violation-pay_only_upper = “{ $value }” names the upper end only. Please name the least pay as well.
violation-experience_min_over_max = The least number of years is more than the most.
violation-credit_code_length = It has 18 characters, you gave { $found }. Please check the licence.
violation-credit_code_character = Character { $position }, “{ $character }”, never stands in such a code (there is no I, O, S, V or Z). Please check the licence.
violation-credit_code_check = The last character does not fit: the other 17 ask for “{ $expected }”, you gave “{ $found }”. Please check the licence.
violation-credit_code_swapped = Characters { $position } and { $next } look swapped. Please check the licence.
violation-credit_code_taken = This code is registered already. Ask the employer's owner to invite you.
violation-fixed = It stands since the employer was approved. Ask an organizer if it must change.
violation-employer_missing = No employer is named.
violation-other_employer = The row names “{ $value }”, which is another employer.
violation-formula = There is a formula in the cell. Put a text or a number in its place.

## Why a file as a whole cannot be read.
# family: file-
file-empty = No file was chosen, or it is empty.
file-unknown_format = We do not recognise this file. Please bring CSV, XLSX or XLS.
file-broken = The file is broken. Save it anew in your spreadsheet and try again.
file-too_large = The file has { $found } bytes, { $max } at most are read. Please split it.
file-too_large_unpacked = The workbook unpacks to more than { $max } bytes and is not read.
file-cell_too_large = Cell { $cell } of sheet “{ $sheet }” has more than { $max } characters and is not read.
file-too_many_rows = There are more than { $max } rows. Please split the file.
file-too_many_columns = Sheet “{ $sheet }” has more than { $max } columns.
file-too_many_cells = There are more than { $max } cells. Please split the file.
file-too_much_text = There are more than { $max } bytes of text. Please split the file.
file-too_many_sheets = There are more than { $max } sheets. Please split the file.
file-password_protected = The workbook has a password. Take it off and bring the file again.
file-wrong_encoding = The text is in another encoding. Save it as UTF-8 or GB18030.
file-map_syntax = The map of columns is not well formed: { $reason }
file-map_unknown_meaning = Column “{ $column }” cannot mean “{ $value }”.
file-map_bad_default = “{ $value }” cannot be the default of { $field }.

## What was assumed, guessed or dropped in a row that came in.
# family: note-
note-assumed = { $field } was not given and is taken as “{ $value }”.
note-guessed = { $field } was concluded to be “{ $value }”.
note-read_as = { $field } “{ $value }” was not understood; the usual value is taken.
note-dropped = { $field } “{ $value }” was not taken over.
note-employer_not_named = No employer is named ({ $field }: { $value }).
note-cell_error = The cell of { $field } holds the error “{ $value }” and counts as blank.
note-composed = { $field } was put together from the other cells of the row ({ $value }).

## Refusals: what happened, and what to do.
# family: problem-
problem-sign-in-needed = Please sign in
problem-sign-in-needed-help = This page is for people who are signed in.
problem-sign-in-failed = Address or password is wrong. Please try again.
problem-sign-in-failed-help = Check capitals and the keyboard's language.
problem-sign-in-throttled = Too many tries
problem-sign-in-throttled-help = Please try again in a while.
problem-forbidden = You may not do this
problem-forbidden-help = Sign in with another account, or ask the owner of your employer.
problem-cross-site = This request did not come from our own pages
problem-cross-site-help = Please do it once more on a page of this site.
problem-not-found = There is no such page
problem-not-found-help = The posting may have ended, or the address was mistyped.
problem-link-expired = This link was used or has run out
problem-link-expired-help = Sign up again, or ask for a new invitation.
problem-method-not-allowed = This address cannot be used that way
problem-method-not-allowed-help = Go back to the page and use its buttons.
problem-credit-code-taken = This code is registered already
problem-credit-code-taken-help = Ask the employer's owner to invite you.
problem-employer-not-waiting = This employer was decided on already
problem-employer-not-waiting-help = Reload the queue to see the result.
problem-employer-not-approved = The employer is not approved yet
problem-employer-not-approved-help = Postings can go public once it is. Until then they can be kept as drafts.
problem-last-owner = One owner has to stay
problem-last-owner-help = Invite another owner first.
problem-invitation-for-other = This invitation is not for this account
problem-invitation-for-other-help = Sign in with the address that was invited. If you are a member already, there is nothing to do.
problem-posting-state-wrong = The posting is not in a state for this
problem-posting-state-wrong-help = A colleague may have been first. Reload the page.
problem-posting-changed-meanwhile = Somebody changed this posting in between
problem-posting-changed-meanwhile-help = Nothing was saved, so that their change is not lost. Open the posting again and repeat yours.
problem-batch-not-open = This import was finished or discarded already
problem-batch-not-open-help = Bring the file again if you need to.
problem-batch-nothing-to-publish = Nothing of this import can be published
problem-batch-nothing-to-publish-help = The postings are public already, have expired, or their employer is not approved.
problem-own-role = You cannot take your own role away
problem-own-role-help = Ask another administrator.
problem-invalid = Some fields need attention
problem-invalid-help = Go back to the form and mend what it names.
problem-bad-request = We do not understand this request
problem-bad-request-help = Please do it once more on a page of this site.
problem-file-unreadable = This file cannot be read
problem-file-unreadable-help = Please bring a table as CSV, XLSX or XLS.
problem-too-large = This is too large
problem-too-large-help = Please split it.
problem-internal = Something went wrong on our side
problem-internal-help = It was noted. Please try again later; if it goes on, tell us the request number.
