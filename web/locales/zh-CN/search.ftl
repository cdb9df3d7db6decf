### The home page and the search.

## Home.
home-title = 首页
home-heading-first = 家门口，
home-heading-second = 找到合适的工作
home-lead = 各行各业的岗位都在这里，单位经人工核验，求职不收一分钱。
home-place = 地点
home-everywhere = 不限地点
home-popular-label = 大家在找
home-popular = 保洁|司机|护理员|行政文员|Java|兼职
home-figures = 今日概况
home-postings = 在招岗位
home-headcount = 招聘人数
home-employers = 核验单位
home-as-of = 截至 { $moment }，只计正在招聘的岗位。
home-trades = 按行业找
home-districts = 按地区找
home-newest = 最新岗位
home-empty = 还没有公开的岗位
home-empty-text = 单位发布岗位后，会显示在这里。

## Results.
search-heading = “{ $q }”相关岗位
search-heading-all = 全部岗位
search-description = { $heading }，共 { $total } 个。
search-total = { $n } 个
search-list = 岗位列表
search-sort = 排序
search-sort-go = 更新
# family: sort-
sort-relevance = 最相关
sort-newest = 最新发布
sort-pay_high = 薪资从高到低
did-you-mean = 您是不是要找
search-relaxed = 没有同时符合所有词的岗位，下面是符合其中一些词的。
search-inexact = 没有岗位正好有这些词，下面先列意思相近的。
search-inexact-filters = 所选条件内没有岗位正好有这些词，下面先列意思相近的。
search-related = 相近的岗位
search-some-words = 有其中一些词的岗位
search-feed = 订阅这次搜索（Atom）
search-json = 同样条件的接口地址（JSON）
search-empty = 没有符合这些条件的岗位
search-empty-lead = 换一种条件，也许就有了：
search-empty-without = 去掉“{ $filter }”
search-empty-no-filters = 去掉全部条件：有 { $n } 个岗位
search-empty-words = 换个说法，或者用更短的词
search-empty-station = 到附近的服务站当面咨询
search-too-deep = 后面的就不列了
search-too-deep-text = 结果太多，请加上条件，或回到第一页。
search-first-page = 回到第一页
facets = 筛选
facets-apply = 应用筛选
facets-clear = 清除
# family: facet-
facet-any = 不限
facet-more = 显示其余 { $n } 项
facet-pay = 月薪（元）
facet-pay-min = 最低月薪
facet-pay-max = 最高月薪
facet-pay-least = 最低
facet-pay-most = 最高
facet-negotiable = 面议的岗位
facet-since = 发布时间
facet-graduates = 应届
facet-district = 地区
facet-occupation = 职业
facet-education = 您的学历
facet-experience = 您的工作经验
facet-experience-none = 没有经验
facet-experience-years = { $n } 年
facet-employment_type = 工作方式
facet-shift = 班次
# family: negotiable-
negotiable-include = 包括面议
negotiable-exclude = 不看面议
negotiable-only = 只看面议
chips = 已选条件
chips-clear = 全部清除
chip-remove = （移除此条件）
chip-pay-min = 月薪不低于 { $amount } 元
chip-pay-max = 月薪不高于 { $amount } 元
chip-education = 学历：{ $level }
chip-no-experience = 没有工作经验
chip-experience = 经验 { $n } 年
chip-graduates = 欢迎应届毕业生
chip-since = { $n } 天内发布
