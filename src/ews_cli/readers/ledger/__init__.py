"""Ledgers as a source: audit files (XAF) and trial balances, by RGS code or by the accounts of a mapping.

`xaf` and `trial_balance` give a `Ledger`, which is accounts with their balances; `posting` says which post each
account belongs to, `omslag` turns balances on the wrong side, and `statement` adds them up to a Jaarrekening.
"""
