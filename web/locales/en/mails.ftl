### Mails.

# family: mail-
mail-why = You get this mail because somebody used this address on Magpie. If it was not you, there is nothing to do.
mail-signature = Magpie
mail-reason = Reason:
mail-sign-up-confirm-subject = Please confirm your address
mail-sign-up-confirm-body = Hello { $name }, follow the link within 24 hours and your account is ready.
mail-sign-up-confirm-action = Create my account:
mail-sign-up-already-there-subject = You have an account already
mail-sign-up-already-there-body = Somebody signed up on Magpie with this address, which has an account already. If it was you, please sign in.
mail-sign-up-already-there-action = Sign in:
mail-invitation-subject = “{ $name }” invites you
mail-invitation-body = “{ $name }” invites you to manage its postings. Sign in or sign up with this address and accept within seven days.
mail-invitation-action = See the invitation:
mail-employer-approved-subject = “{ $name }” is approved
mail-employer-approved-body = The registration of “{ $name }” is approved. You can publish postings now.
mail-employer-approved-action = Publish a posting:
mail-employer-refused-subject = The registration of “{ $name }” was refused
mail-employer-refused-body = The registration of “{ $name }” was not approved. Please mend what is named below and submit it again.
mail-employer-refused-action = Mend the registration:
mail-posting-approved-subject = “{ $name }” is public
mail-posting-approved-body = The posting “{ $name }” was approved, and seekers can find it now.
mail-posting-approved-action = See the posting:
mail-posting-refused-subject = “{ $name }” was refused
mail-posting-refused-body = The posting “{ $name }” was not approved and is a draft again. Please mend what is named below and submit it once more.
mail-posting-refused-action = Change the posting:
mail-posting-taken-down-subject = “{ $name }” was taken down
mail-posting-taken-down-body = An organizer took the posting “{ $name }” down, and seekers no longer see it.
mail-posting-taken-down-action = See the posting:
mail-posting-expiring-subject = “{ $name }” ends soon
mail-posting-expiring-body = The posting “{ $name }” ends on { $day }. If you still look for people, open the link and press “Renew”.
mail-posting-expiring-action = Renew or close:
