"""Reports: judgements in, text out. Rounds for people, cleans what came from a file, opens nothing."""
