### What is wrong, and what to do about it.

## What is wrong with a field. The field's name stands before it.
# family: violation-
violation-required = 请填写。
violation-too_short = 至少 { $min } 个字，现在有 { $found } 个。
violation-too_long = 最多 { $max } 个字，现在有 { $found } 个。
violation-too_many = 最多 { $max } 个，现在有 { $found } 个。
violation-too_many_decimals = 小数点后最多 { $max } 位。
violation-control_characters = 含有看不见的控制字符，请删除后重新输入。
violation-not_a_number = “{ $value }”不是数字。
violation-out_of_range = 请填 { $min } 到 { $max } 之间的数。
violation-unknown_value = 没有“{ $value }”这个选项，请从列表里选。
violation-unknown_division = 没有“{ $value }”这个地区代码。
violation-unknown_occupation = 没有“{ $value }”这个职业编码，请从列表里选，或者不填。
violation-unknown_parameter = 没有这个参数。
violation-unknown_field = 没有“{ $value }”这个字段。
violation-doubled_field = 只能填一次。
violation-bad_date = “{ $value }”不是日期，请写成 2026-12-31 这样。
violation-date_past = { $value } 已经过去了，请选今天或以后的日期。
violation-date_too_far = 最晚为 { $latest }（{ $max } 天内）。
violation-bad_email = “{ $value }”不像邮箱地址，请检查。
violation-bad_phone = “{ $value }”不像电话号码，请检查。
violation-bad_pay = 看不懂“{ $value }”，请写成 8000-12000 元/月这样。
violation-bad_place = 找不到“{ $value }”是哪个地区。
violation-bad_headcount = “{ $value }”不是人数，请写数字。
violation-bad_query = 地址里的查询参数写得不对。
violation-bad_json = 不是这里要的 JSON：{ $value }
violation-not_json_type = 请用 application/json 发送。
violation-pay_min_over_max = 最低薪资高于最高薪资，请对调或修改。
violation-pay_only_upper = “{ $value }”只写了上限，请写明最低薪资。
violation-experience_min_over_max = 至少的年数大于至多的年数。
violation-credit_code_length = 应为 18 位，您填了 { $found } 位。请核对营业执照。
violation-credit_code_character = 第 { $position } 位“{ $character }”不会出现在信用代码里（没有 I、O、S、V、Z）。请核对营业执照。
violation-credit_code_check = 最后一位校验码不对：按前 17 位推算应为“{ $expected }”，您填的是“{ $found }”。请核对营业执照。
violation-credit_code_swapped = 第 { $position } 位和第 { $next } 位好像写反了。请核对营业执照。
violation-credit_code_taken = 这个信用代码已经登记过。请联系该单位的负责人，让对方邀请您。
violation-fixed = 核验通过后不能修改；确需变更，请联系主办方。
violation-employer_missing = 没有写用人单位。
violation-other_employer = 这一行写的是“{ $value }”，不是本单位。
violation-formula = 单元格里是公式，请换成文字或数字。

## Why a file as a whole cannot be read.
# family: file-
file-empty = 没有选文件，或者文件是空的。
file-unknown_format = 认不出这个文件。请上传 CSV、XLSX 或 XLS。
file-broken = 文件已损坏，打不开。请在 Excel 里重新保存后再试。
file-too_large = 文件有 { $found } 字节，最多读 { $max } 字节。请拆成几个文件。
file-too_large_unpacked = 工作簿解开后超过 { $max } 字节，不能读。
file-cell_too_large = 工作表“{ $sheet }”的单元格 { $cell } 超过 { $max } 个字，不能读。
file-too_many_rows = 超过 { $max } 行。请拆成几个文件。
file-too_many_columns = 工作表“{ $sheet }”超过 { $max } 列。
file-too_many_cells = 单元格超过 { $max } 个。请拆成几个文件。
file-too_much_text = 文字超过 { $max } 字节。请拆成几个文件。
file-too_many_sheets = 工作表超过 { $max } 张。请拆成几个文件。
file-password_protected = 工作簿有密码。请去掉密码后再上传。
file-wrong_encoding = 文字编码不对，请存成 UTF-8 或 GB18030。
file-map_syntax = 列对应文件写得不对：{ $reason }
file-map_unknown_meaning = 列“{ $column }”不能对应“{ $value }”。
file-map_bad_default = “{ $value }”不能作 { $field } 的默认值。

## What was assumed, guessed or dropped in a row that came in.
# family: note-
note-assumed = { $field }没有写，按“{ $value }”导入。
note-guessed = { $field }由其他内容推断为“{ $value }”。
note-read_as = { $field }“{ $value }”看不懂，按常规处理。
note-dropped = { $field }“{ $value }”没有导入。
note-employer_not_named = 没有写用人单位（{ $field }：{ $value }）。
note-cell_error = { $field }的单元格是表格软件的错误值“{ $value }”，按空白处理。
note-composed = { $field }由这一行的其他单元格拼成（{ $value }）。

## Refusals: what happened, and what to do.
# family: problem-
problem-sign-in-needed = 请先登录
problem-sign-in-needed-help = 这一页要登录后才能看。
problem-sign-in-failed = 邮箱或密码不正确，请再试一次。
problem-sign-in-failed-help = 请检查大小写和输入法。
problem-sign-in-throttled = 试的次数太多了
problem-sign-in-throttled-help = 请过一会儿再试。
problem-forbidden = 您没有权限做这件事
problem-forbidden-help = 请换一个账号登录，或联系本单位的负责人。
problem-cross-site = 这个请求不是从本站发出的
problem-cross-site-help = 请在本站的页面上再操作一次。
problem-not-found = 没有这个页面
problem-not-found-help = 岗位可能已经结束，或者地址抄错了。
problem-link-expired = 这个链接已经用过或者过期了
problem-link-expired-help = 请重新注册，或请对方再发一次邀请。
problem-method-not-allowed = 这个地址不能这样用
problem-method-not-allowed-help = 请回到页面上，用页面里的按钮操作。
problem-credit-code-taken = 这个信用代码已经登记过
problem-credit-code-taken-help = 请联系该单位的负责人，让对方邀请您。
problem-employer-not-waiting = 这个单位已经审核过了
problem-employer-not-waiting-help = 刷新审核页，看看最新的结果。
problem-employer-not-approved = 单位还没有核验通过
problem-employer-not-approved-help = 核验通过后就可以公开岗位；现在可以先存草稿。
problem-last-owner = 至少要留一位负责人
problem-last-owner-help = 请先邀请另一位负责人，再移除这一位。
problem-invitation-for-other = 这份邀请不是发给这个账号的
problem-invitation-for-other-help = 请用收到邀请的邮箱登录；如果您已经是成员，就不用再接受。
problem-posting-state-wrong = 岗位现在的状态不能这样操作
problem-posting-state-wrong-help = 可能有同事先操作了。刷新页面再看。
problem-posting-changed-meanwhile = 有同事刚刚改过这个岗位
problem-posting-changed-meanwhile-help = 为了不盖掉对方的修改，这次没有保存。请打开最新的内容再改。
problem-batch-not-open = 这次导入已经完成或放弃了
problem-batch-not-open-help = 需要的话请重新上传文件。
problem-batch-nothing-to-publish = 这一批没有可以公开的岗位
problem-batch-nothing-to-publish-help = 岗位可能已经公开、过期，或者单位还没有核验通过。
problem-own-role = 不能取消自己的管理员身份
problem-own-role-help = 请让另一位管理员来改。
problem-invalid = 有些内容需要修改
problem-invalid-help = 请回到表单，按提示修改后再提交。
problem-bad-request = 看不懂这个请求
problem-bad-request-help = 请在本站的页面上再操作一次。
problem-file-unreadable = 这个文件读不了
problem-file-unreadable-help = 请上传 CSV、XLSX 或 XLS 表格。
problem-too-large = 内容太大了
problem-too-large-help = 请拆成几次提交。
problem-internal = 我们这边出了问题
problem-internal-help = 已经记录下来。请稍后再试；如果一直这样，请把请求编号告诉我们。
