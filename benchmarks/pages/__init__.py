"""What a screen costs: processor per rerun, time of the script, click until drawn, first screen after start."""
