"""The command line: one module per subcommand, none of which needs a display.

Each module has ``add_arguments(parser)`` and ``run(arguments) -> int``; ``viewer.cli.commands``
is the table of them, ``viewer.__main__`` the door. Only ``print`` imports Qt.
"""
