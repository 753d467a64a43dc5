"""`make bench`: how fast the pages are, at 10,000 and at 100,000 people and cases."""
