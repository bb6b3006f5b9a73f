"""Streamlit parts that pages share: filters, cached reads, session, cards."""
