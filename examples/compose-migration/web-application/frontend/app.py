"""The page: a form, statistics and the latest measurements. Streamlit runs it from top to bottom for every visitor."""

import logging

import streamlit as st

from frontend.client import Backend, Refused, Unreachable
from frontend.settings import read_settings

SHOWN = 50

log = logging.getLogger("frontend")


def form(backend: Backend) -> None:
    with st.form("measurement"):
        name = st.text_input("Name", max_chars=60)
        value = st.number_input("Value", value=0.0, format="%g")
        unit = st.text_input("Unit", max_chars=20)
        sent = st.form_submit_button("Keep it")
    if not sent:
        return
    try:
        backend.add(name, value, unit)
    except Refused as refused:
        st.warning("It was not taken.")
        for problem in refused.problems:
            st.text(problem)
    else:
        st.success("It is kept.")


def tables(backend: Backend) -> None:
    statistics = backend.statistics()
    if not statistics:
        st.info("Nothing has been measured yet.")
        return
    st.subheader("Statistics")
    st.dataframe(statistics, hide_index=True)
    st.subheader("Latest measurements")
    st.dataframe(backend.measurements(SHOWN), hide_index=True, column_order=["at", "name", "value", "unit"])


st.set_page_config(page_title="Measurements")
st.title("Measurements")
api = Backend(read_settings().api_url)
try:
    form(api)
    tables(api)
except Unreachable as reason:
    log.warning("the API gave no usable answer: %s", reason)
    st.error("The API cannot be reached at the moment. Please try again later.")
# Any click runs the page again.
st.button("Refresh")
