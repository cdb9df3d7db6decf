//! The reader against files made to break it.

use super::*;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

fn read(bytes: &[u8]) -> Result<Grid, FileError> {
    read_grid(bytes, &Limits::default())
}

fn code(bytes: &[u8]) -> &'static str {
    read(bytes).map_or_else(|error| error.code(), |_| "")
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("岗位").unwrap();
    for (column, text) in ["职位名称", "公司名称", "薪资", "工作地点", "截止日期"].iter().enumerate()
    {
        sheet.write_string(0, column as u16, *text).unwrap();
    }
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for row in 1..4_u32 {
        sheet.write_string(row, 0, format!("保洁员{row}")).unwrap();
        sheet.write_number(row, 2, 4000.0 + f64::from(row)).unwrap();
        sheet.write_string(row, 3, "北京市海淀区").unwrap();
        sheet.write_number_with_format(row, 4, 46_387.0, &date).unwrap();
    }
    sheet.merge_range(1, 1, 3, 1, "某某物业公司", &Format::new()).unwrap();
    sheet.write_formula(3, 2, Formula::new("=SUM(C2:C3)").set_result("8003")).unwrap();
    workbook.add_worksheet().set_name("空").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// The workbook with one part replaced.
fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).unwrap();
        if part.name().unwrap() != name {
            writer.raw_copy_file(part).unwrap();
        }
    }
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1));
    writer.start_file(name, options).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_is_read_as_it_looks() {
    let grid = read(&workbook()).unwrap();
    let sheet = &grid.sheets[0];
    assert_eq!(sheet.rows[1], ["保洁员1", "某某物业公司", "4001", "北京市海淀区", "2026-12-31"]);
    assert_eq!(sheet.rows[2][1], "某某物业公司", "a merged cell stands in each of its rows");
    assert_eq!(sheet.formulas, [(3, 2)]);
    assert_eq!(grid.sheets.len(), 2);
}

#[test]
fn a_workbook_of_excel_97_is_read() {
    let grid = read(include_bytes!("../../tests/fixtures/excel97.xls")).unwrap();
    let sheet = &grid.sheets[0];
    assert_eq!(sheet.name, "岗位");
    assert_eq!(sheet.rows[1][..6], ["保洁员", "某某物业公司", "4500", "12", "北京市海淀区上地", "2026-12-31"]);
    assert_eq!(sheet.rows[1][7], "0.25");
    assert_eq!(sheet.formulas, [(2, 2)]);
    assert_eq!((sheet.rows[3][0].chars().count(), sheet.rows[3][1].as_str()), (9000, "TRUE"));
    assert!(grid.sheets[1].hidden);
    assert_eq!(grid.sheets[1].rows[299], ["第299行的文字，使共享字符串跨越多个记录"]);
}

#[test]
fn what_is_no_workbook_is_named() {
    assert_eq!(code(b""), "empty");
    assert_eq!(code(b"PK\x03\x04 and nothing"), "broken");
    assert_eq!(code(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), "broken");
    let whole = workbook();
    assert_eq!(code(&whole[..whole.len() / 2]), "broken");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("readme.txt", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"x").unwrap();
    assert_eq!(code(&writer.finish().unwrap().into_inner()), "unknown_format");
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    assert_eq!(read_grid(&whole, &limits).unwrap_err().code(), "too_large");
}

/// Ten parts of one gigabyte each, packed once and named ten times.
#[test]
fn ten_gigabytes_of_zeros_are_refused() {
    let options = SimpleFileOptions::default().compression_level(Some(6)).large_file(true);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("part", options).unwrap();
    let zeros = vec![0_u8; 1 << 20];
    for _ in 0..1024 {
        writer.write_all(&zeros).unwrap();
    }
    let packed = writer.finish().unwrap().into_inner();
    let mut archive = ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..10 {
        writer.raw_copy_file_rename(archive.by_index_raw(0).unwrap(), format!("xl/media/{index}.bin")).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 64 << 20);
    assert_eq!(code(&bomb), "too_large_unpacked");
    // The same with headers that say ten bytes.
    let mut lying = bomb;
    let gigabyte = (1_u32 << 30).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == gigabyte {
            lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    assert!(matches!(code(&lying), "too_large_unpacked" | "broken"));
}

#[test]
fn a_cell_of_two_hundred_megabytes_is_refused() {
    let mut shared = b"<?xml version=\"1.0\"?><sst uniqueCount=\"1\"><si><t>".to_vec();
    shared.resize(shared.len() + (200 << 20), b'x');
    shared.extend_from_slice(b"</t></si></sst>");
    assert_eq!(code(&with_part("xl/sharedStrings.xml", &shared)), "cell_too_large");
    // The same in many runs of rich text.
    let run = [b"<r><rPr><b/></rPr><t>".to_vec(), vec![b'x'; 1000], b"</t></r>".to_vec()].concat();
    let runs = [b"<sst><si>".to_vec(), run.repeat(1000), b"</si></sst>".to_vec()].concat();
    assert_eq!(code(&with_part("xl/sharedStrings.xml", &runs)), "cell_too_large");
    let attribute = [b"<sst x=\"".to_vec(), vec![b'x'; 1 << 20], b"\"></sst>".to_vec()].concat();
    assert_eq!(code(&with_part("xl/sharedStrings.xml", &attribute)), "cell_too_large");
}

#[test]
fn counts_and_places_in_headers_are_not_believed() {
    let count = b"<sst uniqueCount=\"99999999999\"><si><t>x</t></si></sst>";
    assert_eq!(code(&with_part("xl/sharedStrings.xml", count)), "broken");
    let sheet = |cells: &str| {
        let xml = format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{cells}</sheetData></worksheet>");
        with_part("xl/worksheets/sheet1.xml", xml.as_bytes())
    };
    assert_eq!(code(&sheet("<row r=\"1\"><c r=\"XFD1\" t=\"str\"><v>x</v></c></row>")), "too_many_columns");
    assert_eq!(code(&sheet("<row r=\"1048576\"><c r=\"A1048576\" t=\"str\"><v>x</v></c></row>")), "too_many_rows");
    assert_eq!(code(&sheet("<row r=\"1\"><c r=\"A99999999999\" t=\"str\"><v>x</v></c></row>")), "broken");
    assert_eq!(code(&sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>999</v></c></row>")), "broken");
    let doctype = b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><sst><si><t>&a;</t></si></sst>";
    assert_eq!(code(&with_part("xl/sharedStrings.xml", doctype)), "broken");
    let utf16: Vec<u8> = "<sst></sst>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(code(&with_part("xl/sharedStrings.xml", &utf16)), "broken");
}

/// One long text used by every cell would take the memory of all cells together.
#[test]
fn a_shared_text_counts_as_often_as_it_is_used() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let cells: String =
        (1..=2000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let first = with_part("xl/sharedStrings.xml", shared.as_bytes());
    let mut archive = ZipArchive::new(Cursor::new(first)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).unwrap();
        if part.name().unwrap() != "xl/worksheets/sheet1.xml" {
            writer.raw_copy_file(part).unwrap();
        }
    }
    writer.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(sheet.as_bytes()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let limits = Limits { text_bytes: 10 << 20, ..Limits::default() };
    assert_eq!(read_grid(&bytes, &limits).unwrap_err().code(), "too_much_text");
}

/// A container with one small stream, as MS-CFB has it: header, allocation table, directory, data.
fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().div_ceil(512).max(8);
    let mut file = vec![0_u8; 512];
    file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (at, value) in [(26, 3_u16), (28, 0xfffe), (30, 9), (32, 6)] {
        file[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(44, 1_u32), (48, 1), (56, 4096), (60, 0xffff_fffe), (68, 0xffff_fffe), (76, 0)] {
        file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    for at in (80..512).step_by(4) {
        file[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    }
    let mut table = vec![0xffff_fffd_u32, 0xffff_fffe];
    table.extend((0..sectors).map(|index| if index + 1 == sectors { 0xffff_fffe } else { index as u32 + 3 }));
    table.resize(128, u32::MAX);
    file.extend(table.iter().flat_map(|id| id.to_le_bytes()));
    let mut directory = vec![0_u8; 512];
    for (index, (name, start, size)) in
        [("Root Entry", 0xffff_fffe_u32, 0), (name, 2, sectors * 512)].iter().enumerate()
    {
        let entry = &mut directory[index * 128..(index + 1) * 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64..66].copy_from_slice(&(units.len() as u16 + 2).to_le_bytes());
        entry[66] = if index == 0 { 5 } else { 2 };
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&(*size as u32).to_le_bytes());
    }
    file.extend(directory);
    file.extend_from_slice(stream);
    file.resize(1536 + sectors * 512, 0);
    file
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

#[test]
fn passwords_are_named() {
    assert_eq!(code(&container("EncryptedPackage", &[1; 5000])), "password_protected");
    let stream = [record(0x0809, &[0, 6, 5, 0]), record(0x002f, &[1, 0, 1, 0])].concat();
    assert_eq!(code(&container("Workbook", &stream)), "password_protected");
}

#[test]
fn circles_in_a_container_end() {
    let stream = [record(0x0809, &[0, 6, 5, 0]), record(0x000a, &[])].concat();
    let mut file = container("Workbook", &stream);
    assert_eq!(code(&file), "empty");
    // The directory's sector follows itself.
    file[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(code(&file), "broken");
    let sheet = |from: u32| record(0x0085, &[&from.to_le_bytes()[..], &[0, 0, 1, 0, b'x']].concat());
    let same = [record(0x0809, &[0, 6, 5, 0]), sheet(0), sheet(0), record(0x000a, &[])].concat();
    assert_eq!(code(&container("Workbook", &same)), "broken");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_give_a_grid_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..2000), head in 0..4_usize) {
        let heads: [&[u8]; 4] = [b"", b"PK\x03\x04", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], b"\xef\xbb\xbf"];
        let _ = read(&[heads[head], &bytes].concat());
    }

    #[test]
    fn any_text_is_split_without_loss(text in "[a-z\u{4e2d},;\t\"\n ]{1,200}") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn a_damaged_workbook_gives_a_grid_or_an_error(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = workbook();
        for (place, value) in places {
            let index = place.index(bytes.len());
            bytes[index] = value;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn a_damaged_old_workbook_gives_a_grid_or_an_error(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let mut bytes = include_bytes!("../../tests/fixtures/excel97.xls").to_vec();
        for (place, value) in places {
            // Most of the file is the long list; the structures stand in its first part.
            let index = place.index(bytes.len().min(8_000));
            bytes[index] = value;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn damaged_parts_give_a_grid_or_an_error(cells in "(<c r=\"[A-C][0-9]{1,3}\" t=\"(s|str|n|b|e|d|inlineStr|x)\">|<v>[0-9a-z-]{0,5}</v>|<f>|</f>|<is><t>x</t></is>|</c>|<row>|</row>|&#[0-9]{1,9};|<!\\[CDATA\\[x\\]\\]>){0,20}") {
        let xml = format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
        let _ = read(&with_part("xl/worksheets/sheet1.xml", xml.as_bytes()));
    }
}
