"""The record in words: how days, events and figures are written wherever a person reads them."""
