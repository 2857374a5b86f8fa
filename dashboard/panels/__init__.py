"""Everything that draws with Streamlit: one panel per file, each fed by a view model."""
