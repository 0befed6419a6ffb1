"""What the terminal shows of a record: plain structures that go out as JSON, and how each is drawn."""
