### Words around every page.

## The frame of every page.
brand = Magpie
brand-sub = Public employment service
site-description = Jobs close to home. Employers are checked by people, and looking for work is free.
skip-to-content = Skip to content
menu = Menu
nav-main = Main
# family: nav-
nav-search = Jobs
nav-employers = Employers
nav-console = Employer desk
nav-review = Review
nav-admin = Accounts
nav-account = My account
sign-in = Sign in
sign-up = Sign up
sign-out = Sign out
search-label = Job title, employer or skill
search-go = Search
footer-help = Questions? Talk to us
footer-help-text = Ask at a service station near you, or call 12333. If anyone asks you for a deposit or a training fee, call at once.
footer-seekers = Find work
footer-all-postings = All jobs
footer-new-today = New today
footer-employers = Hire people
footer-publish = Publish a posting
footer-open = Open data
footer-feed = Newest jobs as a feed (Atom)
footer-free = Looking for work is free
footer-source = Magpie is free software
save = Save
edit = Edit
cancel = Cancel
find = Find
all = All
see-all = See all
actions = Actions
state = State
you = You
yes = Yes
no = No
empty-value = (empty)
optional = optional
required = required
please-choose = Please choose
choose-none = None
error-prefix = Error:
form-faults = { $n ->
    [one] One thing needs attention
   *[other] { $n } things need attention
}
field-and-fault = { $field }: { $fault }
breadcrumbs = You are here
pages = Pages
page-previous = Previous
page-next = Next
page-current = Page { $n }
page-rows = { $min }–{ $max } of { $total }
title-with-page = { $title } · page { $page }
ago-today = today
ago-yesterday = yesterday
ago-days = { $n ->
    [one] a day ago
   *[other] { $n } days ago
}
wait-minutes = { $n ->
    [one] Please wait a minute and try again.
   *[other] Please wait { $n } minutes and try again.
}
# family: language-
language-zh-CN = 中文
language-en = English
error-status = Error { $status }
error-request-id = Request: { $id }
error-to-search = Look for jobs
error-to-home = Home page

## What just happened.
# family: flash-
flash-saved = Saved.
flash-published = The posting is public and can be found right away.
flash-in-review = Submitted for review. You will get a mail with the result.
flash-closed = The posting is closed.
flash-withdrawn = The posting is withdrawn.
flash-renewed = The posting is renewed.
flash-reopened = The posting is a draft again. Change it and publish it once more.
flash-discarded = The draft is deleted.
flash-invited = The invitation is on its way. It is good for seven days.
flash-invitation-revoked = The invitation is taken back.
flash-invitation-accepted = You are a member now.
flash-member-removed = The member is removed.
flash-employer-registered = The registration is submitted. You will usually hear from us within two working days.
flash-employer-approved = The employer is approved and was told by mail.
flash-employer-refused = The registration is refused, and the reason was mailed.
flash-posting-approved = The posting is public, and the employer was told by mail.
flash-posting-refused = The posting is refused, and the reason was mailed.
flash-taken-down = The posting is taken down, and the reason was mailed.
flash-import-finished = The import is done. What became of every row stands below.
flash-import-discarded = The file is discarded. Nothing was imported.
flash-import-published = The postings of this import are public.
flash-signed-in = Welcome back.
flash-signed-out = You are signed out.
flash-signed-up = Your account is ready. Welcome.
flash-role-given = The role is changed.
flash-language-kept = The language is kept.
