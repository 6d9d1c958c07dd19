"""Records to judgements: which reports tell of one dispute, which documents are copies, which names are one organisation's.

`report` makes a flat view of one reported dispute, `compare` weighs two of them and says why, `judging` compares new reports with those
that share a blocking key, `cluster` makes disputes of judgements; `people` holds what persons decided, and `copies` finds copies.
"""
