"""Many files: read by workers, joined per provider, judged, ranked, and kept on disk until they are written."""
