"""Quality, measured beside peers: `./run eval TASK`. One module a task, each with `TASK`, `DATA` and `main(argv)`."""
