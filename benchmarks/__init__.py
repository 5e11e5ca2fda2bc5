"""What judging costs, as ratios inside one run: `make bench`."""
