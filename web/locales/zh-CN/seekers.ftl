### 个人资料：本人和社工看到的页面。

problem-profile-exists = 您已经有一份个人资料
problem-profile-exists-help = 请从“我的资料”打开它。
problem-profile-changed-meanwhile = 这份资料刚刚被改过
problem-profile-changed-meanwhile-help = 为了不盖掉那次修改，这次没有保存。请打开最新的资料再改。
problem-profile-needs-adviser = 这位求职者没有账号，资料要由社工保管
problem-profile-needs-adviser-help = 如果不再需要，可以删除这份资料。
problem-merge-not-possible = 这两份资料不能合并
problem-merge-not-possible-help = 可能已经合并或删除，或者两份都有自己的账号。刷新页面再看。
problem-merge-not-undoable = 这次合并不能撤销
problem-merge-not-undoable-help = 可能已经撤销，或者保留的那份后来又被合并或删除了。
