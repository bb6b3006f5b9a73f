"""Single sign-on, where it is configured: Streamlit's st.login asks the provider, the gate maps the answer."""


def start_path(_onward: str) -> str:
    """Where the sign-in page sends who wants single sign-on; "" = it is not configured."""
    return ""
