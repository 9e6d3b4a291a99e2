"""Tables in and out: a folder of files is read whole, told about whole, and loaded whole."""
