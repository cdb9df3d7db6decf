//! The pictures of README.md, of the made-up district, always the same.
//!
//! Rule: only where `MAGPIE_SCREENSHOTS` names a folder. A name says what is shown: page, screen, light, language.

use super::driver::{Browser, DESKTOP, PHONE};
use super::is_wanted;
use crate::app::TestApp;
use magpie_domain::accounts::values::Locale;
use magpie_server::demo::{self, District};
use std::path::{Path, PathBuf};

/// A table as it comes from an office: one unknown column, one that may not be asked for, one row without a title.
const TABLE: &str = "\
岗位名称,薪资,人数,学历,经验,上班地点,年龄,岗位职责,备注
养老护理员,6-8K,5人,初中及以上,不限,海淀区清河街道,45岁以下,照料老人的起居，协助用餐和散步,包吃住
夜班保安员,4500-5500元,10,不限,不限,北京市海淀区上地,50岁以下,负责园区夜间的巡逻与门岗值守,倒班
保洁员,200元/天,3,不限,应届,海淀区中关村,,负责楼道与电梯的日常清扫,日结
前台接待,面议,1,大专及以上,1-3年,北京海淀区丹棱SOHO(北门),,来访登记、电话转接与会议室安排,双休
,5-7K,2,高中,1年以上,海淀区学院路,,整理货架与补货,
Java 工程师,18-24万,2,统招本科,3-5年,海淀区西北旺,,负责后端服务的设计与开发,15薪
";

/// How much one picture may weigh in the repository.
const HEAVIEST: u64 = 250_000;

struct Album {
    browser: Browser,
    folder: PathBuf,
}

impl Album {
    /// Shows a page: on a desktop or a phone, by day or night, in a language.
    async fn show(&self, name: &str, path: &str) {
        self.set(name).await;
        self.browser.go(path).await;
        self.keep(name).await;
    }

    async fn set(&self, name: &str) {
        self.browser.screen(if name.contains("-phone-") { PHONE } else { DESKTOP }).await;
        self.browser.dark(name.contains("-dark-")).await;
        self.browser.speak(if name.ends_with("-en") { Locale::En } else { Locale::ZhCn }).await;
    }

    async fn keep(&self, name: &str) {
        // Nothing blinks, and the fonts are there.
        let ready = "document.activeElement?.blur(); return document.fonts.status === 'loaded' && document.readyState === 'complete'";
        let is_ready = async || (self.browser.run(ready, Vec::new()).await == true).then_some(());
        self.browser.wait("a finished page", is_ready).await;
        let file = self.folder.join(name).with_extension("png");
        self.browser.picture(&file).await;
        let size = std::fs::metadata(&file).expect("a file").len();
        assert!(size <= HEAVIEST, "{} has {size} bytes", file.display());
    }

    /// The address of the first link of a selector.
    async fn link(&self, selector: &str) -> String {
        let link = self.browser.find(selector).await;
        link.attr("href").await.expect("an attribute").expect("an address")
    }

    async fn sign_in(&self, persona: &str) {
        self.browser.sign_in_with(&format!("{persona}@magpie.example"), demo::PASSWORD).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_of_the_district() {
    let folder = std::env::var_os("MAGPIE_SCREENSHOTS").map(PathBuf::from);
    let (true, Some(folder)) = (is_wanted(), folder) else {
        println!("skipped: set MAGPIE_SCREENSHOTS to a folder");
        return;
    };
    std::fs::create_dir_all(&folder).expect("a folder");
    let app = TestApp::spawn().await;
    let district = District { postings: 600, employers: 60, seekers: 60, seed: 1 };
    demo::write(&app.node.app, district, |_| {}).await.expect("a district");
    app.settle().await;
    let album = Album { browser: Browser::at(&app).await, folder };
    everybody(&album).await;
    employer(&album).await;
    album.sign_in("organizer").await;
    album.show("review-desktop-dark-zh", "/review?tab=postings").await;
    app.settle().await;
}

async fn everybody(album: &Album) {
    album.show("home-desktop-light-zh", "/").await;
    album.show("results-desktop-light-zh", "/search?q=保洁").await;
    let posting = album.link(".job-card__title a").await;
    album.show("posting-desktop-light-zh", &posting).await;
    album.show("results-phone-dark-zh", "/search?q=保洁").await;
    album.show("home-phone-light-en", "/").await;
    album.set("zh").await;
}

async fn employer(album: &Album) {
    album.sign_in("owner").await;
    album.show("console-desktop-light-zh", "/console").await;
    let console = album.browser.path().await;
    let edit = album.link("table a[href$='/edit']").await;
    album.show("editor-phone-light-zh", &edit).await;
    album.set("import-preview-desktop-light-zh").await;
    let table = tempfile::tempdir().expect("a folder");
    let file: &Path = &table.path().join("十一月岗位.csv");
    std::fs::write(file, TABLE).expect("a file");
    album.browser.go(&format!("{console}/import")).await;
    album.browser.fill("file", file.to_str().expect("a path")).await;
    album.browser.press("import-upload").await;
    album.browser.told("import-columns").await;
    album.keep("import-preview-desktop-light-zh").await;
}
