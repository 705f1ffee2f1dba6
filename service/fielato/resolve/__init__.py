"""From a deployment to rows of facts: lookups and set arithmetic only, never legal judgement.

What a record says is kept apart from where it says it: `provenance` tells how, `knowledge` keeps what was worked out.

1. `provenance`    slots in shared content, and the anchors of one document that take them
2. `facts`         the known facts of one record, each with its origin
3. `answers`       the evidence that holds on a date
4. `processing`    processing sets: territories with reasons, and what stays unknown
5. `knowledge`     a catalogue on a date, and everything that was worked out from it
6. `areas`         the tables' place tokens, turned into processing sets
7. `site`          one component with what the catalogue says of it, and where it stands
8. `bedrock`, `azure`, `vertex`, `endpoint`   what decides where a model runs, vendor by vendor
9. `purposes`      every purpose of a component, the customer's and the vendor's, with its processing set
10. `locations`    every place of every purpose, once
11. `content`      what a component's content comes to, whichever document holds it
12. `grounds`      the declared tools of transfers, and which cover one
13. `entries`      what a register comes to on a date
14. `parties`      who runs each component
15. `reach`        which data sets reach which component
16. `placed`       the components of one deployment: contents with a place, a name, a runner and data
17. `transfers`    who makes data available to whom, outside the EEA
18. `declared`     what manifest, register and flags say of controller, organisation and data
19. `subjects`     the rows
20. `batches`, `transfer_rows`   those about the places of a component, and about transfers
21. `resolve`      all of it: `resolve(...) -> Resolved`
22. `phases`       which components of a roll-out are in operation on a day
23. `sound`, `references`   whether what a document names exists: at a glance, and with every mistake at its place
"""
