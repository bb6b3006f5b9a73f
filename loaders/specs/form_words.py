"""The canonical words around the tables of the template: labels above them, and the marks inside."""

UNIT, PERIOD = "填报单位", "期次"
FILLED_BY, SIGNED_BY, FILLED_ON = "填报人", "审签人", "填报日期"
DEADLINE = "报送截止"
LED, JOINT = "一、牵头任务", "二、责任单位(仅备注)：只填进展情况"
NO_DATE, UNKNOWN_TARGET = "长期坚持", "未定"
