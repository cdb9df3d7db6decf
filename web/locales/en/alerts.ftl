### Saved searches and the mails about them.

alerts-title = Job alerts
nav-alerts = My job alerts
alerts-lead = We mail you when a new job fits. Each job is sent once.
alerts-count = { $n } of { $max }
alerts-empty = No job alert yet
alerts-empty-text = Search for the work you want, then press “Tell me of new jobs”. You need not come back every day.
alerts-empty-go = Look for jobs
alerts-matches = Jobs that match me
alerts-matches-text = By your profile, without any search words.
alerts-matches-go = Tell me of new matches
# family: cadence-
cadence-at_once = At once
cadence-daily = Once a day
cadence-weekly = Once a week
# family: cadence-hint-
cadence-hint-at_once = Within a minute of publishing; at most one mail in ten minutes
cadence-hint-daily = At seven in the morning, and not at all when nothing is new
cadence-hint-weekly = On Monday at seven, and not at all when nothing is new
# family: alert-state-
alert-state-active = On
alert-state-paused = Paused
alert-state-ended = Ended from a mail
alert-sent = Last mail
alert-never-sent = None yet
alert-told = Told so far
alert-told-number = { $n ->
    [one] One job
   *[other] { $n } jobs
}
alert-mails = { $n ->
    [one] one mail
   *[other] { $n } mails
}
alert-created = Since
alert-about = Search
alert-results = See the jobs now
alert-pause = Pause
alert-resume = Turn on again
alert-delete = Delete
alert-delete-text = No more mails. Jobs that were sent are not sent again by another alert either.
alert-delete-go = Delete this alert
alert-of = { $action }: { $name }
alert-save = Tell me of new jobs
alert-save-text = One mail each morning, with what fits this search.
alert-saved = This search is among your job alerts
alert-saved-manage = See or change
alert-new-title = New job alert
alert-new-lead = When a new job fits this search, we mail { $email }.
alert-new-go = Add
alert-edit-title = Change a job alert
alert-end-title = Stop this alert
alert-end-text = Press the button and “{ $name }” sends no more mails. You need not sign in.
alert-end-go = Stop this alert
alert-end-others = { $n ->
    [one] You have one more job alert.
   *[other] You have { $n } more job alerts.
}
alert-end-all = Stop all of them
alert-end-over = This alert is off
alert-end-over-text = “{ $name }” sends no more mails. To get them again, sign in and turn it on under “My job alerts”.
alert-ended-all = All job alerts are off
alert-ended-all-text = No more mails about new jobs. To get them again, sign in and turn them on under “My job alerts”.
field-alert-name = Name
field-alert-query = Search
field-alert-kind = What to tell of
field-alert-cadence = How often
hint-alert-name = Up to 60 characters. Without one, the search is the name.
violation-alert_empty_query = Say what work you look for, or choose a filter.
violation-alert_matches_query = An alert for matches takes no search.
violation-alert_too_many = You can keep { $max }. Delete one first.
violation-alert_no_matches = Alerts for matches cannot be had yet.
flash-alert-kept = Added. We mail you when there is something new.
flash-alert-there = You have this search already. It goes on sending mails.
flash-alert-paused = Paused. No more mails.
flash-alert-resumed = On again, for jobs that are new from now on.
flash-alert-deleted = The alert is deleted.
mail-alert-subject = { $n ->
    [one] One new job: { $name }
   *[other] { $n } new jobs: { $name }
}
mail-alert-heading = { $n ->
    [one] One new job for “{ $name }”
   *[other] { $n } new jobs for “{ $name }”
}
mail-alert-more = { $n ->
    [one] One more is here:
   *[other] { $n } more are here:
}
mail-alert-search = All jobs that fit:
mail-alert-why = You get this mail because you added this job alert on Magpie ({ $cadence }).
mail-alert-end = To stop it, follow this link and press the button. You need not sign in:
mail-alert-end-short = Stop this alert
mail-alert-manage = Change my alerts:
