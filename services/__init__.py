"""The verbs: intake, importing, briefing. Knows no screen."""
