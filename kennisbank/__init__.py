"""The site around the app: settings, addresses, headers and the door for the web server."""
