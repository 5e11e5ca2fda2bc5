"""Where notifications go: one file a receiver, its config model beside it."""
