"""What follows from places: findings, and the cases they open, from the first letter to the closing."""
