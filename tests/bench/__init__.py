"""Speed, measured: `make bench` writes docs/performance.md. Everything that is compared runs in one go on one machine."""
