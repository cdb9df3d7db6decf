//! The running node: it listens, follows by itself and stops in order.

use super::*;
use crate::app::Claim;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_follows_by_itself_and_stops() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    let (address, listening) = node.app.listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let tasks = node.app.start();
    let answer = tokio::task::spawn_blocking(move || get(address, "/healthz")).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let id = node.publish(employer, &posting("凤凰岭护林员")).await;
    let started = Instant::now();
    while node.found("护林员") != [id] {
        assert!(started.elapsed() < Duration::from_secs(20), "the index does not follow");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    listening.stop().await;
    tasks.stop().await;
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn an_address_in_use_is_named() {
    let node = Node::new().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let failure = node.app.listen(taken.local_addr().unwrap()).await.unwrap_err();
    assert_eq!(failure.code, "address");
    assert!(failure.message.contains("--bind"), "{failure}");
}

#[test]
fn a_folder_is_served_by_one_process() {
    let data = tempfile::tempdir().unwrap();
    let claim = Claim::of(data.path()).unwrap();
    assert_eq!(Claim::of(data.path()).unwrap_err().code, "in-use");
    assert!(Claim::is_taken(data.path()));
    drop(claim);
    assert!(!Claim::is_taken(data.path()));
    Claim::of(data.path()).unwrap();
}
