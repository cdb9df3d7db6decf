### The API document and the design system.

api-title = 开放接口
api-lead = 搜索、岗位和单位都可以用 JSON 读取，不需要密钥。
api-contents = 接口目录
api-parameters = 参数
api-parameters-of = { $method } { $path } 的参数
api-parameter = 参数
api-where = 位置
api-kind = 类型
api-meaning = 说明
api-none = 没有接口。
design-title = 设计规范
design-lead = 鹊桥的颜色、字号和组件，一页看全。页面只用这里的东西。
design-colours = 颜色
design-type = 字号
design-buttons = 按钮
design-states = 状态与标签
design-notices = 提示
design-forms = 表单
design-navigation = 导航
design-data = 数据
design-empty = 空状态
design-icons = 图标
