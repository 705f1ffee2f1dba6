"""Assessments to text and JSON, in English or Spanish; one small module per format.

1. `words`     the fixed words of reports, in both languages
2. `document`  the JSON document, declared once: its schema and its content follow
3. `build`     an assessment turned into that document
4. `json`, `text`   the formats
"""
