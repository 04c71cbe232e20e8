"""Serving: what stands around Django for every request. May import `site` and what that may. Never the desk; known to
no other room; `wsgi.py` of `addportal` puts it together, from the outside in:

* `bodies.py`: the WSGI application that reads what is sent to it, before anything else does; `clients.py` cuts off who
  is slow;
* `knownfiles.py`: the WSGI application that answers uploaded files while the database is away;
* `pagecache.py`: the WSGI application that answers public pages that are kept; how long one is kept is said at its top;
* `stampreader.py`: the stamp, read from the database past Django, which tells whether a kept page is still right;
* `replicas.py`: whether a replica or the database that is written to says it, and makes the page;
* `asking.py`: what a page was made of, asked again under another stamp; `connections.py`: what it is asked through;
* `store.py`: kept pages as bytes in memory, each in its encodings, and which of them go when there is no room;
* `disk.py`: the same in a file, for all processes of a machine; `redisstore.py` with `redisscripts.py`: in a Redis, for
  those of all machines; `packing.py`: how they are written there;
* `warming.py`: the thread that looks after all of them when something was written;
* `statics.py`: the WSGI application that answers static files;
* `turns.py`: the WSGI application that lets a few requests at a time into Django;
* `middleware.py`: what every request to Django itself passes.
"""
