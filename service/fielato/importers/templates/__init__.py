"""What CloudFormation and ARM share: templates whose values are worked out as far as the files settle them.

1. `partial`  values with parts that only the call, the cloud or another file settles
2. `values`   how they are handed to `resources`
"""
