"""The only place that speaks Streamlit."""
