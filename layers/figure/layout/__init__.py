"""Where things stand: labels, callouts, sheets and reports."""
