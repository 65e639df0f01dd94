"""Pages of assessments: scorings and publications inside, published places for anyone."""
