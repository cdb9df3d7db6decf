//! Every URL of the product, once.
//!
//! Rule: nothing else mounts a handler. [`ROUTES`] is the same list as data: the access test walks it for every
//! persona, so a new line here changes a checked-in table.

use crate::state::State;
use crate::{api, pages};
use actix_web::web::{self, Data, ServiceConfig};

macro_rules! routes {
    ($($method:ident $path:literal => $handler:path),+ $(,)?) => {
        /// Method and pattern of every route.
        pub const ROUTES: &[(&str, &str)] = &[$((stringify!($method), $path)),+];

        /// Mounts every route.
        pub fn mount(config: &mut ServiceConfig) {
            $(config.route($path, method::$method().to($handler));)+
            config.default_service(web::to(pages::site::nowhere));
        }
    };
}

routes! {
    get "/" => pages::home::home,
    get "/search" => pages::search::results,
    get "/matches" => pages::matches::own,
    get "/seekers/{seeker}/matches" => pages::matches::list,
    get "/seekers/{seeker}/matches/{posting}" => pages::matches::why,
    get "/my-postings/{posting}/candidates" => pages::matches::candidates,
    get "/my-postings/{posting}/candidates/{seeker}" => pages::matches::candidate,
    get "/api/v1/seekers/{seeker}/matches" => api::matches::of_seeker,
    get "/api/v1/seekers/{seeker}/matches/{posting}" => api::matches::why,
    get "/api/v1/postings/{posting}/similar" => api::matches::similar,
    get "/api/v1/own-postings/{posting}/candidates" => api::matches::candidates,

    get "/search.atom" => pages::feeds::atom,
    get "/postings/{posting}" => pages::postings::show,
    get "/postings/{posting}/versions" => pages::postings::versions,
    get "/employers" => pages::employers::list,
    get "/employers/{employer}" => pages::employers::show,

    get "/api/v1/search" => api::search::search,
    get "/api/v1/suggest" => api::search::suggest,
    get "/api/v1/postings/{posting}" => api::postings::show,
    get "/api/v1/stream" => api::postings::stream,
    get "/api/v1/employers" => api::employers::list,
    get "/api/v1/employers/{employer}" => api::employers::show,
    post "/api/v1/session" => api::session::create,
    delete "/api/v1/session" => api::session::delete,
    get "/api/v1/employers/{employer}/postings" => api::postings::own,
    post "/api/v1/employers/{employer}/postings" => api::postings::create,
    get "/api/v1/own-postings/{posting}" => api::postings::show_own,
    put "/api/v1/own-postings/{posting}" => api::postings::edit,
    delete "/api/v1/own-postings/{posting}" => api::postings::discard,
    post "/api/v1/own-postings/{posting}/invitations" => api::applications::invite,
    post "/api/v1/own-postings/{posting}/{action}" => api::postings::act,
    post "/api/v1/employers/{employer}/imports" => api::imports::for_employer,
    post "/api/v1/imports" => api::imports::for_all,
    post "/api/v1/seekers" => api::seekers::create,
    get "/api/v1/seekers/own" => api::seekers::own,
    get "/api/v1/seekers/{seeker}" => api::seekers::show,
    put "/api/v1/seekers/{seeker}" => api::seekers::edit,
    get "/api/v1/seekers/{seeker}/resume.json" => api::seekers::resume,
    put "/api/v1/seekers/{seeker}/resume.json" => api::seekers::take_resume,
    get "/api/v1/postings/{posting}/questions" => api::applications::questions,
    post "/api/v1/postings/{posting}/applications" => api::applications::apply,
    get "/api/v1/seekers/{seeker}/applications" => api::applications::of_seeker,
    get "/api/v1/seekers/{seeker}/invitations" => api::applications::invitations_of_seeker,
    get "/api/v1/own-postings/{posting}/applications" => api::applications::of_posting,
    get "/api/v1/own-postings/{posting}/questions" => api::applications::own_questions,
    put "/api/v1/own-postings/{posting}/questions" => api::applications::put_questions,
    get "/api/v1/own-postings/{posting}/invitations" => api::applications::invited,
    get "/api/v1/applications/{application}" => api::applications::show,
    post "/api/v1/applications/{application}/{action}" => api::applications::act,
    post "/api/v1/candidate-invitations/{invite}/{action}" => api::applications::answer,
    get "/api/openapi.json" => api::document::openapi,
    get "/api" => pages::site::api_docs,

    get "/sign-in" => pages::accounts::sign_in_form,
    post "/sign-in" => pages::accounts::sign_in,
    post "/sign-out" => pages::accounts::sign_out,
    post "/sign-out-everywhere" => pages::accounts::sign_out_everywhere,
    get "/sign-up" => pages::accounts::sign_up_form,
    post "/sign-up" => pages::accounts::sign_up,
    get "/sign-up/confirm/{token}" => pages::accounts::confirm_form,
    post "/sign-up/confirm/{token}" => pages::accounts::confirm,
    get "/account" => pages::accounts::account,
    post "/language" => pages::accounts::language,

    get "/console" => pages::console::home,
    get "/console/register" => pages::console::register_form,
    post "/console/register" => pages::console::register,
    get "/console/{employer}" => pages::console::postings,
    get "/console/{employer}/edit" => pages::console::edit_form,
    post "/console/{employer}/edit" => pages::console::edit,
    get "/console/{employer}/members" => pages::members::list,
    post "/console/{employer}/members" => pages::members::invite,
    post "/console/{employer}/members/{account}/remove" => pages::members::remove,
    post "/console/{employer}/invitations/{invitation}/revoke" => pages::members::revoke,
    get "/console/{employer}/postings/new" => pages::editor::new_form,
    post "/console/{employer}/postings/new" => pages::editor::create,
    get "/console/{employer}/import" => pages::imports::upload_form_for_employer,
    post "/console/{employer}/import" => pages::imports::upload_for_employer,
    get "/my-postings/{posting}" => pages::editor::manage,
    get "/my-postings/{posting}/edit" => pages::editor::edit_form,
    post "/my-postings/{posting}/edit" => pages::editor::edit,
    post "/my-postings/{posting}/publish" => pages::editor::publish,
    post "/my-postings/{posting}/close" => pages::editor::close,
    post "/my-postings/{posting}/withdraw" => pages::editor::withdraw,
    post "/my-postings/{posting}/renew" => pages::editor::renew,
    post "/my-postings/{posting}/reopen" => pages::editor::reopen,
    post "/my-postings/{posting}/discard" => pages::editor::discard,
    get "/invitations/{token}" => pages::members::invitation,
    post "/invitations/{token}" => pages::members::accept,

    get "/postings/{posting}/apply" => pages::applications::form,
    post "/postings/{posting}/apply" => pages::applications::apply,
    get "/seekers/{seeker}/apply/{posting}" => pages::applications::form_on_behalf,
    post "/seekers/{seeker}/apply/{posting}" => pages::applications::apply_on_behalf,
    get "/applications" => pages::applications::own,
    get "/seekers/{seeker}/applications" => pages::applications::list,
    get "/applications/{application}" => pages::applications::show,
    post "/applications/{application}/withdraw" => pages::applications::withdraw,
    post "/candidate-invitations/{invite}/accept" => pages::applications::accept,
    post "/candidate-invitations/{invite}/decline" => pages::applications::decline,
    get "/my-postings/{posting}/applications" => pages::handling::list,
    get "/my-postings/{posting}/questions" => pages::handling::questions_form,
    post "/my-postings/{posting}/questions" => pages::handling::save_questions,
    get "/my-postings/{posting}/invite/{seeker}" => pages::handling::invite_form,
    post "/my-postings/{posting}/invite/{seeker}" => pages::handling::invite,
    get "/handled/{application}" => pages::handling::show,
    post "/handled/{application}/move" => pages::handling::advance,
    post "/handled/{application}/notes" => pages::handling::note,

    get "/imports/{batch}" => pages::imports::show,
    post "/imports/{batch}/mapping" => pages::imports::mapping,
    post "/imports/{batch}/finish" => pages::imports::finish,
    post "/imports/{batch}/discard" => pages::imports::discard,
    post "/imports/{batch}/publish" => pages::imports::publish,
    get "/imports/{batch}/refused.xlsx" => pages::imports::refused,
    get "/imports/{batch}/map.toml" => pages::imports::map,

    get "/profile" => pages::seekers::own,
    post "/profile" => pages::seekers::create,
    get "/seekers/{seeker}" => pages::seekers::show,
    get "/seekers/{seeker}/wishes" => pages::seekers::sections::wishes_form,
    post "/seekers/{seeker}/wishes" => pages::seekers::sections::wishes,
    get "/seekers/{seeker}/abilities" => pages::seekers::sections::abilities_form,
    post "/seekers/{seeker}/abilities" => pages::seekers::sections::abilities,
    get "/seekers/{seeker}/person" => pages::seekers::sections::person_form,
    post "/seekers/{seeker}/person" => pages::seekers::sections::person,
    get "/seekers/{seeker}/studies" => pages::seekers::entries::studies_form,
    post "/seekers/{seeker}/studies" => pages::seekers::entries::add_study,
    get "/seekers/{seeker}/studies/{entry}" => pages::seekers::entries::study_form,
    post "/seekers/{seeker}/studies/{entry}" => pages::seekers::entries::change_study,
    post "/seekers/{seeker}/studies/{entry}/remove" => pages::seekers::entries::remove_study,
    get "/seekers/{seeker}/work" => pages::seekers::entries::work_form,
    post "/seekers/{seeker}/work" => pages::seekers::entries::add_job,
    get "/seekers/{seeker}/work/{entry}" => pages::seekers::entries::job_form,
    post "/seekers/{seeker}/work/{entry}" => pages::seekers::entries::change_job,
    post "/seekers/{seeker}/work/{entry}/remove" => pages::seekers::entries::remove_job,
    get "/seekers/{seeker}/privacy" => pages::seekers::privacy::show,
    post "/seekers/{seeker}/privacy" => pages::seekers::privacy::decide,
    post "/seekers/{seeker}/privacy/block" => pages::seekers::privacy::block,
    post "/seekers/{seeker}/privacy/unblock" => pages::seekers::privacy::unblock,
    post "/seekers/{seeker}/privacy/consents/{posting}/withdraw" => pages::seekers::privacy::withdraw_consent,
    post "/seekers/{seeker}/erase" => pages::seekers::privacy::erase,
    get "/seekers/{seeker}/print" => pages::seekers::files::print,
    get "/seekers/{seeker}/resume.json" => pages::seekers::files::resume,
    get "/seekers/{seeker}/import" => pages::seekers::files::import_form,
    post "/seekers/{seeker}/import" => pages::seekers::files::read_file,
    post "/seekers/{seeker}/import/take" => pages::seekers::files::take,
    get "/desk" => pages::desk::home,
    get "/desk/register" => pages::desk::register_form,
    post "/desk/register" => pages::desk::register,
    get "/desk/doubles" => pages::desk::doubles,
    post "/desk/doubles/merge" => pages::desk::merge,
    post "/desk/doubles/distinct" => pages::desk::mark_distinct,
    get "/desk/merges" => pages::desk::merges,
    post "/desk/merges/{merge}/undo" => pages::desk::unmerge,

    get "/review" => pages::review::queue,
    get "/review/import" => pages::imports::upload_form_for_all,
    post "/review/import" => pages::imports::upload_for_all,
    get "/review/employers/{employer}" => pages::review::employer,
    post "/review/employers/{employer}/approve" => pages::review::approve_employer,
    post "/review/employers/{employer}/refuse" => pages::review::refuse_employer,
    get "/review/postings/{posting}" => pages::review::posting,
    post "/review/postings/{posting}/approve" => pages::review::approve_posting,
    post "/review/postings/{posting}/refuse" => pages::review::refuse_posting,
    post "/review/postings/{posting}/take-down" => pages::review::take_down,

    get "/admin/accounts" => pages::admin::accounts,
    post "/admin/accounts/{account}/role" => pages::admin::give_role,

    get "/alerts" => pages::alerts::list,
    post "/alerts" => pages::alerts::create,
    get "/alerts/new" => pages::alerts::new_form,
    get "/alerts/end/{token}" => pages::alerts::end_form,
    post "/alerts/end/{token}" => pages::alerts::end,
    get "/alerts/{alert}" => pages::alerts::edit_form,
    post "/alerts/{alert}" => pages::alerts::edit,
    post "/alerts/{alert}/pause" => pages::alerts::pause,
    post "/alerts/{alert}/resume" => pages::alerts::resume,
    post "/alerts/{alert}/delete" => pages::alerts::delete,
    get "/api/v1/alerts" => api::alerts::list,
    post "/api/v1/alerts" => api::alerts::create,
    put "/api/v1/alerts/{alert}" => api::alerts::edit,
    delete "/api/v1/alerts/{alert}" => api::alerts::delete,

    get "/design" => pages::site::design,
    get "/problems/{code}" => pages::site::problem,
    get "/static/{file}" => pages::site::asset,
    get "/favicon.svg" => pages::site::favicon,
    get "/robots.txt" => pages::feeds::robots,
    get "/sitemap.xml" => pages::feeds::sitemap,
    get "/sitemaps/{page}" => pages::feeds::sitemap_page,
    get "/healthz" => pages::site::healthz,
    get "/readyz" => pages::site::readyz,
    get "/metrics" => pages::site::metrics,
}

/// The methods of routes. A `get` answers HEAD as well: the server leaves the body away.
mod method {
    use actix_web::guard::{Any, Get, Head};
    pub(super) use actix_web::web::{delete, post, put};
    use actix_web::{Route, web};

    pub(super) fn get() -> Route {
        web::route().guard(Any(Get()).or(Head()))
    }
}

/// What a server needs of this crate: the state, and every route.
pub fn configure(state: &State) -> impl Fn(&mut ServiceConfig) + Clone + use<> {
    let state = Data::new(state.clone());
    move |config| {
        config.app_data(state.clone());
        mount(config);
    }
}
