### Applications: the seeker's side, the employer's side, invitations, screening questions, and their mails.

## The sets.
# family: application-state-
application-state-applied = Applied
application-state-seen = Seen
application-state-shortlisted = Shortlisted
application-state-interview = Interview
application-state-offer = Offer
application-state-hired = Hired
application-state-refused = Refused
application-state-withdrawn = Withdrawn
# family: application-origin-
application-origin-applied = Applied directly
application-origin-invited = By invitation
application-origin-adviser = By an adviser
# family: application-side-
application-side-seeker = Seeker
application-side-employer = Employer
application-side-system = System
# family: question-kind-
question-kind-yes_no = Yes or no
question-kind-choice = One of several
question-kind-number = A number
question-kind-text = A text
# family: refusal-reason-
refusal-reason-filled = The places are filled
refusal-reason-skills = The skills do not fit the work
refusal-reason-experience = The experience does not fit the work
refusal-reason-licence = A licence that the work needs is missing
refusal-reason-pay = No agreement about the pay
refusal-reason-time = Start or shifts do not fit
refusal-reason-no_contact = Could not be reached
refusal-reason-other = Something else
# family: candidate-invitation-state-
candidate-invitation-state-open = No answer yet
candidate-invitation-state-accepted = Accepted
candidate-invitation-state-declined = Declined
candidate-invitation-state-expired = Expired

## The seeker's side.
nav-applications = My applications
apply-online = Apply online
apply-title = Apply: { $title }
apply-on-behalf = You apply on behalf of { $name }
apply-on-behalf-text = Please ask first. The employer will see name and contact.
apply-questions = The employer asks
apply-questions-text = Nobody may ask about sex, age, family, household registration or health. If somebody does, tell us.
apply-questions-changed = The employer has just changed the questions
apply-questions-changed-text = Please look at the new ones and send the form again.
apply-message = A word to the employer
apply-consent = Once you apply, “{ $employer }” sees your name, contact and profile, for this posting only. Withdraw, and it no longer does.
apply-send = Send the application
apply-shown = The employer will see
apply-shown-text = What you chose not to do and whom you blocked is not shown.
apply-no-phone = No telephone given
apply-change-profile = Change the profile
field-apply-message = Message
field-answer = The employer's question
field-answers = The employer's questions
hint-apply-message = Why it fits, when you can be called. Up to 2,000 characters.
applications = Applications
applications-of = Applications of { $name }
applications-sent = Sent applications
applications-empty = No applications yet
applications-empty-text = Press “Apply online” on a posting, and you will see here how it goes.
applications-no-profile = With a profile you can apply online, and you will see here how it goes.
applications-make-profile = Write my profile
application-of = Application: { $title }
application-waiting = { $n ->
    [0] Sent today
    [one] Waiting for 1 day
   *[other] Waiting for { $n } days
}
application-no-answer = No answer for { $n } days, though we reminded the employer several times. Call them, or look at other postings.
# family: application-next-
application-next-applied = The employer has it. After seven days without an answer we remind them.
application-next-seen = The employer has read it. After seven days without an answer we remind them.
application-next-shortlisted = You are on the short list; the employer will be in touch.
application-next-interview = You are invited to an interview; day and place stand below.
application-next-offer = The employer wants to hire you. Please agree on the first day.
application-next-hired = Congratulations!
application-next-refused = It did not work out; the reason stands below. There are many more postings.
application-next-withdrawn = You withdrew it, and the employer no longer sees your contact.
application-next-ended = The posting has ended; we asked the employer to answer everybody.
application-next-reminded = { $n } days without an answer; reminders sent to the employer: { $total }.
application-history = What happened
application-answers = Questions and answers
application-message = Message
application-sent = Sent
application-sent-on = Sent on { $day }
application-posting-ended = This posting has ended.
application-again = Apply again
application-withdraw = Withdraw
application-withdraw-text = The employer will no longer see name, contact and profile. While the posting stands you can apply again.
candidate-invitations = Employers that invite you
candidate-invitation-until = Open until { $day }. The employer does not know who you are; it sees name and telephone only once you apply.
candidate-accept = Interested, apply
candidate-accept-of = Interested, apply: { $title }
candidate-decline = No, thank you
candidate-decline-of = No, thank you: { $title }
candidate-accepted-apply = You said you are interested. The application is still to be sent.

## How an employer answers.
answer-rate = { $total } applications in half a year, { $n }% answered
answer-rate-and-days = { $rate }, half of them within { $days } days

## The employer's side.
pipeline-title = Applications: { $title }
pipeline-overdue = Some have waited for more than seven days
pipeline-overdue-text = Please answer, whichever way. How often you answer is shown on your postings.
pipeline-ended = The posting has ended, and some applications have no result
pipeline-ended-text = Please answer each one: hired, or why not.
pipeline-empty = No applications here
pipeline-empty-text = You get a mail when somebody applies. Meanwhile you can write your questions.
pipeline-to-posting = Back to the posting
applications-by-state = Applications by state
applicant = Applicant
applicant-masked = The consent was withdrawn; name and contact are hidden
applicant-contact = Contact
applicant-no-phone = No telephone given
applicant-profile = Profile
applicant-profile-empty = The profile is empty. A call will tell more.
applicant-stations = Work and studies
applicant-hidden = Nothing about the person is shown
applicant-hidden-text = The application or the consent was withdrawn. By law, name and contact that you noted may not be used any more.
applicant-titles = Wants to work as
applicant-pay = Pay wished for
applicant-pay-at-least = from { $amount } yuan a month
applicant-districts = Wishes to work in
applicant-types = Type of employment
applicant-from = Can begin on
applicant-education = Education
applicant-years = Years of work
applicant-skills = Skills
applicant-certificates = Certificates
applicant-languages = Languages
applicant-licences = Licences
years = { $n ->
    [one] 1 year of work
   *[other] { $n } years of work
}
list-comma = {", "}
handled-title = { $name } · { $title }
handled-next = Next step
handled-word = A word to the applicant
handled-word-hint = For an interview: day, time, place, whom to ask for, what to bring. It goes out by mail.
handled-over = This application has its result.
handled-refuse-text = Choose a reason; the applicant sees it. It can only be about what the work needs.
handled-refuse-word = More about it (needed with “Something else”)
handled-refuse-go = Refuse
handled-notes = Internal notes
handled-notes-text = Only members of your employer see them. Nothing about sex, age, family or health belongs here.
handled-note = New note
handled-note-add = Add the note
# family: application-step-
application-step-shortlisted = Put on the short list
application-step-interview = Invite to an interview
application-step-interview-again = Fix another interview
application-step-offer = Make an offer
application-step-hired = Hired
application-step-refused = Does not fit
field-handle-note = Text
field-handle-reason = Reason
field-to = Next step
field-note = Text
questions-title = Screening questions
questions-of = Screening questions: { $title }
questions-lead = Everybody who applies answers them, up to 8. The fewer there are, the more people apply.
questions-lawful = Ask what the work needs
questions-lawful-text = The law forbids to ask about sex, age, marriage and children, household registration, ethnicity, religion, health (hepatitis B too), height and looks. Ask about licences, experience, shifts, the first day.
questions-number = Question { $n }
questions-required = Nobody can apply without an answer
field-questions = Screening questions
field-question = Question
field-kind = How it is answered
field-options = Options
field-questions-options = Options (only for one of several; one a line)
invite-title = Invite { $name }
invite-masked = You see name, telephone and the whole profile once the person applies.
invite-text = An invitation is open for 14 days. After a refusal you cannot invite this person for 90 days.
invite-go = Send the invitation
field-invite-message = A word to the candidate
hint-invite-message = Say in a sentence what makes it fit; people answer more often then.
candidate-invited-list = Invited candidates
console-waiting = { $n } open applications, { $found } of them without an answer
console-waiting-overdue = { $n } have waited for more than seven days. Please answer them.
console-applications = Applications { $n }
console-applications-waiting = { $n } without an answer

## Fields of which a form has several.
field-of-several = { $field } ({ $n })

## What just happened.
flash-applied = Sent. The employer has your application.
flash-application-withdrawn = Withdrawn. The employer no longer sees your contact.
flash-application-moved = Noted, and the applicant was told by mail.
flash-application-noted = The note was added.
flash-questions-saved = Saved. Who applies from now on is asked these.
flash-candidate-invited = The invitation is out, and open for 14 days.
flash-candidate-declined = The employer was told that you are not interested.
flash-candidate-accepted = The employer was told that you are interested. Please send the application.
flash-profile-first = Write a profile first, then go back to the posting and apply.

## What is wrong.
violation-unlawful_sex = “{ $value }” is about sex. Employment Promotion Law art. 27 and Law on the Protection of Women's Rights art. 43: nobody may be limited by it or asked about it.
violation-unlawful_age = “{ $value }” is about age. Employment Promotion Law art. 26 and Labour Contract Law art. 8: only what the work directly needs may be asked. Ask for years of work.
violation-unlawful_family = “{ $value }” is about marriage, children or family. Law on the Protection of Women's Rights art. 43 and Employment Promotion Law art. 27 forbid to ask.
violation-unlawful_household = “{ $value }” is about household registration or origin. Employment Promotion Law art. 3 and 31: it may not be a condition.
violation-unlawful_ethnicity = “{ $value }” is about ethnicity. Labour Law art. 12 and Employment Promotion Law art. 3 and 28: nobody may be treated worse for it.
violation-unlawful_religion = “{ $value }” is about religion. Labour Law art. 12 and Employment Promotion Law art. 3: nobody may be treated worse for it.
violation-unlawful_health = “{ $value }” is about health or disability. Employment Promotion Law art. 29 and 30 forbid to ask, hepatitis B included. Where the work needs a health certificate, ask for that.
violation-unlawful_looks = “{ $value }” is about height or looks. Employment Promotion Law art. 26 and Labour Contract Law art. 8: only what the work directly needs may be asked.
violation-few_options = Write at least two options, one a line.
violation-doubled_question = This question is asked above already.
violation-questions_changed = The employer has just changed the questions. Please look at them and send again.

## Refusals.
problem-posting-not-open = This posting takes no applications any more
problem-posting-not-open-help = Have a look at other postings.
problem-employer-takes-none = This employer is not registered here yet
problem-employer-takes-none-help = Nobody could answer. Use the way that the posting names, or ask at a service station.
problem-employer-blocked = You blocked this employer
problem-employer-blocked-help = To apply, lift the block in the privacy settings of your profile first.
problem-profile-needed = There is no profile yet
problem-profile-needed-help = Write one first, it takes a few minutes, and then apply.
problem-application-exists = There is an application for this posting already
problem-application-exists-help = “My applications” shows how it goes.
problem-application-state-wrong = The application is not in a state for this
problem-application-state-wrong-help = A colleague may have been first, or it was withdrawn. Reload the page.
problem-application-changed-meanwhile = The application has just changed
problem-application-changed-meanwhile-help = A colleague or the applicant was first, and nothing was saved. Reload the page.
problem-applications-today = Too many applications today
problem-applications-today-help = 40 a day at most, and one not again and again. Please go on tomorrow.
problem-applications-open = Too many applications without a result
problem-applications-open-help = 200 at most at the same time. Withdraw those that you no longer want.
problem-candidate-invited = There is an invitation already
problem-candidate-invited-help = One open invitation for a person. Wait for the answer, or until it has run out.
problem-candidate-declined = This person declined not long ago
problem-candidate-declined-help = After a refusal the same employer cannot invite again for 90 days.
problem-candidate-invitation-not-open = This invitation was answered or has run out
problem-candidate-invitation-not-open-help = While the posting stands you can apply without it.
problem-candidate-invitations-today = Too many invitations today
problem-candidate-invitations-today-help = An employer invites 30 people a day at most. Please go on tomorrow.

## Mails.
mail-application-received-subject = An application for “{ $name }”
mail-application-received-body = { $person } applied for “{ $name }”. Please answer within seven days, whichever way.
mail-application-received-action = See the application:
mail-application-shortlisted-subject = “{ $name }”: on the short list
mail-application-shortlisted-body = { $employer } put the application of { $person } for “{ $name }” on the short list and will be in touch.
mail-application-shortlisted-action = See how it goes:
mail-application-interview-subject = “{ $name }”: an interview
mail-application-interview-body = { $employer } invites { $person } to an interview for “{ $name }”. Day and place stand below. If it cannot be, please call beforehand.
mail-application-interview-action = See how it goes:
mail-application-offer-subject = “{ $name }”: an offer
mail-application-offer-body = { $employer } wants to hire { $person } for “{ $name }”. Please agree on the first day; work begins with a written contract.
mail-application-offer-action = See how it goes:
mail-application-hired-subject = “{ $name }”: hired
mail-application-hired-body = { $employer } hired { $person } for “{ $name }”. All the best!
mail-application-hired-action = See how it goes:
mail-application-refused-subject = “{ $name }”: not this time
mail-application-refused-body = { $employer } answered the application of { $person } for “{ $name }”: not this time. There are many more postings.
mail-application-refused-action = See how it goes:
mail-application-withdrawn-subject = An application for “{ $name }” was withdrawn
mail-application-withdrawn-body = { $person } withdrew the application for “{ $name }”. Name and contact are hidden now.
mail-application-withdrawn-action = See the application:
mail-application-unanswered-subject = “{ $name }”: an application waits for your answer
mail-application-unanswered-body = { $person } applied for “{ $name }” { $days } days ago and has no answer. Please give one: the next step, or why it does not fit.
mail-application-unanswered-action = Answer:
mail-application-ended-subject = “{ $name }” has ended, and an application has no result
mail-application-ended-body = The posting “{ $name }” has ended, and the application of { $person } has no result. Please answer: hired, or why not.
mail-application-ended-action = Answer:
mail-candidate-invited-subject = { $employer } invites you to “{ $name }”
mail-candidate-invited-body = { $employer } thinks that { $person } may fit “{ $name }” and invites an application. The employer does not know who it is; there are 14 days to answer.
mail-candidate-invited-action = See the invitation:
mail-candidate-accepted-subject = Your invitation to “{ $name }” was accepted
mail-candidate-accepted-body = { $person } is interested in “{ $name }”. You will see name and contact once the application is sent.
mail-candidate-accepted-action = See:
mail-candidate-declined-subject = Your invitation to “{ $name }” was declined
mail-candidate-declined-body = { $person } is not interested in “{ $name }” this time. Please do not invite again for 90 days.
mail-candidate-declined-action = See:
mail-word = A word with it:
