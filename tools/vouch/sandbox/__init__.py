"""Run code so that it cannot end, stall or change the process."""
