//! The index follows the database, through deaths and exchanges.

use super::*;
use crate::indexer::Step;

#[tokio::test]
async fn what_is_published_is_found_and_what_is_closed_is_gone() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    let id = node.publish(employer, &posting("凤凰岭护林员")).await;
    assert!(node.found("护林员").is_empty());
    node.app.settle().await.unwrap();
    assert_eq!(node.found("护林员"), [id]);
    assert!(node.app.state.is_caught_up());
    postings::write::close(&node.app.db, &node.edit(id)).await.unwrap();
    node.app.settle().await.unwrap();
    assert!(node.found("护林员").is_empty());
}

#[tokio::test]
async fn an_expired_posting_leaves_the_index() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    node.publish(employer, &posting("凤凰岭护林员")).await;
    node.app.settle().await.unwrap();
    assert_eq!(node.app.state.index.len(), 1);
    node.clock.advance(40 * 86_400);
    node.app.settle().await.unwrap();
    assert_eq!(node.app.state.index.len(), 0);
}

#[tokio::test]
async fn after_a_death_index_and_database_agree_again() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    let first = node.publish(employer, &posting("凤凰岭护林员")).await;
    node.app.settle().await.unwrap();
    let second = node.publish(employer, &posting("百望山护林员")).await;
    // Dies with a change that the index has not seen.
    let node = node.again().await;
    assert_eq!(node.found("护林员"), [first]);
    node.app.settle().await.unwrap();
    let mut found = node.found("护林员");
    found.sort();
    assert_eq!(found, [first, second]);
    // Dies with nothing left to do: the index is read as it is, not built anew.
    let node = node.again().await;
    assert_eq!(node.app.indexer.step().await.unwrap(), Step::Still);
    assert_eq!(node.found("护林员").len(), 2);
}

#[tokio::test]
async fn an_index_that_was_deleted_or_damaged_is_built_anew() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    let id = node.publish(employer, &posting("凤凰岭护林员")).await;
    node.app.settle().await.unwrap();
    let dir = node.app.config.index.dir.clone();
    std::fs::remove_dir_all(&dir).unwrap();
    let node = node.again().await;
    node.app.settle().await.unwrap();
    assert_eq!(node.found("护林员"), [id]);
    std::fs::write(dir.join("meta.json"), b"{").unwrap();
    let node = node.again().await;
    node.app.settle().await.unwrap();
    assert_eq!(node.found("护林员"), [id]);
}

#[tokio::test]
async fn an_index_of_a_replaced_database_is_built_anew() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    for number in 0..5 {
        node.publish(employer, &posting(&format!("凤凰岭护林员 {number}"))).await;
    }
    node.app.settle().await.unwrap();
    assert_eq!(node.app.state.index.len(), 5);

    // Another database comes into the folder, with a shorter log.
    let other = Node::new().await;
    let employer = other.employer(2).await;
    let id = other.publish(employer, &posting("百望山护林员")).await;
    let Node { app, outbox, clock, data } = node;
    drop(app);
    let Node { app: other_app, data: other_data, .. } = other;
    drop(other_app);
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    for end in ["", "-wal", "-shm"] {
        let (to, from) = (format!("magpie.db{end}"), other_data.path().join(format!("magpie.db{end}")));
        let _ = std::fs::remove_file(data.path().join(&to));
        if from.exists() {
            std::fs::copy(from, data.path().join(to)).unwrap();
        }
    }
    let app = open(data.path(), &outbox, &clock).await;
    let node = Node { app, outbox, clock, data };
    assert_eq!(node.app.indexer.step().await.unwrap(), Step::Rebuilt(1));
    assert_eq!(node.found(""), [id]);
}

#[tokio::test]
async fn a_second_process_reads_along() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    node.publish(employer, &posting("凤凰岭护林员")).await;
    node.app.settle().await.unwrap();
    // The first process holds the writer from the first change on that it follows.
    node.publish(employer, &posting("凤凰岭护林员")).await;
    node.app.settle().await.unwrap();
    let second = open(node.data.path(), &node.outbox, &node.clock).await;
    let id = node.publish(employer, &posting("百望山护林员")).await;
    assert_eq!(second.indexer.step().await.unwrap(), Step::Waited, "the first writes, and has not yet");
    node.app.settle().await.unwrap();
    second.indexer.settle().await.unwrap();
    let query = Query { text: "百望山".to_owned(), ..Query::default() };
    assert_eq!(second.state.index.search(&query, NOW).unwrap().hits[0].id, id.bytes());
}
