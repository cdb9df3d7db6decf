//! Files as people bring them, made here.
//!
//! Rule: the same table in every format, so that a test can say that they come in alike.

use rust_xlsxwriter::{Formula, Workbook};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) type Table = Vec<Vec<String>>;

/// A table of three good postings; with `employers`, each names its employer.
pub(crate) fn postings(employers: bool) -> Table {
    let mut rows = vec![
        vec!["岗位名称", "月薪", "招聘人数", "学历要求", "工作地点", "岗位职责", "单位名称"],
        vec![
            "养老护理员",
            "6000-8000元",
            "3",
            "初中",
            "北京市海淀区中关村",
            "照料老人的起居，协助用餐和散步",
            "某某养老院",
        ],
        vec!["夜班保安员", "4-5K", "5人", "不限", "北京市朝阳区望京", "负责园区夜间的巡逻与门岗值守", "某某物业公司"],
        vec!["会计", "面议", "1", "统招本科", "北京市西城区", "负责日常账务处理与纳税申报工作", "某某物业公司"],
    ];
    if !employers {
        rows.iter_mut().for_each(|row| row.truncate(6));
    }
    rows.into_iter().map(|row| row.into_iter().map(str::to_owned).collect()).collect()
}

pub(crate) fn csv(table: &Table) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    table.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

pub(crate) fn csv_with_mark(table: &Table) -> Vec<u8> {
    format!("\u{feff}{}", csv(table)).into_bytes()
}

pub(crate) fn csv_gb18030(table: &Table) -> Vec<u8> {
    encoding_rs::GB18030.encode(&csv(table)).0.into_owned()
}

pub(crate) fn xlsx(table: &Table) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("岗位").expect("a name");
    for (line, row) in (0_u32..).zip(table) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string(line, column, cell).expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// A workbook whose title is computed by a formula that a spreadsheet would run.
pub(crate) fn xlsx_with_formula() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (line, row) in (0_u32..).zip(&postings(false)) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string(line, column, cell).expect("a cell");
        }
    }
    sheet
        .write_formula(1, 1, Formula::new("=HYPERLINK(\"http://evil.example\")").set_result("6000-8000"))
        .expect("a cell");
    workbook.save_to_buffer().expect("a workbook")
}

/// A workbook that unpacks to far more than is read: ten times the same packed zeros.
pub(crate) fn bomb() -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_level(Some(1));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("part", options).expect("a part");
    let zeros = vec![0_u8; 1 << 20];
    for _ in 0..64 {
        writer.write_all(&zeros).expect("zeros");
    }
    let packed = writer.finish().expect("an archive").into_inner();
    let mut archive = ZipArchive::new(Cursor::new(packed)).expect("an archive");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..10 {
        let part = archive.by_index_raw(0).expect("the part");
        writer.raw_copy_file_rename(part, format!("xl/media/{index}.bin")).expect("a copy");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A workbook in which one cell is larger than any cell may be.
pub(crate) fn xlsx_with_huge_cell() -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(xlsx(&postings(false)))).expect("a workbook");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).expect("a part");
        if part.name().expect("a name") != "xl/sharedStrings.xml" {
            writer.raw_copy_file(part).expect("a copy");
        }
    }
    writer.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a part");
    let huge = "x".repeat(1 << 20);
    writer.write_all(format!("<?xml version=\"1.0\"?><sst><si><t>{huge}</t></si></sst>").as_bytes()).expect("a text");
    writer.finish().expect("a workbook").into_inner()
}

/// What a workbook with a password looks like from outside: a container with one encrypted stream, as MS-CFB has it.
pub(crate) fn protected() -> Vec<u8> {
    const SECTORS: usize = 10;
    let mut file = vec![0_u8; 512];
    file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (at, value) in [(26, 3_u16), (28, 0xfffe), (30, 9), (32, 6)] {
        file[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(44, 1_u32), (48, 1), (56, 4096), (60, 0xffff_fffe), (68, 0xffff_fffe), (76, 0)] {
        file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    file[80..512].fill(0xff);
    let mut table = vec![0xffff_fffd_u32, 0xffff_fffe];
    table.extend((3..=10).chain([10, 0xffff_fffe]).take(SECTORS - 2).chain([11, 0xffff_fffe]));
    table.resize(128, u32::MAX);
    file.extend(table.iter().flat_map(|id| id.to_le_bytes()));
    let mut directory = vec![0_u8; 512];
    let entries = [("Root Entry", 0xffff_fffe_u32, 0_u32, 5_u8), ("EncryptedPackage", 2, 5120, 2)];
    for (entry, (name, start, size, kind)) in directory.chunks_mut(128).zip(entries) {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = u8::try_from(units.len() + 2).expect("a short name");
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&size.to_le_bytes());
    }
    file.extend(directory);
    file.resize(1536 + SECTORS * 512, 1);
    file
}

/// The cells of a workbook's first sheet.
pub(crate) fn cells(workbook: &[u8]) -> Table {
    use calamine::{Data, Reader, Xlsx};
    let mut opened: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook.to_vec())).expect("a workbook");
    let range = opened.worksheet_range_at(0).expect("a sheet").expect("a sheet that can be read");
    let text = |cell: &Data| if let Data::Empty = cell { String::new() } else { cell.to_string() };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}
