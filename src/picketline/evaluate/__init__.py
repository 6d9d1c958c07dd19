"""How good are the records? The scorer: `report(gold, predicted, texts)`; `training` fits the models.

Credit is counted as in MUC: the disputes of a document are aligned one to one so that the total credit is highest, then slots,
events and the arguments of matched events are counted over all documents together. What stands in a document that gold calls
irrelevant counts as false.
"""

from picketline.evaluate.gold import Coded, Gold, read_gold
from picketline.evaluate.report import Report, report

__all__ = ["Coded", "Gold", "Report", "read_gold", "report"]
