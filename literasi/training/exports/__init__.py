"""An office's data as spreadsheets: within its own walls, streamed, and noted in the log."""
