"""E-mails: put into the database with the act that they tell of, sent outside the request, tried again until they go.

`notices` says what is told to whom, `phrases` what several say alike, `queue` puts it there; `letters` writes it,
`reminders` what asks whether facts are still true; `sending` sends what is due, `postman` is the thread that does so.
"""
