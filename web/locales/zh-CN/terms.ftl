### Words of the trade: closed sets, pay, fields.

## Closed sets.
# family: education-
education-none = 不限学历
education-junior_high = 初中
education-vocational = 中专、中技
education-senior_high = 高中
education-associate = 大专
education-bachelor = 本科
education-master = 硕士
education-doctor = 博士
# family: education-asked-
education-asked-none = 不限学历
education-asked-junior_high = 初中及以上
education-asked-vocational = 中专、中技及以上
education-asked-senior_high = 高中及以上
education-asked-associate = 大专及以上
education-asked-bachelor = 本科及以上
education-asked-master = 硕士及以上
education-asked-doctor = 博士
education-full-time = { $level }（统招）
# family: employment-type-
employment-type-full_time = 全职
employment-type-part_time = 兼职
employment-type-temporary = 短期
employment-type-intern = 实习
employment-type-contractor = 劳务
# family: shift-
shift-day = 白班
shift-two_shift = 两班倒
shift-three_shift = 三班倒
shift-night = 夜班
shift-weekend = 周末班
shift-flexible = 弹性
# family: industry-
industry-A = 农、林、牧、渔业
industry-B = 采矿业
industry-C = 制造业
industry-D = 电力、热力、燃气及水生产和供应业
industry-E = 建筑业
industry-F = 批发和零售业
industry-G = 交通运输、仓储和邮政业
industry-H = 住宿和餐饮业
industry-I = 信息传输、软件和信息技术服务业
industry-J = 金融业
industry-K = 房地产业
industry-L = 租赁和商务服务业
industry-M = 科学研究和技术服务业
industry-N = 水利、环境和公共设施管理业
industry-O = 居民服务、修理和其他服务业
industry-P = 教育
industry-Q = 卫生和社会工作
industry-R = 文化、体育和娱乐业
industry-S = 公共管理、社会保障和社会组织
industry-T = 国际组织
# family: employer-size-
employer-size-under_20 = 20 人以下
employer-size-20_99 = 20–99 人
employer-size-100_499 = 100–499 人
employer-size-500_999 = 500–999 人
employer-size-1000_9999 = 1,000–9,999 人
employer-size-10000_up = 10,000 人以上
# family: posting-state-
posting-state-draft = 草稿
posting-state-in_review = 审核中
posting-state-published = 已公开
posting-state-closed = 已关闭
posting-state-expired = 已到期
posting-state-withdrawn = 已撤回
# family: employer-state-
employer-state-unverified = 未核验
employer-state-waiting = 等待核验
employer-state-approved = 已核验
employer-state-refused = 已退回
# family: role-
role-seeker = 普通用户
role-adviser = 社工
role-organizer = 主办方
role-administrator = 管理员
# family: member-role-
member-role-owner = 负责人
member-role-recruiter = 招聘员
# family: member-role-hint-
member-role-hint-owner = 还可以修改单位资料、增减成员
member-role-hint-recruiter = 发布、修改和导入岗位
# family: batch-state-
batch-state-previewed = 待确认
batch-state-done = 已导入
batch-state-discarded = 已放弃

## Pay.
pay = 薪资
pay-negotiable = 面议
pay-one = { $amount }
pay-range = { $from }–{ $to }
# family: pay-unit-
pay-unit-month = 元/月
pay-unit-hour = 元/小时
pay-unit-day = 元/天
pay-unit-year = 元/年
pay-unit-months = { $unit } · { $months }薪
# family: pay-period-
pay-period-month = 每月
pay-period-hour = 每小时
pay-period-day = 每天
pay-period-year = 每年
# family: pay-kind-
pay-kind-range = 写明金额
pay-kind-range-hint = 最低和最高都要填
pay-kind-negotiable = 面议
pay-kind-hint = 写明金额的岗位，看的人更多

## Experience.
experience-none = 不限经验
experience-graduates = 应届可投
experience-at-least = { $n } 年以上
experience-up-to = { $n } 年以下
experience-exactly = { $n } 年
experience-range = { $min }–{ $max } 年
experience-or-graduates = { $years }，应届可投

## Names of fields, in forms, violations and reports.
# family: field-
field-title = 岗位名称
field-occupation = 职业类别
field-headcount = 招聘人数
field-pay = 薪资
field-pay_kind = 薪资写法
field-pay_min = 最低（元）
field-pay_max = 最高（元）
field-pay_period = 计薪方式
field-pay_months = 一年发几个月
field-education = 学历
field-education_full_time = 只认统招学历
field-experience = 经验
field-experience_min = 经验至少（年）
field-experience_max = 经验至多（年）
field-graduates = 欢迎应届毕业生
field-district = 工作地区
field-address = 详细地址
field-employment_type = 工作方式
field-shift = 班次
field-benefits = 福利待遇
field-skills = 技能
field-description = 岗位说明
field-valid_through = 截止日期
field-employer = 用人单位
field-name = 单位全称
field-credit_code = 统一社会信用代码
field-industry = 行业
field-size = 人数规模
field-contact_name = 联系人
field-contact_phone = 联系电话
field-contact_email = 联系邮箱
field-external_ref = 原编号或链接
field-employer-district = 所在地区
field-employer-description = 单位简介
field-email = 邮箱
field-password = 密码
field-display_name = 姓名
field-role = 身份
field-reason = 原因
field-version = 版本
field-cell = 单元格
field-form = 表单
field-body = 请求内容
field-query = 查询参数
field-language = 语言
field-page = 页码
field-limit = 条数
field-cursor = 游标

## Hints under labels: hint-FORM-FIELD.
# family: hint-
hint-posting-title = 求职者会怎么叫它就怎么写，例如“快递分拣员”。不写性别和年龄。
hint-posting-occupation = 输入名称或编码，从列表里选；不清楚可以不填。
hint-posting-pay_months = 按月计薪时填写，例如 13 表示“13薪”。
hint-posting-skills = 用逗号或顿号分开，最多 30 个。
hint-posting-benefits = 用逗号或顿号分开，例如“五险一金、包吃、包住”，最多 20 个。
hint-posting-description = 做什么、怎么安排班次、需要会什么，分段写清楚。不写性别、年龄、地域等与工作无关的要求。
hint-posting-valid_through = 最长 90 天；到期前 5 天会提醒，可以一键续期。
hint-employer-name = 与营业执照上的名称一致。
hint-employer-credit_code = 营业执照上的 18 位号码，只含数字和大写字母。
hint-employer-contact_email = 会显示在岗位页上，供求职者联系。
hint-account-email = 用来登录和接收通知，不会公开。
hint-account-password = 至少 10 个字符。几个不相干的词连起来最好记。
hint-account-display_name = 怎么称呼您，单位成员会看到。
hint-member-email = 我们会发一封邀请邮件；对方用这个邮箱注册或登录后接受。
hint-review-reason = 会原样写进给单位的邮件，请写明怎么改。

## Trades on the home page.
# family: trade-
trade-t-home = 家政服务
trade-t-security = 保安安检
trade-t-logistics = 物流快递
trade-t-catering = 餐饮酒店
trade-t-retail = 零售导购
trade-t-care = 养老护理
trade-t-factory = 生产制造
trade-t-school = 教育培训
trade-t-clinic = 医疗卫生
trade-t-software = 软件互联网
district-chosen = 当前选择
