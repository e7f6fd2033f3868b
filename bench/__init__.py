"""Speed and memory, one module a bench: `./run bench NAME`. Each has `main(argv)`."""
