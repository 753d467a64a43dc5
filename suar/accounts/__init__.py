"""Users, their seats in organisations, sign-in, second factors, devices and sessions."""
