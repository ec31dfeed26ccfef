"""The markers' pages: what waits, one answer beside its mark scheme, two readings and their agreement."""
