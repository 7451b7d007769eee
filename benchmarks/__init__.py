"""What `make bench` measures: counts and ratios against a floor, never seconds alone."""
