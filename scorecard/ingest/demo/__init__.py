"""The sample company: an invented maker and servicer of commercial cooling, with a story in its figures."""
