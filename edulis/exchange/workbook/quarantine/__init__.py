"""What runs in a process of its own and may be lost without harm: workbooks of unknown honesty, read cell by cell.

It imports no Edulis, only the standard library and python-calamine, and its rooms import each other by their own names
alone: `guard` starts `process` with the folder above this one at the end of the path.
"""
