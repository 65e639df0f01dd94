"""Running the office: set-up, server, worker, backup, restore. The command line calls these."""
