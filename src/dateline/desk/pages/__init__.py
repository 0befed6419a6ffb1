"""The desk's pages, one module each; `dateline.desk.registry` says what a page's module has."""
