"""The first scene: the ministry's ranking comes in by two people, and anyone may read it."""

from tests.journeys.ranked import DEMOTED, NOW


def an_officer_proposes_the_ministrys_ranking(officer, ranked, ranking=NOW, reason="", name=""):
    officer.opens("/")
    officer.follows("评分与公布", "登记部里公布的名次")
    officer.picks("全部名次")
    officer.gives("文件附件", ranked.file(ranking))
    officer.presses("先看读出的内容")
    officer.sees("还没有提出公布", ranking.document, ranking.published_on.isoformat(), "综合")
    officer.shows(name)
    officer.fills({"理由": reason})
    officer.presses("提出公布")
    officer.sees("已提出 1 份，等待另一人批准。")
    officer.sends_again()


def the_head_approves(head, ranking=NOW):
    head.opens("/")
    head.follows("待批准公布的名次", ranking.document)
    head.shows()
    head.presses("批准公布")
    head.sees("已批准。")
    head.sends_again()


def a_stranger_reads_it(stranger, ranked):
    stranger.opens("/published/")
    stranger.follows(NOW.document)
    stranger.sees("共 219 个经开区有名次。")
    stranger.shows("after-02-published")
    stranger.opens(f"{stranger.page.url}zones/{DEMOTED}/")
    stranger.sees(ranked.names[DEMOTED], "218")
    stranger.shows()
