"""Marks that people give: who reads what, levels and points, two readings where the course asks for them."""
