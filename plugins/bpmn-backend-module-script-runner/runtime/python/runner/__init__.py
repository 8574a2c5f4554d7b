"""Runs scripts of processes: what is here is inside the sandbox, beside the script, and trusted by nobody outside."""
