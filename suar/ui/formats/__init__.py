"""Forms of dates and times, by language, where ours differ from Django's."""
