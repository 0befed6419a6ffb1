"""The desk: a local web application in which a record is read, checked and decided on."""
