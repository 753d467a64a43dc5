"""The full interview: its items, what the answers suggest, what people judged, how it is read.

Pure: no Django, no clock. Items, mapping, weights and thresholds are dated data.
"""
