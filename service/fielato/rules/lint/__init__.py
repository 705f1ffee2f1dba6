"""What is wrong with policies that compile: what `fielato policy lint` finds.

Each module has the checks on one thing; each check yields findings at their places, and `run` has the table of them.

1. `finding`    what a finding is
2. `linted`     the policies that are looked at, with the places in their files
3. `branches`   cases that fail, branches that no case tests, tests that never decide
4. `reach`      rules that can never apply, be violated or be satisfied
5. `names`      names that are the same in several packs
6. `citations`  articles and instruments that are cited in two ways
7. `texts`      texts that are to be written or translated yet
8. `uses`       definitions, instruments and facts that no rule uses
9. `cases`      cases that say the same twice
10. `run`       all of them
"""
