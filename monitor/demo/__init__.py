"""A little news world on loopback, to see the whole flow without internet or account."""
