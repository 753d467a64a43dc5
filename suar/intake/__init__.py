"""First contact: a report by phone, message or visit, before there is a case."""
