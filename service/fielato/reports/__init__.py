"""Assessments to text and JSON, in English or Spanish; one small module per format.

1. `words`      the fixed words of reports, in both languages
2. `document`   the JSON document, declared once: its schema and its content follow; `less`, in less detail
3. `sentences`  findings and facts as a person would say them, with `values` in words
4. `rests_on`   what an assessment takes somebody's word for
5. `build`      an assessment turned into that document; `brief`, in less detail; `details` chooses
6. `groups`     which findings are told together, with `phrases`
7. `json`, `layout`, `text`          how JSON and text are written
8. `phases`     what was supposed, and the phases of a roll-out, beside the assessment
9. `changes`, `timeline`, `diff`     what changes between two assessments, and on which days, with `change_words`
10. `schemas`   every document with a published schema
11. `facts`, `rules`, `citations`, `reference`, `scenarios`
                pages about the catalogue, what can be supposed, the rules, how they cite the law, and the facts
                that rules may name
12. `advice`, `advice_text`   what could be changed, as document and as text, with `advice_words`
13. `formats`   every format of the report: those two, and those that other tools read
14. `accepted`, `waivers`   what the organisation accepts, beside findings and gate; `waivers_list`, every waiver
"""
