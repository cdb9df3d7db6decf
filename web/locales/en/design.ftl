### The API document and the design system.

api-title = API
api-lead = Search, postings and employers as JSON, without a key.
api-contents = Contents
api-parameters = Parameters
api-parameters-of = Parameters of { $method } { $path }
api-parameter = Parameter
api-where = In
api-kind = Type
api-meaning = Meaning
api-none = There is nothing here.
design-title = Design system
design-lead = Colours, type and components of Magpie on one page. Pages use nothing else.
design-colours = Colours
design-type = Type
design-buttons = Buttons
design-states = States and tags
design-notices = Notices
design-forms = Forms
design-navigation = Navigation
design-data = Data
design-empty = Empty state
design-icons = Icons
