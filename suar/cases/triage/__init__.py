"""The urgent-risk check, asked before any story."""
