"""The instructor's pages: assignments and what blocks them, batches, the cohort, people, the ledger."""
