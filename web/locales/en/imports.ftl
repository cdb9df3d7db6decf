### Importing files.

import-title = Import postings
import-lead = Bring the table that you have. There is no need to rename its columns.
import-steps = Steps
import-step-file = Choose a file
import-step-check = Check
import-step-result = Result
import-file = Table of postings
import-file-hint = CSV, XLSX or XLS, without a password. A file may have several sheets.
import-file-refused = This file cannot be read
import-for-all = Employers that are not registered come in unverified, and their postings are public once an organizer says so.
import-upload = Upload and check
import-nothing-yet = Nothing is written yet
import-understood = What we understand
import-understood-pay = Pay: 10-15K, 15-20K·14薪, 18-24万, 200元/天, 面议
import-understood-education = Education: 统招本科, 大专及以上, 不限
import-understood-experience = Experience: 3-5年, 1年以上, 应届
import-understood-place = Places: 北京海淀区丹棱SOHO(北门)
import-earlier = Earlier imports
import-file-name = File
import-when = When
import-rows = Rows read
import-imported = New
import-changed = Changed
import-unchanged = Unchanged
import-duplicate = Duplicate
import-refused = Refused
import-waiting = Waiting
import-check-title = Check: { $file }
import-check-lead = { $n ->
    [one] One sheet, { $total } rows. Nothing is written until you confirm.
   *[other] { $n } sheets, { $total } rows. Nothing is written until you confirm.
}
import-would = What would happen
import-columns = Columns
import-columns-hint = Change what is wrong, then check again.
import-column = Column
import-column-unused = Leave out
import-column-unlawful = Left out by law
import-meaning = Means
import-meaning-of = Meaning of column { $column }
import-confidence = Certainty
# family: import-found-
import-found-map = you said so
import-found-header = by its heading
import-found-looks = by its cells
import-found-nothing = not recognised
import-samples = Samples
import-header-row = headings in row { $row }
import-again = Check again
import-map-download = Download the map of columns (TOML)
import-ready = Some rows that would come in
import-refused-title = Refused rows
import-refused-caption = Refused rows (the first { $n } of { $total })
import-refused-where = Sheet · row
import-refused-what = Posting
import-refused-why = Reason
import-refused-heading = Reason
import-refused-download = Download all refused rows (XLSX, with their reasons)
import-new-employers = { $n ->
    [one] One employer is not registered
   *[other] { $n } employers are not registered
}
import-new-employers-text = They come in unverified. Their postings cannot be found until an organizer publishes them.
import-go-title = Import
import-publish = Publish at once
import-publish-hint = Otherwise they wait and can be published later.
import-go = { $n ->
    [one] Import one row
   *[other] Import { $n } rows
}
import-other-file = Another file
import-discard = Discard this file
import-report-title = Import: { $file }
import-done = { $n ->
    [one] One posting was written
   *[other] { $n } postings were written
}
import-done-text = Every row is accounted for: new, changed, unchanged, duplicate or refused.
import-did = Result
import-published = { $n ->
    [one] One of them is public.
   *[other] { $n } of them are public.
}
import-came-employers = { $n ->
    [one] One employer came in unverified.
   *[other] { $n } employers came in unverified.
}
import-waits = { $n ->
    [one] One posting is not public yet
   *[other] { $n } postings are not public yet
}
import-waits-organizer = You can publish them in one go. Those of an employer that waits for approval, and those that have expired, go on waiting.
import-waits-text = An organizer publishes them.
import-publish-go = { $n ->
    [one] Publish it
   *[other] Publish these { $n } postings
}
import-see-postings = See the postings
import-another = Import another file
import-notes = What was assumed, guessed or left out
import-notes-text = Each kind shows its first row as an example. You can change the postings afterwards.
import-note-rows = { $n ->
    [one] 1 row, for example:
   *[other] { $n } rows, for example:
}
