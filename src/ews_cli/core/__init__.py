"""The pure core: accounts and thresholds in, a judgement out. Opens no files, reads no clock."""
