"""From passages with mentions to statements: relations, progress, observations, quantities."""
