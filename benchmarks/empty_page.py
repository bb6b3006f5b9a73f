"""The page to compare with: one heading."""

import streamlit as st

st.header("Empty")
