### Mails.

# family: mail-
mail-why = 您收到这封邮件，是因为有人在鹊桥用这个邮箱操作。如果不是您，请不用理会。
mail-signature = 鹊桥
mail-reason = 原因：
mail-sign-up-confirm-subject = 请确认您的邮箱
mail-sign-up-confirm-body = { $name }，您好！请在 24 小时内打开下面的链接，账号就开通了。
mail-sign-up-confirm-action = 开通账号：
mail-sign-up-already-there-subject = 您已经有账号了
mail-sign-up-already-there-body = 有人用这个邮箱注册鹊桥，但它已经有账号了。如果是您，请直接登录。
mail-sign-up-already-there-action = 登录：
mail-invitation-subject = “{ $name }”邀请您成为成员
mail-invitation-body = “{ $name }”邀请您一起管理招聘岗位。请用这个邮箱登录或注册后接受，七天内有效。
mail-invitation-action = 查看邀请：
mail-employer-approved-subject = “{ $name }”已核验通过
mail-employer-approved-body = “{ $name }”的登记已核验通过，现在可以发布岗位了。
mail-employer-approved-action = 去发布岗位：
mail-employer-refused-subject = “{ $name }”的登记被退回
mail-employer-refused-body = “{ $name }”的登记这次没有通过。请按下面的原因修改后重新提交。
mail-employer-refused-action = 修改登记：
mail-posting-approved-subject = 岗位“{ $name }”已公开
mail-posting-approved-body = 岗位“{ $name }”已通过审核，求职者现在能搜到了。
mail-posting-approved-action = 查看岗位：
mail-posting-refused-subject = 岗位“{ $name }”被退回
mail-posting-refused-body = 岗位“{ $name }”这次没有通过审核，已退回草稿。请按下面的原因修改后再提交。
mail-posting-refused-action = 修改岗位：
mail-posting-taken-down-subject = 岗位“{ $name }”已下架
mail-posting-taken-down-body = 岗位“{ $name }”已被主办方下架，求职者看不到了。
mail-posting-taken-down-action = 查看岗位：
mail-posting-expiring-subject = 岗位“{ $name }”快到期了
mail-posting-expiring-body = 岗位“{ $name }”将在 { $day } 到期。还要招人的话，打开下面的链接，点“续期”就可以。
mail-posting-expiring-action = 续期或关闭：
