"""Plant faults in digits, formulas and code, and count what is caught."""
