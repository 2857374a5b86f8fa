"""Requests: routes, middleware, embeds."""
