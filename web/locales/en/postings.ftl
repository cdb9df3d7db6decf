### Postings in public and on the desk.

posting = Posting
posting-count = { $n ->
    [one] one job
   *[other] { $n } jobs
}
posting-openings = { $n ->
    [one] one opening
   *[other] { $n } openings
}
posting-people = { $n ->
    [one] one person
   *[other] { $n } people
}
posting-facts = At a glance
posting-experience = Experience
posting-place = Where
posting-place-line = { $address }, { $district }
posting-related = Similar jobs
posting-version-line = Version { $version } · published { $published } · updated { $updated }
verified = Verified
unverified = Unverified
unverified-warning = This employer is not verified
unverified-warning-text = The posting came from a file of an organizer, and the employer has not registered. Please make sure before you go there.
apply = How to apply
apply-aside = Applying and employer
apply-call = Call or write, and say that you saw the posting on Magpie.
apply-unverified = This employer has not given a contact. Ask at a service station, where people help you to reach it.
apply-no-fee = Applying costs nothing
apply-no-fee-text = If anyone asks for a deposit, clothes or training money, call 12333.
copy-link = Copy link
copied = Copied
print = Print
ended-title = “{ $title }” is no longer open
ended-text = It was filled, has run out or was closed. There may be others like it.
ended-search = Look for similar jobs
versions = Versions
versions-link = Earlier versions
versions-title = Versions of { $title }
versions-lead = Every version that was public is kept for everyone to see.
version-number = Version { $number }
version-current = current
version-first = First published

## The employer's desk.
posting-new = New posting
posting-edit = Change posting
posting-edit-title = Change: { $title }
editor-lead = Everything is needed unless it says optional.
editor-save = Save
editor-save-text = You can look at it once more before it goes public.
requirements = Requirements
place-and-time = Place and hours
description-and-benefits = Description and benefits
validity = Validity
postings-by-state = By state
postings-empty = No posting here
postings-empty-text = Write one, or bring the table that you have.
postings-end-soon = Some postings end within five days
postings-end-soon-text = “Renew” keeps them open.
updated-line = updated { $when }
reason-line = Reason: { $reason }
days-left = { $n ->
    [one] one day left
   *[other] { $n } days left
}
# family: action-
action-publish = Publish
action-close = Close
action-withdraw = Withdraw
action-renew = Renew
action-reopen = Reopen
action-discard = Delete draft
action-on = { $action }: { $title }
# family: action-help-
action-help-close = Seekers no longer see it. You can reopen and publish it again.
action-help-withdraw = Seekers no longer see it, and nobody reviews it.
action-help-discard = A deleted draft cannot be brought back.
manage-title = Manage: { $title }
manage-now = What you can do now
manage-public = See the public page
manage-history = Times
published-first = First public
updated-last = Last changed
posting-refused-because = What the organizer says
# family: posting-state-help-
posting-state-help-draft = Only members of the employer see it.
posting-state-help-in_review = An organizer is looking at it. You will get a mail.
posting-state-help-published = Seekers can find it now.
posting-state-help-closed = It is closed.
posting-state-help-expired = Its last day has passed. Renew it to go on.
posting-state-help-withdrawn = It is withdrawn, and seekers do not see it.
