"""The command line: one door to everything Edulis can do.

Exit codes, which programs may rely on:

    0    done
    1    the data hold errors; they are listed, cell by cell
    2    the command was not understood
    3    a file could not be read or written
    70   a mistake of Edulis itself
    130  stopped from the keyboard
"""

from edulis.cli.door import main

__all__ = ["main"]
