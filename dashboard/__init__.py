"""The Streamlit shell and the command line."""
