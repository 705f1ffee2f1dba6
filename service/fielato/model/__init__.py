"""The neutral model: what can be declared, what is derived from it, and how a fact keeps its origin.

1. `fact`        how a fact is declared
2. `vocabulary`  the closed vocabularies
3. `controller`, `data`, `party`, `ground`, `parts`, `component`, `papers`   the declared records
4. `deployment`, `register`                                         the documents they make up
   (`manifest`: one of them as received; `waivers`: what the organisation accepts)
5. `derived`     the facts that resolve finds out
6. `variables`   all of them, flattened into what rules may name
7. `schema`      the JSON Schemas that follow
8. `values`, `origin`  what stands in a row of facts, and where each comes from
"""
