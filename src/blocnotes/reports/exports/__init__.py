"""What other systems receive: CASE packages, Moodle's CSV files, a workbook of a cohort. Reading only."""
