"""The drill: what can go wrong is done to portals of its own, and each time it is seen what was lost, which has to be
nothing, and what the public saw meanwhile.

`python -m drill` runs it (`make drill`). It stands beside the product, as `bench` does, from which it takes servers and
portals; nothing that serves pages imports it. A fault is a function that is given a `Field` and gives an `Outcome`;
`faults` names them all. What is done with Django is in `inside`, a process of its own, and whatever is killed there in
`acts`, those on files in `outputs`.
"""
