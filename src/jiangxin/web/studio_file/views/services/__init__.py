"""A studio at its service: offers, bookings, log, satisfaction."""
