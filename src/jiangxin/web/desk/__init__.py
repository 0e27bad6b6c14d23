"""Where union officers and leaders work."""
