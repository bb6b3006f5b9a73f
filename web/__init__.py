"""What answers a browser or a machine beside Streamlit: the gate, sign-in, downloads, the API. Starlette only."""
