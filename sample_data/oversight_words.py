"""What the office of the invented district writes: findings, measures, promised items, cases, what meetings decided."""

from datetime import date

from domain.oversight import Adjustment, Example

APPROVER = "卓敬言"
FINDINGS = (
    ("true", "台账与现场一致", "现场照片2张、台账复印件"),
    ("true", "抽查资料齐全，数据可追溯", "系统截图、签到表"),
    ("true", "随机电话核实5家企业，说法一致", "电话记录"),
    ("slight", "个别事项未办结即计入，略有高报", "台账比对表"),
    ("slight", "统计口径偏宽，按方案口径核减", "比对说明"),
    ("short", "现场进度明显低于自报，部分工作尚未开展", "现场照片6张、询问笔录"),
    ("short", "已签未落实的事项按完成统计，予以核减", "合同与现场对照表"),
    ("short", "佐证材料与本任务无关，不予认可", "材料清单"),
    ("modest", "实际进展好于自报，新完成事项未及时计入", "验收单"),
)
MEASURES = (
    "逐一电话回访，已当面说明并限期办结",
    "窗口负责人上门道歉，补办事项3日内完成",
    "将问题转业务科室，纳入下月整改清单",
    "已整改，回访满意",
)
FIELD_OF = {  # task → what a check of it is about; of other tasks the office left the cell empty
    code: field
    for field, codes in (
        ("projects", "CX-10 CX-11 CX-12 CX-13 CX-14 CX-15 DD-02 DD-04 DD-05 DD-07 DD-08 DD-09 DD-10 DD-15"),
        ("projects", "DD-16 DD-18 DD-20 DD-21 FW-04 FW-22 GY-04 GY-20"),
        ("enterprises", "ZC-06 CX-01 CX-02 CX-05 CX-07 CX-23 FW-03 FW-05 FW-07 FW-08 FW-09 FW-10 FW-11"),
        ("enterprises", "FW-12 FW-13 FW-14 FW-15 FW-16 FW-19 FW-23 FW-24 GY-14"),
        ("investment", "ZC-07 CX-04 CX-09 CX-22 DD-01 DD-03 DD-22 GY-06"),
        ("environment", "ZC-18 ZC-22 CX-20 CX-24 DD-06 DD-17 DD-19 DD-23 GY-10"),
        ("poverty", "ZC-08 ZC-16 GY-13"),
    )
    for code in codes.split()
}
CUTS = (  # item, promised for the year, pace, measure
    ("减税降费", 8600.0, 0.99, "万元"),
    ("惠企资金兑付", 3200.0, 0.78, "万元"),
    ("用工补贴", 640.0, 1.02, "万元"),
    ("用电成本减免", 920.0, 0.95, "万元"),
    ("用气成本减免", 310.0, 0.72, "万元"),
    ("用地成本减免", 1500.0, 0.88, "万元"),
    ("物流补助", 480.0, 1.05, "万元"),
    ("融资贴息", 750.0, 0.64, "万元"),
)
SPEEDS = (  # item, before, in September, measure
    ("工程建设项目审批时限", 48.0, 27.0, "工作日"),
    ("企业开办审批时限", 2.0, 0.8, "工作日"),
    ("不动产登记审批时限", 5.0, 3.4, "工作日"),
    ("群众办事平均服务时长", 42.0, 24.5, "分钟"),
    ("企业诉求平均服务时长", 9.5, 8.9, "工作日"),
    ("12345工单平均服务时长", 6.0, 3.2, "工作日"),
)
ADJUSTMENTS = (
    Adjustment(happened_on=date(2022, 3, 18), unit_id="D08", points=1.5, reason="集中审批试点经验获市级通报表扬",
               document="市政务办通报〔2022〕4号", approved_by=APPROVER),
    Adjustment(happened_on=date(2022, 5, 12), unit_id="S03", points=-1.0, reason="群众反映问题处置不及时被督查点名",
               document="区督查通报〔2022〕2期", approved_by=APPROVER),
    Adjustment(happened_on=date(2022, 6, 24), unit_id="D06", points=1.0, reason="承办项目集中签约活动",
               document="区办发〔2022〕11号", approved_by=APPROVER),
    Adjustment(happened_on=date(2022, 7, 15), unit_id="C05", points=-2.0, reason="自报完成情况与核验结果严重不符",
               document="区督查通报〔2022〕5期", approved_by=APPROVER),
    Adjustment(happened_on=date(2022, 8, 22), unit_id="S02", points=-3.0, reason="两次核验发现高报，整改不到位",
               document="区督查通报〔2022〕6期", approved_by=APPROVER),
    Adjustment(happened_on=date(2022, 9, 14), unit_id="S01", points=2.0, reason="代办制经验在全市推广",
               document="市五型办简报〔2022〕9期", approved_by=APPROVER),
)  # fmt: skip
EXAMPLES = (
    Example(happened_on=date(2022, 4, 20), unit_id="D08", type="positive",
            reason="工程项目审批专班进园区，一家企业从拿地到开工用时26天", approved_by=APPROVER),
    Example(happened_on=date(2022, 5, 16), unit_id="S03", type="negative",
            reason="两件群众反映事项逾期两个月未办结，回访不满意", approved_by=APPROVER),
    Example(happened_on=date(2022, 7, 18), unit_id="C05", type="negative",
            reason="基金组建进度自报与实际不符", approved_by=APPROVER),
    Example(happened_on=date(2022, 8, 25), unit_id="S02", type="negative",
            reason="环境整治点位现场与台账不符", approved_by=APPROVER),
    Example(happened_on=date(2022, 9, 15), unit_id="S01", type="positive",
            reason="代办员全程帮办，帮助一家企业当月投产", approved_by=APPROVER),
)  # fmt: skip
DECISIONS = (  # held (month, day), meeting, content, units, days given, days taken (0 = still open), result
    (
        (1, 20),
        "一月调度会",
        "各牵头单位将方案任务分解到科室，建立施工图和进度表",
        ("D01", "D02"),
        20,
        18,
        "台账已建立",
    ),
    (
        (2, 18),
        "二月调度会",
        "排查企业开办、项目落地、群众办事三类难点，逐项列出清单",
        ("D08", "D04"),
        25,
        21,
        "清单共46项",
    ),
    ((3, 21), "三月调度会", "协调创新大厦用地手续，明确净地交付时间", ("D10", "C02"), 30, 52, "5月交地"),
    ((3, 21), "三月调度会", "云岭街道约请第三方帮助完善报送台账", ("S04",), 20, 19, "台账已完善"),
    ((4, 20), "四月调度会", "梳理已签约未开工项目，逐个明确开工日期", ("D06", "D07"), 30, 28, "形成清单"),
    ((5, 20), "五月调度会", "加快惠企资金兑付，逐月公布兑付进度", ("D09",), 40, 0, ""),
    ((5, 20), "五月调度会", "污水处理厂关键设备采购由区领导专项调度", ("C04", "D11"), 45, 60, "设备到货"),
    ((6, 21), "六月调度会", "望郡街道逾期群众诉求限期销号", ("S03",), 30, 0, ""),
    ((6, 21), "六月调度会", "开展融资对接，解决12家企业贴息申请积压", ("D09", "C05"), 35, 0, ""),
    ((7, 20), "七月调度会", "对自报与核验差距大的单位开展回头看", ("D01", "D03"), 30, 29, "已回访4家"),
    ((8, 19), "八月调度会", "研究院公司各创新中心人员到岗情况专题汇报", ("C03", "D05"), 25, 24, "已汇报"),
    ((8, 19), "八月调度会", "金鸡湖创新小镇道路配套工程倒排工期", ("D07", "C02"), 60, 0, ""),
    ((9, 20), "九月调度会", "一口受理率、网上可办率未达标事项逐项攻坚", ("D08",), 40, 0, ""),
    ((9, 20), "九月调度会", "批而未用土地消化清单交由各街道认领", ("D10", "S01", "S02"), 35, 0, ""),
)
