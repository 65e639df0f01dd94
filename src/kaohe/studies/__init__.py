"""The index builder's desk: what the figures and the scheme are like, and what moved between two results."""
