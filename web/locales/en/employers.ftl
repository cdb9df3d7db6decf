### Employers in public and on the desk.

employer = Employer
employers-lead = { $n ->
    [one] One approved employer.
   *[other] { $n } approved employers, by name.
}
employers-find = Find an employer
employers-list = List of employers
employers-empty = No employer of this name
employers-empty-text = Try a shorter name, or see all of them.
employers-all = All employers
employer-postings = { $n ->
    [one] one open posting
   *[other] { $n } open postings
}
employer-all-postings = All its postings
employer-open-in-search = Open in search
employer-no-postings = It has no public posting now.
employer-description = About { $name } and its open postings.
employer-registration = Registration
employer-unknown = Registered
employer-unknown-text = The employer has not registered.
console-title = Employer desk
console-tab-postings = Postings
console-tab-import = Import
console-tab-members = Members
console-tab-edit = Registration
console-none = You have no employer yet
console-none-text = Register one to publish and import postings:
console-none-register = Fill in the registration; have the business licence at hand
console-none-wait = Wait for approval, usually two working days
console-none-publish = Publish postings, or import a whole table
console-none-invited = Is it registered already? Ask its owner to invite you.
register-employer = Register an employer
register-another = Register another
register-lead = Once it is approved, postings can go public. Have the business licence at hand.
register-about = The employer
register-fixed = Name and code were examined and stand.
register-contact = Contact
register-contact-intro = We call to check it, and seekers reach you here once a posting is public.
register-submit = Submit for review
register-when = Usually answered within two working days
register-edit-title = Registration: { $name }
employer-waits = Waiting for approval
employer-waits-text = You can write drafts and import already. They can go public once the employer is approved.
employer-refused-because = The registration was refused because:
employer-mend = Mend and submit again
employer-first-posting = The first posting is reviewed
employer-first-posting-text = Once one is approved, further ones are public at once.
members-title = Members: { $name }
members-since = Since
member-invite = Invite a member
member-invite-go = Send the invitation
member-remove = Remove
member-remove-text = They can no longer manage postings of the employer. What they published stays.
member-remove-go = Remove { $name }
invitations = Open invitations
invitation-until = good until { $day }
invitation-revoke = Take back
invitation-title = Invitation
invitation-text = “{ $employer }” invites you to become a member and manage its postings.
invitation-accept = Accept
invitation-not-now = Not now
