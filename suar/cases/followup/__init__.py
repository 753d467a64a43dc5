"""Follow-up after a referral, a return or an event."""
