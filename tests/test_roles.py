"""Roles: the truth table of who may do what, and the sentences that refuse."""

import pytest

from accounts.roles import (
    Action,
    Forbidden,
    Role,
    can,
    check_can,
    check_can_answer_letter,
    check_can_download_original,
    check_can_download_template,
    check_can_see_letter,
    check_can_see_reports,
    check_can_see_unit,
    check_can_upload,
)
from locales import in_language

TABLE = """
action             leader office unit discipline admin screen
see_district       yes    yes    no   yes        no    yes
see_ranking        yes    yes    yes  yes        no    yes
see_unit           yes    yes    yes  yes        no    yes
see_reports        yes    yes    yes  yes        no    no
see_live           no     yes    no   yes        no    no
see_audit          no     no     no   yes        yes   no
see_draws          yes    yes    no   yes        no    no
take_papers        yes    yes    yes  yes        no    no
download_original  yes    yes    yes  yes        no    no
download_template  no     yes    yes  no         no    no
upload_own         no     no     yes  no         no    no
upload_any         no     yes    no   no         no    no
return_submission  no     yes    no   no         no    no
change_plan        no     yes    no   no         no    no
run_periods        no     yes    no   no         no    no
publish            no     yes    no   no         no    no
remind             no     yes    no   no         no    no
give_links         no     yes    no   no         yes   no
keep_oversight     no     yes    no   no         no    no
draw_units         no     yes    no   no         no    no
issue_letters      no     yes    no   no         no    no
see_letters        yes    yes    yes  yes        no    no
answer_letters     no     yes    yes  no         no    no
decide_awards      no     yes    no   no         no    no
prepare_meetings   no     yes    no   no         no    no
keep_accounts      no     no     no   no         yes   no
keep_tokens        no     no     no   no         yes   no
"""


def test_each_role_may_do_what_the_table_says() -> None:
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    said = {
        (row[0], role): word == "yes" for row in rows for role, word in zip(header[1:], row[1:], strict=True)
    }
    assert said == {(action.value, role.value): can(role, action) for action in Action for role in Role}


@pytest.mark.parametrize(
    "check",
    [
        check_can_see_unit,
        check_can_see_reports,
        check_can_download_original,
        check_can_download_template,
        check_can_upload,
        check_can_see_letter,
        check_can_answer_letter,
    ],
)
def test_a_unit_may_do_it_for_itself_and_no_other(check) -> None:
    check(Role.UNIT, "S01", "S01")
    with pytest.raises(Forbidden, match="只能"):
        check(Role.UNIT, "S01", "S02")
    with pytest.raises(Forbidden):
        check(Role.UNIT, None, "S02")


def test_a_letter_to_all_is_for_every_unit() -> None:
    check_can_see_letter(Role.UNIT, "S01", "")
    with pytest.raises(Forbidden):
        check_can_see_letter(Role.ADMIN, None, "")


def test_the_office_uploads_for_any_unit_and_a_leader_for_none() -> None:
    check_can_upload(Role.OFFICE, None, "S02")
    with pytest.raises(Forbidden):
        check_can_upload(Role.LEADER, None, "S02")


def test_a_refusal_reads_well_in_both_languages() -> None:
    with pytest.raises(Forbidden) as caught:
        check_can(Role.ADMIN, Action.SEE_REPORTS)
    assert str(caught.value) == "管理员无权查看报送情况。"
    with in_language("en"), pytest.raises(Forbidden) as caught:
        check_can(Role.ADMIN, Action.SEE_REPORTS)
    assert str(caught.value) == "Administrator may not see who has reported."
