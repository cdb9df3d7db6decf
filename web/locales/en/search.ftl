### The home page and the search.

## Home.
home-title = Home
home-heading-first = Good work,
home-heading-second = close to home
home-lead = Jobs of every trade in one place. Employers are checked by people, and it costs seekers nothing.
home-place = Place
home-everywhere = Anywhere
home-popular-label = People look for
home-popular = cleaner|driver|nurse|clerk|Java|part-time
home-figures = Figures
home-postings = Open postings
home-headcount = People sought
home-employers = Approved employers
home-as-of = As of { $moment }. Only postings that are open now are counted.
home-trades = By trade
home-districts = By district
home-newest = Newest jobs
home-empty = No posting is public yet
home-empty-text = Postings appear here as soon as employers publish them.

## Results.
search-heading = Jobs for “{ $q }”
search-heading-all = All jobs
search-description = { $heading }: { $total } in all.
search-total = { $n ->
    [one] one found
   *[other] { $n } found
}
search-list = Results
search-sort = Order
search-sort-go = Update
# family: sort-
sort-relevance = Best match
sort-newest = Newest
sort-pay_high = Highest pay
did-you-mean = Did you mean
search-relaxed = No job has all your words. These have some of them.
search-inexact = No job has exactly these words. These come closest in meaning.
search-inexact-filters = No job within your filters has exactly these words. These come closest in meaning.
search-related = Similar work
search-some-words = Jobs with some of the words
search-feed = This search as a feed (Atom)
search-json = This search as JSON
search-empty = No job fits
search-empty-lead = Something else may help:
search-empty-without = Leave out “{ $filter }”
search-empty-no-filters = { $n ->
    [one] Leave out all filters: one job
   *[other] Leave out all filters: { $n } jobs
}
search-empty-words = Use other words, or shorter ones
search-empty-station = Ask at a service station near you
search-too-deep = The list ends before this page
search-too-deep-text = There is too much to page through. Add a filter, or go back to the first page.
search-first-page = First page
facets = Filters
facets-apply = Apply
facets-clear = Clear
# family: facet-
facet-any = Any
facet-more = { $n ->
    [one] One more
   *[other] { $n } more
}
facet-pay = Pay (yuan a month)
facet-pay-min = Least pay a month
facet-pay-max = Most pay a month
facet-pay-least = from
facet-pay-most = to
facet-negotiable = Negotiable pay
facet-since = Published
facet-graduates = Graduates
facet-district = District
facet-occupation = Occupation
facet-education = Your education
facet-experience = Your experience
facet-experience-none = None
facet-experience-years = { $n ->
    [one] one year
   *[other] { $n } years
}
facet-employment_type = Type
facet-shift = Hours
# family: negotiable-
negotiable-include = Negotiable pay included
negotiable-exclude = Without negotiable pay
negotiable-only = Negotiable pay only
chips = Chosen filters
chips-clear = Clear all
chip-remove = (remove this filter)
chip-pay-min = From ¥{ $amount } a month
chip-pay-max = Up to ¥{ $amount } a month
chip-education = Education: { $level }
chip-no-experience = No experience
chip-experience = { $n ->
    [one] One year of experience
   *[other] { $n } years of experience
}
chip-graduates = Graduates welcome
chip-since = { $n ->
    [one] Within a day
   *[other] Within { $n } days
}
