### Signing in, signing up, accounts.

sign-in-refused = You are not signed in
sign-in-no-account = No account yet?
sign-in-not-needed = You do not need to sign in to look for work.
sign-up-title = Create an account
sign-up-lead = You need an account to publish postings, not to look for work.
sign-up-have-account = Have an account?
sign-up-sent-title = Look into your mail
sign-up-sent = We sent a mail to { $email }. Follow its link within 24 hours.
sign-up-sent-help = Nothing there? Look into the junk folder, or check the address and sign up again.
confirm-title = Confirm your address
confirm-text = Enter the password that you chose when you signed up, and your account is ready.
confirm-password-hint = If it was not you who signed up, ignore that mail: no account will be made.
confirm-refused = Your account is not ready yet
confirm-refused-text = This is not the password of the sign-up. Please try again.
confirm-go = Create my account
account-employers = My employers
account-no-employers = You are not a member of an employer.
account-language = Language
account-language-text = For pages and mails.
account-sessions = Signed-in devices
session-device = Device
session-since = Signed in
session-seen = Last used
session-this = this one
sign-out-everywhere = Sign out everywhere
sign-out-everywhere-text = This device included.
accounts-total = { $n ->
    [one] One account
   *[other] { $n } accounts
}
accounts-find = Find an account
accounts-filter = Address or name
accounts-empty = No account found
accounts-account = Account
accounts-since = Since
accounts-role-of = Role of { $name }
