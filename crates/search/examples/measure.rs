//! Measures the index on made-up postings: `cargo run --release -p magpie-search --example measure -- 120013`.
//!
//! Rule: it prints what it measured and judges nothing.

#![expect(clippy::print_stdout, reason = "an example that is run by hand to be read")]

use magpie_search::{Change, Filters, Index, OpenOptions, PostingDoc, Query, Sort};
use magpie_terms::{
    Division, Education, EmploymentType, Experience, Moment, Occupation, Pay, PayPeriod, PayRange, Shift,
};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::LazyLock;
use std::time::Instant;

const NOW: Moment = Moment(1_764_000_000);

static PHRASES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "负责日常工作 有相关经验者优先 五险一金 带薪年假 节日福利 认真负责 吃苦耐劳 服从安排 \
     具有良好的沟通能力 团队合作精神 熟练使用办公软件 持证上岗 包吃包住 加班补助 绩效奖金 周末双休 \
     能适应倒班 身体健康 协助主管完成其他任务 维护设备正常运行 做好记录和交接 接待来访客户 处理客户投诉 \
     保持工作区域整洁 按时完成生产任务 遵守安全操作规程 参与项目需求分析 编写技术文档 进行代码评审 \
     照料老人起居 协助用餐和散步 清洁打扫房间 配送货物上门 检查产品质量 整理库存盘点 制定销售计划 \
     开拓新市场 辅导学生作业 准备教学材料 核对账目报表 办理入职手续 组织培训活动 执行巡逻检查 \
     监控消防系统 烹饪菜肴 采购原材料 驾驶货车运输 安装调试设备 焊接金属构件"
        .split_whitespace()
        .collect()
});
static ENGLISH: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "engineer develop software team experience customer manage java python c++ node.js design support \
     data cloud service quality project testing sales market nurse driver safety training report analysis \
     system product network security learning"
        .split_whitespace()
        .collect()
});
static SKILLS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "Excel Java 叉车证 电工证 Python 健康证 驾驶证 护士资格证 SQL 英语 焊工证 会计证".split_whitespace().collect()
});
static STREETS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "学院路 中关村大街 知春路 丹棱街 上地十街 西三旗 清河中街 万寿路 北太平庄 花园路".split_whitespace().collect()
});

fn main() -> anyhow::Result<()> {
    let count: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let dir = tempfile::tempdir()?;
    if let Some(known) = std::env::args().nth(2) {
        return reopened(std::path::Path::new(&known));
    }
    let Some(haidian) = Division::by_code("110108") else { return Ok(()) };

    let opened = Index::open(dir.path(), OpenOptions::default())?;
    let index = opened.index;
    let started = Instant::now();
    index.warm();
    println!("dictionary {:?}, resident {} MB", started.elapsed(), resident());
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let started = Instant::now();
    let mut rebuild = index.rebuild()?;
    for number in 0..count {
        rebuild.put(&posting(number, &mut random, haidian))?;
    }
    println!("added {:?}, resident {} MB", started.elapsed(), resident());
    rebuild.finish(1)?;
    println!("rebuilt {count} in {:?}, resident {} MB, peak {} MB", started.elapsed(), resident(), peak());
    println!("on disk {} MB", size(dir.path())? >> 20);
    for entry in by_extension(dir.path())? {
        println!("  {entry}");
    }

    drop(index);
    let started = Instant::now();
    let index = Index::open(dir.path(), OpenOptions::default())?.index;
    println!("opened in {:?}, {} postings, resident {} MB", started.elapsed(), index.len(), resident());
    let started = Instant::now();
    let mut slowest = 0;
    for number in 0..20 {
        let begin = Instant::now();
        let doc = posting(number, &mut random, haidian);
        index.apply(vec![Change::Put(Box::new(doc))], 2 + number as i64)?;
        slowest = slowest.max(begin.elapsed().as_millis());
    }
    println!("one update {:?}, slowest {slowest} ms", started.elapsed() / 20);
    ask(&index, &mut random)?;
    println!("resident {} MB", resident());
    drop(index);
    // A process of its own, so that what the rebuild left in memory does not count.
    let folder = dir.path().as_os_str();
    std::process::Command::new(std::env::current_exe()?).arg("0").arg(folder).status()?;
    Ok(())
}

fn reopened(dir: &std::path::Path) -> anyhow::Result<()> {
    let started = Instant::now();
    let index = Index::open(dir, OpenOptions::default())?.index;
    println!("a new process opened in {:?}, resident {} MB", started.elapsed(), resident());
    index.warm();
    println!("with the dictionary {:?}, resident {} MB", started.elapsed(), resident());
    ask(&index, &mut ChaCha8Rng::seed_from_u64(2))?;
    println!("after the queries resident {} MB", resident());
    Ok(())
}

fn ask(index: &Index, random: &mut ChaCha8Rng) -> anyhow::Result<()> {
    let words: Vec<String> = PHRASES
        .iter()
        .map(|phrase| phrase.chars().take(2).collect())
        .chain(ENGLISH.iter().map(|word| (*word).to_owned()))
        .chain(Occupation::all().iter().step_by(17).map(|occupation| occupation.name.chars().take(4).collect()))
        .collect();
    let district = || Filters { district: vec!["110108".to_owned()], pay_min: Some(6_000), ..Filters::default() };
    let kinds: Vec<(&str, bool, Filters, Sort, bool)> = vec![
        ("one word, facets", true, Filters::default(), Sort::Relevance, true),
        ("one word, no facets", true, Filters::default(), Sort::Relevance, false),
        ("one word, newest, facets", true, Filters::default(), Sort::Newest, true),
        ("one word + district + pay, facets", true, district(), Sort::Relevance, true),
        ("one word + district + pay, no facets", true, district(), Sort::Relevance, false),
        ("everything, newest, facets", false, Filters::default(), Sort::Newest, true),
        ("everything, newest, no facets", false, Filters::default(), Sort::Newest, false),
        ("everything + district + pay, facets", false, district(), Sort::Newest, true),
    ];
    for (name, texts, filters, sort, facets) in kinds {
        measure(name, 400, |turn| {
            let text = if texts { words[turn % words.len()].clone() } else { String::new() };
            let query = Query { text, filters: filters.clone(), sort, facets, ..Query::default() };
            Ok(index.search(&query, NOW)?.total)
        })?;
    }
    measure("two words, facets", 400, |_| {
        let text =
            format!("{} {}", words[random.random_range(0..words.len())], words[random.random_range(0..words.len())]);
        Ok(index.search(&Query { text, ..Query::default() }, NOW)?.total)
    })?;
    for text in [
        "软件工程师",
        "\"五险一金\"",
        "\"team experience\"",
        "养老护理员 海淀 包吃",
        "-负责",
        "工程师 -软件",
        "enginer",
        "绝无此词甲乙",
        "员",
        "负责",
        "相关经验",
    ] {
        measure(text, 20, |_| Ok(index.search(&Query { text: text.to_owned(), ..Query::default() }, NOW)?.total))?;
    }
    let prefixes: Vec<String> = Occupation::all()
        .iter()
        .step_by(23)
        .flat_map(|occupation| (1..4).map(|length| occupation.name.chars().take(length).collect()))
        .collect();
    measure("typing ahead", 400, |turn| Ok(index.suggest(&prefixes[turn % prefixes.len()], 10, NOW)?.len() as u64))
}

/// Asks in turns. A turn counts with the best of three tries, so that what else the machine does matters less.
fn measure(name: &str, turns: usize, mut ask: impl FnMut(usize) -> anyhow::Result<u64>) -> anyhow::Result<()> {
    let mut times = Vec::with_capacity(turns);
    let (mut hits, mut most) = (0, 0);
    for turn in 0..turns {
        let mut best = std::time::Duration::MAX;
        for _ in 0..3 {
            let started = Instant::now();
            let found = ask(turn)?;
            best = best.min(started.elapsed());
            hits += found;
            most = most.max(found);
        }
        times.push(best);
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    let mean = hits / (3 * turns as u64);
    println!("{name:38} p50 {:7.3}  p99 {:7.3} ms, hits mean {mean}, most {most}", at(50), at(99));
    Ok(())
}

/// An index below `length`, small ones far more often.
fn skewed(random: &mut impl Rng, length: usize) -> usize {
    let share: f64 = random.random();
    ((length as f64) * share * share * share) as usize
}

fn posting(number: usize, random: &mut ChaCha8Rng, haidian: &'static Division) -> PostingDoc {
    let occupations = Occupation::all();
    let occupation = &occupations[skewed(random, occupations.len())];
    let english = random.random_range(0..10) == 0;
    let mut description = String::new();
    for _ in 0..if english { 130 } else { 26 } {
        if english {
            description.push_str(ENGLISH[skewed(random, ENGLISH.len())]);
            description.push(' ');
        } else {
            description.push_str(PHRASES[skewed(random, PHRASES.len())]);
            if random.random_range(0..3) == 0 {
                description.push_str(occupations[random.random_range(0..occupations.len())].name);
            }
            description.push('，');
        }
    }
    let employer = skewed(random, 300 + number / 40);
    let mut employer_id = [7; 16];
    employer_id[8..].copy_from_slice(&(employer as u64).to_be_bytes());
    let posted = NOW.0 - random.random_range(0..90 * 86_400);
    let least = random.random_range(30..200) * 10_000;
    let pay = PayRange::new(least, least * 3 / 2, PayPeriod::Month, 12).map_or(Pay::Negotiable, Pay::Range);
    let district = if random.random_range(0..4) > 0 {
        haidian
    } else {
        &Division::all()[random.random_range(0..Division::all().len())]
    };
    PostingDoc {
        id: ((posted as u128) << 96 | number as u128).to_be_bytes(),
        employer_id,
        employer_name: format!("第{employer}服务有限公司"),
        title: if english {
            format!("{} {}", ENGLISH[skewed(random, ENGLISH.len())], ENGLISH[skewed(random, ENGLISH.len())])
        } else {
            occupation.name.to_owned()
        },
        occupation: Some(occupation),
        skills: (0..3).map(|_| SKILLS[skewed(random, SKILLS.len())].to_owned()).collect(),
        benefits: vec!["五险一金".to_owned(), "包吃".to_owned()],
        description,
        address: format!("{}{}号", STREETS[random.random_range(0..STREETS.len())], random.random_range(1..99)),
        district,
        education: Education::ALL[random.random_range(0..Education::ALL.len())],
        experience: Experience { min_years: random.random_range(0..6), max_years: None, graduates: random.random() },
        employment_type: EmploymentType::ALL[skewed(random, EmploymentType::ALL.len())],
        shift: random.random::<bool>().then(|| Shift::ALL[skewed(random, Shift::ALL.len())]),
        pay: if random.random_range(0..10) == 0 { Pay::Negotiable } else { pay },
        posted_at: Moment(posted),
        expires_at: NOW.plus_days(random.random_range(1..90)),
    }
}

fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn resident() -> u64 {
    status("VmRSS")
}

fn peak() -> u64 {
    status("VmHWM")
}

fn size(dir: &std::path::Path) -> anyhow::Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(dir)? {
        sum += entry?.metadata()?.len();
    }
    Ok(sum)
}

fn by_extension(dir: &std::path::Path) -> anyhow::Result<Vec<String>> {
    let mut sums = std::collections::BTreeMap::new();
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let path = entry.path();
        let extension = path.extension().and_then(|name| name.to_str()).unwrap_or("-").to_owned();
        let sum: &mut (u64, u32) = sums.entry(extension).or_default();
        sum.0 += entry.metadata()?.len();
        sum.1 += 1;
    }
    Ok(sums.into_iter().map(|(name, (bytes, files))| format!("{name}: {} MB in {files}", bytes >> 20)).collect())
}
