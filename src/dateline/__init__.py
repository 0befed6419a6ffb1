"""Dateline: reads many news reports of one story and writes the record behind them."""
