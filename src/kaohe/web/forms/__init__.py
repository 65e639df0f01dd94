"""What pages read from forms; every rule about content is the actions'."""
