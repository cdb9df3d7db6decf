//! The index and its cursor across changes, crashes and damage.

use super::{Fixture, NOW, id, query, titled};
use crate::{Change, Index, OpenOptions, is_held_elsewhere};
use std::path::{Path, PathBuf};

fn open(dir: &Path) -> crate::Opened {
    Index::open(dir, OpenOptions::default()).unwrap()
}

fn total(index: &Index, text: &str) -> u64 {
    index.search(&query(text), NOW).unwrap().total
}

#[test]
fn documents_and_cursor_move_together() {
    let fixture = Fixture::of([titled(1, "保安")]);
    assert_eq!(fixture.index.cursor(), 1);
    fixture.index.apply(vec![Change::Remove(id(1)), Change::Put(Box::new(titled(2, "保安队长")))], 7).unwrap();
    assert_eq!((fixture.index.cursor(), total(&fixture.index, "保安")), (7, 1));
    let Fixture { index, dir } = fixture;
    drop(index);
    let opened = open(dir.path());
    assert!(!opened.needs_rebuild && opened.discarded.is_none());
    assert_eq!((opened.index.cursor(), total(&opened.index, "保安")), (7, 1));
}

#[test]
fn applying_again_changes_nothing() {
    let fixture = Fixture::of([]);
    let batch = || {
        vec![
            Change::Put(Box::new(titled(1, "厨师"))),
            Change::Put(Box::new(titled(1, "厨师长"))),
            Change::Put(Box::new(titled(2, "厨师"))),
            Change::Remove(id(2)),
            Change::Remove(id(3)),
        ]
    };
    for _ in 0..3 {
        fixture.index.apply(batch(), 5).unwrap();
        assert_eq!((fixture.index.len(), total(&fixture.index, "厨师长")), (1, 1));
    }
}

#[test]
fn what_was_not_committed_is_gone_after_a_crash() {
    let Fixture { index, dir } = Fixture::of([titled(1, "司机")]);
    let mut rebuild = index.rebuild().unwrap();
    rebuild.put(&titled(2, "司机")).unwrap();
    drop(rebuild);
    assert_eq!((index.cursor(), total(&index, "司机")), (1, 1));
    let mut writer = index.open_writer(0, 1).unwrap();
    writer.add_document(crate::index::document(&titled(3, "司机"), index.fields())).unwrap();
    let _ = writer.prepare_commit().unwrap();
    drop((writer, index));
    // As after kill -9: the lock file is there and nobody holds the lock.
    std::fs::write(dir.path().join(".tantivy-writer.lock"), "").unwrap();
    let index = open(dir.path()).index;
    assert_eq!((index.cursor(), total(&index, "司机")), (1, 1));
    index.apply(vec![Change::Put(Box::new(titled(4, "司机")))], 2).unwrap();
    assert_eq!((index.cursor(), total(&index, "司机")), (2, 2));
}

#[test]
fn a_rebuild_takes_the_place_of_what_was() {
    let fixture = Fixture::of([titled(1, "旧岗位"), titled(2, "保洁")]);
    let mut rebuild = fixture.index.rebuild().unwrap();
    for number in 10..200 {
        rebuild.put(&titled(number, "新岗位")).unwrap();
    }
    assert_eq!(total(&fixture.index, "保洁"), 1, "readers see the old index until the new one is complete");
    rebuild.finish(99).unwrap();
    assert_eq!((fixture.index.cursor(), fixture.index.len(), total(&fixture.index, "保洁")), (99, 190, 0));
    fixture.index.apply(vec![Change::Remove(id(10))], 100).unwrap();
    assert_eq!(fixture.index.len(), 189);
}

fn first_file(dir: &Path, extension: &str) -> PathBuf {
    let mut files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|end| end == extension)).unwrap()
}

fn list_of_segments(dir: &Path) {
    std::fs::write(dir.join("meta.json"), "{").unwrap();
}

fn version(dir: &Path) {
    let meta = std::fs::read_to_string(dir.join("meta.json")).unwrap();
    std::fs::write(dir.join("meta.json"), meta.replace("\\\"version\\\":", "\\\"version\\\":9")).unwrap();
}

fn one_byte(dir: &Path) {
    let file = first_file(dir, "idx");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[5] ^= 0x55;
    std::fs::write(&file, bytes).unwrap();
}

fn length(dir: &Path) {
    let file = first_file(dir, "term");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
}

fn emptied(dir: &Path) {
    std::fs::write(first_file(dir, "fast"), "").unwrap();
}

fn missing(dir: &Path) {
    std::fs::remove_file(first_file(dir, "term")).unwrap();
}

#[test]
fn damage_is_noticed_and_the_index_begins_anew() {
    let damages = [list_of_segments as fn(&Path), version, one_byte, length, emptied, missing];
    for (what, damage) in damages.into_iter().enumerate() {
        let Fixture { index, dir } = Fixture::of([titled(1, "店员")]);
        drop(index);
        damage(dir.path());
        let opened = open(dir.path());
        assert!(opened.discarded.is_some() && opened.needs_rebuild, "damage {what}");
        assert_eq!((opened.index.cursor(), opened.index.len()), (0, 0), "damage {what}");
        opened.index.apply(vec![Change::Put(Box::new(titled(1, "店员")))], 3).unwrap();
        assert_eq!(total(&opened.index, "店员"), 1, "damage {what}");
    }
}

#[test]
fn an_index_that_somebody_writes_is_not_thrown_away() {
    let Fixture { index, dir } = Fixture::of([titled(1, "店员")]);
    let before = std::fs::read_to_string(dir.path().join("meta.json")).unwrap();
    version(dir.path());
    let refused = Index::open(dir.path(), OpenOptions::default()).err().unwrap();
    assert!(is_held_elsewhere(&refused), "{refused:#}");
    std::fs::write(dir.path().join("meta.json"), before).unwrap();
    index.apply(vec![Change::Put(Box::new(titled(2, "店员")))], 2).unwrap();

    let reader = open(dir.path()).index;
    assert!(is_held_elsewhere(&reader.apply(Vec::new(), 3).err().unwrap()));
    index.apply(vec![Change::Put(Box::new(titled(3, "店员")))], 4).unwrap();
    assert_eq!(total(&reader, "店员"), 2);
    reader.reload().unwrap();
    assert_eq!((reader.cursor(), total(&reader, "店员")), (4, 3));
}

#[test]
fn one_index_serves_many_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Index>();
}
