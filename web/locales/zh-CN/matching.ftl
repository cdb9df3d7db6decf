### Matches: what fits a person, who fits a posting, and why.

nav-matches = 我的匹配
matches-title = 适合您的岗位
matches-title-of = 适合{ $name }的岗位
matches-lead = 按您写下的意愿和经历排列，每一条都说明理由。姓名、性别、年龄、照片和出生地从不参与排序。
matches-score = 匹配 { $score } 分
matches-mutual = 双方都合适
matches-why = 为什么推荐
matches-plain-title = 按时间排列的岗位
matches-plain = 您关闭了个性化排序，这里按发布时间列出意愿地区内的岗位，不打分。
matches-plain-change = 在隐私设置中可以重新打开
matches-empty-title = 先写下想找的工作
matches-empty = 写下一两个岗位名称，就能看到适合您的岗位和理由。
matches-empty-action = 填写求职意愿
matches-fallback = 还没有写想找的工作，先看看您附近最新的岗位
matches-none-title = 暂时没有符合全部硬性要求的岗位
matches-none = 您标为“必须满足”的条件排除了其余岗位。可以放宽其中一项，或设置提醒，有新岗位时通知您。
matches-none-wishes = 修改意愿
matches-none-search = 搜索全部岗位
matches-preparing = 匹配正在准备，已完成 { $percent }%
matches-preparing-text = 程序刚刚启动，正在读取岗位。请稍后刷新本页；搜索现在就可以使用。
matches-ranking-note = 排序依据：岗位名称的相近程度决定行业，再看工资、地点、学历、经验、班次、证照和技能。
matches-switch-off = 不想排序？在隐私设置中关闭

why-title = 为什么推荐“{ $title }”
why-score = 对您来说 { $score } 分，双方合计 { $both } 分（满分 100）
why-fits = 符合
why-partly = 部分符合或不确定
why-missing = 不符合或缺少
why-posting = 查看岗位
why-profile = 修改我的资料
why-how = 分数怎么来的：先比较岗位名称与您想做、做过的工作，再看其余条件。只有您标为“必须满足”的条件才会排除岗位。

candidates-title = 合适的求职者
candidates-lead = 这些求职者同意被已核验的用人单位看到。姓名和联系方式在对方申请或接受邀请后才显示。
candidates-empty-title = 暂时没有合适的求职者
candidates-empty = 求职者默认不公开资料。岗位越具体（名称、技能、班次、工资），越容易找到合适的人。
candidates-empty-action = 修改岗位
candidates-not-approved = 单位核验通过后才能看到求职者
candidates-not-live = 岗位公开后才会匹配求职者
candidate-title = 求职者 { $name }
candidate-updated = 资料更新于{ $when }
candidate-masked = 姓名、联系方式和以往单位暂不显示
candidate-wishes = 想找
candidate-pay = 期望月薪不低于 { $pay } 元
candidate-years =
    { $n ->
        [0] 无工作经验
       *[other] { $n } 年工作经验
    }
candidate-invite = 邀请申请
candidate-view = 查看资料
candidate-back = 返回候选人列表

## What speaks for a posting, to the seeker.
# family: reason-
reason-title_same = 正是您想找的“{ $wish }”
reason-title_related = 与您想找的“{ $wish }”相近
reason-title_worked = 与您做过的“{ $title }”相近
reason-skills_shared = 您会的用得上：{ $list }
reason-skills_missing = 还要求：{ $list }
reason-licence_held = 您有要求的{ $list }
reason-licence_missing = 缺少{ $list }
reason-pay_meets_wish = 工资达到您的期望
reason-pay_reaches_wish = 工资最高可达到您的期望
reason-pay_below = 工资比您的期望每月少 { $yuan } 元
reason-pay_unknown = 工资面议
reason-in_wished_district = 在您想去的{ $district }
reason-near_wished_district = 在邻近的{ $district }
reason-other_district = 在{ $district }，不在您想去的地区
reason-education_enough = 学历符合要求（{ $education }）
reason-education_short = 要求{ $education }，高于您的学历
reason-education_above = 您的学历高于要求
reason-experience_enough = 经验符合要求（{ $n } 年）
reason-experience_short = 经验少 { $n } 年
reason-experience_above = 您的经验多于要求
reason-beginners_welcome = 不要求经验
reason-shift_suits = 班次合适：{ $shift }
reason-shift_against_limit = 班次是{ $shift }，与“{ $limit }”不符
reason-shift_unknown = 没有写明班次，请先问清
reason-type_wished = 用工形式符合：{ $type }
reason-type_other = 用工形式是{ $type }
reason-new = 新发布
reason-starts_soon = 可以很快到岗
reason-starts_late = { $days } 天后才能到岗

## What speaks for a person, to the employer.
# family: reason-candidate-
reason-candidate-title_same = 正想找“{ $wish }”
reason-candidate-title_related = 想找相近的“{ $wish }”
reason-candidate-title_worked = 做过相近的“{ $title }”
reason-candidate-skills_shared = 具备：{ $list }
reason-candidate-skills_missing = 没有提到：{ $list }
reason-candidate-licence_held = 持有{ $list }
reason-candidate-licence_missing = 没有提到{ $list }
reason-candidate-pay_meets_wish = 工资达到对方期望
reason-candidate-pay_reaches_wish = 工资上限达到对方期望
reason-candidate-pay_below = 对方期望每月多 { $yuan } 元
reason-candidate-pay_unknown = 岗位工资面议
reason-candidate-in_wished_district = 愿意在{ $district }工作
reason-candidate-near_wished_district = 想在{ $district }附近工作
reason-candidate-other_district = 没有选择{ $district }
reason-candidate-education_enough = 学历符合要求（{ $education }）
reason-candidate-education_short = 学历低于要求的{ $education }
reason-candidate-education_above = 学历高于要求
reason-candidate-experience_enough = 经验符合要求（{ $n } 年）
reason-candidate-experience_short = 经验少 { $n } 年
reason-candidate-experience_above = 经验多于要求
reason-candidate-beginners_welcome = 没有经验，岗位也不要求
reason-candidate-shift_suits = 能接受班次：{ $shift }
reason-candidate-shift_against_limit = 班次{ $shift }与对方的时间安排不符
reason-candidate-shift_unknown = 岗位没有写明班次
reason-candidate-type_wished = 想要的用工形式：{ $type }
reason-candidate-type_other = 没有选择{ $type }
reason-candidate-new = 岗位新发布
reason-candidate-starts_soon = 两周内可以到岗
reason-candidate-starts_late = { $days } 天后可以到岗
