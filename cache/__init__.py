"""What was looked up before, on disk. The door is `store`."""
