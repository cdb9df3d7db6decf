//! Keeping, changing, pausing, ending and deleting.

use super::*;
use crate::Code;
use crate::accounts::policy::OwnAccount;
use crate::alerts::values::{AlertSetting, AlertState, MOST_ALERTS};
use crate::alerts::{ending, policy::OwnAlert, read, write as alerts};
use crate::authority::Grant;
use crate::testing::refusal;
use magpie_terms::{Moment, Violations};

async fn own(world: &World, by: &Actor) -> Vec<read::Alert> {
    read::own(&world.db, &world.grant(by, ()).await).await.expect("a list")
}

async fn token(world: &World, id: AlertId) -> String {
    world.texts(&format!("SELECT token FROM alert WHERE id = '{id}'")).await.remove(0)
}

#[tokio::test]
async fn the_same_search_is_kept_once_and_comes_back_to_life() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let id = keep(&world, &li, "护理", Cadence::Weekly).await;
    let grant: Grant<OwnAccount> = world.grant(&li, ()).await;
    let again = create(&world.db, &grant, &content("护理", Cadence::Daily)).await.expect("there");
    assert_eq!(again, Kept::There(id));
    assert_eq!(own(&world, &li).await.len(), 1);
    let alert = world.grant::<OwnAlert>(&li, id).await;
    alerts::pause(&world.db, &alert).await.expect("paused");
    assert_eq!(own(&world, &li).await[0].state, AlertState::Paused);
    create(&world.db, &grant, &content("护理", Cadence::Daily)).await.expect("there");
    let found = read::one(&world.db, &alert).await.expect("the alert");
    assert_eq!((found.state, found.cadence), (AlertState::Active, Cadence::Weekly));
    let wang = world.seeker("wang").await;
    assert!(matches!(keep(&world, &wang, "护理", Cadence::Daily).await, other if other != id));
    let found = read::of_query(&world.db, &grant, AlertKind::Search, "护理").await.expect("an answer");
    assert_eq!(found.map(|alert| alert.id), Some(id));
    assert!(read::of_query(&world.db, &grant, AlertKind::Matches, "").await.expect("an answer").is_none());
}

#[tokio::test]
async fn of_ten_clicks_at_once_one_keeps_it() {
    let world = World::open().await;
    let grant: Grant<OwnAccount> = world.grant(&world.seeker("li").await, ()).await;
    let content = content("护理", Cadence::Daily);
    let clicks = futures_util::future::join_all((0..10).map(|_| create(&world.db, &grant, &content))).await;
    let new = clicks.iter().filter(|kept| matches!(kept, Ok(Kept::New(_)))).count();
    assert_eq!((new, clicks.iter().filter(|kept| kept.is_ok()).count()), (1, 10));
}

#[tokio::test]
async fn fifty_are_enough() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    for number in 0..MOST_ALERTS {
        keep(&world, &li, &format!("岗位{number}"), Cadence::Daily).await;
    }
    let grant = world.grant(&li, ()).await;
    let one_more = create(&world.db, &grant, &content("再来一个", Cadence::Daily)).await;
    let Err(Error::Invalid(faults)) = one_more else { panic!("{one_more:?}") };
    assert_eq!((faults.0[0].field.as_str(), faults.0[0].code), ("query", "alert_too_many"));
    assert_eq!(own(&world, &li).await.len(), 50);
    // What is there is there, also at the limit.
    assert!(create(&world.db, &grant, &content("岗位0", Cadence::Daily)).await.is_ok());
}

#[test]
fn what_is_wrong_is_told_by_field() {
    let faults = |kind: &str, query: &str, name: &str, cadence: &str| {
        let input = AlertInput { kind: kind.into(), query: query.into(), name: name.into(), cadence: cadence.into() };
        let parsed = AlertContent::parse(&input, |query| match query {
            "sex=f" => {
                let mut violations = Violations::default();
                violations.add("sex", "unknown_parameter");
                Err(violations)
            }
            _ => Ok(query.to_owned()),
        });
        parsed.map_err(|faults| {
            faults.0.into_iter().map(|fault| format!("{} {}", fault.field, fault.code)).collect::<Vec<_>>()
        })
    };
    assert!(faults("", "q=a", "", "").is_ok_and(|content| content.cadence == Cadence::Daily));
    assert_eq!(faults("matches", "", "我的", "weekly").map(|content| content.kind), Ok(AlertKind::Matches));
    let told = |faults: Result<_, Vec<String>>| faults.err().unwrap_or_default().join(", ");
    assert_eq!(told(faults("", "", "", "")), "query alert_empty_query");
    assert_eq!(
        told(faults("", "sex=f", &"长".repeat(61), "hourly")),
        "sex unknown_parameter, cadence unknown_value, name too_long"
    );
    assert_eq!(told(faults("all", "q=a", "", "")), "kind unknown_value");
    assert_eq!(told(faults("matches", "q=a", "", "")), "query alert_matches_query");
    assert_eq!(told(faults("", &"q".repeat(4_001), "", "")), "query too_long");
    assert_eq!(told(faults("", "q=a", "a\u{202e}b", "")), "name control_characters");
}

#[tokio::test]
async fn an_alert_is_its_owners() {
    let world = World::open().await;
    let (li, wang) = (world.seeker("li").await, world.seeker("wang").await);
    let id = keep(&world, &li, "护理", Cadence::Daily).await;
    for other in [wang, world.organizer().await] {
        assert_eq!(refusal(Grant::<OwnAlert>::ask(&world.db, &other, id).await), Some(Code::NotFound));
    }
    let grant = world.grant::<OwnAlert>(&li, id).await;
    let setting = AlertSetting::parse(" 照护 ", "weekly").expect("a setting");
    alerts::change(&world.db, &grant, &setting).await.expect("changed");
    let found = read::one(&world.db, &grant).await.expect("the alert");
    assert_eq!((found.name.as_str(), found.cadence), ("照护", Cadence::Weekly));
    alerts::delete(&world.db, &grant).await.expect("deleted");
    assert_eq!(refusal(alerts::delete(&world.db, &grant).await), Some(Code::NotFound));
    assert_eq!(refusal(alerts::change(&world.db, &grant, &setting).await), Some(Code::NotFound));
    assert_eq!(refusal(alerts::pause(&world.db, &grant).await), Some(Code::NotFound));
    assert_eq!(refusal(alerts::resume(&world.db, &grant).await), Some(Code::NotFound));
    assert_eq!(refusal(read::one(&world.db, &grant).await), Some(Code::NotFound));
}

#[tokio::test]
async fn the_link_ends_one_alert_and_all_only_when_asked() {
    let world = World::open().await;
    let (li, wang) = (world.seeker("li").await, world.seeker("wang").await);
    let first = keep(&world, &li, "护理", Cadence::Daily).await;
    keep(&world, &li, "保安", Cadence::Daily).await;
    keep(&world, &wang, "护理", Cadence::Daily).await;
    let token = token(&world, first).await;
    assert!(token.len() >= 43, "256 bits");
    let looked = ending::look(&world.db, &token).await.expect("the alert");
    assert_eq!((looked.query.as_str(), looked.is_active, looked.others), ("护理", true, 1));
    ending::end(&world.db, &token, false).await.expect("ended");
    ending::end(&world.db, &token, false).await.expect("again is no fault");
    let states = |alerts: Vec<read::Alert>| alerts.into_iter().map(|alert| alert.state).collect::<Vec<_>>();
    assert_eq!(states(own(&world, &li).await), [AlertState::Active, AlertState::Ended]);
    assert!(!ending::look(&world.db, &token).await.expect("the alert").is_active);
    ending::end(&world.db, &token, true).await.expect("ended");
    assert_eq!(states(own(&world, &li).await), [AlertState::Ended, AlertState::Ended]);
    assert_eq!(states(own(&world, &wang).await), [AlertState::Active]);
    for wrong in ["", "x", &"A".repeat(43), "' OR 1=1 --", &token[..42]] {
        assert_eq!(refusal(ending::look(&world.db, wrong).await), Some(Code::LinkExpired), "{wrong}");
        assert_eq!(refusal(ending::end(&world.db, wrong, true).await), Some(Code::LinkExpired), "{wrong}");
    }
    let audited = world.texts("SELECT detail FROM audit WHERE action = 'end-alert' ORDER BY id").await;
    assert_eq!(audited, ["by a link", "all, by a link"]);
    alerts::delete(&world.db, &world.grant::<OwnAlert>(&li, first).await).await.expect("deleted");
    assert_eq!(refusal(ending::end(&world.db, &token, false).await), Some(Code::LinkExpired));
}

#[test]
fn daily_is_seven_in_the_morning_and_weekly_that_of_monday() {
    // 2026-11-24 was a Tuesday.
    let next = |cadence: Cadence, now: &str, hour: i64| {
        let now = magpie_terms::Day::parse(now).expect("a day").start().plus_seconds(hour * 3_600);
        Moment(cadence.next(now).0).local_minute()
    };
    assert_eq!(next(Cadence::Daily, "2026-11-24", 6), "2026-11-24 07:00");
    assert_eq!(next(Cadence::Daily, "2026-11-24", 7), "2026-11-25 07:00");
    assert_eq!(next(Cadence::Daily, "2026-12-31", 23), "2027-01-01 07:00");
    assert_eq!(next(Cadence::Weekly, "2026-11-24", 9), "2026-11-30 07:00");
    assert_eq!(next(Cadence::Weekly, "2026-11-29", 23), "2026-11-30 07:00");
    assert_eq!(next(Cadence::Weekly, "2026-11-30", 6), "2026-11-30 07:00");
    assert_eq!(next(Cadence::Weekly, "2026-11-30", 7), "2026-12-07 07:00");
}
