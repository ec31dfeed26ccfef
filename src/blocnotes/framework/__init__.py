"""What is certified: certifications as data, their rules and their evidence. No Jupyter, no database."""
