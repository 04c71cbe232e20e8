"""E-mails: put into the database with the act that they tell of, sent outside the request, tried again until they go.

`queue` puts one there; `letters` writes it, `sending` sends what is due, `postman` is the thread that does so.
"""
