"""The demo: three invented organisations, their people, and cases that nobody lived."""
