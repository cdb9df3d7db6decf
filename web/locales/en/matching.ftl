### Matches: what fits a person, who fits a posting, and why.

nav-matches = My matches
matches-title = Postings that fit you
matches-title-of = Postings that fit { $name }
matches-lead = Ordered by what you wish for and have done, each with its reasons. Name, sex, age, photo and birthplace never move the order.
matches-score = Match { $score }
matches-mutual = Fits both
matches-why = Why this
matches-plain-title = Postings by date
matches-plain = You switched personal ranking off, so this list has the postings of the places you wish for by date, without scores.
matches-plain-change = Switch it on again in your privacy settings
matches-empty-title = First write down the work you look for
matches-empty = With one or two job titles you see what fits you, and why.
matches-empty-action = Fill in your wishes
matches-fallback = You have not said yet what you look for; these are the newest postings near you
matches-none-title = Nothing satisfies all that must hold just now
matches-none = What you marked as a must leaves the other postings out. Loosen one of them, or set an alert to hear of new postings.
matches-none-wishes = Change your wishes
matches-none-search = Search all postings
matches-preparing = Matches are being prepared: { $percent } % done
matches-preparing-text = The program has just started and reads the postings. Look again in a moment; search works already.
matches-ranking-note = How it is ordered: how near the titles are decides the field of work, then pay, place, education, experience, shift, licences and skills count.
matches-switch-off = No ranking, please? Switch it off in your privacy settings

why-title = Why “{ $title }”
why-score = { $score } for you, { $both } for both sides together (of 100)
why-fits = Fits
why-partly = Fits in part, or is not known
why-missing = Does not fit, or is missing
why-posting = Open the posting
why-profile = Change my profile
why-how = How the score is made: titles are compared with what you wish for and have worked, then the rest counts. Only what you marked as a must leaves a posting out.

candidates-title = Candidates that fit
candidates-lead = These seekers agreed to be seen by verified employers. Name and contact show once they apply or accept an invitation.
candidates-empty-title = No candidates just now
candidates-empty = Profiles are hidden unless people say otherwise. The more exact a posting is (title, skills, shift, pay), the easier it finds the right people.
candidates-empty-action = Change the posting
candidates-not-approved = Candidates show once the employer is verified
candidates-not-live = Candidates are matched once the posting is public
candidate-title = Candidate { $name }
candidate-updated = Profile changed { $when }
candidate-masked = Name, contact and past employers are not shown yet
candidate-wishes = Looks for
candidate-pay = Wishes for { $pay } yuan a month at least
candidate-years =
    { $n ->
        [0] No experience
        [one] { $n } year of work
       *[other] { $n } years of work
    }
candidate-invite = Invite to apply
candidate-view = Open the profile
candidate-back = Back to the candidates

## What speaks for a posting, to the seeker.
# family: reason-
reason-title_same = The “{ $wish }” you look for
reason-title_related = Close to the “{ $wish }” you look for
reason-title_worked = Close to your past work as “{ $title }”
reason-skills_shared = Uses what you can do: { $list }
reason-skills_missing = Also asks for: { $list }
reason-licence_held = You hold what is asked for: { $list }
reason-licence_missing = Missing: { $list }
reason-pay_meets_wish = Pay meets your wish
reason-pay_reaches_wish = Pay can reach your wish
reason-pay_below = Pay { $yuan } yuan a month below your wish
reason-pay_unknown = Pay is negotiable
reason-in_wished_district = In { $district }, where you wish to work
reason-near_wished_district = In { $district }, next to where you wish to work
reason-other_district = In { $district }, not where you wish to work
reason-education_enough = Your education is enough ({ $education })
reason-education_short = Asks for { $education }, more than you have
reason-education_above = Your education is above what is asked for
reason-experience_enough = { $n ->
    [one] Your experience is enough ({ $n } year)
   *[other] Your experience is enough ({ $n } years)
}
reason-experience_short = { $n ->
    [one] { $n } year of experience short
   *[other] { $n } years of experience short
}
reason-experience_above = You have more experience than asked for
reason-beginners_welcome = No experience asked for
reason-shift_suits = The shift suits you: { $shift }
reason-shift_against_limit = { $shift } goes against “{ $limit }”
reason-shift_unknown = The shift is not told: ask first
reason-type_wished = The type of work you wish for: { $type }
reason-type_other = The type of work is { $type }
reason-new = New
reason-starts_soon = You can start soon
reason-starts_late = You can start in { $days } days only

## What speaks for a person, to the employer.
# family: reason-candidate-
reason-candidate-title_same = Looks for just this: “{ $wish }”
reason-candidate-title_related = Looks for something close: “{ $wish }”
reason-candidate-title_worked = Has worked as “{ $title }”
reason-candidate-skills_shared = Has: { $list }
reason-candidate-skills_missing = Does not name: { $list }
reason-candidate-licence_held = Holds: { $list }
reason-candidate-licence_missing = Does not name: { $list }
reason-candidate-pay_meets_wish = Your pay meets the wish
reason-candidate-pay_reaches_wish = Your best pay meets the wish
reason-candidate-pay_below = Wishes for { $yuan } yuan a month more
reason-candidate-pay_unknown = Your pay is negotiable
reason-candidate-in_wished_district = Wishes to work in { $district }
reason-candidate-near_wished_district = Wishes to work near { $district }
reason-candidate-other_district = Did not choose { $district }
reason-candidate-education_enough = Education is enough ({ $education })
reason-candidate-education_short = Education below { $education }
reason-candidate-education_above = Education above what you ask for
reason-candidate-experience_enough = { $n ->
    [one] Experience is enough ({ $n } year)
   *[other] Experience is enough ({ $n } years)
}
reason-candidate-experience_short = { $n ->
    [one] { $n } year of experience short
   *[other] { $n } years of experience short
}
reason-candidate-experience_above = More experience than you ask for
reason-candidate-beginners_welcome = No experience, and you ask for none
reason-candidate-shift_suits = The shift suits: { $shift }
reason-candidate-shift_against_limit = { $shift } does not suit the person's hours
reason-candidate-shift_unknown = The posting tells no shift
reason-candidate-type_wished = Wishes for { $type }
reason-candidate-type_other = Did not choose { $type }
reason-candidate-new = The posting is new
reason-candidate-starts_soon = Can start within two weeks
reason-candidate-starts_late = Can start in { $days } days
