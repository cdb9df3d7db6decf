### The review queue.

review-lead = First come, first served. The employer is told by mail either way.
# family: review-tab-
review-tab-employers = Employers
review-tab-postings = Postings
review-tab-batches = Imports
review-empty = Nothing waits
review-empty-text = New submissions appear here.
review-waits-since = Waits since
review-look = Look
review-look-at = Look at { $name }
review-of = Review: { $name }
review-decision = Decision
review-decided = There is nothing to decide now.
review-approve = Approve
review-approve-employer = Approve
review-approve-employer-text = It can publish at once. Postings of the same employer that came from files become its own.
review-approve-posting = Approve and publish
review-approve-posting-text = The posting is public at once, and further ones of this employer need no review.
review-refuse = Refuse
review-refuse-go = Refuse and mail the reason
review-take-down = Take down
review-take-down-text = Seekers no longer see it from now on.
review-check = What to look for
review-check-discrimination = Nothing about sex, age or origin that the work does not need
review-check-fees = No fees, no deposits, no papers kept
review-check-truth = Pay, place and duties that are clear and believable
