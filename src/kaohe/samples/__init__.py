"""模拟数据：219 个虚构经开区三年的填报数据，供演示、测试和压力试验使用。

`cohort(seed=2016, zones=219)` 生成一批考核对象：区名、市名全部虚构并以“模拟·”开头，省份为真；各项合计按公开
发布的全国总量缩放，区与区之间规模、产业结构、区域、创新和开放程度的相关关系仿真；并按 `planted` 所列埋入差错
和特例（漏报、单位错位一万倍、名次大起、压线并列、百区为零、连续两年末位并被降级）。同一种子每次结果相同。

Simulated figures: 219 fictional zones over three years, to demonstrate, test and load with. Zones and
cities are invented and their names begin with 模拟·; provinces are real. Totals are scaled to published
national ones, and size, sector mix, region, innovation and openness go together as in real zones. `planted`
lists the trouble put in: gaps, slips of unit by 10,000, a jump of 130 places and more, ties across cut-offs,
an indicator in which a hundred zones have zero, a zone two years in the last 5 and then demoted. A seed gives
the same figures every time.

Nothing here is a fact about any real zone or city.
"""

from kaohe.samples.cohort import Cohort, cohort
from kaohe.samples.planting import Planted, SimulatedEvent

__all__ = ["Cohort", "Planted", "SimulatedEvent", "cohort"]
