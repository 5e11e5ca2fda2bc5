"""Alerts: from matches to notifications (step 4 is `gather`, step 5 is `deliver`)."""
