"""`fielato serve`: run the HTTP service and the web form."""

from __future__ import annotations

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Worker processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Run the HTTP service and the web form."""
    from fielato.web.serve import serve as run  # Flask is slow to import and only wanted here

    run(host, port, workers)
