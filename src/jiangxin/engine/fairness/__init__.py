"""Fair decisions: who may judge what, how scores become a rank, and how a rank becomes a list inside its quotas.

Every answer explains itself in codes and parameters, and the same facts in another order give the same answer.
"""
