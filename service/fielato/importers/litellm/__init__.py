"""Configuration of the LiteLLM proxy: which models it calls where, what takes over, and who else gets the prompts.

1. `config`        the file with what it includes, and values that its environment gives
2. `proxy`         the proxy itself, and what all parts of a reading share
3. `models`        one entry of `model_list`: whom it calls, and in which region
4. `routing`       groups of one name, their aliases, what takes over when they fail
5. `integrations`  callbacks, guardrails, search tools, vector stores
6. `stores`        cache, database, pass-through addresses, MCP servers
7. `notes`         what is told
8. `importer`      the importer itself
"""

from .importer import LitellmImporter

__all__ = ["LitellmImporter"]
