"""The page that shows measurements."""
