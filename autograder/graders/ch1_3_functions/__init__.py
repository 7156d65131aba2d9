"""Chapter 1.3: functions."""
