"""The script behind every screen: settings, store, person, navigation, scope, page."""

from scorecard.ui import navigation

navigation.run()
