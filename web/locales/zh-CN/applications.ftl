### Applications: the seeker's side, the employer's side, invitations, screening questions, and their mails.

## The sets.
# family: application-state-
application-state-applied = 已投递
application-state-seen = 已查看
application-state-shortlisted = 初选通过
application-state-interview = 约面试
application-state-offer = 拟录用
application-state-hired = 已录用
application-state-refused = 不合适
application-state-withdrawn = 已撤回
# family: application-origin-
application-origin-applied = 自己投递
application-origin-invited = 受邀投递
application-origin-adviser = 社工代投
# family: application-side-
application-side-seeker = 求职者
application-side-employer = 用人单位
application-side-system = 系统
# family: question-kind-
question-kind-yes_no = 是或否
question-kind-choice = 单选
question-kind-number = 填数字
question-kind-text = 填文字
# family: refusal-reason-
refusal-reason-filled = 岗位已经招满
refusal-reason-skills = 技能与岗位要求不符
refusal-reason-experience = 经验与岗位要求不符
refusal-reason-licence = 缺少岗位必需的证件
refusal-reason-pay = 薪资没有谈拢
refusal-reason-time = 到岗时间或班次不合适
refusal-reason-no_contact = 多次联系不上
refusal-reason-other = 其他原因
# family: candidate-invitation-state-
candidate-invitation-state-open = 等待答复
candidate-invitation-state-accepted = 已接受
candidate-invitation-state-declined = 已婉拒
candidate-invitation-state-expired = 已过期

## The seeker's side.
nav-applications = 我的投递
apply-online = 在线投递
apply-title = 投递：{ $title }
apply-on-behalf = 您正在替 { $name } 投递
apply-on-behalf-text = 请先与本人确认。单位会看到本人的姓名和联系方式。
apply-questions = 单位想了解
apply-questions-text = 不得询问性别、年龄、婚育、户籍、健康等，遇到这样的问题请告诉我们。
apply-questions-changed = 单位刚刚改了问题
apply-questions-changed-text = 请看一下新的问题，再提交一次。
apply-message = 想对单位说的话
apply-consent = 投递后，“{ $employer }”能看到您的姓名、联系方式和简历，只用于这个岗位。撤回投递后就看不到了。
apply-send = 确认投递
apply-shown = 单位会看到
apply-shown-text = 您不愿意做的事、想屏蔽的单位，单位都看不到。
apply-no-phone = 没有留电话
apply-change-profile = 修改简历
field-apply-message = 留言
field-answer = 单位的问题
field-answers = 单位的问题
hint-apply-message = 可以写为什么合适、什么时候方便接电话。最多 2000 字。
applications = 投递
applications-of = { $name } 的投递
applications-sent = 投过的岗位
applications-empty = 还没有投过岗位
applications-empty-text = 在岗位页面点“在线投递”，进展都会显示在这里。
applications-no-profile = 先填一份简历，就可以在线投递，进展都会显示在这里。
applications-make-profile = 去填简历
application-of = 投递：{ $title }
application-waiting = { $n ->
    [0] 今天投递
   *[other] 已等 { $n } 天
}
application-no-answer = 单位 { $n } 天没有答复，我们已多次提醒。可以直接打电话问，或者看看别的岗位。
# family: application-next-
application-next-applied = 单位收到了。七天没有答复，我们会提醒单位。
application-next-seen = 单位已经看过，请留意电话。七天没有答复，我们会提醒单位。
application-next-shortlisted = 初选通过了，单位会再联系您。
application-next-interview = 单位约您面试，时间地点见下面的进展。
application-next-offer = 单位准备录用您，请与单位确认报到时间。
application-next-hired = 恭喜入职！
application-next-refused = 这次没有成，原因见下面的进展。还有很多岗位等着您。
application-next-withdrawn = 您已撤回，单位看不到您的联系方式了。
application-next-ended = 岗位已经结束，我们已请单位逐一答复。
application-next-reminded = 等了 { $n } 天，我们已提醒单位 { $total } 次。
application-history = 进展
application-answers = 问题和回答
application-message = 求职者的留言
application-sent = 投递时间
application-sent-on = { $day }投递
application-posting-ended = 这个岗位已经不招了。
application-again = 再次投递
application-withdraw = 撤回投递
application-withdraw-text = 撤回后单位看不到您的姓名、联系方式和简历。岗位还在招的话，可以再投。
candidate-invitations = 邀请您投递的单位
candidate-invitation-until = { $day }前有效。单位还不知道您是谁，投递后才会看到姓名和电话。
candidate-accept = 有兴趣，去投递
candidate-accept-of = 有兴趣，去投递：{ $title }
candidate-decline = 不考虑
candidate-decline-of = 不考虑：{ $title }
candidate-accepted-apply = 您说过有兴趣，还差投递这一步。

## How an employer answers.
answer-rate = 近半年 { $total } 份投递，{ $n }% 得到答复
answer-rate-and-days = { $rate }，一半在 { $days } 天内

## The employer's side.
pipeline-title = 收到的投递：{ $title }
pipeline-overdue = 有投递超过七天没有答复
pipeline-overdue-text = 合适不合适都请回一声。答复率会显示在岗位页上。
pipeline-ended = 岗位已经结束，还有投递没有结果
pipeline-ended-text = 请逐一答复：录用，或者说明不合适的原因。
pipeline-empty = 这里还没有投递
pipeline-empty-text = 有人投递时会发邮件告诉您。可以先设好想问的问题。
pipeline-to-posting = 回到岗位
applications-by-state = 按进展筛选
applicant = 求职者
applicant-masked = 本人已撤回授权，看不到姓名和联系方式
applicant-contact = 联系方式
applicant-no-phone = 没有留电话
applicant-profile = 简历
applicant-profile-empty = 简历还是空的，可以直接打电话了解。
applicant-stations = 工作和学习经历
applicant-hidden = 看不到本人的信息
applicant-hidden-text = 本人撤回了投递或授权。按照法律，请不要再使用之前记下的姓名和电话。
applicant-titles = 想做
applicant-pay = 期望薪资
applicant-pay-at-least = 每月 { $amount } 元起
applicant-districts = 想去的地区
applicant-types = 工作方式
applicant-from = 最早到岗
applicant-education = 学历
applicant-years = 工作年限
applicant-skills = 技能
applicant-certificates = 证书
applicant-languages = 语言
applicant-licences = 驾照和操作证
years = { $n } 年经验
list-comma = 、
handled-title = { $name } · { $title }
handled-next = 下一步
handled-word = 写给求职者的话
handled-word-hint = 约面试请写清日期、时间、地点、找谁、带什么。会发邮件告诉求职者。
handled-over = 这份投递已经有结果了。
handled-refuse-text = 请选一个原因，求职者会看到。原因只能与岗位要求有关。
handled-refuse-word = 补充说明（选“其他原因”时必填）
handled-refuse-go = 答复“不合适”
handled-notes = 内部备注
handled-notes-text = 只有本单位的成员能看到。不要记性别、年龄、婚育、健康等与岗位无关的情况。
handled-note = 新备注
handled-note-add = 添加备注
# family: application-step-
application-step-shortlisted = 初选通过
application-step-interview = 约面试
application-step-interview-again = 再约一次面试
application-step-offer = 准备录用
application-step-hired = 已录用
application-step-refused = 不合适
field-handle-note = 说明
field-handle-reason = 原因
field-to = 下一步
field-note = 说明
questions-title = 投递问题
questions-of = 投递问题：{ $title }
questions-lead = 投递时请求职者回答，最多 8 个。问题越少，投的人越多。
questions-lawful = 只问与岗位有关的
questions-lawful-text = 法律不允许询问性别、年龄、婚姻生育、户籍、民族、宗教、健康（含乙肝）、身高长相。可以问证书、经验、班次、到岗时间。
questions-number = 问题 { $n }
questions-required = 必须回答才能投递
field-questions = 投递问题
field-question = 问题
field-kind = 怎么回答
field-options = 选项
field-questions-options = 选项（只有单选需要，一行一个）
invite-title = 邀请 { $name } 投递
invite-masked = 对方接受并投递后，您才能看到姓名、电话和完整简历。
invite-text = 邀请 14 天内有效。对方婉拒后，90 天内不能再邀请。
invite-go = 发出邀请
field-invite-message = 想对求职者说的话
hint-invite-message = 写一句这个岗位哪里合适，对方更愿意来。
candidate-invited-list = 已邀请的求职者
console-waiting = { $n } 份投递在处理中，其中 { $found } 份还没有答复
console-waiting-overdue = { $n } 份超过七天没有答复，请尽快回复求职者。
console-applications = 投递 { $n }
console-applications-waiting = { $n } 份等答复

## Fields of which a form has several.
field-of-several = { $field }（第 { $n } 个）

## What just happened.
flash-applied = 投递成功，单位已经收到。
flash-application-withdrawn = 已撤回，单位看不到您的联系方式了。
flash-application-moved = 已记录，并已发邮件告诉求职者。
flash-application-noted = 备注已添加。
flash-questions-saved = 问题已保存，之后投递的人会看到。
flash-candidate-invited = 邀请已发出，14 天内有效。
flash-candidate-declined = 已告诉单位您不考虑。
flash-candidate-accepted = 已告诉单位您有兴趣，请完成投递。
flash-profile-first = 先填一份简历，再回到岗位页投递。

## What is wrong.
violation-unlawful_sex = “{ $value }”涉及性别，不能这样问或写。依据《就业促进法》第二十七条、《妇女权益保障法》第四十三条，招用人员不得限定或询问性别。
violation-unlawful_age = “{ $value }”涉及年龄。依据《就业促进法》第二十六条、《劳动合同法》第八条，只能了解与工作直接相关的情况，可以改问工作年限。
violation-unlawful_family = “{ $value }”涉及婚姻、生育或家庭。依据《妇女权益保障法》第四十三条、《就业促进法》第二十七条，不得询问婚育情况。
violation-unlawful_household = “{ $value }”涉及户籍或籍贯。依据《就业促进法》第三条、第三十一条，不得以户籍设限。
violation-unlawful_ethnicity = “{ $value }”涉及民族。依据《劳动法》第十二条、《就业促进法》第三条和第二十八条，就业不因民族受歧视。
violation-unlawful_religion = “{ $value }”涉及宗教信仰。依据《劳动法》第十二条、《就业促进法》第三条，就业不因宗教信仰受歧视。
violation-unlawful_health = “{ $value }”涉及健康或残疾。依据《就业促进法》第二十九条、第三十条，不得询问或检查乙肝等；岗位需要健康证的，可以问有没有健康证。
violation-unlawful_looks = “{ $value }”涉及身高、长相等。依据《就业促进法》第二十六条、《劳动合同法》第八条，只能了解与工作直接相关的情况。
violation-few_options = 至少写两个选项，一行一个。
violation-doubled_question = 这个问题前面已经有了。
violation-questions_changed = 单位刚刚改了问题，请看一下再提交。

## Refusals.
problem-posting-not-open = 这个岗位已经不招了
problem-posting-not-open-help = 去看看别的岗位吧。
problem-employer-takes-none = 这家单位还没有在这里登记
problem-employer-takes-none-help = 没有人能答复在线投递。请按岗位说明里的办法联系，或到服务站咨询。
problem-employer-blocked = 您屏蔽了这家单位
problem-employer-blocked-help = 要投递的话，请先在简历的隐私设置里取消屏蔽。
problem-profile-needed = 还没有简历
problem-profile-needed-help = 先填一份简历，几分钟就好，然后再投递。
problem-application-exists = 已经投过这个岗位了
problem-application-exists-help = 进展在“我的投递”里看。
problem-application-state-wrong = 这份投递现在不能这样操作
problem-application-state-wrong-help = 可能有人先操作了，或者求职者已经撤回。刷新页面再看。
problem-application-changed-meanwhile = 这份投递刚刚有了变化
problem-application-changed-meanwhile-help = 同事或求职者先操作了，这次没有保存。刷新页面看看最新的进展。
problem-applications-today = 今天投得太多了
problem-applications-today-help = 一天最多投 40 份，同一个岗位反复撤回再投也有限制。请明天再投。
problem-applications-open = 还没有结果的投递太多了
problem-applications-open-help = 最多同时有 200 份。请先撤回不再考虑的。
problem-candidate-invited = 已经邀请过了
problem-candidate-invited-help = 同一位求职者，一次只能有一份邀请。等答复或过期后再说。
problem-candidate-declined = 对方不久前婉拒过
problem-candidate-declined-help = 婉拒后 90 天内，同一单位不能再次邀请。
problem-candidate-invitation-not-open = 这份邀请已经答复过或者过期了
problem-candidate-invitation-not-open-help = 岗位还在招的话，可以直接投递。
problem-candidate-invitations-today = 今天邀请得太多了
problem-candidate-invitations-today-help = 一家单位一天最多邀请 30 位。请明天再来。

## Mails.
mail-application-received-subject = “{ $name }”收到一份投递
mail-application-received-body = { $person } 投递了岗位“{ $name }”。请在七天内答复，合适不合适都回一声。
mail-application-received-action = 查看投递：
mail-application-shortlisted-subject = “{ $name }”：初选通过
mail-application-shortlisted-body = { $employer }看了{ $person }对“{ $name }”的投递，初选通过，会再联系。
mail-application-shortlisted-action = 查看进展：
mail-application-interview-subject = “{ $name }”：约您面试
mail-application-interview-body = { $employer }约{ $person }面试“{ $name }”。时间地点见下面，去不了请提前打电话说一声。
mail-application-interview-action = 查看进展：
mail-application-offer-subject = “{ $name }”：准备录用
mail-application-offer-body = { $employer }准备录用{ $person }做“{ $name }”。请与单位确认报到时间，入职要签劳动合同。
mail-application-offer-action = 查看进展：
mail-application-hired-subject = “{ $name }”：已录用
mail-application-hired-body = { $employer }录用了{ $person }做“{ $name }”。祝工作顺利！
mail-application-hired-action = 查看进展：
mail-application-refused-subject = “{ $name }”：这次不合适
mail-application-refused-body = { $employer }答复了{ $person }对“{ $name }”的投递：这次不合适。还有很多岗位可以看看。
mail-application-refused-action = 查看进展：
mail-application-withdrawn-subject = “{ $name }”有一份投递撤回了
mail-application-withdrawn-body = { $person } 撤回了对“{ $name }”的投递，姓名和联系方式不再显示。
mail-application-withdrawn-action = 查看投递：
mail-application-unanswered-subject = “{ $name }”有投递等您答复
mail-application-unanswered-body = { $person } 投递“{ $name }”已经 { $days } 天，还没有结果。请答复一声：下一步，或者说明不合适的原因。
mail-application-unanswered-action = 去答复：
mail-application-ended-subject = “{ $name }”已结束，还有投递等结果
mail-application-ended-body = 岗位“{ $name }”已经结束，{ $person } 的投递还没有结果。请答复：录用，或者说明不合适的原因。
mail-application-ended-action = 去答复：
mail-candidate-invited-subject = { $employer }邀请您看看“{ $name }”
mail-candidate-invited-body = { $employer }觉得{ $person }可能适合“{ $name }”，邀请投递。单位还不知道是谁；14 天内可以答复。
mail-candidate-invited-action = 查看邀请：
mail-candidate-accepted-subject = “{ $name }”的邀请有人接受了
mail-candidate-accepted-body = { $person } 对“{ $name }”有兴趣。对方投递后，您就能看到姓名和联系方式。
mail-candidate-accepted-action = 查看：
mail-candidate-declined-subject = “{ $name }”的邀请被婉拒了
mail-candidate-declined-body = { $person } 这次不考虑“{ $name }”。90 天内请不要再邀请。
mail-candidate-declined-action = 查看：
mail-word = 附言：
