"""How the window looks: colours, measures, fonts, icons and the style sheet, each said once."""
