"""Many cruds at once, written past the API, as if they had been posted one by one a while ago."""

import psycopg

# From newest to oldest, a minute apart, the last a minute ago; of one line to six.
WRITE = """
WITH author AS (SELECT id FROM profiles_user WHERE handle = %(handle)s), written AS (
    SELECT ((extract(epoch FROM now() - make_interval(mins => k) - timestamptz '2024-01-01Z')
        * 1000)::bigint << 22) + k AS id, now() - make_interval(mins => k) AS at,
        %(words)s || ' number ' || k || repeat(' and some words more', k %% 13) AS text
    FROM generate_series(1, %(count)s) AS k
), posted AS (
    INSERT INTO posts_post (id, author_id, text, created_at)
    SELECT written.id, author.id, text, at FROM written, author RETURNING id, author_id
)
INSERT INTO timelines_entry (owner_id, position, post_id)
SELECT author_id, id, id FROM posted
"""


def write_many(database: str, handle: str, count: int, words: str = "Crud") -> None:
    """`count` public cruds of somebody, newest first "Crud number 1" and so on, also in their
    own home feed. `database` is a URL.
    """
    with psycopg.connect(database) as connection:
        connection.execute(WRITE, {"handle": handle, "count": count, "words": words})
