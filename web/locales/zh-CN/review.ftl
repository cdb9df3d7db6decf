### The review queue.

review-lead = 先到先审。通过或退回都会发邮件告诉单位。
# family: review-tab-
review-tab-employers = 单位
review-tab-postings = 岗位
review-tab-batches = 导入批次
review-empty = 没有等待审核的
review-empty-text = 新的提交会出现在这里。
review-waits-since = 提交时间
review-look = 审核
review-look-at = 审核：{ $name }
review-of = 审核：{ $name }
review-decision = 决定
review-decided = 现在没有要决定的。
review-approve = 通过
review-approve-employer = 核验通过
review-approve-employer-text = 单位立即可以发布岗位；以前从表格导入的同一单位的岗位归到它名下。
review-approve-posting = 通过并公开
review-approve-posting-text = 岗位立即公开；这个单位以后的岗位不用再审。
review-refuse = 退回
review-refuse-go = 退回并发邮件
review-take-down = 下架
review-take-down-text = 求职者马上就看不到了。
review-check = 请留意
review-check-discrimination = 有没有性别、年龄、地域等与工作无关的要求
review-check-fees = 有没有收费、押金、扣证件
review-check-truth = 薪资、地点、职责写得是否清楚可信
