"""The six sheets of the plan workbook 责任清单."""

from loaders.cells import code, number, strict_choice
from loaders.dates import day
from loaders.moments import moment, period_code
from loaders.quantity import quantity
from loaders.specs.column import Column, Spec, words
from loaders.starts import first_day
from loaders.targets import amount, target

GROUPS = words(street="街道 街道办 街道办事处 镇街 乡镇街道", department="部门 局办 职能部门 区直部门 机关部门 机关",
               company="园区公司 公司 平台公司 国有公司 国企 园区企业 园区平台公司")  # fmt: skip
DIMENSIONS = words(
    loyalty="忠诚型 忠诚 忠诚型政府", innovation="创新型 创新 创新型政府", responsibility="担当型 担当 担当型政府",
    service="服务型 服务 服务型政府", integrity="过硬型 过硬 过硬型政府 廉洁型 廉洁 廉洁型政府",
)  # fmt: skip
KINDS = words(qualitative="定性 定性考核 定性任务", quantitative="定量 定量考核 定量任务 量化")
DIRECTIONS = words(
    higher="越高越好 正向 高 越多越好 上升 递增", lower="越低越好 反向 逆向 负向 低 越少越好 下降 递减"
)
_SERIAL = Column(field="serial", header="序号", locked=True, also=("序", "NO", "No."))

UNITS = Spec(
    name="单位",
    kind="plan",
    key="unit_id",
    tell=("group", "short_name", "aliases", "head"),
    also=("单位表", "单位清单", "责任单位", "单位名单", "单位信息"),
    columns=(
        Column(field="unit_id", header="单位编码", parser=code, required=True, filled=True, spread=False,
               also=("单位编号", "单位代码", "编码", "编号")),
        Column(field="name", header="单位名称", required=True, filled=True, also=("名称", "单位", "单位全称", "全称")),
        Column(field="short_name", header="简称", also=("单位简称",)),
        Column(field="aliases", header="别名", also=("曾用名", "其他名称", "又称")),
        Column(field="group", header="类别", parser=strict_choice, words=GROUPS, required=True, filled=True,
               also=("单位类别", "单位类型", "类型", "分类", "组别")),
        Column(field="head", header="主要负责人", also=("负责人", "主要领导")),
        Column(field="deputy", header="分管负责人", also=("分管领导",)),
        Column(field="contact", header="联络员", also=("联系人", "填报人")),
        _SERIAL,
    ),
)  # fmt: skip

PLAN_TASKS = Spec(
    name="任务",
    kind="plan",
    key="task_id",
    tell=("weight", "kind", "start_on", "dimension", "lead_unit"),
    also=("任务清单", "责任清单", "任务表", "任务分解", "任务分解表", "重点任务"),
    columns=(
        Column(field="task_id", header="任务编号", parser=code, required=True, filled=True, spread=False,
               also=("任务编码", "任务代码", "编号", "编码", "任务号")),
        Column(field="dimension", header="五型维度", parser=strict_choice, words=DIMENSIONS, required=True, filled=True,
               also=("维度", "五型", "类型", "五型类别", "所属维度")),
        Column(field="name", header="任务名称", required=True, filled=True, also=("任务", "任务内容", "工作任务", "重点任务", "名称")),
        Column(field="clause", header="依据条款", also=("依据", "条款", "任务来源")),
        Column(field="lead_unit", header="牵头单位", required=True, filled=True,
               also=("主办单位", "牵头部门", "牵头责任单位", "主责单位")),
        Column(field="joint_units", header="责任单位", also=("配合单位", "协办单位", "责任部门", "配合部门", "参与单位")),
        Column(field="start_on", header="起始日期", parser=first_day, required=True, filled=True, spread=False,
               also=("起始时间", "开始日期", "开始时间", "启动时间", "启动日期")),
        Column(field="due_on", header="完成时限", parser=day, required=True, spread=False,
               also=("计划完成日期", "完成日期", "完成时间", "时限", "办结时限", "计划完成时间", "完成期限", "截止日期")),
        Column(field="weight", header="权重", parser=number, spread=False, also=("任务权重", "分值")),
        Column(field="kind", header="考核方式", parser=strict_choice, words=KINDS, required=True, filled=True,
               also=("考核类型", "任务性质", "指标类型")),
        Column(field="measure", header="计量单位", also=("指标单位", "量纲", "数值单位")),
        Column(field="base", header="基期值", parser=quantity, spread=False, also=("基数", "基期", "上年数", "起点值")),
        Column(field="target", header="目标值", parser=target, spread=False, also=("目标", "年度目标", "年度目标值", "目标数", "指标值")),
        Column(field="direction", header="方向", parser=strict_choice, words=DIRECTIONS, also=("指标方向", "优劣方向")),
        Column(field="standard", header="完成标准", also=("完成标志", "验收标准", "考核标准")),
        _SERIAL,
    ),
)  # fmt: skip

PROJECTS = Spec(
    name="项目",
    kind="plan",
    key="project_id",
    tell=("field", "investment"),
    also=("项目清单", "项目表", "重点项目"),
    columns=(
        Column(field="project_id", header="项目编号", parser=code, required=True, filled=True, spread=False,
               also=("项目编码", "项目代码", "编号", "编码")),
        Column(field="name", header="项目名称", required=True, filled=True, also=("项目", "名称", "工程名称")),
        Column(field="lead_unit", header="牵头单位", required=True, filled=True, also=("责任单位", "主办单位", "项目单位")),
        Column(field="field", header="领域", also=("项目领域", "类别", "项目类别", "类型", "项目类型")),
        Column(field="investment", header="总投资（万元）", parser=amount, spread=False,
               also=("投资额（万元）", "投资总额", "计划总投资", "投资规模")),
        _SERIAL,
    ),
)  # fmt: skip

PLAN_MILESTONES = Spec(
    name="节点",
    kind="plan",
    key="milestone_id",
    tell=("baseline_finish",),
    also=("节点清单", "里程碑", "项目节点", "节点表"),
    columns=(
        Column(field="milestone_id", header="节点编号", parser=code, required=True, filled=True, spread=False,
               also=("节点编码", "节点代码", "编号", "编码")),
        Column(field="project_id", header="项目编号", parser=code, required=True, filled=True,
               also=("项目编码", "项目代码", "所属项目", "项目或任务编号", "所属项目编号", "任务编号")),
        Column(field="name", header="节点名称", required=True, filled=True, also=("节点", "名称", "里程碑")),
        Column(field="baseline_finish", header="计划完成日期", parser=day, required=True, filled=True, spread=False,
               also=("计划完成时间", "完成时限", "计划日期", "计划时间", "完成日期")),
        Column(field="weight", header="权重", parser=number, spread=False, also=("节点权重",)),
        Column(field="evidence", header="佐证要求", also=("佐证", "佐证材料", "佐证材料要求")),
        _SERIAL,
    ),
)  # fmt: skip

WINDOWS = Spec(
    name="期次",
    kind="plan",
    key="period",
    tell=("starts_on", "ends_on", "due_at"),
    also=("期次表", "报送期次", "报告期"),
    columns=(
        Column(field="period", header="期次", parser=period_code, required=True, filled=True, spread=False,
               also=("报告期", "期次编码", "报送期次")),
        Column(field="starts_on", header="起", parser=first_day, required=True, filled=True, spread=False,
               also=("起始日期", "开始日期", "起日", "起始", "自")),
        Column(field="ends_on", header="止", parser=day, required=True, filled=True, spread=False,
               also=("截止日期", "结束日期", "止日", "终止日期", "至")),
        Column(field="due_at", header="报送截止时间", parser=moment, required=True, filled=True, spread=False,
               also=("报送截止", "截止时间", "报送时限", "报送截止日期", "报送期限")),
        _SERIAL,
    ),
)  # fmt: skip

RULES = Spec(
    name="规则",
    kind="plan",
    key="name",
    tell=("value",),
    also=("规则表", "评分规则", "参数"),
    columns=(
        Column(field="name", header="名称", required=True, filled=True, also=("规则", "规则名称", "参数名称", "项目", "参数")),
        Column(field="value", header="值", required=True, spread=False, also=("取值", "参数值", "数值", "设定值")),
        Column(field="note", header="说明", also=("备注", "解释", "规则说明")),
        _SERIAL,
    ),
)  # fmt: skip

PLAN_NEEDED = (UNITS, PLAN_TASKS, WINDOWS)  # without these there is no plan
PLAN_SPECS = (UNITS, PLAN_TASKS, PROJECTS, PLAN_MILESTONES, WINDOWS, RULES)
