"""The command line: arguments in, text and exit codes out; one module per command, imported when it is called."""
