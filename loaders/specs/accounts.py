"""The sheet of accounts to be made: its headers with synonyms, and how people write roles."""

from types import MappingProxyType

from loaders.specs.column import words

NAME, PERSON, ROLE, UNIT = "账号", "姓名", "角色", "单位"
HEADERS = MappingProxyType(
    {
        "name": (NAME, "账户", "用户名", "登录名", "账号名"),
        "person": (PERSON, "使用人", "人员"),
        "role": (ROLE, "身份", "权限"),
        "unit": (UNIT, "单位编码", "单位名称", "所属单位", "填报单位"),
    }
)
REQUIRED = ("name", "role")
ROLE_WORDS = words(
    leader="leader 领导 区领导 领导干部",
    office="office 五型办 督查室 督查办 五型办/督查室",
    unit="unit 填报单位 单位 单位填报 填报人 填报员 联络员",
    discipline="discipline 纪检 纪委 纪检监察 纪检组",
    admin="admin 管理员 系统管理员",
)
