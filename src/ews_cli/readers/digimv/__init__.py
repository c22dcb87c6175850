"""DigiMV: the public data set of the jaarverantwoording, with thousands of organisations in one file.

`recognise` is asked of every file and needs nothing else; `reading` reads a data set.
"""
