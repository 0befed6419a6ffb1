"""The desk on a big record: a generator of such a record, and how fast its pages answer."""
