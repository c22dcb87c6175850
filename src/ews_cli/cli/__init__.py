"""The command line: each command parses, calls, writes, and returns an exit code."""
