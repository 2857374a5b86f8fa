"""View and facts into what stands on the screen; nothing here knows of Streamlit."""
