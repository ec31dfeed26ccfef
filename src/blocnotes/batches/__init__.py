"""Long work as a process of its own: it outlives the page and the server, and anybody can follow it."""
