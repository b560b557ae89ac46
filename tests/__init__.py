"""The tests; how they are run is in script/test."""
