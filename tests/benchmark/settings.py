"""The site as it is, with the pages of the benchmark beside it."""

from kennisbank.settings import *  # noqa: F403 everything, as it is

ROOT_URLCONF = "tests.benchmark.urls"
