"""The four nouns and their parts: Report, Reading, Account, Record. What the rooms share lies here and nowhere else."""
