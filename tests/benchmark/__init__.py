"""The benchmark of the public list: `script/bench` says how it is run.

`texts` and `records` make the data, `mix` the questions, `loading` brings the data into the
project's own tables, `servers`, `client` and `measuring` serve and ask, `figures` judges. `peers`
are other ways to build the same list; they live in an environment of their own.
"""
